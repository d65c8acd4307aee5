using System.Text;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Index;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>Builds a match as it is shown, with the restrictions of its list.</summary>
internal static class ShownMatch
{
    /// <summary>The match without a party, which the caller adds.</summary>
    public static PartyMatch Of(Snapshot snapshot, ListedParty listed, Candidate candidate) => new()
    {
        Party = "",
        Feed = listed.Feed,
        List = listed.List,
        Entry = listed.Id,
        Name = candidate.MatchedName,
        Score = Math.Round(candidate.Score, 4),
        Strength = candidate.Strength,
        Restricts = Restricts(snapshot, listed),
        Relations = listed.Relations,
        Scope = listed.Scope,
        StartDate = listed.StartDate,
        EndDate = listed.EndDate,
        Explanation = candidate.Explanation,
    };

    /// <summary>What the list restricts, with the wording of the entry and the note of the reviewed table.</summary>
    private static string Restricts(Snapshot snapshot, ListedParty listed)
    {
        var meaning = MeaningOf(snapshot, listed);
        var text = new StringBuilder(meaning.Restricts);
        if (listed.LicenseRequirement is { } requirement)
        {
            text.Append(". Licence requirement of the entry: ").Append(requirement);
        }

        if (listed.LicensePolicy is { } policy)
        {
            text.Append(". Licence policy of the entry: ").Append(policy);
        }

        if (listed.Feed == EmergencyStops.Feed && snapshot.Stops.All.FirstOrDefault(stop => stop.Id == listed.Id) is { } emergency)
        {
            text.Append(". Reason of the stop: ").Append(emergency.Reason);
        }

        if (meaning.Fact is Fact.ListEl or Fact.ListMeu && snapshot.PartyPolicy.TermsOf(listed).Note is { } note)
        {
            text.Append(". ").Append(note);
        }

        return text.ToString();
    }

    /// <exception cref="InvalidDataException">The list of the entry is not declared.</exception>
    public static ListMeaning MeaningOf(Snapshot snapshot, ListedParty listed) =>
        snapshot.PartyPolicy.MeaningOf(listed.List)
        ?? throw new InvalidDataException($"the list `{listed.List}` is not declared");
}
