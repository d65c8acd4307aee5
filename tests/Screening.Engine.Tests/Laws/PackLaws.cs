using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Tests.Differential;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Laws;

/// <summary>The laws of policy.md 6, for every pack and for random transactions, with complete or missing facts.</summary>
public sealed class PackLaws
{
    private static readonly string[] Packs =
    [
        "mtcr-guidelines", "us-mtcr-1993-denial", "us-mtcr-2020-uas", "us-mtcr-2025-guidance", "us-uas-2025-09", "proposed-reform",
    ];

    private static readonly string[] Adverse = ["adversarial_posture", "adversary_sway", "diversion_risk"];
    private static readonly Gen<string> Pack = Gen.OneOfConst(Packs);

    [Fact]
    public void Overlays_NeverRelax_UnderAnyPack() => Gen.Select(TransactionGen.Partial, Pack, Gen.Int[0, 4]).Sample(
        (transaction, pack, which) =>
        {
            var before = Screen(transaction, pack, request => request);
            var after = Screen(transaction, pack, request => SeverityLaws.Restricted(request, which));
            Assert.True(after.Least() >= before.Least(), $"{pack}: {before.Outcome} became {after.Outcome}");
            Assert.True(after.Worst() >= before.Worst());
        },
        iter: Effort.Of(Lawful.Cases));

    [Fact]
    public void CountryGroupE_IsProhibited_UnderEveryPack() => Gen.Select(TransactionGen.Partial, Pack, Gen.OneOfConst("IR", "KP", "SY", "CU")).Sample(
        (transaction, pack, country) => Assert.Equal(Outcome.Prohibited, Screen(transaction, pack, request => To(Lawful.Itar(request), country)).Outcome),
        iter: Effort.Of(Lawful.Cases));

    [Fact]
    public void RussiaAndBelarus_AreDeniedOrWorse_UnderEveryPack() => Gen.Select(TransactionGen.Partial, Pack, Gen.OneOfConst("RU", "BY")).Sample(
        (transaction, pack, country) => Assert.True(
            Screen(transaction, pack, request => To(Lawful.Itar(request), country)).Floor() >= Outcome.PolicyOfDenial.Severity()),
        iter: Effort.Of(Lawful.Cases));

    [Fact]
    public void ACompleteCategoryOneFacility_IsProhibitedEverywhere() => Gen.Select(Pack, Gen.Int[0, Countries.All.Count - 1], Gen.OneOfConst("1.B.1", "2.B.1")).Sample(
        (pack, country, code) =>
        {
            var facility = new Item { Id = "10", Class = ItemClass.ProductionFacility, AnnexItem = code, Jurisdiction = Jurisdiction.Itar, FacilityComplete = true };
            Assert.Equal(Outcome.Prohibited, Lawful.Of(facility, Countries.All[country].ToString(), pack).Screen().Outcome);
        },
        iter: Effort.Of(Lawful.Cases));

    /// <summary>
    /// Two countries with the same registry values, one of them in groups: while the assessment is adverse, the groups must not
    /// make the outcome laxer.
    /// </summary>
    [Fact]
    public void Groups_NeverHelpAnExcludedDestination() => Gen.Select(TransactionGen.Partial, Gen.OneOfConst(World.All), Gen.OneOfConst("PL", "BR", "EG", "IN", "NZ", "TW")).Sample(
        (transaction, world, member) =>
        {
            if (!Adverse.Contains(world.AssessmentOf(member)))
            {
                return;
            }

            // Category rules alone: groups that make the arms and catch-all rules stricter are no relief.
            var decision = To(transaction.Request(), member) with { Parties = [ListedParties.EndUser().In(member)], Policy = "proposed-reform", Movement = Movement.Export, Nationalities = [] };
            var rules = decision.Screen(world.Snapshot, transaction.Facts.AsOf).Findings.Where(finding => finding.RuleSet == "posture").Select(finding => finding.Rule);
            string[] relief = ["PR-DRONES-OUT", "PR-TSA-WAIVE", "REG-TSA", "PR-ASSESS", "PR-SLV-LIQUID", "PR-ELIGIBLE", "R25-PARTIAL-FACILITY", "R20-UAS800"];
            Assert.Empty(rules.Intersect(relief));
        },
        iter: Effort.Of(Lawful.Cases));

    [Theory]
    [InlineData("IL")]
    [InlineData("TW")]
    [InlineData("IN")]
    public void RegimeMembershipAlone_NeverExcludes(string country)
    {
        var decision = Lawful.Of(Lawful.System(ItemClass.CruiseMissile, 1000, 500), country, "proposed-reform").Screen();
        Assert.Equal((Outcome.CaseByCaseEligible, "PR-ELIGIBLE"), (decision.Outcome, decision.Winner()));
        Assert.NotEqual("4 of 4: MTCR, NSG, AG, WA", decision.Factors.Single(factor => factor.Id == "regime_membership").Value.ToString());
    }

