using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;

namespace Screening.Engine;

/// <summary>
/// Keeps entries that are not in force at the date of the decision out of it: they have ended, or have not started. The search
/// finds them, so that the decision says that they would have matched. They stay in the index for decisions at other dates.
/// </summary>
internal sealed class EntriesOutOfForce(DateOnly asOf)
{
    private readonly List<ReviewNote> notes = [];
    private readonly Dictionary<(string Party, string List), int> counts = [];
    private readonly HashSet<(string Place, string Feed, string Entry)> seen = [];

    /// <summary>
    /// The notes: at most <see cref="Limits.MatchesPerParty"/> per party and list, and a count of the rest.
    /// </summary>
    public ImmutableArray<ReviewNote> Notes =>
    [
        .. notes,
        .. counts.Where(pair => pair.Value > Limits.MatchesPerParty)
            .OrderBy(pair => pair.Key.Party, StringComparer.Ordinal).ThenBy(pair => pair.Key.List, StringComparer.Ordinal)
            .Select(pair => new ReviewNote("parties", $"{pair.Value - Limits.MatchesPerParty} further entries of list {pair.Key.List} that would match party {pair.Key.Party} are not in force.")),
    ];

    /// <summary>Whether an entry counts. If not, a note says when it ended or starts.</summary>
    /// <param name="listed">The entry.</param>
    /// <param name="place">JSON path of the party or of its owners.</param>
    /// <param name="party">Party id.</param>
    public bool Passes(ListedParty listed, string place, string party)
    {
        if (listed.IsInForce(asOf))
        {
            return true;
        }

        if (seen.Add((place, listed.Feed, listed.Id)))
        {
            var key = (party, listed.List);
            counts[key] = counts.GetValueOrDefault(key) + 1;
            if (counts[key] <= Limits.MatchesPerParty)
            {
                notes.Add(new ReviewNote(place, listed.EndDate < asOf
                    ? $"Entry {listed.Id} of list {listed.List} ended on {listed.EndDate:yyyy-MM-dd}; it would match, and is no match on {asOf:yyyy-MM-dd}."
                    : $"Entry {listed.Id} of list {listed.List} starts on {listed.StartDate:yyyy-MM-dd}; it would match, and is no match on {asOf:yyyy-MM-dd}."));
            }
        }

        return false;
    }
}
