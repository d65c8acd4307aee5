using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Policies;

/// <summary>Each parameter of the proposed reform, flipped: the rules change, and the decision with them.</summary>
public sealed class ParameterTests
{
    private const string Reform = "proposed-reform";
    private static readonly Item Drone = Lawful.System(ItemClass.Uas, 1200, 600);
    private static readonly Item Missile = Lawful.System(ItemClass.CruiseMissile, 1200, 600);

    [Fact]
    public void DroneTreatment_LeavesDronesOut_OrMakesThemACategory()
    {
        var request = Lawful.Of(Drone, "PL", Reform);
        Assert.Equal(("NO_MTCR_CONTROL", "PR-DRONES-OUT"), Answer(request));
        var apart = With("drone_treatment", "separate_category");
        Assert.Equal(("CASE_BY_CASE", "PR-DRONES-SEPARATE"), Answer(request, apart));

        // Drones are a category separate from cruise missiles, which keep their outcome, and a drone to D:4 is in scope again.
        Assert.Equal(("CASE_BY_CASE_ELIGIBLE", "PR-ELIGIBLE"), Answer(Lawful.Of(Missile, "PL", Reform), apart));
        Assert.DoesNotContain(Lawful.Of(Drone, "SA", Reform).Screen(apart).Findings, finding => finding.Rule == "B-744-3");
    }

    [Fact]
    public void AerosolUavExcluded_False_LeavesThemUnderTheAnnex()
    {
        var sprayer = Lawful.System(ItemClass.UasAerosol, 20, 30) with { AerosolCapacityL = 25 };
        var request = Lawful.Of(sprayer, "VN", Reform);
        Assert.Equal(("NO_MTCR_CONTROL", "PR-DRONES-OUT"), Answer(request));
        Assert.Equal(("CASE_BY_CASE", "G-CATII"), Answer(request, With("aerosol_uav_excluded", false)));
    }

    [Fact]
    public void TreatyAlliesIncludeRio_True_AddsTheParties()
    {
        var request = Lawful.Of(Missile, "CL", Reform);
        Assert.Equal(("PRESUMPTION_OF_DENIAL", "R25-DEFAULT"), Answer(request));
        Assert.Equal(("HOLD_FOR_REVIEW", "PR-ASSESS"), Answer(request, With("treaty_allies_include_rio", true)));
    }

    [Fact]
    public void CloseAlliesForTsa_AddsThem_ToThoseOfTheRegistry()
    {
        var launcher = Lawful.System(ItemClass.Slv, 10_000, 1500) with { Propulsion = Propulsion.Liquid };
        var request = Lawful.Of(launcher, "CA", Reform) with { EndUse = new EndUse { Code = EndUseCode.UsLaunchFromPartnerSpaceport } };
        Assert.Equal(("CASE_BY_CASE_ELIGIBLE", "PR-ELIGIBLE"), Answer(request));
        Assert.Equal(("CASE_BY_CASE", "PR-TSA-WAIVE"), Answer(request, With("close_allies_for_tsa", new JsonArray("CA", "GB"))));
        Assert.Equal(("CASE_BY_CASE_ELIGIBLE", "PR-ELIGIBLE"), Answer(request, With("close_allies_for_tsa", new JsonArray("GB"))));
    }

    [Fact]
    public void SolidSlv_AsLiquid_SplitsSolidLaunchersToo()
    {
        var launcher = Lawful.System(ItemClass.Slv, 10_000, 1500) with { Propulsion = Propulsion.Solid };
        var request = Lawful.Of(launcher, "KR", Reform) with { EndUse = new EndUse { Code = EndUseCode.CommercialSpaceLaunch } };
        Assert.Equal(("CASE_BY_CASE_ELIGIBLE", "PR-ELIGIBLE"), Answer(request));
        Assert.Equal(("CASE_BY_CASE", "PR-SLV-LIQUID"), Answer(request, With("solid_slv", "as_liquid")));
    }

