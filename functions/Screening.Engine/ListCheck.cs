using System.Globalization;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>
/// Whether every required list was on file and recent (docs/policy.md, "Lists that must be there"). The age of a list is the
/// number of days from its last confirmation to the date of the screening.
/// </summary>
internal static class ListCheck
{
    /// <summary>The lists that are missing or too old, in words; null when there are none.</summary>
    public static string? Incomplete(PartyPolicy policy, ListStanding lists, DateOnly asOf)
    {
        var reasons = policy.RequiredLists.Select(required => Reason(required, lists, asOf)).OfType<string>().ToArray();
        return reasons.Length == 0 ? null : string.Join("; ", reasons);
    }

    /// <summary>
    /// Fills the fact. It is "no" without parties, because nothing is searched, and for a standing that was not recorded. It is
    /// also "no" for the sample list, which `notChecked` reports instead.
    /// </summary>
    public static void Fill(FactSheet sheet, ScreeningRequest request, PartyPolicy policy, ListStanding lists, DateOnly asOf)
    {
        var incomplete = request.Parties.IsEmpty || !lists.IsRecorded || lists.IsSample ? null : Incomplete(policy, lists, asOf);
        sheet.Set(Fact.ListsIncomplete, incomplete is null ? PossibleValue.Of(false) : PossibleValue.OfYes(incomplete));
    }

    private static string? Reason(RequiredList required, ListStanding lists, DateOnly asOf)
    {
        if (!lists.ConfirmedOn.TryGetValue(required.Code, out var confirmed))
        {
            return $"{required.Code} is missing";
        }

        var age = asOf.DayNumber - confirmed.DayNumber;
        return age <= required.MostDays
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{required.Code} was last confirmed on {confirmed:yyyy-MM-dd}, {age} days ago (at most {required.MostDays})");
    }
}
