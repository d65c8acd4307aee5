using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Seed;
using Screening.Functions.Tests.Seed;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>An installed environment upgraded to the seed of the running program over HTTP, and reverted.</summary>
public sealed class SeedFlowTests
{
    private const string Plan = "/api/v1/seed";
    private const string Apply = "/api/v1/seed/apply";
    private const string Revert = "/api/v1/seed/revert";
    private const string Updated = "/api/v1/country-sets/" + OlderSeed.Updated;
    private const string Other = "/api/v1/country-sets/" + OlderSeed.Other;
    private const string Older = "documents are older than the shipped seed; see GET /api/v1/seed";

    [Fact]
    public async Task AnOlderEnvironment_ShowsTheDifference_IsUpgraded_AndIsReverted()
    {
        await using var app = await FlowApp.StartAsync();
        Assert.True((await PlanAsync(app)).Json.GetProperty("isCurrent").GetBoolean());
        Assert.DoesNotContain(Older, Degraded(await app.StatusAsync()));
        await OlderSeed.BringAsync(app.Tables);
        Assert.Contains(Older, Degraded(await app.StatusAsync()));
        var local = JsonNode.Parse((await app.GetAsync(Other)).Text)!;
        local["label"] = "Ours";
        (await app.ApproveAsync(await app.PutAsync(Other, Roles.PolicyEditor, local.ToJsonString(), (await app.GetAsync(Other)).ETag))).Expect(HttpStatusCode.OK);
        Assert.Contains(Older, Degraded(await app.StatusAsync()));

        var plan = await PlanAsync(app);
        var update = DocumentOf(plan, "country-sets/" + OlderSeed.Updated);
        Assert.Equal("update", update.GetProperty("state").GetString());
        Assert.StartsWith("\"Older: ", update.GetProperty("change")[0].GetProperty("before").GetString(), StringComparison.Ordinal);
        Assert.Equal("conflict", DocumentOf(plan, "country-sets/" + OlderSeed.Other).GetProperty("state").GetString());
        Assert.Equal((1, false), (plan.Json.GetProperty("conflicts").GetInt32(), plan.Json.GetProperty("isCurrent").GetBoolean()));
        var before = (await app.StatusAsync()).GetProperty("sourceVersion").GetInt64();

        const string Kept = $$"""{ "reason": "ticket 1", "keep": [ "country-sets/{{OlderSeed.Other}}" ] }""";
        await RefusalsAsync(app, plan.ETag!, Kept);
        Assert.Equal(before, (await app.StatusAsync()).GetProperty("sourceVersion").GetInt64());

        await app.UntilActiveAsync(await app.PostAsync(Apply, Roles.PolicyEditor, Kept, plan.ETag));
        Assert.Equal(ShippedText(OlderSeed.Updated), (await app.GetAsync(Updated)).Text);
        Assert.Equal("Ours", (await app.GetAsync(Other)).Json.GetProperty("label").GetString());
        Assert.DoesNotContain(Older, Degraded(await app.StatusAsync()));
        plan = await PlanAsync(app);
        Assert.True(plan.Json.GetProperty("isCurrent").GetBoolean());
        Assert.Equal(("ticket 1", before + 1), (plan.Json.GetProperty("applied").GetProperty("reason").GetString(), plan.Json.GetProperty("applied").GetProperty("sourceVersion").GetInt64()));
        Assert.True((await app.PostAsync(Apply, Roles.PolicyEditor, """{ "reason": "again" }""", plan.ETag)).Expect(HttpStatusCode.OK).Json.GetProperty("isCurrent").GetBoolean());

        await app.UntilActiveAsync(await app.PostAsync(Revert, Roles.PolicyEditor, """{ "reason": "ticket 2" }""", plan.ETag));
        Assert.StartsWith("Older: ", (await app.GetAsync(Updated)).Json.GetProperty("label").GetString(), StringComparison.Ordinal);
        Assert.Equal("Ours", (await app.GetAsync(Other)).Json.GetProperty("label").GetString());
        Assert.Contains(Older, Degraded(await app.StatusAsync()));
        var nothing = await app.PostAsync(Revert, Roles.PolicyEditor, """{ "reason": "ticket 3" }""", (await PlanAsync(app)).ETag);
        Assert.Equal([("$", "locally_changed")], nothing.Expect(HttpStatusCode.Conflict).Errors);
    }

    private static async Task RefusalsAsync(FlowApp app, string tag, string body)
    {
        (await app.PostAsync(Apply, Roles.PolicyEditor, body)).Expect(HttpStatusCode.PreconditionRequired);
        (await app.PostAsync(Apply, Roles.PolicyEditor, body, "*")).Expect(HttpStatusCode.PreconditionRequired);
        (await app.PostAsync(Apply, Roles.PolicyEditor, body, "\"seed-1-0000000000000000\"")).Expect(HttpStatusCode.PreconditionFailed);
        (await app.PostAsync(Revert, Roles.PolicyEditor, """{ "reason": "x" }""")).Expect(HttpStatusCode.PreconditionRequired);
        (await app.PostAsync(Revert, Roles.PolicyEditor, """{ "reason": "x" }""", "\"v1\"")).Expect(HttpStatusCode.PreconditionFailed);
        foreach (var (bad, path, code) in (ValueTuple<string, string, string>[])
        [
            ("{}", "reason", "required"), ("""{ "reason": " " }""", "reason", "blank"), ("""{ "reason": "x", "takes": [] }""", "takes", "unknown_member"),
            ("""{ "reason": "x", "take": [ "a", "a" ] }""", "take[1]", "duplicate_value"), ("""{ "reason": "x", "take": "a" }""", "take", "wrong_type"),
            ("""{ "reason": "x", "take": [ "country-sets/NOWHERE" ] }""", "take[0]", "unknown_code"),
            ("""{ "reason": "x", "keep": [ "control-list" ] }""", "keep[0]", "not_applicable"),
        ])
        {
            Assert.Equal([(path, code)], (await app.PostAsync(Apply, Roles.PolicyEditor, bad, tag)).Expect(HttpStatusCode.BadRequest).Errors);
        }

        var blocked = (await app.PostAsync(Apply, Roles.PolicyEditor, """{ "reason": "x" }""", tag)).Expect(HttpStatusCode.Conflict);
        Assert.Equal([("country-sets/" + OlderSeed.Other, "locally_changed")], blocked.Errors);
        (await app.PostAsync(Apply, Roles.PolicyApprover, body, tag)).Expect(HttpStatusCode.Forbidden);
        (await app.PostAsync(Revert, Roles.Admin, body, tag)).Expect(HttpStatusCode.Forbidden);
        (await app.GetAsync(Plan, Roles.Screener)).Expect(HttpStatusCode.Forbidden);
        foreach (var role in (string[])[Roles.PolicyEditor, Roles.PolicyApprover, Roles.Auditor])
        {
            (await app.GetAsync(Plan, role)).Expect(HttpStatusCode.OK);
        }
    }

    private static async Task<Reply> PlanAsync(FlowApp app) => (await app.GetAsync(Plan, Roles.PolicyApprover)).Expect(HttpStatusCode.OK);

    private static JsonElement DocumentOf(Reply plan, string name) =>
        plan.Json.GetProperty("documents").EnumerateArray().Single(document => document.GetProperty("document").GetString() == name);

    private static string?[] Degraded(JsonElement status) => [.. status.GetProperty("degraded").EnumerateArray().Select(reason => reason.GetString())];

    private static string ShippedText(string set) => SeedDocuments.All().Single(document => document.Id == set).Json;
}
