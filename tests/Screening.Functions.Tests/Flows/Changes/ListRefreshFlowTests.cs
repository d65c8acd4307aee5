using System.Net;
using System.Text.Json;
using Screening.Functions.Hosting;
using Screening.Functions.Security;
using Screening.Functions.Tests.Lists.Refresh;
using Screening.Functions.Tests.Telemetry;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>Refreshes of lists: whatever the source answers, the active list is the last good one, and the status tells.</summary>
public sealed class ListRefreshFlowTests(RefreshApp fixture) : IClassFixture<RefreshApp>
{
    private FlowApp App => fixture.App;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnUnchangedList_IsConfirmed_AndChangesNothing()
    {
        const string Feed = "own-same";
        var list = RefreshSteps.List(Feed, 20);
        await using var server = SourceServer.Start(SourceServer.Tagged(list, "\"one\""));
        await App.ApproveSourceAsync(Feed, server);
        var imported = await App.RefreshAsync(Feed);
        Assert.Equal("imported", imported.Text("result"));
        var version = imported.GetProperty("sourceVersion").GetInt64();

        // 304; the same bytes; the same entries in another order, under another tag.
        foreach (var (script, reason) in new[]
        {
            (SourceServer.Tagged(list, "\"one\""), "the source answered 304"),
            (SourceServer.File(list), "the source publishes the same file"),
            (SourceServer.Tagged(Reversed(list), "\"two\""), "imported again with the same content"),
            (SourceServer.Tagged(Reversed(list), "\"two\""), "the source answered 304"),
        })
        {
            server.Answer = script;
            var same = await App.RefreshAsync(Feed);
            Assert.Equal(("unchanged", imported.Text("importId")), (same.Text("result"), same.Text("importId")));
            var newest = (await App.GetAsync("/api/v1/watchlists/" + Feed)).Json.GetProperty("confirmations").EnumerateArray().MaxBy(one => one.Text("at"), StringComparer.Ordinal);
            Assert.Equal((reason, "refresh:" + Feed), (newest.Text("reason"), newest.Text("actor")));
        }

        Assert.Equal(version, (await App.Tables.Head.ReadAsync(Stop)).SourceVersion);
        Assert.Equal(imported.Text("importId"), (await App.RefreshStatusAsync(Feed)).Text("lastImportId"));
    }

    /// <summary>After an import by a person the answer of the source stands for another list, so it is fetched whole.</summary>
    [Fact]
    public async Task AnImportByAPerson_IsNotConfirmedByA304_OfAnotherFile()
    {
        const string Feed = "own-person";
        await using var server = SourceServer.Start(SourceServer.Tagged(RefreshSteps.List(Feed, 20), "\"one\""));
        await App.ApproveSourceAsync(Feed, server);
        Assert.Equal("imported", (await App.RefreshAsync(Feed)).Text("result"));
        await App.UntilActiveAsync(await App.ImportAsync(Feed, RefreshSteps.List(Feed, 21), "&confirmDrop=true&reason=the+date+of+the+test+is+before+the+refresh"));
        Assert.Equal("imported", (await App.RefreshAsync(Feed)).Text("result"));
        Assert.DoesNotContain("If-None-Match", server.Heads.Last(), StringComparison.Ordinal);
        Assert.Equal(20, await EntriesAsync(Feed));
    }

