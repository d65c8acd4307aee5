using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Decisions;

/// <summary>
/// What a decision reports about undeclared facts and about parties that were not screened, so that a reader can object.
/// </summary>
public sealed class UndeclaredFactsTests
{
    private static readonly Item Declared = new()
    {
        Id = "10", Class = ItemClass.Generic, Jurisdiction = Jurisdiction.Ear, AerosolCapacityL = 0, ForUasBelow800Kmh = false, SlvRelated = false, FacilityComplete = true,
    };

    private static readonly ScreeningRequest Complete = Lawful.Of(Declared, "KE") with
    {
        EndUse = new EndUse { Code = EndUseCode.CivilIndustry, WmdDelivery = false, Programme = "P" },
        RedFlags = [new RedFlag { Code = "address", Resolution = "looked up" }],
        Destination = new Destination { Country = CountryCode.Of("KE"), Transit = [CountryCode.Of("KR")] },
        Parties = [ListedParties.EndUser(country: "KE") with { Owners = [new Owner("Fairbourne Savings Mutual", 10)] }],
    };

    [Fact]
    public void WithEverythingDeclared_OnlyRegistryDefaultsAreUsed() => Assert.Equal(
        ["registries/assessments/KE=not_assessed", "registries/partner-status/KE=UNSTATED"], Used(Complete));

    [Theory]
    [InlineData("endUse.wmdDelivery", "no")]
    [InlineData("endUse.programme", "none")]
    [InlineData("redFlags", "none")]
    [InlineData("destination.transit", "none")]
    [InlineData("parties[].owners", "0")]
    public void AnUndeclaredTransactionFact_IsShown_WithItsDefault(string fact, string value)
    {
        var request = fact switch
        {
            "endUse.wmdDelivery" => Complete with { EndUse = Complete.EndUse with { WmdDelivery = null } },
            "endUse.programme" => Complete with { EndUse = Complete.EndUse with { Programme = null } },
            "redFlags" => Complete with { RedFlags = [] },
            "destination.transit" => Complete with { Destination = Complete.Destination with { Transit = [] } },
            _ => Complete with { Parties = [ListedParties.EndUser(country: "KE")] },
        };
        Assert.Contains($"{fact}={value}", Used(request));
        Assert.All(request.Screen().DefaultsUsed, used => Assert.False(string.IsNullOrWhiteSpace(used.Reason)));
    }

    /// <summary>No region is assumed where some are under embargo: a question asks for it (decision D24).</summary>
    [Fact]
    public void ARegion_IsAsked_OnlyWhereOneIsUnderEmbargo()
    {
        var ukraine = Complete with
        {
            Destination = new Destination { Country = CountryCode.Of("UA") },
            Parties = [ListedParties.EndUser(country: "UA")],
        };
        Assert.Equal(["destination.region"], ukraine.Screen().Undecided!.Ask);
        Assert.Null((ukraine with { Destination = ukraine.Destination with { Region = "UA-30" } }).Screen().Undecided);
        Assert.Null(Complete.Screen().Undecided);
        Assert.All([Complete, ukraine], request => Assert.DoesNotContain(Used(request), used => used.Contains("region", StringComparison.Ordinal)));
    }

    [Fact]
    public void OneDeclaredOwner_IsEnough_ToUseNoDefaultForOwners()
    {
        var silent = ListedParties.EndUser(country: "KE") with { Id = "P2" };
        Assert.DoesNotContain("parties[].owners=0", Used(Complete with { Parties = Complete.Parties.Add(silent) }));
        Assert.DoesNotContain("parties[].owners=0", Used(Complete with { Parties = [] }));
    }

    [Theory]
    [InlineData(ItemClass.Uas, "aerosolCapacityL=0 slvRelated=no")]
    [InlineData(ItemClass.CruiseMissile, "aerosolCapacityL=0 slvRelated=no")]
    [InlineData(ItemClass.TargetDrone, "aerosolCapacityL=0 slvRelated=no")]
    [InlineData(ItemClass.Opv, "aerosolCapacityL=0 slvRelated=no")]
    [InlineData(ItemClass.UasAerosol, "aerosolCapacityL=0 slvRelated=no")]
    [InlineData(ItemClass.Slv, "slvRelated=yes")]
    [InlineData(ItemClass.BallisticMissile, "slvRelated=no")]
    [InlineData(ItemClass.SoundingRocket, "slvRelated=no")]
    [InlineData(ItemClass.Rocket, "slvRelated=no")]
    [InlineData(ItemClass.MannedAircraft, "slvRelated=no")]
    [InlineData(ItemClass.ProductionFacility, "facilityComplete=yes forUasBelow800Kmh=no slvRelated=no")]
    [InlineData(ItemClass.Subsystem, "forUasBelow800Kmh=no slvRelated=no")]
    public void AnUndeclaredItemFact_IsShown_WhereItAppliesToTheClass(ItemClass itemClass, string used)
    {
        var item = new Item { Id = "10", Class = itemClass, Jurisdiction = Jurisdiction.Ear };
        var decision = (Complete with { Items = [Declared, item] }).Screen();
        Assert.Equal(
            used.Split(' '),
            decision.DefaultsUsed.Where(one => one.Fact.StartsWith("items[1].", StringComparison.Ordinal)).Select(one => $"{one.Fact[9..]}={one.Value}").Order(StringComparer.Ordinal));
        Assert.DoesNotContain(decision.DefaultsUsed, one => one.Fact.StartsWith("items[0].", StringComparison.Ordinal));
    }

    [Fact]
    public void AScreeningWithoutParties_IsNotedAsNotChecked()
    {
        const string none = "no party was given, so no watchlist was searched";
        Assert.Contains(none, (Complete with { Parties = [] }).Screen().NotChecked);
        Assert.DoesNotContain(none, In(PartyRole.Other).NotChecked);
    }

