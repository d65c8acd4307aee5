using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Evaluation;
using Screening.Engine.Snapshots;

namespace Screening.Engine.Overlays;

/// <summary>
/// Emergency stops for everything and for destinations: no outcome less severe than HOLD_FOR_REVIEW stays possible, whatever the policy
/// gives and whatever is still open. Stops of parties are matches of a list (<see cref="EmergencyStops.List"/>).
/// </summary>
internal static class StopOverlay
{
    /// <summary>Rule set of the findings.</summary>
    public const string RuleSet = "emergency-stop";

    /// <summary>Rule id of the findings.</summary>
    public const string Rule = "B-STOP";

    private static readonly OutcomeSet Hold = OutcomeSet.Of(Outcome.HoldForReview);

    /// <summary>Holds every item of a transaction to which a stop applies.</summary>
    public static WidenedVerdict Apply(WidenedVerdict widened, ScreeningRequest request, FactSheet sheet, EmergencyStops stops)
    {
        EmergencyStop[] inForce = [.. stops.All.Where(stop => Applies(stop, sheet))];
        if (inForce.Length == 0)
        {
            return widened;
        }

        var verdict = widened.Verdict;
        var findings = verdict.Findings.ToList();
        var items = verdict.Items.ToBuilder();
        for (var index = 0; index < items.Count; index++)
        {
            var before = items[index].Possible;
            var held = Held(before);
            var isWinner = held is [Outcome.HoldForReview] && before is not [Outcome.HoldForReview];
            var item = request.Items[index].Id;
            if (isWinner)
            {
                findings = [.. findings.Select(known => known.Item == item && known.Wins ? known with { Wins = false } : known)];
            }

            items[index] = items[index] with { Possible = held };
            findings.AddRange(inForce.Select((stop, number) => Finding(stop, item, isWinner && number == 0)));
        }

        return widened with
        {
            Verdict = verdict with { Items = items.ToImmutable(), Possible = Held(verdict.Possible), Findings = [.. findings] },
        };
    }

    private static ImmutableArray<Outcome> Held(ImmutableArray<Outcome> possible) => OutcomeSet.Combine(OutcomeSet.Of(possible), Hold).ToOutcomes();

    private static bool Applies(EmergencyStop stop, FactSheet sheet) => stop.Scope switch
    {
        StopScope.Everything => true,
        StopScope.Destination => stop.Country is { } country
            && sheet.Destinations.Append(sheet.PlaceOfDelivery)
                .Concat(sheet.CountriesOf(Fact.Way).Select(role => role.Country))
                .Concat(sheet.CountriesOf(Fact.BankCountry).Select(role => role.Country))
                .Contains(country),
        _ => false,
    };

    private static Finding Finding(EmergencyStop stop, string item, bool wins) => new()
    {
        Item = item,
        RuleSet = RuleSet,
        Rule = Rule,
        Outcome = Outcome.HoldForReview,
        Wins = wins,
        Certain = true,
        Text = $"An emergency stop for {(stop.Country is { } country ? $"the country {country}" : "every transaction")} is in force since {stop.Since:yyyy-MM-dd}: {stop.Reason}",
        Citation = $"emergency stop {stop.Id} of this organisation",
        Facts = FactDictionary.None,
    };
}
