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

        // Anyone who approves does not propose, and what is proposed is not live.
        (await App.ActivateAsync($"{Policies}/{Successor}", version, Roles.PolicyApprover)).Expect(HttpStatusCode.Forbidden);
        (await App.ActivateAsync($"{Policies}/{Successor}", version, Roles.Admin)).Expect(HttpStatusCode.Forbidden);
        var proposed = await App.ActivateAsync($"{Policies}/{Successor}", version);
        Assert.Equal("open", proposed.Expect(HttpStatusCode.Accepted).Json.GetProperty("state").GetString());
        Assert.Equal(Law, await PolicyInForceAsync(null));
        await App.UntilActiveAsync(proposed);
        Assert.Equal(Successor, await PolicyInForceAsync(null));
        Assert.Equal(Law, await PolicyInForceAsync("2026-10-31"));
        Assert.Equal(Successor, await PolicyInForceAsync("2026-11-01"));
        Assert.Equal("2026-11-01", (await ListedAsync(Law)).GetProperty("closedOn").GetString());

        (await App.RetireAsync($"{Policies}/{Successor}", Roles.PolicyApprover)).Expect(HttpStatusCode.Forbidden);
        await App.UntilActiveAsync(await App.RetireAsync($"{Policies}/{Successor}"));
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
        (await ActivateAsync("us-flow-none", """{ "version": 1 }""")).Expect(HttpStatusCode.UnprocessableEntity);
        (await ActivateAsync(Law, """{ "version": 99 }""", "*")).Expect(HttpStatusCode.UnprocessableEntity);
        (await ActivateAsync(Law, """{ "version": 1.5 }""", "*")).Expect(HttpStatusCode.BadRequest);
        (await App.RetireAsync($"{Policies}/us-flow-none")).Expect(HttpStatusCode.UnprocessableEntity);
    }

    /// <summary>Every route that replaces something asks what is replaced; one that creates can ask that there is nothing.</summary>
    [Fact]
    public async Task AReplacement_WithoutItsCondition_IsRefused_AndACreationNeverReplaces()
    {
        (await ActivateAsync(Law, """{ "version": 1 }""")).Expect(HttpStatusCode.PreconditionRequired);
        (await ActivateAsync(Law, """{ "version": 1 }""", "\"v99\"")).Expect(HttpStatusCode.PreconditionFailed);
        (await App.PostAsync($"{Policies}/{Law}/retire?reason=test", Roles.PolicyEditor)).Expect(HttpStatusCode.PreconditionRequired);
        (await App.PutAsync($"{Policies}/{Law}", Roles.PolicyEditor, "{}")).Expect(HttpStatusCode.PreconditionRequired);
        (await App.SendAsync(HttpMethod.Put, "/api/v1/country-sets/NATO?reason=test", App.KeyOf(Roles.PolicyEditor), "{}")).Expect(HttpStatusCode.PreconditionRequired);
        var text = (await App.GetAsync("/api/v1/country-sets/NATO")).Text;
        foreach (var (path, status) in new[] { ("NATO", HttpStatusCode.PreconditionFailed), ("NATO-NEW", HttpStatusCode.Accepted) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/country-sets/{path}?reason=test")
            {
                Content = new StringContent(text.Replace("\"NATO\"", $"\"{path}\"", StringComparison.Ordinal), null, "application/json"),
            };
            request.Headers.Add(ApiKeyAuthentication.Header, App.KeyOf(Roles.PolicyEditor));
            request.Headers.TryAddWithoutValidation("If-None-Match", "*");
            (await App.SendAsync(request)).Expect(status);
        }
    }

    /// <summary>A pack was retired and activated again since it was read: what was read no longer holds, though the text is the same.</summary>
    [Fact]
    public async Task ATagFromBeforeARetirement_DoesNotHold_AfterTheSameVersionIsActiveAgain()
    {
        const string Id = "us-flow-again";
        var draft = JsonNode.Parse((await App.GetAsync($"{Policies}/proposed-reform")).Expect(HttpStatusCode.OK).Text)!;
        draft["id"] = Id;
        (await App.PutAsync($"{Policies}/{Id}", Roles.PolicyEditor, draft.ToJsonString())).Expect(HttpStatusCode.Created);
        await App.UntilActiveAsync(await App.ActivateAsync($"{Policies}/{Id}", 1));
        var read = (await App.GetAsync($"{Policies}/{Id}")).ETag;
        await App.UntilActiveAsync(await App.RetireAsync($"{Policies}/{Id}"));
        await App.UntilActiveAsync(await App.ActivateAsync($"{Policies}/{Id}", 1));
        (await App.PostAsync($"{Policies}/{Id}/retire?reason=test", Roles.PolicyEditor, null, read)).Expect(HttpStatusCode.PreconditionFailed);
        await App.UntilActiveAsync(await App.RetireAsync($"{Policies}/{Id}"));
    }

    [Fact]
    public async Task TheBaseOfOtherPolicies_CannotBeRetired()
    {
        // Without it no embargo and no list would be checked.
        (await App.RetireAsync($"{Policies}/us-common-base")).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(Law, await PolicyInForceAsync(null));
    }

    private Task<Reply> ActivateAsync(string policy, string body, string? ifMatch = null) =>
        App.PostAsync($"{Policies}/{policy}/activate?reason=test", Roles.PolicyEditor, body, ifMatch);

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
