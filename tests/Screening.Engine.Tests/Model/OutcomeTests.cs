using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Policies.Evaluation;

namespace Screening.Engine.Tests.Model;

/// <summary>The order of the outcomes, and the disposition and text of each.</summary>
public sealed class OutcomeTests
{
    private static readonly Gen<Outcome?> One = Gen.Int[-1, Enum.GetValues<Outcome>().Length - 1].Select(number => number < 0 ? (Outcome?)null : (Outcome)number);

    private static readonly Gen<Outcome?[]> Some = One.Array[0, 4].Select(outcomes => outcomes.Distinct().ToArray());

    [Theory]
    [InlineData(Outcome.NoMtcrControl, 0, Disposition.ContinueOtherChecks, "no restriction found in this policy; see notChecked")]
    [InlineData(Outcome.NoLicenseRequired, 1, Disposition.Proceed, "no licence required for the reason checked; see notChecked")]
    [InlineData(Outcome.CaseByCase, 2, Disposition.Apply, "licence required, reviewed case by case")]
    [InlineData(Outcome.CaseByCaseEligible, 2, Disposition.Apply, "licence required, reviewed case by case (eligible destination)")]
    [InlineData(Outcome.HoldForReview, 3, Disposition.Hold, "held")]
    [InlineData(Outcome.PresumptionOfDenial, 4, Disposition.Stop, "licence required; presumed denied")]
    [InlineData(Outcome.PolicyOfDenial, 5, Disposition.Stop, "licence required; denied as policy")]
    [InlineData(Outcome.Prohibited, 6, Disposition.Block, "stopped: prohibited or embargoed; the reason names the rule and any exception to it")]
    [InlineData((Outcome)99, 6, Disposition.Block, "stopped: prohibited or embargoed; the reason names the rule and any exception to it")]
    public void AnOutcome_HasItsSeverity_ItsDisposition_AndItsWords(Outcome outcome, int severity, Disposition disposition, string text) =>
        Assert.Equal((severity, disposition, text), (outcome.Severity(), outcome.Disposition(), outcome.Text()));

    /// <summary>
    /// The combination of two sets of possible outcomes is the set of the combinations of all pairs; "no rule applied" is below
    /// all outcomes.
    /// </summary>
    [Fact]
    public void TwoSetsCombined_AreTheResultsOfTheirPairs() => Gen.Select(Some, Some).Sample((first, second) =>
    {
        var expected = second.Length == 0 ? first.ToHashSet()
            : first.SelectMany(own => second.Select(other => (other?.Severity() ?? -1) > (own?.Severity() ?? -1) ? other : own)).ToHashSet();
        var combined = OutcomeSet.Combine(SetOf(first), SetOf(second));
        Assert.Equal(SetOf([.. expected]), combined);
        Assert.Equal(expected.Count, combined.Count);
        Assert.Equal(expected.Where(outcome => outcome is not null).Select(outcome => outcome!.Value).Order().OrderBy(outcome => outcome.Severity()), combined.ToOutcomes());
        Assert.Equal(expected.Count, combined.Singles().Select(single => single.Count).Sum());
        Assert.Equal(combined, combined.Singles().Aggregate(OutcomeSet.Empty, (all, single) => all.With(single)));
        Assert.All(combined.Singles(), single => Assert.True(single.IsWithin(combined)));
    }, iter: 2_000);

    [Fact]
    public void OfAStrictestSet_OnlyWhatIsMoreSevereThanWhatIsCertain_StaysPossible() => Gen.Select(One, Some).Sample((certain, possible) =>
    {
        var outcomes = possible.Where(outcome => outcome is not null).ToArray();
        Outcome?[] expected = certain is null ? [.. outcomes, null] : [.. outcomes.Where(outcome => outcome!.Value.Severity() > certain.Value.Severity()), certain];
        Assert.Equal(SetOf(expected), OutcomeSet.Strictest(certain, SetOf([.. outcomes])));
    }, iter: 500);

    private static OutcomeSet SetOf(Outcome?[] outcomes) =>
        outcomes.Aggregate(OutcomeSet.Empty, (all, outcome) => all.With(outcome is { } known ? OutcomeSet.Of(known) : OutcomeSet.Nothing));

    [Fact]
    public void TheStricterOfTwo_Wins_AndOfEquals_TheFirst()
    {
        Assert.Equal(Outcome.Prohibited, OutcomeExtensions.Strictest(Outcome.Prohibited, Outcome.PolicyOfDenial));
        Assert.Equal(Outcome.Prohibited, OutcomeExtensions.Strictest(Outcome.PolicyOfDenial, Outcome.Prohibited));
        Assert.Equal(Outcome.CaseByCase, OutcomeExtensions.Strictest(Outcome.CaseByCase, Outcome.CaseByCaseEligible));
        Assert.Equal(Outcome.CaseByCaseEligible, OutcomeExtensions.Strictest(Outcome.CaseByCaseEligible, Outcome.CaseByCase));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("kim", null, false)]
    [InlineData(null, "seen", false)]
    [InlineData(" ", "seen", false)]
    [InlineData("kim", "", false)]
    [InlineData("kim", "seen", true)]
    public void ARedFlag_IsResolved_WithAResolverAndAReason(string? by, string? why, bool isResolved) =>
        Assert.Equal(isResolved, new RedFlag { Code = "cash", ResolvedBy = by, Resolution = why }.IsResolved);
}
