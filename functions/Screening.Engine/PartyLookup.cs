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
    /// <summary>
    /// The best matches, strong before possible, then by score, and the number of all matches. Entries that are not in force are included and
    /// marked.
    /// </summary>
    /// <param name="snapshot">Lists and their meanings.</param>
    /// <param name="query">The party to search for.</param>
    /// <param name="thresholds">Scores from which a match counts.</param>
    /// <param name="most">Maximum number of matches returned.</param>
    /// <param name="day">Day on which an entry is in force or not.</param>
    /// <param name="work">Counts the work and may end it; null counts nothing.</param>
    public static (ImmutableArray<PartyMatch> Matches, int Total) Find(
        Snapshot snapshot, PartyQuery query, MatchThresholds thresholds, int most, DateOnly day, Work? work = null)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        Candidate[] found = [.. snapshot.Parties.SearchAll(new ReadNames(snapshot, work).Comparable(query), thresholds, most, work: work).Where(candidate => !candidate.IsRepeated)];
        return (
            [
                .. found.Take(most).Select(candidate => (Candidate: candidate, Listed: snapshot.Parties.PartyAt(candidate.Index)))
                    .Select(match => ShownMatch.Of(snapshot, match.Listed, match.Candidate) with { InForce = match.Listed.IsInForce(day) }),
            ],
            found.Length);
    }

    /// <summary>
    /// What of the names could not be compared, one sentence each; empty when everything was. A search without a match says
    /// nothing about such a name.
    /// </summary>
    /// <param name="snapshot">Lists and their meanings.</param>
    /// <param name="query">The party to search for.</param>
    /// <param name="work">Counts the work and may end it; null counts nothing.</param>
    public static ImmutableArray<string> NotCompared(Snapshot snapshot, PartyQuery query, Work? work = null)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(query);
        var names = new ReadNames(snapshot, work);
        string?[] sentences =
        [
            Sentence(names, query.Name, "the name"),
            .. query.Aliases.Select((alias, index) => Sentence(names, alias, string.Create(CultureInfo.InvariantCulture, $"alias {index + 1}"))),
        ];
        return [.. sentences.OfType<string>()];
    }

    private static string? Sentence(ReadNames names, string name, string what)
    {
        var reading = names.Of(name);
        return reading.Unread is not null ? $"{what} could not be compared: {reading.Reason}"
            : reading.LeftOut is { } leftOut ? $"{what} was compared only in part: {leftOut}"
            : null;
    }
}
