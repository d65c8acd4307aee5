using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>
/// Searches the lists for one party without a transaction. Search and explanation are those of a screening; there is no outcome.
/// </summary>
public static class PartyLookup
{
    /// <summary>Matches, strong before possible, then by score.</summary>
    /// <param name="snapshot">Lists and their meanings.</param>
    /// <param name="query">The party to search for.</param>
    /// <param name="thresholds">Scores from which a match counts.</param>
    /// <param name="most">Maximum number of matches returned.</param>
    public static ImmutableArray<PartyMatch> Find(Snapshot snapshot, PartyQuery query, MatchThresholds thresholds, int most)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return [.. snapshot.Parties.Search(ReadNames.Comparable(snapshot, query), thresholds, most).Select(candidate => ShownMatch.Of(
            snapshot, snapshot.Parties.PartyAt(candidate.Index), candidate))];
    }

    /// <summary>
    /// What of the names could not be compared, one sentence each; empty when everything was. A search without a match says
    /// nothing about such a name.
    /// </summary>
    public static ImmutableArray<string> NotCompared(Snapshot snapshot, PartyQuery query)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(query);
        return
        [
            .. query.Aliases.Select((alias, index) => Sentence(snapshot, alias, string.Create(CultureInfo.InvariantCulture, $"alias {index + 1}")))
                .Prepend(Sentence(snapshot, query.Name, "the name")).OfType<string>(),
        ];
    }

    private static string? Sentence(Snapshot snapshot, string name, string what)
    {
        var reading = ReadNames.Of(snapshot, name);
        return reading.Unread is not null ? $"{what} could not be compared: {reading.Reason}"
            : reading.LeftOut is { } leftOut ? $"{what} was compared only in part: {leftOut}"
            : null;
    }
}
