using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>
/// Searches the lists for one party without a transaction. Search and explanation are those of a screening; there is no outcome.
/// </summary>
public static class PartyLookup
{
    /// <summary>Matches, strong before possible, then by score. Entries that are not in force are included and marked.</summary>
    /// <param name="snapshot">Lists and their meanings.</param>
    /// <param name="query">The party to search for.</param>
    /// <param name="thresholds">Scores from which a match counts.</param>
    /// <param name="most">Maximum number of matches returned.</param>
    /// <param name="day">Day on which an entry is in force or not.</param>
    public static ImmutableArray<PartyMatch> Find(Snapshot snapshot, PartyQuery query, MatchThresholds thresholds, int most, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return
        [
            .. snapshot.Parties.Search(query, thresholds, most)
                .Select(candidate => (Candidate: candidate, Listed: snapshot.Parties.PartyAt(candidate.Index)))
                .Select(found => ShownMatch.Of(snapshot, found.Listed, found.Candidate) with { InForce = found.Listed.IsInForce(day) }),
        ];
    }
}
