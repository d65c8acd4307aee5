using System.Net;
using System.Text.Json;
using Screening.Functions.Hosting;
using Screening.Functions.Lists.Refresh;
using Screening.Functions.Security;
using Screening.Functions.Tests.Lists.Refresh;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>An app that may fetch lists from loopback, and what its tests share.</summary>
public sealed class RefreshApp : IAsyncLifetime
{
    internal FlowApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App = await StartAsync();
        await App.BringListsAsync();
    }

    public async ValueTask DisposeAsync() => await (App?.DisposeAsync() ?? ValueTask.CompletedTask);

    internal static Task<FlowApp> StartAsync() => FlowApp.StartAsync((HostSettings.LoopbackSourcesVariable, "true"));
}

/// <summary>Steps of the tests of refreshes.</summary>
internal static class RefreshSteps
{
    public static string SourceOf(string feed) => $"/api/v1/watchlists/{feed}/source";

    public static string Body(SourceServer server, int hours = 24, string format = "own") =>
        $$"""{ "address": "{{server.Address}}", "format": "{{format}}", "everyHours": {{hours}} }""";

    /// <summary>A list of parties with other names in every feed.</summary>
    public static string List(string feed, int entries, int from = 0) => FlowLists.Csv("SDN") + string.Concat(Enumerable.Range(from, entries).Select(n =>
        $"{feed}-{n},SDN,organization,{feed.ToUpperInvariant()} NUMBER {n} TRADING,,,,,,,,,,,,test,2026-07-31\n"));

    /// <summary>Proposes an address and lets another person approve it.</summary>
    public static async Task ApproveSourceAsync(this FlowApp app, string feed, SourceServer server, int hours = 24, string format = "own")
    {
        var tag = (await app.GetAsync(SourceOf(feed))).ETag;
        (await app.ApproveAsync(await app.PutAsync(SourceOf(feed), Roles.ListEditor, Body(server, hours, format), tag))).Expect(HttpStatusCode.OK);
    }

    /// <summary>Refreshes now, and returns what the app says of it.</summary>
    public static async Task<JsonElement> RefreshAsync(this FlowApp app, string feed) =>
        (await app.PostAsync($"/api/v1/watchlists/{feed}/refresh", Roles.ListEditor)).Expect(HttpStatusCode.OK).Json;

    /// <summary>Runs what the timer runs.</summary>
    public static Task TickAsync(this FlowApp app) => app.Service<ListRefresh>().RunDueAsync(TestContext.Current.CancellationToken);

    public static async Task<JsonElement> RefreshStatusAsync(this FlowApp app, string feed) =>
        (await app.StatusAsync()).GetProperty("listSources").EnumerateArray().Single(row => row.Text("feed") == feed);

    public static async Task<string?> ActiveAsync(this FlowApp app, string feed) =>
        (await app.Tables.Head.ReadAsync(TestContext.Current.CancellationToken)).Manifest.Lists.GetValueOrDefault(feed);

    public static string? Text(this JsonElement json, string member) => json.GetProperty(member).ToString() is { Length: > 0 } text ? text : null;
}
