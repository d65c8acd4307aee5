using Screening.Engine.Model;

namespace Screening.Engine.Tests.Model;

/// <summary>The order of the outcomes, and what each asks of the one who ships.</summary>
public sealed class OutcomeTests
{
    [Theory]
    [InlineData(Outcome.NoMtcrControl, 0, Disposition.ContinueOtherChecks, "no restriction found in this policy; see notChecked")]
    [InlineData(Outcome.NoLicenseRequired, 1, Disposition.Proceed, "no licence required for the reason checked; see notChecked")]
    [InlineData(Outcome.CaseByCase, 2, Disposition.Apply, "licence required, reviewed case by case")]
    [InlineData(Outcome.CaseByCaseEligible, 2, Disposition.Apply, "licence required, reviewed case by case (eligible destination)")]
    [InlineData(Outcome.HoldForReview, 3, Disposition.Hold, "held")]
    [InlineData(Outcome.PresumptionOfDenial, 4, Disposition.Stop, "licence required; presumed denied")]
    [InlineData(Outcome.PolicyOfDenial, 5, Disposition.Stop, "licence required; denied as policy")]
    [InlineData(Outcome.Prohibited, 6, Disposition.Block, "may not be authorised")]
    [InlineData((Outcome)99, 6, Disposition.Block, "may not be authorised")]
    public void AnOutcome_HasItsSeverity_ItsDisposition_AndItsWords(Outcome outcome, int severity, Disposition disposition, string text) =>
        Assert.Equal((severity, disposition, text), (outcome.Severity(), outcome.Disposition(), outcome.Text()));

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
    public void ARedFlag_IsResolved_BySomebodyForAReason(string? by, string? why, bool isResolved) =>
        Assert.Equal(isResolved, new RedFlag { Code = "cash", ResolvedBy = by, Resolution = why }.IsResolved);
}
