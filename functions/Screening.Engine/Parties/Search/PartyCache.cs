using System.Collections.Concurrent;
using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;

namespace Screening.Engine.Parties.Search;

/// <summary>
/// Remembers what a question found in one index. Exporters ask about the same parties over and over, and an index never
/// changes: the answer is the same, and only the search is saved. It lives and dies with the snapshot, so no answer
/// outlives its revision. Bounded; safe for concurrent use.
/// </summary>
public sealed class PartyCache
{
    /// <summary>
    /// Questions of one generation; two are kept. When the young one is full it becomes the old one, so what is asked
    /// often stays, at no cost per question.
    /// </summary>
    public const int Generation = 8_192;

    /// <summary>Answers of more candidates than this are made anew each time: crowded names must not fill the memory.</summary>
    public const int CandidatesKept = 32;

    private readonly WatchlistIndex index;
    private readonly MatchThresholds thresholds;
    private readonly int generation;
    private volatile Generations kept = new(Empty(), Empty());

    /// <summary>Remembers nothing yet.</summary>
    /// <param name="index">The index.</param>
    /// <param name="thresholds">Scores from which a match counts: one index, one pair.</param>
    /// <param name="generation">Questions of one generation.</param>
    public PartyCache(WatchlistIndex index, MatchThresholds thresholds, int generation = Generation) =>
        (this.index, this.thresholds, this.generation) = (index, thresholds, generation);

    /// <summary>Questions remembered at the moment.</summary>
    public int Count => kept.Young.Count + kept.Old.Count;

    /// <summary>Listed parties that match, as <see cref="WatchlistIndex.Search"/> finds them.</summary>
    /// <param name="query">Who is asked about.</param>
    public ImmutableArray<Candidate> Search(PartyQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var now = kept;
        if (now.Young.TryGetValue(query, out var found))
        {
            return found;
        }

        if (!now.Old.TryGetValue(query, out found))
        {
            found = index.Search(query, thresholds, Limits.MatchesConsidered);
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
            // Whoever comes second finds it done; at worst a few answers are forgotten and made again.
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
