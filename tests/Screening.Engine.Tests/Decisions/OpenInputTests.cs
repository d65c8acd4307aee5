using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Decisions;

/// <summary>Open inputs that change what is evaluated, the questions for them, and outcomes that rest on unconfirmed facts.</summary>
public sealed class OpenInputTests
{
    private static readonly Item Plain = new() { Id = "10", Class = ItemClass.Generic, Jurisdiction = Jurisdiction.Ear, Eccn = "EAR99" };
    private static readonly Item Missile = Lawful.System(ItemClass.BallisticMissile, 1000, 900);

    [Fact]
    public void ACountryThatIsNotKnown_IsAsked_WhereItMatters()
    {
        var request = Lawful.Of(Plain, "JP") with { Parties = [ListedParties.EndUser()] };
        var question = Assert.Single(request.Screen().MustAnswer);
        Assert.Equal(("parties[0].country", AnswerType.Country), (question.Fact, question.Type));
        Assert.Contains(Outcome.Prohibited, request.Screen().Possible());

        // The outcome is prohibited wherever the end user is, so no question is asked.
        var barred = Lawful.Of(Plain, "KP") with { Parties = [ListedParties.EndUser(), ListedParties.Matching("SDN") with { Country = CountryCode.Of("KP") }] };
        Assert.Equal((Outcome.Prohibited, null), (barred.Screen().Outcome, barred.Screen().Undecided));
    }

    [Fact]
    public void WithoutParties_AMemberIsRequested()
    {
        var question = Assert.Single((Lawful.Of(Plain, "JP") with { Parties = [] }).Screen().MustAnswer);
        Assert.Equal(("parties", AnswerType.Member, Settles.Part), (question.Fact, question.Type, question.Settles));
    }

    /// <summary>For the EAR one nationality counts, and a question asks which; the ITAR reads all of them (decision D32).</summary>
    [Fact]
    public void OfSeveralNationalities_TheEarReadsOne_AndTheItarAll()
    {
        var request = Lawful.Of(Plain with { Class = ItemClass.Technology }, "US") with
        {
            Movement = Movement.DeemedExport,
            Nationalities = [CountryCode.Of("JP"), CountryCode.Of("KP")],
        };
        var decision = request.Screen();
        var question = Assert.Single(decision.MustAnswer, asked => asked.Fact == "nationalities");
        Assert.Equal(["JP", "KP"], question.Options);
        Assert.Equal([Outcome.NoMtcrControl, Outcome.HoldForReview], decision.Possible());
        var itar = (request with { Items = [Missile] }).Screen();
        Assert.Null(itar.Undecided);
        Assert.Equal(Outcome.Prohibited, itar.Outcome);
        Assert.Null((request with { Nationalities = [CountryCode.Of("JP")] }).Screen().Undecided);
    }

    [Fact]
    public void TheQuestionThatSettlesMost_ComesFirst_AndNoneComesTwice() => Assert.All(
        [
            Lawful.Of(new Item { Id = "10", Class = ItemClass.Technology }, "UA") with { Parties = [ListedParties.EndUser()] },
            Lawful.Of(Lawful.System(ItemClass.Uas, null, null, speedKmh: null, jurisdiction: null), "CN"),
            Lawful.Of(Missile with { PerformanceIsEnvelope = false, Performance = [new PerformancePoint(400, 100)] }, "JP"),
        ],
        request =>
        {
            var asked = request.Screen().MustAnswer;
            Assert.NotEmpty(asked);
            Assert.Equal(asked.OrderBy(question => question.Settles).Select(question => question.Fact), asked.Select(question => question.Fact));
            Assert.Equal(asked.Length, asked.Select(question => question.Fact).Distinct().Count());
            Assert.All(asked, question => Assert.Equal(question.Type == AnswerType.Number, question.Unit is not null));
            Assert.All(asked.Where(question => question.Type == AnswerType.Code), question => Assert.NotEmpty(question.Options));
        });

