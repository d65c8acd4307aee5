using Screening.Engine.Model;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Laws;

/// <summary>Every threshold of policy.md 1.2 at, just below and just above its value: inclusive or exclusive as documented.</summary>
public sealed class BoundaryTests
{
    private const double JustBelow300 = 299.99999999999994;
    private const double JustAbove300 = 300.00000000000006;

    [Theory]
    [InlineData(JustBelow300, 500, "NONE")]
    [InlineData(300, 500, "I")]
    [InlineData(JustAbove300, 500, "I")]
    [InlineData(300, 499.99999999999994, "II")]
    [InlineData(300, 500.00000000000006, "I")]
    public void RangeAndPayload_AreInclusive(double rangeKm, double payloadKg, string category) =>
        Assert.Equal(category, Lawful.Of(Lawful.System(ItemClass.BallisticMissile, rangeKm, payloadKg), "PL").Screen().Items[0].Category);

    [Theory]
    [InlineData(1_099_999.9999999998, "II")]
    [InlineData(1_100_000, "I")]
    [InlineData(1_100_000.0000000002, "I")]
    [InlineData(841_000, "II")]
    [InlineData(841_000.0000000001, "II")]
    public void TotalImpulse_IsInclusive(double impulseNs, string category) =>
        Assert.Equal(category, Lawful.Of(Motor(impulseNs), "PL").Screen().Items[0].Category);

    [Fact]
    public void TotalImpulse_JustBelowTheLowerLine_DecidesNothing()
    {
        var decision = Lawful.Of(Motor(840_999.9999999999), "PL").Screen();
        Assert.Null(decision.Items[0].Category);
        Assert.Equal(["items[0].annexItem"], decision.Undecided!.Ask);
    }

    [Theory]
    [InlineData(19.999999999999996, "NONE")]
    [InlineData(20, "NONE")]
    [InlineData(20.000000000000004, "II")]
    public void AerosolCapacity_IsExclusive(double litres, string category)
    {
        var sprayer = Lawful.System(ItemClass.Uas, 40, 30) with { AerosolCapacityL = litres };
        Assert.Equal(category, Lawful.Of(sprayer, "PL").Screen().Items[0].Category);
    }

    [Theory]
    [InlineData(799.9999999999999, "R20-UAS800")]
    [InlineData(800, "R25-DEFAULT")]
    [InlineData(800.0000000000001, "R25-DEFAULT")]
    public void Airspeed_IsExclusive(double speedKmh, string rule) =>
        Assert.Equal(rule, Lawful.Of(Lawful.System(ItemClass.Uas, 1000, 900, speedKmh), "PL").Screen().Winner());

    [Theory]
    [InlineData(0.01, "B-SDN-NEAR")]
    [InlineData(49.99, "B-SDN-NEAR")]
    [InlineData(50, "B-SDN")]
    [InlineData(50.01, "B-SDN")]
    public void BlockedOwnership_FromHalfOn_IsBlocked(double percent, string rule)
    {
        var request = Lawful.Of(Lawful.System(ItemClass.MannedAircraft, 1000, 900), "PL");
        Assert.Equal(rule, (request with { Parties = [ListedParties.EndUser(sdnPercent: percent).In("PL")] }).Screen().Winner());
    }

    /// <summary>The name of an owner is near that of a listed one: whatever its share and its list, the transaction is held and no share counts.</summary>
    [Theory]
    [InlineData("Velmora Rocket Propulsion Institute", 60.0, "B-AFFILIATE")]
    [InlineData("Velmara Rockat Propulsien Institute", 60.0, "L-POSSIBLE")]
    [InlineData("Velmara Rockat Propulsien Institute", 10.0, "L-POSSIBLE")]
    [InlineData("Velmara Rockat Propulsien Institute", null, "L-POSSIBLE")]
    [InlineData("Zarkon Petrachemicol Maratima Combine", 60.0, "L-POSSIBLE")]
    [InlineData("Ostwick Lantarn Bondad Warehause", 60.0, "L-POSSIBLE")]
    [InlineData("Fairbourne Savings", 60.0, "B-MANNED")]
    public void AnOwnerWhoMayBeListed_IsAHold_WhateverItsShareAndList(string owner, double? percent, string rule)
    {
        var request = Lawful.Of(Lawful.System(ItemClass.MannedAircraft, 1000, 900, jurisdiction: Jurisdiction.Ear), "PL");
        var party = ListedParties.EndUser().In("PL") with { Owners = [new Owner(owner, percent)] };
        var decision = (request with { Parties = [party] }).Screen(asOf: Date("2026-11-10"));
        Assert.Equal(rule, decision.Winner());
        Assert.Equal(rule == "L-POSSIBLE", decision.Disposition == Disposition.Hold);
        Assert.Equal(rule == "L-POSSIBLE", decision.Matches.Any(match => match is { Strength: MatchStrength.Possible, Owner: not null }));
    }

    [Theory]
    [InlineData("2025-09-28", "B-OWNER-NEAR")]
    [InlineData("2025-09-29", "B-AFFILIATE")]
    [InlineData("2025-11-09", "B-AFFILIATE")]
    [InlineData("2025-11-10", "B-AFFILIATE-SUSPENDED")]
    [InlineData("2026-11-09", "B-AFFILIATE-SUSPENDED")]
    [InlineData("2026-11-10", "B-AFFILIATE")]
    public void AffiliatesRule_HasThreeIntervals(string asOf, string rule)
    {
        var request = Lawful.Of(Lawful.System(ItemClass.MannedAircraft, 1000, 900, jurisdiction: Jurisdiction.Ear), "PL");
        request = request with { Parties = [ListedParties.EndUser(entityPercent: 50).In("PL")] };
        Assert.Equal(rule, request.Screen(asOf: Date(asOf)).Winner());
    }

    [Theory]
    [InlineData("1993-09-26", null)]
    [InlineData("1993-09-27", "us-mtcr-1993-denial")]
    [InlineData("2020-07-23", "us-mtcr-1993-denial")]
    [InlineData("2020-07-24", "us-mtcr-2020-uas")]
    [InlineData("2025-01-02", "us-mtcr-2020-uas")]
    [InlineData("2025-01-03", "us-mtcr-2025-guidance")]
    [InlineData("2025-09-14", "us-mtcr-2025-guidance")]
    [InlineData("2025-09-15", "us-uas-2025-09")]
    [InlineData("2026-11-23", "us-uas-2025-09")]
    public void LawOfTheDay_ChangesOnItsFirstDay(string asOf, string? policy)
    {
        var request = Lawful.Of(Lawful.System(ItemClass.MannedAircraft, 1000, 900), "PL") with { Policy = null };
        Assert.Equal(policy, request.Screen(asOf: Date(asOf)).Policy?.Id);
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Item Motor(double impulseNs) => new()
    {
        Id = "10", Class = ItemClass.Subsystem, Jurisdiction = Jurisdiction.Itar, TotalImpulseNs = impulseNs,
    };
}