    /// <summary>
    /// Without an end user or ultimate consignee the final country of the item is unknown, so one is requested (decision D18).
    /// </summary>
    [Fact]
    public void WithoutAnEndUser_TheTransactionIsUndecided()
    {
        Assert.All([(Complete with { Parties = [] }).Screen(), In(PartyRole.Other), In(PartyRole.Bank)], decision =>
        {
            Assert.Equal(Disposition.Hold, decision.Disposition);
            Assert.Equal(["parties"], decision.Undecided!.Ask);
        });
        Assert.All([PartyRole.EndUser, PartyRole.UltimateConsignee], role => Assert.Null(In(role).Undecided));
    }

    [Fact]
    public void WithoutAnyList_TheDecisionNotesIt()
    {
        const string none = "no watchlist is on file";
        var decision = Complete.Screen(Snapshot.Open(SeedFiles.All.Compile()));
        Assert.Contains(none, decision.NotChecked);
        Assert.Empty(decision.Lists);
        Assert.DoesNotContain(none, Complete.Screen().NotChecked);
    }

    /// <summary>A screening without lists must not look like a screening without matches.</summary>
    [Fact]
    public void WithoutAnyList_WhatWouldGoAhead_IsHeld()
    {
        var request = Lawful.Of(Lawful.System(ItemClass.Uas, 10, 2), "JP");
        Assert.Equal(Disposition.ContinueOtherChecks, request.Screen().Disposition);

        // A list without entries has no matches either.
        foreach (var lists in new WatchlistSource[][] { [], [ListedParties.Watchlist() with { Entries = [] }] })
        {
            var decision = request.Screen(Snapshot.Open(SeedFiles.All.Compile(lists)));
            Assert.Equal((Outcome.HoldForReview, Disposition.Hold), (decision.Outcome, decision.Disposition));
            Assert.Contains(decision.Missing, missing => missing.Fact == "parties");
            Assert.Equal(["parties"], decision.Undecided!.Ask);
        }
    }

    [Fact]
    public void BeforeTheFirstLaw_ItIsHeld_AndNothingIsClassified()
    {
        var item = Lawful.System(ItemClass.BallisticMissile, 310, 600) with { AnnexItem = "1.A.1" };
        var decision = (Complete with { Policy = null, Items = [item, Declared with { Id = "20" }] }).Screen(asOf: new DateOnly(1990, 1, 1));
        Assert.Equal((Outcome.HoldForReview, Disposition.Hold, null), (decision.Outcome, decision.Disposition, decision.Policy));
        var finding = Assert.Single(decision.Findings);
        Assert.Equal(("calendar", "NO-POLICY-IN-FORCE", Outcome.HoldForReview, true, true), (finding.RuleSet, finding.Rule, finding.Outcome, finding.Wins, finding.Certain));
        Assert.Equal(("No policy on file is law on 1990-01-01.", "docs/policy.md, \"Live and what-if\""), (finding.Text, finding.Citation));
        Assert.Equal(["10", "20"], decision.Items.Select(one => one.Id));
        Assert.Equal(("1.A.1", new PerformancePoint(310, 600)), (decision.Items[0].AnnexItem, decision.Items[0].DecisivePoint));
        Assert.Null(decision.Items[1].AnnexItem);
        Assert.All(decision.Items, one => Assert.Equal(
            (null, "Not classified: no policy is in force.", Outcome.HoldForReview), (one.Category, one.Explanation, one.Outcome)));
        Assert.All(decision.Items, one => Assert.Equal([Outcome.HoldForReview], one.Possible));
        Assert.All(decision.Items, one => Assert.Empty(one.PossibleCategories));
    }

    [Theory]
    [InlineData(null, null, ScreeningMode.Live)]
    [InlineData(null, "2026-09-01", ScreeningMode.Live)]
    [InlineData(null, "2026-08-31", ScreeningMode.WhatIf)]
    [InlineData("us-uas-2025-09", null, ScreeningMode.WhatIf)]
    public void Live_IsTheLawOfToday_AndNothingElse(string? policy, string? asOf, ScreeningMode mode)
    {
        var date = asOf is null ? (DateOnly?)null : DateOnly.ParseExact(asOf, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(mode, ScreeningEngine.ModeOf(Complete with { Policy = policy, AsOf = date }, Lawful.Seed, Lawful.Today));
    }

    [Fact]
    public void APolicyThatIsNotActive_IsRefused() =>
        Assert.Contains("`no-such-law` is not active", Assert.Throws<ArgumentException>(() => (Complete with { Policy = "no-such-law" }).Screen()).Message, StringComparison.Ordinal);

    [Fact]
    public void TheDecision_StatesItsModeDateEngineAndSnapshot()
    {
        var decision = Complete.Screen();
        Assert.Equal((ScreeningMode.Live, Lawful.Today, ScreeningEngine.Version), (decision.Mode, decision.AsOf, decision.Engine));
        Assert.Equal((Lawful.Seed.Revision, 7L), (decision.Snapshot.Revision, (long)decision.Snapshot.SourceVersion));
        Assert.Equal(["csl"], decision.Lists.Select(list => list.Feed));
        Assert.Equal(decision.Outcome.Text(), decision.Text);
    }

    private static Decision In(PartyRole role) => (Complete with { Parties = [ListedParties.EndUser(country: "KE") with { Role = role }] }).Screen();

    private static ImmutableArray<string> Used(ScreeningRequest request) =>
        [.. request.Screen().DefaultsUsed.Select(used => $"{used.Fact}={used.Value}").Order(StringComparer.Ordinal)];
}