    [Theory]
    [InlineData("CH")]
    [InlineData("IE")]
    [InlineData("AT")]
    public void RegimeMembershipAlone_NeverMakesEligible(string country)
    {
        var decision = Lawful.Of(Lawful.System(ItemClass.CruiseMissile, 1000, 500), country, "proposed-reform").Screen();
        Assert.Equal("R25-DEFAULT", decision.Winner());
        Assert.Equal("4 of 4: MTCR, NSG, AG, WA", decision.Factors.Single(factor => factor.Id == "regime_membership").Value.ToString());
    }

    [Fact]
    public void TheSameInput_AndTheSameHash_GiveTheSameDecision() => Gen.Select(TransactionGen.Partial, Pack).Sample(
        (transaction, pack) =>
        {
            var (first, second) = (Screen(transaction, pack, request => request), Screen(transaction, pack, request => request));
            Assert.Equal(first.Policy!.Hash, second.Policy!.Hash);
            Assert.Equal(Text(first), Text(second));
        },
        iter: Effort.Of(100));

    [Fact]
    public void TheDate_ChangesMembership_AndNothingElse()
    {
        var request = Lawful.Of(Lawful.System(ItemClass.CruiseMissile, 1000, 500), "SE", "proposed-reform");
        var (before, after) = (request.Screen(asOf: new DateOnly(2024, 3, 6)), request.Screen(asOf: new DateOnly(2024, 3, 7)));
        Assert.Equal(("R25-DEFAULT", "PR-ELIGIBLE"), (before.Winner(), after.Winner()));
        Assert.Equal(Text(before), Text(request.Screen(asOf: new DateOnly(2024, 3, 6))));
    }

    [Fact]
    public void Advice_NeverChangesAnOutcome() => Gen.Select(TransactionGen.Partial, Pack, Gen.OneOfConst(Enum.GetValues<ForeignAvailability>())).Sample(
        (transaction, pack, availability) =>
        {
            ScreeningRequest Advised(ScreeningRequest request) => request with
            {
                Items = [.. request.Items.Select(item => item with { ForeignAvailability = availability })],
                EndUse = request.EndUse with { Statements = ["g2g_5A", "g2g_5B"] },
            };
            var (plain, advised) = (Screen(transaction, pack, request => request), Screen(transaction, pack, Advised));
            Assert.Equal(plain.Possible(), advised.Possible());
            Assert.Equal(plain.Findings.Select(finding => finding.Rule), advised.Findings.Select(finding => finding.Rule));
        },
        iter: Effort.Of(Lawful.Cases));

    [Fact]
    public void OmittingAFact_NeverTurnsAHoldIntoAGo_UnderAnyPack() => Gen.Select(TransactionGen.Complete, Pack, Gen.Int[0, 6]).Sample(
        (transaction, pack, which) =>
        {
            var before = Screen(transaction, pack, request => request);
            var after = Screen(transaction, pack, request => UndecidedLaws.WithoutFact(request, which));
            if (before.Disposition is Disposition.Hold or Disposition.Stop or Disposition.Block)
            {
                Assert.False(after.Disposition is Disposition.Proceed or Disposition.ContinueOtherChecks, $"{pack}: {before.Outcome} became {after.Outcome}");
            }
        },
        iter: Effort.Of(4 * Lawful.Cases));

    [Theory]
    [InlineData("us-mtcr-1993-denial", ItemClass.BallisticMissile, "JP", "stricter")]
    [InlineData("us-uas-2025-09", ItemClass.BallisticMissile, "JP", "same")]
    [InlineData("us-uas-2025-09", ItemClass.BallisticMissile, "AU", "laxer")]
    [InlineData("proposed-reform", ItemClass.Uas, "PL", "laxer")]
    public void TheDistanceToTheGuidelines_IsAFactor(string pack, ItemClass itemClass, string country, string distance)
    {
        var decision = Lawful.Of(Lawful.System(itemClass, 1000, 900), country, pack).Screen();
        Assert.Equal(distance, decision.Factors.Single(factor => factor.Id == "distance_to_guidelines").Value.ToString());
    }

    private static Decision Screen(Transaction transaction, string pack, Func<ScreeningRequest, ScreeningRequest> change) =>
        transaction.Screen(request => change(request) with { Policy = pack });

    private static ScreeningRequest To(ScreeningRequest request, string country) => request with
    {
        Movement = Movement.Export,
        Nationalities = [],
        Destination = request.Destination with { Country = CountryCode.Of(country), Region = null },
    };

    private static string Text(Decision decision) => System.Text.Json.JsonSerializer.Serialize(decision);
}
