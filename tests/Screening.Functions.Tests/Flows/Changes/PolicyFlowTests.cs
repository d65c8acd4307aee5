using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>A policy from draft to activation and retirement, by two people.</summary>
[Collection(FlowGroup.Name)]
public sealed class PolicyFlowTests(FlowFixture fixture)
{
    private const string Policies = "/api/v1/policies";
    private const string Law = "us-uas-2025-09";
    private const string Successor = "us-flow-2026-11";

    private FlowApp App => fixture.App;

    [Fact]
    public async Task ASuccessor_TakesOverOnItsDay_AndItsRetirementReopensTheLaw()
    {
        var draft = await SuccessorAsync();
        Assert.True((await PostAsync("validate", Roles.PolicyEditor, draft)).Expect(HttpStatusCode.OK).Json.GetProperty("valid").GetBoolean());

        var drafted = (await App.PutAsync($"{Policies}/{Successor}", Roles.PolicyEditor, draft)).Expect(HttpStatusCode.Created);
        var version = drafted.Json.GetProperty("version").GetInt32();
        Assert.Equal("draft", drafted.Json.GetProperty("state").GetString());
        (await App.GetAsync($"{Policies}/{Successor}/versions/{version}")).Expect(HttpStatusCode.OK);
        Assert.Equal(Law, await PolicyInForceAsync(null));

        // The author of a draft cannot activate it.
        var body = $$"""{ "version": {{version}} }""";
        (await PostAsync("activate", Roles.PolicyEditor, body)).Expect(HttpStatusCode.Forbidden);
        (await PostAsync("activate", Roles.Admin, body)).Expect(HttpStatusCode.Forbidden);
        await App.UntilActiveAsync(await PostAsync("activate", Roles.PolicyApprover, body));
        Assert.Equal(Successor, await PolicyInForceAsync(null));
        Assert.Equal(Law, await PolicyInForceAsync("2026-10-31"));
        Assert.Equal(Successor, await PolicyInForceAsync("2026-11-01"));
        Assert.Equal("2026-11-01", (await ListedAsync(Law)).GetProperty("closedOn").GetString());

        (await PostAsync("retire", Roles.PolicyEditor)).Expect(HttpStatusCode.Forbidden);
        await App.UntilActiveAsync(await PostAsync("retire", Roles.PolicyApprover));
        Assert.Equal(Law, await PolicyInForceAsync(null));
        Assert.Equal(JsonValueKind.Null, (await ListedAsync(Law)).GetProperty("closedOn").ValueKind);
        Assert.Equal("retired", (await ListedAsync(Successor)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task ABadDraft_IsRefusedWithAllErrors_AndLeavesNoVersion()
    {
        var draft = JsonNode.Parse((await App.GetAsync($"{Policies}/mtcr-guidelines")).Expect(HttpStatusCode.OK).Text)!;
        draft["id"] = "us-flow-bad";
        draft["ruleSets"]![0]!["rules"]![0]!["outcome"] = "CLEARED";
        draft["ruleSets"]![0]!["rules"]![1]!["when"]!["fact"] = "no_such_fact";
        foreach (var send in new Func<Task<Reply>>[]
        {
            () => App.PostAsync($"{Policies}/us-flow-bad/validate", Roles.PolicyEditor, draft.ToJsonString()),
            () => App.PutAsync($"{Policies}/us-flow-bad", Roles.PolicyEditor, draft.ToJsonString()),
        })
        {
            var refused = (await send()).Expect(HttpStatusCode.UnprocessableEntity);
            Assert.Contains(refused.Errors, error => error.Path.EndsWith("rules[0].outcome", StringComparison.Ordinal));
            Assert.Contains(refused.Errors, error => error.Path.Contains("rules[1].when", StringComparison.Ordinal));
        }

        (await App.GetAsync($"{Policies}/us-flow-bad/versions/1")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task AVersionThatWasNeverDrafted_CannotBeActivated()
    {
        (await App.PostAsync($"{Policies}/us-flow-none/activate", Roles.PolicyApprover, """{ "version": 1 }"""))
            .Expect(HttpStatusCode.UnprocessableEntity);
        (await App.PostAsync($"{Policies}/{Law}/activate", Roles.PolicyApprover, """{ "version": 99 }"""))
            .Expect(HttpStatusCode.UnprocessableEntity);
        (await App.PostAsync($"{Policies}/{Law}/activate", Roles.PolicyApprover, """{ "version": 1.5 }"""))
            .Expect(HttpStatusCode.BadRequest);
        (await App.PostAsync($"{Policies}/{Law}/activate", Roles.PolicyApprover, """{ "version": 1 }""", "\"v99\""))
            .Expect(HttpStatusCode.PreconditionFailed);
        (await App.PostAsync($"{Policies}/us-flow-none/retire", Roles.PolicyApprover)).Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task TheBaseOfOtherPolicies_CannotBeRetired()
    {
        // Without it no embargo and no list would be checked.
        var answer = await App.PostAsync($"{Policies}/us-common-base/retire", Roles.PolicyApprover);
        answer.Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(Law, await PolicyInForceAsync(null));
    }

    private Task<Reply> PostAsync(string action, string role, string? json = null) =>
        App.PostAsync($"{Policies}/{Successor}/{action}", role, json);

    private async Task<string> SuccessorAsync()
    {
        var policy = JsonNode.Parse((await App.GetAsync($"{Policies}/{Law}")).Expect(HttpStatusCode.OK).Text)!;
        policy["id"] = Successor;
        policy["from"] = "2026-11-01";
        policy["announced"] = "2026-11-01";
        return policy.ToJsonString();
    }

    private async Task<string> PolicyInForceAsync(string? asOf) =>
        (await App.ScreenAsync(Transactions.With(Transactions.Uav(), "asOf", asOf))).Expect(HttpStatusCode.OK)
            .Decision.GetProperty("policy").GetProperty("id").GetString()!;

    private async Task<JsonElement> ListedAsync(string id) =>
        (await App.GetAsync(Policies)).Expect(HttpStatusCode.OK).Json.GetProperty("policies").EnumerateArray()
            .Single(policy => policy.GetProperty("id").GetString() == id);
}