    [Fact]
    public void EitherFigureOfATradeOff_SettlesTheOutcome()
    {
        var asked = Lawful.Of(Missile with { PerformanceIsEnvelope = false, Performance = [new PerformancePoint(400, 100)] }, "JP").Screen().MustAnswer;
        Assert.Equal(
            [("items[0].rangeAt500KgKm", "km", Settles.Outcome), ("items[0].payloadAt300KmKg", "kg", Settles.Outcome)],
            asked.Select(question => (question.Fact, question.Unit!, question.Settles)));
    }

    /// <summary>
    /// With no licence required, the disposition is proceed only where every control reason was evaluated (decision D36).
    /// </summary>
    [Theory]
    [InlineData(Jurisdiction.Ear, null, "no ECCN is declared")]
    [InlineData(Jurisdiction.Ear, "1C107", null)]
    [InlineData(Jurisdiction.Ear, "9A012", "control reasons not evaluated: NS")]
    public void NoLicenseRequired_ProceedsOnly_WhereEveryControlReasonWasEvaluated(Jurisdiction jurisdiction, string? eccn, string? note)
    {
        var item = eccn == "9A012"
            ? Lawful.System(ItemClass.Uas, 400, 60, jurisdiction: jurisdiction) with { Eccn = eccn }
            : new Item { Id = "10", Class = ItemClass.CatIiItem, Jurisdiction = jurisdiction, Eccn = eccn, AnnexItem = "6.C.3" };
        var decision = Lawful.Of(item, "CA").Screen();
        Assert.Equal(Outcome.NoLicenseRequired, decision.Outcome);
        Assert.Equal(note is null ? Disposition.Proceed : Disposition.ContinueOtherChecks, decision.Disposition);
        Assert.Equal(note is not null, decision.NotChecked.Any(line => line.StartsWith("item 10", StringComparison.Ordinal)));
        Assert.True(note is null || decision.NotChecked.Any(line => line.Contains(note, StringComparison.Ordinal)));
    }

    /// <summary>
    /// An unconfirmed membership that makes the outcome laxer leads to a hold, and the finding names who must confirm it
    /// (decision D26).
    /// </summary>
    [Fact]
    public void ALaxerUnconfirmedOutcome_IsHeld_AndAStricterOneStays()
    {
        var partner = Lawful.Of(Missile, "IN").Screen();
        Assert.Equal(Outcome.HoldForReview, partner.Outcome);
        var cyprus = Lawful.Of(Missile, "CY").Screen(asOf: new DateOnly(2026, 10, 1));
        Assert.Equal(Outcome.HoldForReview, Lawful.Of(Plain with { Jurisdiction = Jurisdiction.Itar, Eccn = null }, "CY").Screen(asOf: new DateOnly(2026, 10, 1)).Outcome);
        Assert.Contains(cyprus.Findings, finding => finding.RuleSet == Confirmations.RuleSet && finding.Rule == Confirmations.Rule);
        Assert.DoesNotContain(
            Lawful.Of(Plain with { Jurisdiction = Jurisdiction.Itar, Eccn = null }, "CY").Screen(asOf: new DateOnly(2026, 9, 30)).Findings,
            finding => finding.RuleSet == Confirmations.RuleSet);
    }

    [Fact]
    public void TheAffiliatesRule_AppliesUnconfirmed_WithANote()
    {
        var request = Lawful.Of(Plain, "JP") with { Parties = [ListedParties.EndUser(entityPercent: 60, country: "JP")] };
        var decision = request.Screen(asOf: new DateOnly(2026, 11, 20));
        Assert.Equal(Disposition.Stop, decision.Disposition);
        Assert.Contains(decision.NotChecked, note => note.Contains("The stricter reading stands until", StringComparison.Ordinal));
        Assert.DoesNotContain(request.Screen().NotChecked, note => note.Contains("The stricter reading stands until", StringComparison.Ordinal));
    }
}