    [Fact]
    public void ExclDefault_Clear_TreatsAMissingRowAsClear_ButNotAnAdverseOne()
    {
        var request = Lawful.Of(Missile, "BR", Reform);
        Assert.Equal(("HOLD_FOR_REVIEW", "PR-ASSESS"), Answer(request));
        Assert.Equal(("CASE_BY_CASE_ELIGIBLE", "PR-ELIGIBLE"), Answer(request, With("excl_default", "clear")));
        var adverse = Snapshot.Open(Edited("excl_default", "clear").With(DocumentKind.Registry, "assessments", root => root["entries"]!.AsArray().Add(
            new JsonObject { ["country"] = "BR", ["status"] = "adversary_sway", ["evidence"] = "test value, not a claim" })).Compile());
        Assert.Equal(("PRESUMPTION_OF_DENIAL", "PR-EXCLUDED"), Answer(request, adverse));
    }

    [Fact]
    public void ConsensusExcludes_ChangesWhoCounts()
    {
        var request = Lawful.Of(Missile, "PL", Reform);
        Assert.Equal("34 of 35", Consensus(request.Screen()));
        Assert.Equal("35 of 35", Consensus(request.Screen(With("consensus_excludes", new JsonArray()))));
        Assert.Equal("33 of 35", Consensus(request.Screen(With("consensus_excludes", new JsonArray("RU", "TR")))));
    }

    [Fact]
    public void AFlippedParameter_ChangesTheHash() => Assert.NotEqual(
        Lawful.Seed.Policy(Reform)!.Identity.Hash, With("solid_slv", "as_liquid").Policy(Reform)!.Identity.Hash);

    [Fact]
    public void WhatAParameterSwitchesOff_IsNamed() => Assert.Contains(
        "\"switchedOff\":[\"PR-DRONES-SEPARATE\"]",
        Lawful.Seed.Documents.Single(document => document.Id == Reform).Json, StringComparison.Ordinal);

    [Theory]
    [InlineData("drone_treatment", "\"forgotten\"", "must have one of the values")]
    [InlineData("close_allies_for_tsa", """["UK"]""", "must be a list of ISO")]
    [InlineData("treaty_allies_include_rio", "3", "must be true or false")]
    public void AValueThatMeansNothing_IsRefused(string name, string value, string message) =>
        Refused(root => root["parameters"]![name]!["value"] = JsonNode.Parse(value), message);

    [Fact]
    public void AParameterNothingReads_IsRefused() => Refused(
        root => root["parameters"]!["idle"] = new JsonObject { ["value"] = true, ["text"] = "Nothing." }, "read by nothing");

    [Fact]
    public void AnUndeclaredParameter_IsRefused() => Refused(
        root => root["parameters"]!.AsObject().Remove("solid_slv"), "has no valid parameter `solid_slv`");

    private static Snapshot With(string name, JsonNode value) => Snapshot.Open(Edited(name, value).Compile(ListedParties.Watchlist()));

    private static System.Collections.Immutable.ImmutableArray<DocumentSource> Edited(string name, JsonNode value) =>
        SeedFiles.All.With(DocumentKind.Policy, Reform, root => root["parameters"]![name]!["value"] = value.DeepClone());

    private static (string Outcome, string Rule) Answer(ScreeningRequest request, Snapshot? snapshot = null)
    {
        var decision = request.Screen(snapshot);
        return (Code<Outcome>.Of(decision.Outcome), decision.Winner());
    }

    private static string Consensus(Decision decision) =>
        decision.Factors.Single(factor => factor.Id == "consensus_minus_one").Value.ToString();

    private static void Refused(Action<JsonObject> edit, string message)
    {
        var errors = SnapshotCompiler.Check(SeedFiles.All.With(DocumentKind.Policy, Reform, edit));
        Assert.True(
            errors.Any(error => error.Message.Contains(message, StringComparison.Ordinal)),
            errors.IsEmpty ? "compiled without an error" : string.Join("\n", errors));
    }
}
