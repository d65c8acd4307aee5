using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Tests.Differential;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Laws;

/// <summary>A restriction is never outweighed by a relaxation.</summary>
public sealed class SeverityLaws
{
    private static readonly CountryCode[] Embargoed = [CountryCode.Of("IR"), CountryCode.Of("KP"), CountryCode.Of("SY"), CountryCode.Of("CU")];
    private static readonly CountryCode[] Denied = [CountryCode.Of("RU"), CountryCode.Of("BY")];

    [Fact]
    public void Prohibition_OverridesEverything() => TransactionGen.Partial.Sample(
        transaction =>
        {
            var decision = transaction.Screen(request => request with { Parties = request.Parties.Add(ListedParties.Matching("SDN") with { Id = "MORE" }) });
            Assert.Equal(Outcome.Prohibited, decision.Outcome);
            Assert.Null(decision.Undecided);
            Assert.Equal(Disposition.Block, decision.Disposition);
        },
        iter: Effort.Of(Lawful.Cases));

    [Fact]
    public void Overlays_NeverRelax() => Gen.Select(TransactionGen.Partial, Gen.Int[0, 9]).Sample(
        (transaction, which) =>
        {
            var before = transaction.Screen();
            var after = transaction.Screen(request => Restricted(request, which));
            Assert.True(after.Least() >= before.Least(), $"{before.Outcome} became {after.Outcome}");
            Assert.True(after.Worst() >= before.Worst());
        },
        iter: Effort.Of(Lawful.Cases));

    [Fact]
    public void Embargo_IsAlwaysProhibited() => Gen.Select(TransactionGen.Partial, Gen.OneOfConst(Embargoed), Gen.Bool).Sample(
        (transaction, country, isTransit) =>
        {
            var decision = transaction.Screen(request => Lawful.Itar(request) with
            {
                Movement = Movement.Export,
                Destination = isTransit
                    ? request.Destination with { Transit = request.Destination.Transit.Add(country) }
                    : request.Destination with { Country = country },
            });
            Assert.Equal(Outcome.Prohibited, decision.Outcome);
        },
        iter: Effort.Of(Lawful.Cases));

    [Fact]
    public void EmbargoedNationality_IsAlwaysProhibited() => Gen.Select(TransactionGen.Partial, Gen.OneOfConst(Embargoed)).Sample(
        (transaction, country) => Assert.Equal(Outcome.Prohibited, transaction.Screen(request => Lawful.Itar(request) with
        {
            Movement = Movement.DeemedReexport,
            Nationalities = request.Nationalities.Add(country),
        }).Outcome),
        iter: Effort.Of(Lawful.Cases));

    [Fact]
    public void RussiaAndBelarus_AreNeverBetterThanDenied_AlsoInTransit() => Gen.Select(TransactionGen.Partial, Gen.OneOfConst(Denied), Gen.Bool).Sample(
        (transaction, country, isTransit) =>
        {
            var decision = transaction.Screen(request => Lawful.Itar(request) with
            {
                Movement = Movement.Export,
                Destination = isTransit
                    ? request.Destination with { Transit = request.Destination.Transit.Add(country) }
                    : request.Destination with { Country = country },
            });
            Assert.True(decision.Floor() >= Outcome.PolicyOfDenial.Severity());
        },
        iter: Effort.Of(Lawful.Cases));

    [Fact]
    public void AdverseAssessment_OverridesEveryRelaxation() => TransactionGen.Partial.Sample(
        transaction =>
        {
            var adverse = transaction.Facts.Destinations.Any(to => to.Assessment is "adversarial_posture" or "adversary_sway" or "diversion_risk");
            string[] relaxed = ["REG-TSA", "R20-UAS800", "R25-PARTIAL-FACILITY"];
            if (adverse && transaction.Facts.Destinations.Length == 1)
            {
                Assert.DoesNotContain(transaction.Screen().Findings, finding => relaxed.Contains(finding.Rule));
            }
        },
        iter: Effort.Of(Lawful.Cases));

    [Fact]
    public void Transit_IsNeverEvaluatedAsDestination()
    {
        var item = Lawful.System(ItemClass.BallisticMissile, 1000, 900);
        var direct = Lawful.Of(item, "AU");
        var through = direct with { Destination = direct.Destination with { Transit = [CountryCode.Of("BR"), CountryCode.Of("PK"), CountryCode.Of("IN")] } };
        Assert.Equal(Outcome.CaseByCaseEligible, through.Screen().Outcome);
        Assert.Equal(direct.Screen().Findings.Select(finding => finding.Rule), through.Screen().Findings.Select(finding => finding.Rule));
    }

    internal static ScreeningRequest Restricted(ScreeningRequest request, int which) => which switch
    {
        0 => request with { RedFlags = request.RedFlags.Add(new RedFlag { Code = "vague_delivery" }) },
        1 => request with { EndUse = request.EndUse with { WmdDelivery = true } },
        2 => request with { Destination = request.Destination with { Transit = request.Destination.Transit.Add(Denied[0]) } },
        3 => request with { Destination = request.Destination with { Transit = request.Destination.Transit.Add(Embargoed[0]) } },
        4 => request with { Parties = request.Parties.Add(ListedParties.SameNameOnly with { Id = "MORE" }) },
        5 => request with { Parties = request.Parties.Add(ListedParties.EndUser(sdnPercent: 10) with { Id = "MORE" }) },
        6 => request with { Parties = request.Parties.Add(ListedParties.EndUser(entityPercent: 60) with { Id = "MORE" }) },
        7 => request with { Parties = request.Parties.Add(ListedParties.Matching("EL-CASE") with { Id = "MORE" }) },
        8 => request with { Parties = request.Parties.Add(ListedParties.Matching("DTC") with { Id = "MORE" }) },
        _ => request with { Parties = request.Parties.Add(ListedParties.Matching("UVL") with { Id = "MORE" }) },
    };
}
