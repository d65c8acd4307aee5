using System.Collections.Immutable;
using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Evaluation;
using Screening.Engine.Policies.Wording;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>
/// A verdict that no unconfirmed fact makes less severe, with a note for each unconfirmed fact that makes it more severe.
/// </summary>
internal sealed record ConfirmedVerdict(PolicyVerdict Verdict, ImmutableArray<string> Notes);

/// <summary>
/// Treatment of dated facts whose confirmation is overdue (docs/policy.md, "Unconfirmed facts"). The transaction is evaluated
/// again without each of them. A fact that makes the outcome less severe raises it to at least HOLD_FOR_REVIEW, with a finding
/// that names who must confirm the fact. A fact that makes the outcome more severe stays in use, with a note.
/// </summary>
internal sealed class Confirmations(CompiledPolicy policy, Snapshot snapshot, ScreeningRequest request, DateOnly asOf, SearchLimits limits)
{
    /// <summary>Rule set of the findings that hold a decision because of an unconfirmed fact.</summary>
    public const string RuleSet = "confirmations";

    /// <summary>Rule id of such a finding.</summary>
    public const string Rule = "B-UNCONFIRMED";

    private const int FindingsOfStep = 16;

    private readonly ImmutableArray<string> ids = [.. request.Items.Select(item => item.Id)];

    /// <summary>Holds every item whose outcome depends on an unconfirmed fact.</summary>
    public ConfirmedVerdict Apply(FactSheet sheet, PolicyVerdict verdict)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        var held = verdict;
        Doubt[] doubts = [.. Doubts(sheet)];

        // All evaluations together have the search budget of one evaluation.
        var each = limits with { Outcomes = Math.Max(1, limits.Outcomes / (doubts.Length + 1)) };

        // Evaluated on the same sheet as the comparison, so that only the unconfirmed fact differs.
        var before = doubts.Length == 0 ? new PossibleOutcomes(OutcomeSet.Nothing, [], true) : Outcomes(sheet, each, -1, verdict.IsExact);
        foreach (var doubt in doubts)
        {
            var without = Outcomes(doubt.Sheet, each, doubt.Without, verdict.IsExact);
            var isStricter = false;
            for (var item = 0; item < before.Items.Length; item++)
            {
                if (!before.IsKnown(item) || !without.IsKnown(item))
                {
                    held = MayHold(held, item, doubt, () => Open(before.IsKnown(item) ? doubt.Sheet : sheet, each, before.IsKnown(item) ? doubt.Without : -1));
                }
                else if (IsLaxer(before.Items[item], without.Items[item]))
                {
                    held = Hold(held, item, doubt);
                }
                else
                {
                    isStricter |= IsLaxer(without.Items[item], before.Items[item]);
                }
            }

            if (isStricter)
            {
                notes.Add($"{doubt.Sentence} The stricter reading stands until {doubt.Confirmer} confirms otherwise ({doubt.Source}).");
            }
        }

