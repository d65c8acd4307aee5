using System.Collections.Concurrent;
using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Parties.Search;

/// <summary>
/// A cache of the results of queries on one index. Exporters look up the same parties repeatedly, and an index never changes, so
/// a cached result equals the result of a new search. The cache belongs to one snapshot, so no result is used after its revision.
/// Its size is limited. Safe for concurrent use.
/// </summary>
public sealed class PartyCache
{
    /// <summary>
    /// Maximum number of queries in one generation; two generations are kept. A full young generation becomes the old one.
    /// Frequent queries stay in the cache without bookkeeping per query.
    /// </summary>
    public const int Generation = 8_192;

    /// <summary>Results with more candidates than this are not cached, to limit the use of memory.</summary>
    public const int CandidatesKept = 32;

    private readonly WatchlistIndex index;
    private readonly MatchThresholds thresholds;
    private readonly int generation;
    private volatile Generations kept = new(Empty(), Empty());

    /// <summary>Creates an empty cache.</summary>
    /// <param name="index">The index.</param>
    /// <param name="thresholds">Scores from which a match counts, the same for all queries of the cache.</param>
    /// <param name="generation">Maximum number of queries in one generation.</param>
    public PartyCache(WatchlistIndex index, MatchThresholds thresholds, int generation = Generation) =>
        (this.index, this.thresholds, this.generation) = (index, thresholds, generation);

    /// <summary>Number of queries in the cache.</summary>
    public int Count => kept.Young.Count + kept.Old.Count;

    /// <summary>
    /// All listed parties that match, as <see cref="WatchlistIndex.SearchAll"/> returns them. Explained are the matches that a
    /// decision shows: <see cref="Limits.MatchesPerParty"/> of each list.
    /// </summary>
    /// <param name="query">The party to look up.</param>
    /// <param name="work">Counts a new search and may end it, in which case nothing is cached.</param>
    public ImmutableArray<Candidate> Search(PartyQuery query, Work? work = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        var now = kept;
        if (now.Young.TryGetValue(query, out var found))
        {
            return found;
        }

        if (!now.Old.TryGetValue(query, out found))
        {
            found = index.SearchAll(query, thresholds, int.MaxValue, Limits.MatchesPerParty, work);
        }

        Keep(now, query, found);
        return found;
    }

    private void Keep(Generations now, PartyQuery query, ImmutableArray<Candidate> found)
    {
        if (found.Length > CandidatesKept)
        {
            return;
        }

        if (now.Young.Count >= generation)
        {
            // Two threads may do this at the same time. Then a few cached results are lost and computed again.
            now = new(Empty(), now.Young);
            kept = now;
        }

        now.Young[query] = found;
    }

    private static ConcurrentDictionary<PartyQuery, ImmutableArray<Candidate>> Empty() => new(PartyQueryComparer.Instance);

    private sealed record Generations(
        ConcurrentDictionary<PartyQuery, ImmutableArray<Candidate>> Young,
        ConcurrentDictionary<PartyQuery, ImmutableArray<Candidate>> Old);
}
