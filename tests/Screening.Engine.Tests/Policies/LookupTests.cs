using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Policies;

/// <summary>Partial evaluations: the classification of an item, the standing of a country, and what other countries lack.</summary>
public sealed class LookupTests
{
    private const string Law = "us-uas-2025-09";

    [Fact]
    public void ACompleteSystem_IsClassifiedByItsFigures_AndNamesThem()
    {
        var answer = Classify(Lawful.System(ItemClass.CruiseMissile, 310, 600));
        Assert.Equal(("I", "1.A.2"), (answer.Classification.Category, answer.Classification.AnnexItem));
        Assert.Contains("600 kg (at least 500 kg) over 300 km or more, with a greatest declared range of 310 km", answer.Classification.Explanation, StringComparison.Ordinal);
        Assert.Empty(answer.Missing);
    }

    [Fact]
    public void WhatIsMissing_IsAsked_AndNothingThatCannotMatter()
    {
        Assert.Equal(["items[0].performance"], Asked(Lawful.System(ItemClass.BallisticMissile, 400, null)));
        Assert.Equal(
            ["items[0].autonomousOrBeyondVisualLine"],
            Asked(Lawful.System(ItemClass.UasAerosol, 10, 30) with { AerosolCapacityL = 30, AutonomousOrBeyondVisualLine = null }));
        Assert.Equal(["items[0].annexItem"], Asked(new Item { Id = "10", Class = ItemClass.Technology }));
        Assert.Empty(Asked(Lawful.System(ItemClass.Uas, 100, null) with { AerosolCapacityL = 0, AutonomousOrBeyondVisualLine = null }));
    }

    [Fact]
    public void ACodeAgainstTheFigures_LeavesBoth_AndAsksWhichIsRight()
    {
        var answer = Classify(Lawful.System(ItemClass.BallisticMissile, 310, 600) with { AnnexItem = "19.A.1" });
        Assert.Equal(["I", "II"], answer.Classification.PossibleCategories);
        Assert.Contains(answer.Missing, missing => missing.Question.Contains("which of these is it", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Law, "AU", "IMPLIED", "founding article of this service")]
    [InlineData(Law, "IN", "INDICATED_UNCONFIRMED", "founding article of this service")]
    [InlineData(Law, "PL", "UNSTATED", "founding article of this service")]
    [InlineData(Law, "RU", "EXCLUDED", "126.1")]
    [InlineData("proposed-reform", "PL", "LISTED", "founding article of this service")]
    [InlineData("proposed-reform", "BR", "INDICATED_UNCONFIRMED", "founding article of this service")]
    [InlineData("proposed-reform", "CH", "UNSTATED", "founding article of this service")]
    [InlineData("us-mtcr-1993-denial", "GB", "UNSTATED", "founding article of this service")]
    [InlineData("us-hr3068-bill", "NZ", "LISTED", "H.R. 3068")]
    [InlineData("mtcr-guidelines", "RU", "UNSTATED", "Guidelines")]
    public void ACountry_HasTheStandingOfTheRules(string policy, string country, string status, string citation)
    {
        var standing = CountryStanding.Of(Lawful.Seed.Policy(policy)!, CountryCode.Of(country), Lawful.Seed, Lawful.Today)!;
        Assert.Equal(status, standing.Status);
        Assert.Contains(citation, standing.Citation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PL", "named_partner")]
    [InlineData("AU", "")]
    [InlineData("CN", "no_embargo named_partner")]
    public void TheGap_UnderTheLaw_NamesWhatIsRequired(string country, string unmet) => Assert.Equal(unmet, Required(Law, country));

    [Theory]
    [InlineData("PL", "")]
    [InlineData("BR", "assessed_clear")]
    [InlineData("CH", "group assessed_clear")]
    public void TheGap_UnderTheReform_NamesWhatIsRequired(string country, string unmet) => Assert.Equal(unmet, Required("proposed-reform", country));

    [Fact]
    public void EveryCountry_HasAStanding_UnderEveryPack() => Assert.All(
        Lawful.Seed.Policies,
        policy => Assert.All(Countries.All, country => Assert.NotNull(CountryStanding.Of(policy, country, Lawful.Seed, Lawful.Today))));

    /// <summary>A missile gets the eligible outcome exactly for countries that are eligible and not excluded.</summary>
    [Theory]
    [InlineData(Law, "IMPLIED")]
    [InlineData("proposed-reform", "LISTED")]
    public void Standing_AgreesWithTheDecision(string policy, string eligible) => Assert.All(
        Countries.All.Where(country => country.ToString() != "US"),
        country =>
        {
            var status = CountryStanding.Of(Lawful.Seed.Policy(policy)!, country, Lawful.Seed, Lawful.Today)!.Status;
            var outcome = Lawful.Of(Lawful.System(ItemClass.BallisticMissile, 1000, 900), country.ToString(), policy).Screen().Outcome;
            Assert.Equal(status == eligible, outcome == Outcome.CaseByCaseEligible);
        });

    private static string Required(string policy, string country) => string.Join(' ', CountryStanding
        .GapOf(Lawful.Seed.Policy(policy)!, CountryCode.Of(country), Lawful.Seed, Lawful.Today)
        .Where(gap => gap is { IsMet: false, Row.IsRequired: true }).Select(gap => gap.Row.Id));

    private static ItemAnswer Classify(Item item) =>
        ItemLookup.Classify([item], Lawful.Seed, Lawful.Seed.Policy(Law)!, Lawful.Today).Single();

    private static string[] Asked(Item item) => [.. Classify(item).Missing.Select(missing => missing.Fact)];
}