    /// <summary>Answers that must not become a list, and what the reason says.</summary>
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "page", "<!DOCTYPE html><html><body>Maintenance</body></html>", "is a page (HTML) instead of a list" },
        { "format", Lists.Formats.Fixtures.Un, "is a list in the format un-xml, not own" },
        { "other", "source,entity_number,type\nSDN,1,Entity\n", "is not the header of layout own" },
        { "cut", RefreshSteps.List("own-wrong", 20)[..^20], "columns" },
        { "short", RefreshSteps.List("own-wrong", 17), "3 of the 20 entries" },
        { "bare", FlowLists.Csv("SDN"), "would disappear" },
        { "unknown", RefreshSteps.List("own-wrong", 20) + FlowLists.Rows("NOBODYS", "A PARTY"), "which party-matching does not declare" },
        { "mark", RefreshSteps.List("own-wrong", 20) + "x,SDN,organization,\"OPEN", "quotation mark" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task AWrongFile_ChangesNothing_AndItsReasonIsShown(string name, string file, string reason)
    {
        var feed = "own-wrong";
        await using var server = SourceServer.Start(SourceServer.File(RefreshSteps.List(feed, 20)));
        await App.ApproveSourceAsync(feed, server);
        Assert.NotEqual("failed", (await App.RefreshAsync(feed)).Text("result"));
        var (active, version) = (await App.ActiveAsync(feed), (await App.Tables.Head.ReadAsync(Stop)).SourceVersion);
        server.Answer = SourceServer.File(file);
        var failed = await App.RefreshAsync(feed);
        Assert.Equal((name, "failed"), (name, failed.Text("result")));
        Assert.Contains(reason, failed.Text("reason"), StringComparison.Ordinal);
        Assert.Equal((active, version), (await App.ActiveAsync(feed), (await App.Tables.Head.ReadAsync(Stop)).SourceVersion));
        Assert.Equal(failed.Text("reason"), (await App.RefreshStatusAsync(feed)).Text("lastFailure"));
    }

    [Fact]
    public async Task AnOlderFile_IsRefused_AndADateAfterToday_IsToday()
    {
        const string Feed = "own-dated";
        await using var server = SourceServer.Start(SourceServer.File(RefreshSteps.List(Feed, 20), "Last-Modified: Fri, 20 Nov 2026 06:00:00 GMT\r\n"));
        await App.ApproveSourceAsync(Feed, server);
        await App.RefreshAsync(Feed);
        Assert.Equal("2026-11-20", await DateAsync(Feed));
        server.Answer = SourceServer.File(RefreshSteps.List(Feed, 21), "Last-Modified: Thu, 19 Nov 2026 06:00:00 GMT\r\n");
        var failed = await App.RefreshAsync(Feed);
        Assert.Equal("the file of 2026-11-19 is older than the active import of 2026-11-20", failed.Text("reason"));
        server.Answer = SourceServer.File(RefreshSteps.List(Feed, 21), "Last-Modified: Fri, 20 Nov 2037 06:00:00 GMT\r\n");
        Assert.Equal("imported", (await App.RefreshAsync(Feed)).Text("result"));
        Assert.Equal("2026-11-23", await DateAsync(Feed));
    }

    /// <summary>An official file is fetched as it is published, and its own date is the date of the list.</summary>
    [Fact]
    public async Task AListInItsOwnFormat_IsRefreshed_UnderTheDateInIt()
    {
        const string Feed = "un-fetched";
        await using var server = SourceServer.Start(SourceServer.File(Lists.Formats.Fixtures.UnOf("HALVERNE"), "Last-Modified: Fri, 20 Nov 2026 06:00:00 GMT\r\n"));
        await App.ApproveSourceAsync(Feed, server, format: "un-xml");
        Assert.Equal("imported", (await App.RefreshAsync(Feed)).Text("result"));
        Assert.Equal("2026-02-27", await DateAsync(Feed));
        Assert.Equal(2, await EntriesAsync(Feed));
    }

    [Fact]
    public async Task ATick_RefreshesWhatIsDue_TriesAFailureAgainAfterAnHour_AndReportsWhatIsOverdue()
    {
        const string Feed = "own-due";
        using var emitted = new Spans();
        await using var app = await RefreshApp.StartAsync();
        await using var server = SourceServer.Start(SourceServer.File(RefreshSteps.List(Feed, 20)));
        await app.BringListsAsync();
        await app.ApproveSourceAsync(Feed, server, hours: 6);
        await app.TickAsync();
        await app.TickAsync();
        Assert.Single(server.Heads);
        var imported = await app.ActiveAsync(Feed);
        Assert.NotNull(imported);

        app.Clock.Advance(TimeSpan.FromHours(6));
        await app.TickAsync();
        Assert.Equal(2, server.Heads.Count);
        server.Answer = SourceServer.Status(404);
        app.Clock.Advance(TimeSpan.FromHours(6));
        await app.TickAsync();
        await app.TickAsync();
        Assert.Equal(3, server.Heads.Count);
        var failed = await app.RefreshStatusAsync(Feed);
        Assert.Equal(("127.0.0.1 answers with status 404", false), (failed.Text("lastFailure"), failed.GetProperty("overdue").GetBoolean()));
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.TickAsync();
        Assert.Equal(4, server.Heads.Count);
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("was not refreshed for two intervals", StringComparison.Ordinal));

        app.Clock.Advance(TimeSpan.FromHours(6));
        await app.TickAsync();
        Assert.True((await app.RefreshStatusAsync(Feed)).GetProperty("overdue").GetBoolean());
        Assert.Contains(
            $"{Feed} was not refreshed from 127.0.0.1 for 2 intervals of 6 hours", (await app.StatusAsync()).GetProperty("degraded").EnumerateArray().Select(one => one.GetString()));
        Assert.Contains(app.Logs.Lines, line => line.Contains($"was not refreshed for two intervals. Feed: {Feed}.", StringComparison.Ordinal));
        Assert.Equal(imported, await app.ActiveAsync(Feed));

        Assert.Contains("screening.list_refreshes result=imported", emitted.Measured);
        Assert.Contains("screening.list_refreshes result=unchanged", emitted.Measured);
        Assert.Contains("screening.list_refreshes result=failed", emitted.Measured);
        Assert.Contains(emitted.Measured, measured => measured.StartsWith("screening.list_refreshes.overdue", StringComparison.Ordinal));

        // The day of the check counts, so the age of its lists does not grow while nothing changes.
        server.Answer = SourceServer.File(RefreshSteps.List(Feed, 20));
        app.Clock.Advance(TimeSpan.FromHours(30));
        await app.TickAsync();
        Assert.Equal(
            $"{app.Clock.GetUtcNow():yyyy-MM-dd}", (await app.GetAsync("/api/v1/watchlists/" + Feed)).Expect(HttpStatusCode.OK).Json.Text("confirmedOn"));
        Assert.False((await app.RefreshStatusAsync(Feed)).GetProperty("overdue").GetBoolean());
    }

    [Fact]
    public async Task TwoInstances_RefreshOnce()
    {
        const string Feed = "own-once";
        await using var another = await App.StartAnotherAsync((HostSettings.LoopbackSourcesVariable, "true"));
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = SourceServer.Start(async (head, body, stop) =>
        {
            await release.Task.WaitAsync(stop);
            await SourceServer.File(RefreshSteps.List(Feed, 20))(head, body, stop);
        });
        await App.ApproveSourceAsync(Feed, server);
        var first = App.TickAsync();
        await FlowApp.UntilAsync("the source is asked", () => Task.FromResult(!server.Heads.IsEmpty));
        await another.TickAsync();
        (await another.PostAsync($"/api/v1/watchlists/{Feed}/refresh", Roles.ListEditor)).Expect(HttpStatusCode.Conflict);
        release.SetResult();
        await first;
        await another.TickAsync();
        Assert.Single(server.Heads);
        Assert.NotNull(await App.ActiveAsync(Feed));
        Assert.Equal(1, await App.Tables.Imports.ListAsync(Feed, Stop).CountAsync(Stop));
    }

    /// <summary>The approval is for one address: a file that is on its way when the address is removed is not imported.</summary>
    [Fact]
    public async Task AFileOnItsWay_WhenItsAddressIsRemoved_IsNotImported()
    {
        const string Feed = "own-gone";
        var source = RefreshSteps.SourceOf(Feed);
        await using var server = SourceServer.Start((_, _, _) => Task.CompletedTask);
        server.Answer = async (head, body, stop) =>
        {
            var removal = await App.SendAsync(
                HttpMethod.Delete, source + "?reason=test", App.KeyOf(Roles.ListEditor), null as string, (await App.GetAsync(source)).ETag);
            (await App.ApproveAsync(removal)).Expect(HttpStatusCode.OK);
            await SourceServer.File(RefreshSteps.List(Feed, 20))(head, body, stop);
        };
        await App.ApproveSourceAsync(Feed, server);
        Assert.Equal("its address was changed meanwhile", (await App.RefreshAsync(Feed)).Text("reason"));
        Assert.Null(await App.ActiveAsync(Feed));
    }

    /// <summary>The address may hold a key against all advice, so no log and no reason shows more of it than its host.</summary>
    [Fact]
    public async Task NoLogAndNoReason_ShowsMoreOfAnAddressThanItsHost()
    {
        const string Feed = "own-quiet";
        await using var server = SourceServer.Start(SourceServer.Status(404));
        var body = RefreshSteps.Body(server).Replace("list.csv", "list.csv?key=qx7-hidden", StringComparison.Ordinal);
        (await App.ApproveAsync(await App.PutAsync(RefreshSteps.SourceOf(Feed), Roles.ListEditor, body))).Expect(HttpStatusCode.OK);
        Assert.Equal("failed", (await App.RefreshAsync(Feed)).Text("result"));
        Assert.Contains("key=qx7-hidden", Assert.Single(server.Heads), StringComparison.Ordinal);
        Assert.DoesNotContain("qx7-hidden", (await App.RefreshStatusAsync(Feed)).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(App.Logs.Lines, line => line.Contains("qx7-hidden", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ARefresh_TakesFromTheRateOfTheClient()
    {
        await using var another = await App.StartAnotherAsync((RequestLimits.ClientRateVariable, "6"));
        (await another.PostAsync("/api/v1/watchlists/own-none/refresh", Roles.ListEditor)).Expect(HttpStatusCode.NotFound);
        (await another.PostAsync("/api/v1/watchlists/own-none/refresh", Roles.ListEditor)).Expect(HttpStatusCode.TooManyRequests);
    }

    private static string Reversed(string list)
    {
        var lines = list.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\n', lines.Skip(1).Reverse().Prepend(lines[0])) + "\n";
    }

    private async Task<JsonElement> ImportAsync(string feed) => (await App.GetAsync("/api/v1/watchlists/" + feed)).Expect(HttpStatusCode.OK).Json.GetProperty("import");

    private async Task<int> EntriesAsync(string feed) => (await ImportAsync(feed)).GetProperty("entries").GetInt32();

    private async Task<string?> DateAsync(string feed) => (await ImportAsync(feed)).Text("date");
}
