using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Functions.Proposals;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>Changes of rule data by two persons, over HTTP: what one stolen key cannot do.</summary>
[Collection(FlowGroup.Name)]
public sealed class ProposalFlowTests(FlowFixture fixture)
{
    private const string Set = "/api/v1/country-sets/EAR-E1";
    private const string Proposals = "/api/v1/proposals";
    private const string Reason = """{ "reason": "compared with the notice" }""";

    private const string Header =
        "id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,addresses,programs,"
        + "license_requirement,license_policy,notice,source,source_date\n";

    private FlowApp App => fixture.App;

    /// <summary>The attack: Iran is removed from a country set with the key of a policy editor.</summary>
    [Fact]
    public async Task OneKey_NeverRemovesACountryFromASet_AndASecondPersonDoes()
    {
        Assert.Equal("PROHIBITED", await OutcomeAsync("IR"));
        var read = (await App.GetAsync(Set)).Expect(HttpStatusCode.OK);
        var proposed = await App.PutAsync(Set, Roles.PolicyEditor, Without(read.Text, "IR"), read.ETag);
        var (id, row) = IdOf(proposed);
        Assert.Equal(("open", "put_document", Roles.PolicyApprover), (Text(row, "state"), Text(row, "action"), Text(row, "approverRole")));
        var removed = Assert.Single(row.GetProperty("difference").EnumerateArray());
        Assert.Equal("country-sets/EAR-E1: members[IR]", Text(removed, "path"));
        Assert.Equal(JsonValueKind.Null, removed.GetProperty("after").ValueKind);
        Assert.Equal(read.ETag, (await App.GetAsync(Set)).ETag);
        Assert.Equal("PROHIBITED", await OutcomeAsync("IR"));

        // Neither the author, nor the author with a second role or a second key, nor another role may approve.
        foreach (var (key, status) in new[]
        {
            (App.KeyOf(Roles.PolicyEditor), HttpStatusCode.Forbidden),
            (App.KeyOf(Roles.ListApprover), HttpStatusCode.Forbidden),
            (App.KeyOf(Roles.Admin), HttpStatusCode.Forbidden),
            (await KeyAsync("TEST-policy-editor", Roles.PolicyApprover), HttpStatusCode.Forbidden),
            (await KeyAsync(null, Roles.PolicyApprover), HttpStatusCode.Forbidden),
        })
        {
            (await App.SendAsync(HttpMethod.Post, $"{Proposals}/{id}/approve", key, Reason)).Expect(status);
        }

        Assert.Equal("PROHIBITED", await OutcomeAsync("IR"));
        var approved = (await App.PostAsync($"{Proposals}/{id}/approve", Roles.PolicyApprover, Reason)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(("approved", "test-policy-approver", "compared with the notice"), (Text(approved, "state"), Text(approved, "decidedBy"), Text(approved, "decisionReason")));
        await App.UntilActiveAsync(approved.GetProperty("sourceVersion").GetInt64());
        Assert.NotEqual("PROHIBITED", await OutcomeAsync("IR"));
        var history = (await App.Tables.Head.FindAsync(approved.GetProperty("sourceVersion").GetInt64(), TestContext.Current.CancellationToken))!.Change;
        Assert.Equal(("test-policy-editor", "test-policy-approver", id, "test"), (history.Actor, history.Approver, history.Proposal, history.Reason));

        // A decided proposal is decided once.
        (await App.PostAsync($"{Proposals}/{id}/approve", Roles.PolicyApprover, Reason)).Expect(HttpStatusCode.Conflict);
        (await App.PostAsync($"{Proposals}/{id}/reject", Roles.PolicyApprover, Reason)).Expect(HttpStatusCode.Conflict);
        await App.UntilActiveAsync(await App.PutAsync(Set, Roles.PolicyEditor, read.Text, (await App.GetAsync(Set)).ETag));
        Assert.Equal("PROHIBITED", await OutcomeAsync("IR"));
    }

    [Fact]
    public async Task AKeyWithoutAnOwner_ProposesNothing()
    {
        var read = (await App.GetAsync(Set)).Expect(HttpStatusCode.OK);
        var refused = await App.SendAsync(
            HttpMethod.Put, Set + "?reason=test", await KeyAsync(null, Roles.PolicyEditor), Without(read.Text, "IR"), read.ETag);
        Assert.Contains("owner", refused.Expect(HttpStatusCode.Forbidden).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProposal_IsRejectedOrWithdrawn_AndNothingChanges()
    {
        var read = (await App.GetAsync(Set)).Expect(HttpStatusCode.OK);
        foreach (var (role, state) in new[] { (Roles.PolicyApprover, "rejected"), (Roles.PolicyEditor, "withdrawn") })
        {
            var (id, _) = IdOf(await App.PutAsync(Set, Roles.PolicyEditor, Without(read.Text, "IR"), read.ETag));
            (await App.PostAsync($"{Proposals}/{id}/reject", Roles.ListApprover, Reason)).Expect(HttpStatusCode.Forbidden);
            (await App.PostAsync($"{Proposals}/{id}/reject", Roles.ListEditor, Reason)).Expect(HttpStatusCode.Forbidden);
            (await App.PostAsync($"{Proposals}/{id}/reject", role, "{}")).Expect(HttpStatusCode.BadRequest);
            Assert.Equal(state, Text((await App.PostAsync($"{Proposals}/{id}/reject", role, Reason)).Expect(HttpStatusCode.OK).Json, "state"));
            (await App.PostAsync($"{Proposals}/{id}/approve", Roles.PolicyApprover, Reason)).Expect(HttpStatusCode.Conflict);
            Assert.Equal(state, Text((await App.GetAsync($"{Proposals}/{id}")).Expect(HttpStatusCode.OK).Json, "state"));
            Assert.Contains((await ListAsync(App, $"?state={state}")), one => Text(one, "id") == id);
        }

        Assert.Equal(read.ETag, (await App.GetAsync(Set)).ETag);
    }

    [Fact]
    public async Task AProposal_ExpiresAndCannotBeApproved()
    {
        await using var own = await FlowApp.StartAsync();
        var read = (await own.GetAsync(Set)).Expect(HttpStatusCode.OK);
        var filed = await own.PutAsync(Set + "?reason=test&days=1", Roles.PolicyEditor, Without(read.Text, "IR"), read.ETag);
        var (id, _) = IdOf(filed);
        own.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1));
        Assert.Contains(await ListAsync(own, "?state=open"), one => Text(one, "id") == id);
        own.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains(await ListAsync(own, "?state=expired"), one => Text(one, "id") == id);
        (await own.PostAsync($"{Proposals}/{id}/approve", Roles.PolicyApprover, Reason)).Expect(HttpStatusCode.Conflict);
        Assert.Equal(read.ETag, (await own.GetAsync(Set)).ETag);
    }

    /// <summary>What is carried out is what the approver read: a proposal on an earlier state is not applied over a later one.</summary>
    [Fact]
    public async Task AProposal_OnAnEarlierState_IsNotCarriedOut()
    {
        var read = (await App.GetAsync(Set)).Expect(HttpStatusCode.OK);
        var (first, _) = IdOf(await App.PutAsync(Set, Roles.PolicyEditor, With(read.Text, "PH"), read.ETag));
        var second = await App.PutAsync(Set, Roles.PolicyEditor, With(read.Text, "PE"), read.ETag);
        await App.UntilActiveAsync(second);
        (await App.PostAsync($"{Proposals}/{first}/approve", Roles.PolicyApprover, Reason)).Expect(HttpStatusCode.Conflict);
        Assert.Equal("open", Text((await App.GetAsync($"{Proposals}/{first}")).Json, "state"));
        var now = (await App.GetAsync(Set)).Expect(HttpStatusCode.OK);
        Assert.Contains("\"PE\"", now.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"PH\"", now.Text, StringComparison.Ordinal);
        await App.UntilActiveAsync(await App.PutAsync(Set, Roles.PolicyEditor, read.Text, now.ETag));
    }

    /// <summary>A process that ends between the change and the row of its proposal leaves a claim; approving again completes it.</summary>
    [Fact]
    public async Task AnInterruptedApproval_IsCompletedByTheNextOne_AndMakesTheChangeOnce()
    {
        var stop = TestContext.Current.CancellationToken;
        var read = (await App.GetAsync(Set)).Expect(HttpStatusCode.OK);
        var (id, _) = IdOf(await App.PutAsync(Set, Roles.PolicyEditor, With(read.Text, "PY"), read.ETag));
        var version = (await App.PostAsync($"{Proposals}/{id}/approve", Roles.PolicyApprover, Reason)).Expect(HttpStatusCode.OK).Json.GetProperty("sourceVersion").GetInt64();
        var (decided, tag) = (await App.Tables.Proposals.FindAsync(id, stop))!.Value;
        await App.Tables.Proposals.DecideAsync(decided with { SourceVersion = null }, tag, stop);
        (await App.PostAsync($"{Proposals}/{id}/reject", Roles.PolicyApprover, Reason)).Expect(HttpStatusCode.Conflict);
        var head = (await App.Tables.Head.ReadAsync(stop)).SourceVersion;
        var again = (await App.PostAsync($"{Proposals}/{id}/approve", Roles.PolicyApprover, Reason)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal((version, head), (again.GetProperty("sourceVersion").GetInt64(), (await App.Tables.Head.ReadAsync(stop)).SourceVersion));
        await App.UntilActiveAsync(await App.PutAsync(Set, Roles.PolicyEditor, read.Text, (await App.GetAsync(Set)).ETag));
    }

    /// <summary>The attack: an entry is removed or made harmless by an import with the key of a list editor.</summary>
    [Fact]
    public async Task OneKey_AddsEntries_AndNeverRemovesOrChangesOne()
    {
        const string Feed = "own-two";
        const string Listed = "M1,SDN,organization,ZYXXOR MARINE WORKS,,,,,,,,,,,,test,2026-07-31\n";
        const string More = "M2,SDN,organization,QUELLBORN FOUNDRIES,,,,,,,,,,,,test,2026-07-31\n";
        await App.UntilActiveAsync(IsDirect(await App.ImportAsync(Feed, Header + Listed)));
        await App.UntilActiveAsync(IsDirect(await App.ImportAsync(Feed, Header + Listed + More)));
        var before = (await App.GetAsync("/api/v1/watchlists/" + Feed)).ETag;
        foreach (var (csv, query, counts) in new[]
        {
            (Header + More, "&confirmDrop=true&reason=the source dropped it", (0, 1, 0)),
            (Header + Listed.Replace("ZYXXOR", "HARMLESS", StringComparison.Ordinal) + More, "", (0, 0, 1)),
        })
        {
            var filed = (await App.ImportAsync(Feed, csv, query)).Expect(HttpStatusCode.Accepted).Json;
            Assert.Equal(JsonValueKind.Null, filed.GetProperty("sourceVersion").ValueKind);
            var entries = filed.GetProperty("proposal").GetProperty("entries");
            Assert.Equal(counts, (entries.GetProperty("added").GetInt32(), entries.GetProperty("removed").GetInt32(), entries.GetProperty("changed").GetInt32()));
            Assert.StartsWith("SDN-M1", Text(filed.GetProperty("proposal").GetProperty("difference")[0], "path"), StringComparison.Ordinal);
            Assert.Equal(before, (await App.GetAsync("/api/v1/watchlists/" + Feed)).ETag);
            Assert.Equal("PROHIBITED", await OutcomeAsync("AU", "Zyxxor Marine Works"));
            var id = Text(filed.GetProperty("proposal"), "id");
            (await App.PostAsync($"{Proposals}/{id}/approve", Roles.PolicyApprover, Reason)).Expect(HttpStatusCode.Forbidden);
        }

        await App.UntilActiveAsync(await App.ImportAsync(Feed, Header + More, "&confirmDrop=true&reason=the source dropped it"));
        Assert.NotEqual("PROHIBITED", await OutcomeAsync("AU", "Zyxxor Marine Works"));
        (await App.SendAsync(
            HttpMethod.Post, $"/api/v1/watchlists/{Feed}/imports?date=2026-07-31&source=test", App.KeyOf(Roles.ListEditor), Header + More, null, "text/csv"))
            .Expect(HttpStatusCode.PreconditionRequired);
    }

    [Fact]
    public async Task AProposal_IsFiledWithAllItsErrors_OrNotAtAll()
    {
        var count = (await ListAsync(App, "")).Count;
        foreach (var (body, expected) in new[]
        {
            ("{}", new[] { "action required", "id required", "reason required" }),
            ("""{ "action": "put_document", "kind": "policy", "id": "../x", "version": 1, "reason": "x", "days": 91 }""",
                ["kind unknown_code", "id invalid_format", "version not_applicable", "document required", "days out_of_range"]),
            ("""{ "action": "activate_policy", "id": "a", "document": {}, "reason": "x" }""", ["version required", "document not_applicable"]),
        })
        {
            var refused = (await App.PostAsync(Proposals, Roles.PolicyEditor, body)).Expect(HttpStatusCode.BadRequest);
            Assert.Equal(expected.Order(StringComparer.Ordinal), refused.Errors.Select(error => $"{error.Path} {error.Code}").Order(StringComparer.Ordinal));
        }

        foreach (var query in new[] { "", "?days=0&reason=x", "?reason=%20", "?why=x&reason=x" })
        {
            (await App.PutAsync(Set + (query.Length == 0 ? "?" : query), Roles.PolicyEditor, "{}", "*")).Expect(HttpStatusCode.BadRequest);
        }

        var live = (await App.GetAsync(Set)).Expect(HttpStatusCode.OK);
        (await App.PutAsync(Set, Roles.PolicyEditor, live.Text, live.ETag)).Expect(HttpStatusCode.Conflict);
        (await App.GetAsync(Proposals + "?state=lost")).Expect(HttpStatusCode.BadRequest);
        (await App.GetAsync($"{Proposals}/nothing")).Expect(HttpStatusCode.NotFound);
        (await App.PostAsync($"{Proposals}/nothing/approve", Roles.PolicyApprover, Reason)).Expect(HttpStatusCode.NotFound);
        (await App.PostAsync($"{Proposals}/nothing/reject", Roles.PolicyApprover, Reason)).Expect(HttpStatusCode.NotFound);
        Assert.Equal(count, (await ListAsync(App, "")).Count);
    }

    [Fact]
    public async Task AProposal_IsFiledAsADocumentOfItsOwn()
    {
        var read = (await App.GetAsync(Set)).Expect(HttpStatusCode.OK);
        var body = new JsonObject
        {
            ["action"] = "put_document", ["kind"] = "country_set", ["id"] = "EAR-E1", ["reason"] = "test", ["document"] = JsonNode.Parse(With(read.Text, "BO")),
        };
        (await App.PostAsync(Proposals, Roles.PolicyEditor, body.ToJsonString())).Expect(HttpStatusCode.PreconditionRequired);
        (await App.PostAsync(Proposals, Roles.PolicyEditor, body.ToJsonString(), "\"v99\"")).Expect(HttpStatusCode.PreconditionFailed);
        await App.UntilActiveAsync(await App.PostAsync(Proposals, Roles.PolicyEditor, body.ToJsonString(), read.ETag));
        var now = (await App.GetAsync(Set)).Expect(HttpStatusCode.OK);
        Assert.Contains("\"BO\"", now.Text, StringComparison.Ordinal);
        await App.UntilActiveAsync(await App.PutAsync(Set, Roles.PolicyEditor, read.Text, now.ETag));
    }

    private static Reply IsDirect(Reply reply)
    {
        Assert.Equal(JsonValueKind.Number, reply.Expect(HttpStatusCode.Accepted).Json.GetProperty("sourceVersion").ValueKind);
        return reply;
    }

    private static (string Id, JsonElement Row) IdOf(Reply filed)
    {
        var row = filed.Expect(HttpStatusCode.Accepted).Json;
        return (Text(row, "id"), row);
    }

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    private static string Without(string set, string country)
    {
        var node = JsonNode.Parse(set)!;
        var members = node["members"]!.AsArray();
        members.Remove(members.Single(member => (string?)member!["country"] == country));
        return node.ToJsonString();
    }

    private static string With(string set, string country)
    {
        var node = JsonNode.Parse(set)!;
        node["members"]!.AsArray().Add(JsonNode.Parse($$"""{ "country": "{{country}}", "note": "made up for a test" }"""));
        return node.ToJsonString();
    }

    private static async Task<List<JsonElement>> ListAsync(FlowApp app, string query) =>
        [.. (await app.GetAsync(Proposals + query)).Expect(HttpStatusCode.OK).Json.GetProperty("proposals").EnumerateArray()];

    private async Task<string> KeyAsync(string? owner, string role)
    {
        var key = ApiKeyText.Create();
        await App.Tables.Keys.PutAsync(
            new ApiKey { KeyId = key.Id, Hash = key.Hash(), Name = "another", Owner = owner, Roles = [role], CreatedAt = App.Clock.GetUtcNow() },
            TestContext.Current.CancellationToken);
        return key.Reveal();
    }

    private async Task<string> OutcomeAsync(string country, string? name = null) =>
        (await App.ScreenAsync(name is null ? Transactions.Uav(country) : Transactions.Uav(country, name))).Expect(HttpStatusCode.OK).Outcome;
}