        return new ConfirmedVerdict(held, [.. notes.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>The possible outcomes; for a deemed export the union over every nationality that may count.</summary>
    private PossibleOutcomes Outcomes(FactSheet sheet, SearchLimits each, int without, bool isExact)
    {
        var nationalities = isExact && Route.Of(request).IsDeemed ? new NationalityWays(sheet) : null;
        return nationalities is { AreSeveral: true }
            ? nationalities.Evaluate(policy, each, without).Aggregate((all, way) => all.Or(way))
            : PolicyEvaluator.Outcomes(policy, sheet, each, without);
    }

    private ImmutableArray<OpenFact> Open(FactSheet sheet, SearchLimits each, int without) =>
        PolicyEvaluator.Evaluate(policy, sheet, ids, each, without).Open;

    /// <summary>
    /// Whether the least severe or the most severe possible outcome is less severe with the fact than without it.
    /// </summary>
    private static bool IsLaxer(OutcomeSet with, OutcomeSet without)
    {
        var (own, other) = (with.ToOutcomes(), without.ToOutcomes());
        return !own.IsEmpty && !other.IsEmpty
            && (own[0].Severity() < other[0].Severity() || own[^1].Severity() < other[^1].Severity());
    }

    private IEnumerable<Doubt> Doubts(FactSheet sheet)
    {
        Fact[] named = [Fact.Way, Fact.BankCountry, Fact.Origin, Fact.MilitaryParties, Fact.IntelligenceParties];
        var countries = sheet.Destinations.Append(sheet.PlaceOfDelivery)
            .Concat(named.SelectMany(fact => sheet.CountriesOf(fact).Select(role => role.Country))).Distinct();
        foreach (var country in countries)
        {
            foreach (var row in snapshot.Sets.UnconfirmedOf(country, asOf).Where(row => row.Set is not null))
            {
                yield return new Doubt(sheet.With(country, row.Set!, row.IsMemberWithout), -1, row.Sentence, row.Source, row.Confirmer);
            }
        }

        for (var destination = 0; destination < sheet.Destinations.Count; destination++)
        {
            foreach (var row in RegistryAnswer.UnconfirmedOf(sheet.Destinations[destination], snapshot.Sets, snapshot.Registries, asOf))
            {
                if (row is { Fact: { } fact, CodeWithout: { } code })
                {
                    yield return new Doubt(Changed(sheet, destination, fact, code), -1, row.Sentence, row.Source, row.Confirmer);
                }
            }
        }

        foreach (var (when, _, confirm) in policy.Confirmations)
        {
            if (confirm.By < asOf)
            {
                yield return new Doubt(sheet, when, confirm.Sentence, confirm.Source, confirm.Confirmer);
            }
        }
    }

    private static FactSheet Changed(FactSheet sheet, int destination, Fact fact, string code)
    {
        var changed = sheet.Copy();
        changed.SetDestination(destination, fact, FactCatalogue.Of(fact).Type == FactType.YesNo
            ? PossibleValue.Of(code == "yes")
            : PossibleValue.OfCode(FactCatalogue.Of(fact).Codes.IndexOf(code), code));
        return changed;
    }

    private PolicyVerdict Hold(PolicyVerdict verdict, int item, Doubt doubt)
    {
        // The findings are copied for every item that is held.
        limits.Work?.Add(1 + (verdict.Findings.Length / FindingsOfStep));
        var before = verdict.Items[item];
        var held = OutcomeSet.Combine(OutcomeSet.Of(before.Possible), OutcomeSet.Of(Outcome.HoldForReview)).ToOutcomes();
        var isDecidedNow = held.Length == 1 && before.Possible.Length == 1 && held[0] != before.Possible[0];
        var isWinner = isDecidedNow || (held is [Outcome.HoldForReview] && before.Possible.Length > 1);
        var finding = new Finding
        {
            Item = ids[item],
            RuleSet = RuleSet,
            Rule = Rule,
            Outcome = Outcome.HoldForReview,
            Wins = isWinner,
            Certain = true,
            Text = $"{doubt.Sentence} The answer would rest on it, so it is held until {doubt.Confirmer} confirms it.",
            Citation = doubt.Source,
            Facts = FactDictionary.None,
        };
        var items = verdict.Items.SetItem(item, before with { Possible = held });
        return verdict with
        {
            Items = items,
            Possible = Whole(verdict, items),
            Findings =
            [
                .. verdict.Findings.Select(known => isWinner && known.Item == ids[item] && known.Wins ? known with { Wins = false } : known),
                finding,
            ],
        };
    }

    /// <summary>
    /// After a search that reached its limit it is unknown whether the fact makes the outcome less severe. Both the held outcomes
    /// and the outcomes as they were are then possible.
    /// </summary>
    private PolicyVerdict MayHold(PolicyVerdict verdict, int item, Doubt doubt, Func<ImmutableArray<OpenFact>> open)
    {
        var held = Hold(verdict, item, doubt);
        var before = OutcomeSet.Of(verdict.Items[item].Possible);
        var possible = before.With(OutcomeSet.Of(held.Items[item].Possible)).ToOutcomes();
        var items = held.Items.SetItem(item, held.Items[item] with { Possible = possible });
        return verdict with
        {
            IsExact = false,
            Items = items,
            Possible = items.Length == 1 ? possible : OutcomeSet.Of(verdict.Possible).With(OutcomeSet.Of(held.Possible)).ToOutcomes(),
            Open = verdict.Open.IsEmpty ? open() : verdict.Open,
            Findings =
            [
                .. verdict.Findings.Select(known => known.Item == ids[item] && known.Wins && possible.Length > 1 ? known with { Wins = false } : known),
                held.Findings[^1] with { Wins = false, Certain = false, Text = FindingBuilder.MayApply + held.Findings[^1].Text },
            ],
        };
    }

    /// <summary>
    /// A hold of one item applies to the whole transaction: no outcome less severe than HOLD_FOR_REVIEW stays possible.
    /// </summary>
    private static ImmutableArray<Outcome> Whole(PolicyVerdict verdict, ImmutableArray<ItemVerdict> items) => items.Length == 1
        ? items[0].Possible
        : OutcomeSet.Combine(OutcomeSet.Of(verdict.Possible), OutcomeSet.Of(Outcome.HoldForReview)).ToOutcomes();

    /// <summary>An unconfirmed fact, and the transaction without it.</summary>
    private sealed record Doubt(FactSheet Sheet, int Without, string Sentence, string Source, string Confirmer);
}
