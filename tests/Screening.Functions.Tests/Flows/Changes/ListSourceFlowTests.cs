using System.Net;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Lists.Refresh;
using Screening.Functions.Tests.Telemetry;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>Addresses of lists over HTTP: what one stolen key cannot do, and what the second person allows.</summary>
public sealed class ListSourceFlowTests(RefreshApp fixture) : IClassFixture<RefreshApp>
{
    private const string Reason = """{ "reason": "it is the address of the agency" }""";

    private FlowApp App => fixture.App;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The attack: a list is fetched from an address of the attacker, and loses the entry that stops him.</summary>
    [Fact]
    public async Task OneKey_NeverSetsAnAddress_AndTheApprovedOneBringsRemovals_WithinTheGate()
    {
        const string Feed = "own-agency";
        await using var server = SourceServer.Start(SourceServer.File(RefreshSteps.List(Feed, 57)));
        await App.UntilActiveAsync(await App.ImportAsync(Feed, RefreshSteps.List(Feed, 60)));
        var proposed = (await App.PutAsync(RefreshSteps.SourceOf(Feed), Roles.ListEditor, RefreshSteps.Body(server))).Expect(HttpStatusCode.Accepted);
        var (id, row) = (proposed.Json.Text("id"), proposed.Json);
        Assert.Equal(("open", "put_list_source", Roles.ListApprover, Feed), (row.Text("state"), row.Text("action"), row.Text("approverRole"), row.Text("target")));
        Assert.Contains(server.Address.ToString(), row.GetProperty("difference").GetRawText(), StringComparison.Ordinal);
        await NothingIsFetchedAsync(Feed, server);

        foreach (var key in new[]
        {
            App.KeyOf(Roles.ListEditor), App.KeyOf(Roles.PolicyApprover), App.KeyOf(Roles.Admin),
            await KeyAsync("TEST-list-editor", Roles.ListApprover), await KeyAsync(null, Roles.ListApprover),
        })
        {
            (await App.SendAsync(HttpMethod.Post, $"/api/v1/proposals/{id}/approve", key, Reason)).Expect(HttpStatusCode.Forbidden);
        }

        await NothingIsFetchedAsync(Feed, server);
        var before = (await App.Tables.Head.ReadAsync(Stop)).SourceVersion;
        using var emitted = new Spans();
        var approved = (await App.PostAsync($"/api/v1/proposals/{id}/approve", Roles.ListApprover, Reason)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(("approved", "test-list-approver"), (approved.Text("state"), approved.Text("decidedBy")));
        (await App.PostAsync($"/api/v1/proposals/{id}/approve", Roles.ListApprover, Reason)).Expect(HttpStatusCode.Conflict);
        var source = (await App.GetAsync(RefreshSteps.SourceOf(Feed))).Expect(HttpStatusCode.OK);
        Assert.Equal(
            (server.Address.ToString(), "own", "24", "test-list-editor", "test-list-approver", id),
            (source.Json.Text("address"), source.Json.Text("format"), source.Json.Text("everyHours"), source.Json.Text("author"), source.Json.Text("approver"), source.Json.Text("proposal")));
        Assert.Contains("screening.rule_changes kind=list-source", emitted.Measured);
        // An address is no input of a decision: nothing is built, and the revision stays.
        Assert.Equal(before, (await App.Tables.Head.ReadAsync(Stop)).SourceVersion);

        // What the approval allows: entries disappear without a further approval, as far as the gate lets an import.
        var refreshed = await App.RefreshAsync(Feed);
        Assert.Equal("imported", refreshed.Text("result"));
        var change = (await App.Tables.Head.FindAsync(refreshed.GetProperty("sourceVersion").GetInt64(), Stop))!.Change;
        Assert.Equal(("refresh:" + Feed, "test-list-approver", before + 1), (change.Actor, change.Approver, refreshed.GetProperty("sourceVersion").GetInt64()));
        Assert.Contains(id!, change.Reason, StringComparison.Ordinal);
        Assert.Equal(refreshed.Text("importId"), await App.ActiveAsync(Feed));
        await App.UntilActiveAsync(before + 1);
        Assert.True(await IsListedAsync(Feed, 56));
        Assert.False(await IsListedAsync(Feed, 57));

        server.Answer = SourceServer.File(RefreshSteps.List(Feed, 40));
        var refused = await App.RefreshAsync(Feed);
        Assert.Equal("failed", refused.Text("result"));
        Assert.Contains("17 of the 57 entries of import", refused.Text("reason"), StringComparison.Ordinal);
        Assert.Equal(refreshed.Text("importId"), await App.ActiveAsync(Feed));
        Assert.True(await IsListedAsync(Feed, 56));
        var status = await App.RefreshStatusAsync(Feed);
        Assert.Equal((refused.Text("reason"), refreshed.Text("importId")), (status.Text("lastFailure"), status.Text("lastImportId")));
    }

    [Fact]
    public async Task AnAddress_IsChangedAndRemoved_OnlyOnTheStateThatWasRead_ByTwo()
    {
        const string Feed = "own-moved";
        await using var first = SourceServer.Start(SourceServer.File(RefreshSteps.List(Feed, 20)));
        await using var second = SourceServer.Start(SourceServer.File(RefreshSteps.List(Feed, 21)));
        var (source, key) = (RefreshSteps.SourceOf(Feed), App.KeyOf(Roles.ListEditor));
        (await App.SendAsync(HttpMethod.Delete, source + "?reason=test", key)).Expect(HttpStatusCode.NotFound);
        await App.ApproveSourceAsync(Feed, first);
        var tag = (await App.GetAsync(source)).Expect(HttpStatusCode.OK).ETag!;

        (await App.PutAsync(source, Roles.ListEditor, RefreshSteps.Body(second))).Expect(HttpStatusCode.PreconditionRequired);
        (await App.PutAsync(source, Roles.ListEditor, RefreshSteps.Body(second), "\"source-9\"")).Expect(HttpStatusCode.PreconditionFailed);
        (await App.PutAsync(source, Roles.ListEditor, RefreshSteps.Body(first), tag)).Expect(HttpStatusCode.Conflict);
        (await App.SendAsync(HttpMethod.Delete, source + "?reason=test", key)).Expect(HttpStatusCode.PreconditionRequired);
        (await App.SendAsync(HttpMethod.Delete, source, key, null as string, tag)).Expect(HttpStatusCode.BadRequest);

        // A proposal changes nothing. One of two proposals on the same state is carried out.
        var change = await App.PutAsync(source, Roles.ListEditor, RefreshSteps.Body(second), tag);
        var removal = await App.SendAsync(HttpMethod.Delete, source + "?reason=test", key, null as string, tag);
        Assert.Equal("remove_list_source", removal.Expect(HttpStatusCode.Accepted).Json.Text("action"));
        Assert.Equal("imported", (await App.RefreshAsync(Feed)).Text("result"));
        Assert.Empty(second.Heads);
        (await App.ApproveAsync(change)).Expect(HttpStatusCode.OK);
        (await App.ApproveAsync(removal)).Expect(HttpStatusCode.Conflict);
        Assert.Equal("imported", (await App.RefreshAsync(Feed)).Text("result"));
        Assert.Single(second.Heads);

        // A removal ends the refreshes and leaves the list. No tag of an earlier source comes back.
        var now = (await App.GetAsync(source)).ETag!;
        (await App.ApproveAsync(await App.SendAsync(HttpMethod.Delete, source + "?reason=test", key, null as string, now))).Expect(HttpStatusCode.OK);
        (await App.GetAsync(source)).Expect(HttpStatusCode.NotFound);
        (await App.PostAsync($"/api/v1/watchlists/{Feed}/refresh", Roles.ListEditor)).Expect(HttpStatusCode.NotFound);
        Assert.NotNull(await App.ActiveAsync(Feed));
        await App.ApproveSourceAsync(Feed, first);
        Assert.DoesNotContain((await App.GetAsync(source)).ETag, new[] { tag, now });
        Assert.Null((await App.RefreshStatusAsync(Feed)).Text("lastSuccessAt"));
    }

    [Fact]
    public async Task AnAddress_IsProposedWithAllItsErrors_OrNotAtAll()
    {
        var source = RefreshSteps.SourceOf("own-errors");
        var refused = (await App.PutAsync(source + "?days=0", Roles.ListEditor, """{ "address": "http://example.org", "format": "xml" }""")).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(
            ["address invalid_format", "days out_of_range", "format unknown_code", "reason required"],
            refused.Errors.Select(error => $"{error.Path} {error.Code}").Order(StringComparer.Ordinal));
        Assert.Contains((await App.PutAsync(RefreshSteps.SourceOf("X"), Roles.ListEditor, "{}")).Expect(HttpStatusCode.BadRequest).Errors, error => error.Path == "id");
        (await App.PutAsync(source, Roles.ListApprover, "{}")).Expect(HttpStatusCode.Forbidden);
        (await App.PostAsync("/api/v1/watchlists/own-errors/refresh", Roles.ListApprover)).Expect(HttpStatusCode.Forbidden);
        (await App.PostAsync("/api/v1/watchlists/X/refresh", Roles.ListEditor)).Expect(HttpStatusCode.NotFound);
        (await App.GetAsync(source)).Expect(HttpStatusCode.NotFound);
    }

    /// <summary>A process that ends between the change and the row of its proposal leaves a claim; approving again completes it.</summary>
    [Fact]
    public async Task AnInterruptedApproval_IsCompletedByTheNextOne_AndMadeOnce()
    {
        const string Feed = "own-interrupted";
        await using var server = SourceServer.Start(SourceServer.Status(404));
        await using var later = SourceServer.Start(SourceServer.Status(404));
        var proposed = await App.PutAsync(RefreshSteps.SourceOf(Feed), Roles.ListEditor, RefreshSteps.Body(server));
        (await App.ApproveAsync(proposed)).Expect(HttpStatusCode.OK);
        await App.ApproveSourceAsync(Feed, later);
        var tag = (await App.GetAsync(RefreshSteps.SourceOf(Feed))).ETag;
        var (decided, row) = (await App.Tables.Proposals.FindAsync(proposed.Json.Text("id")!, Stop))!.Value;
        await App.Tables.Proposals.DecideAsync(decided with { SourceVersion = null }, row, Stop);
        (await App.ApproveAsync(proposed)).Expect(HttpStatusCode.OK);
        Assert.Equal(tag, (await App.GetAsync(RefreshSteps.SourceOf(Feed))).ETag);
    }

    private async Task NothingIsFetchedAsync(string feed, SourceServer server)
    {
        (await App.GetAsync(RefreshSteps.SourceOf(feed))).Expect(HttpStatusCode.NotFound);
        (await App.PostAsync($"/api/v1/watchlists/{feed}/refresh", Roles.ListEditor)).Expect(HttpStatusCode.NotFound);
        await App.TickAsync();
        Assert.Equal(0, server.Connections);
    }

    private async Task<bool> IsListedAsync(string feed, int number) =>
        (await App.ScreenAsync(Transactions.Uav("AU", $"{feed.ToUpperInvariant()} Number {number} Trading"))).Expect(HttpStatusCode.OK).Decision
            .GetProperty("matches").EnumerateArray().Any(match => match.GetRawText().Contains($"{feed}-{number}\"", StringComparison.Ordinal));

    private async Task<string> KeyAsync(string? owner, string role)
    {
        var key = ApiKeyText.Create();
        await App.Tables.Keys.PutAsync(
            new ApiKey { KeyId = key.Id, Hash = key.Hash(), Name = "another", Owner = owner, Roles = [role], CreatedAt = App.Clock.GetUtcNow() }, Stop);
        return key.Reveal();
    }
}
