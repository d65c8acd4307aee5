using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Search;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>Looks one party up without a transaction: the same search, the same explanation, no outcome.</summary>
public static class PartyLookup
{
    /// <summary>Matches, strong before possible, then by score.</summary>
    /// <param name="snapshot">Lists and their meaning.</param>
    /// <param name="query">Who is asked about.</param>
    /// <param name="thresholds">Scores from which a match counts.</param>
    /// <param name="most">Most matches returned.</param>
    public static ImmutableArray<PartyMatch> Find(Snapshot snapshot, PartyQuery query, MatchThresholds thresholds, int most)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return [.. snapshot.Parties.Search(query, thresholds, most).Select(candidate => ShownMatch.Of(
            snapshot, snapshot.Parties.PartyAt(candidate.Index), candidate))];
    }
}
