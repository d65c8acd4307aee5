using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Decisions;

/// <summary>Which findings are certain, which of them wins, and how often each is reported.</summary>
public sealed class FindingTests
{
    [Fact]
    public void EveryOverlayThatIsTrue_IsCertain_AndOneOfThemWins()
    {
        var request = Lawful.Of(Lawful.System(ItemClass.BallisticMissile, 1000, 900), "IR") with
        {
            Parties = [ListedParties.EndUser(country: "IR"), ListedParties.Matching("SDN") with { Country = CountryCode.Of("IR") }],
        };
        var findings = request.Screen().Findings;
        Assert.All(["B-EMBARGO", "B-SDN"], rule => Assert.Contains(findings, finding => finding.Rule == rule));

        // Every fact is known, so no finding is only possible.
        Assert.All(findings, finding => Assert.True(finding.Certain, $"{finding.Rule} is true and not called certain"));
        Assert.All(findings, finding => Assert.DoesNotContain("May apply", finding.Text, StringComparison.Ordinal));
        Assert.Equal(Outcome.Prohibited, Assert.Single(findings, finding => finding.Wins).Outcome);
    }

    /// <summary>
    /// Transit through one embargoed country, through two, or through one named twice: each is a country of transit, whatever the
    /// others are.
    /// </summary>
    [Theory]
    [InlineData("IR", true)]
    [InlineData("IR KP", true)]
    [InlineData("IR IR", true)]
    [InlineData("DE IR KP CU SY", true)]
    [InlineData("DE IR KP CU SY DE", true)]
    [InlineData("DE JP", false)]
    public void EveryCountryOfTransit_Counts(string transit, bool isEmbargoed)
    {
        var request = Lawful.Of(Lawful.System(ItemClass.Uas, 100, 10), "JP");
        request = request with { Destination = request.Destination with { Transit = [.. transit.Split(' ').Select(CountryCode.Of)] } };
        var decision = request.Screen();
        Assert.Equal(isEmbargoed, decision.Findings.Any(finding => finding.Rule == "B-EMBARGO"));
        Assert.Equal(isEmbargoed, decision.Outcome == Outcome.Prohibited);
    }

    [Fact]
    public void AFindingThatMayApply_StatesIt_AndIsNotCertain()
    {
        var findings = Lawful.Of(Lawful.System(ItemClass.BallisticMissile, null, null), "JP").Screen().Findings;
        Assert.NotEmpty(findings);
        Assert.All(findings.Where(finding => finding.Text.StartsWith("May apply, because facts are missing: ", StringComparison.Ordinal)), finding => Assert.False(finding.Certain));
        Assert.Contains(findings, finding => finding.Text.StartsWith("May apply, because facts are missing: ", StringComparison.Ordinal));
    }

    [Fact]
    public void ADestinationIsNamed_OnlyWhereThereAreSeveral()
    {
        var request = Lawful.Of(Lawful.System(ItemClass.BallisticMissile, 1000, 900), "US") with
        {
            Movement = Movement.DeemedExport,
            Nationalities = [CountryCode.Of("CN"), CountryCode.Of("AU")],
        };
        Assert.Equal(["AU", "CN"], request.Screen().Findings.Select(finding => finding.Destination).Distinct().Order(StringComparer.Ordinal));
        Assert.All((request with { Nationalities = [CountryCode.Of("AU")] }).Screen().Findings, finding => Assert.Null(finding.Destination));
    }

    [Fact]
    public void AConditionOfApproval_IsReportedOnce_ForAllItems()
    {
        var item = Lawful.System(ItemClass.Uas, 1000, 900);
        var conditions = (Lawful.Of(item, "AU", "us-uas-2025-09") with { Items = [item, item with { Id = "20" }] }).Screen().Conditions;
        Assert.NotEmpty(conditions);
        Assert.Equal(conditions.Length, conditions.Distinct().Count());
    }
}
