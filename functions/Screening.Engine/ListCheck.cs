using System.Globalization;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>
/// Whether every list that must be there was there and fresh (docs/policy.md, "Lists that must be there"). Age is measured at
/// the date asked about, from the day the list was last confirmed.
/// </summary>
internal static class ListCheck
{
    /// <summary>What is missing or too old, in words; null when nothing is.</summary>
    public static string? Incomplete(PartyPolicy policy, ListStanding lists, DateOnly asOf)
    {
        var reasons = policy.RequiredLists.Select(required => Reason(required, lists, asOf)).OfType<string>().ToArray();
        return reasons.Length == 0 ? null : string.Join("; ", reasons);
    }

    /// <summary>Fills the fact: a transaction without parties looks nobody up, and a sample is no substitute but says so itself.</summary>
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
