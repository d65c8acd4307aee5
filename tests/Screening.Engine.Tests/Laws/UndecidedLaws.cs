using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Tests.Differential;

namespace Screening.Engine.Tests.Laws;

/// <summary>The law of contract 1 for facts that are unknown when absent, and which rules may win.</summary>
public sealed class UndecidedLaws
{
    [Fact]
    public void AnUndecidedOutcome_IsNeverLaxerThanItsLeastSevereCompletion() => TransactionGen.Partial.Sample(
        transaction =>
        {
            var decision = transaction.Screen();
            var least = Completions.Of(transaction).Min(completion => Reference.ReferencePolicy.Severity(completion.Answer.Outcome));
            Assert.True(decision.Floor() >= least);
            if (decision.Undecided is { } undecided)
            {
                Assert.True(undecided.Possible.Length > 1);
                Assert.Equal(undecided.Worst.Severity(), undecided.Possible.Max(outcome => outcome.Severity()));
                Assert.NotEmpty(undecided.Ask);
            }
        },
        iter: Effort.Of(Lawful.Cases));

    [Fact]
    public void OmittingAFact_NeverTurnsAHoldIntoAGo() => Gen.Select(TransactionGen.Complete, Gen.Int[0, 6]).Sample(
        (transaction, which) =>
        {
            var before = transaction.Screen();
            var after = transaction.Screen(request => WithoutFact(request, which));
            if (before.Disposition is Disposition.Hold or Disposition.Stop or Disposition.Block)
            {
                Assert.False(after.Disposition is Disposition.Proceed or Disposition.ContinueOtherChecks, $"{before.Outcome} became {after.Outcome}");
            }
        },
        iter: Effort.Of(4 * Lawful.Cases));

    internal static ScreeningRequest WithoutFact(ScreeningRequest request, int which) => request with
    {
        Items = [WithoutFact(request.Items[0], which)],
        EndUse = which == 6 ? request.EndUse with { Code = EndUseCode.Unknown } : request.EndUse,
    };

    [Fact]
    public void OnlyATrueRule_Wins() => TransactionGen.Partial.Sample(
        transaction =>
        {
            var decision = transaction.Screen();
            Assert.All(decision.Findings.Where(finding => finding.Wins), finding => Assert.False(finding.Text.StartsWith("May apply", StringComparison.Ordinal)));
            Assert.True(decision.Undecided is null || !decision.Findings.Any(finding => finding.Wins));
        },
        iter: Effort.Of(Lawful.Cases));

    [Fact]
    public void Undecided_IsWhatEveryPossibleOutcomeShares()
    {
        // Decision D37. Category II or I to a partner: either way a licence application is required; the outcome stays open.
        var decision = Lawful.Of(Lawful.System(ItemClass.BallisticMissile, 400, null), "AU").Screen();
        Assert.Equal([Outcome.CaseByCase, Outcome.CaseByCaseEligible], decision.Possible());
        Assert.Equal((Disposition.Apply, Outcome.HoldForReview), (decision.Disposition, decision.Outcome));
    }

    [Fact]
    public void Undecided_IsStricterThanHeld_WhenEveryPossibleOutcomeIs()
    {
        var request = Lawful.Of(Lawful.System(ItemClass.BallisticMissile, 400, 900, jurisdiction: null), "PL");
        var wmd = request with { Items = [request.Items[0] with { Performance = [] }], EndUse = request.EndUse with { WmdDelivery = true } };
        var decision = (wmd with { Destination = new Destination { Country = CountryCode.Of("CN") } }).Screen();
        Assert.Equal([Outcome.PresumptionOfDenial, Outcome.PolicyOfDenial], decision.Possible());
        Assert.Equal(Disposition.Stop, decision.Disposition);
    }

    /// <summary>
    /// The total impulse is kept: an exporter who declares a code and no impulse has declared the item (contract D14).
    /// </summary>
    private static Item WithoutFact(Item item, int which) => which switch
    {
        0 => item with { Performance = [] },
        1 => item with { Performance = [.. item.Performance.Select(point => point with { PayloadKg = null })] },
        2 => item with { Performance = [.. item.Performance.Select(point => point with { RangeKm = null })] },
        3 => item with { MaxTrueAirspeedKmh = null, AutonomousOrBeyondVisualLine = null },
        4 => item with { Propulsion = null },
        5 => item with { Jurisdiction = null },
        _ => item,
    };
}
