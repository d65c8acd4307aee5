using System.Globalization;
using System.Text.Json;
using Screening.Functions.Hosting;
using Screening.Functions.Lists.Refresh;
using Screening.Functions.Security;
using Screening.Functions.Tests.Flows.Changes;
using Screening.Functions.Tests.Lists.Refresh;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Faults;

/// <summary>
/// The executable, killed after the download of a list and before the list is live: the old list stays whole, and the next process
/// refreshes it when the claim of the killed one has ended.
/// </summary>
public sealed class KilledRefreshTests
{
    private const string Feed = "own-killed";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ScreeningListRows")]
    [InlineData("ScreeningImports")]
    [InlineData("ScreeningHead")]
    public async Task KilledBetweenDownloadAndImport_TheOldListStays_AndTheNextProcessTakesTheNewOne(string write)
    {
        await using var storage = await WiredStorage.StartAsync();
        var tables = await storage.StorageAsync();
        await using var server = SourceServer.Start(SourceServer.File(RefreshSteps.List(Feed, 20)));
        await tables.ListSources.PutAsync(Source(server), null, Stop);
        var key = await KeyAsync(tables);
        string first;
        using (var process = await StartAsync(storage))
        {
            // The timer of the process may have refreshed the list before the request could.
            await FlowApp.UntilAsync("the first list is there", async () => await RefreshAsync(process, key) is "imported" or "unchanged");
            first = await ActiveAsync(tables);
            server.Answer = SourceServer.File(RefreshSteps.List(Feed, 21));
            var version = (await tables.Head.ReadAsync(Stop)).SourceVersion;
            storage.Table.Harm(request => request.IsWrite && request.Names(write) ? WireFault.Of(WireHarm.Hang) : null);
            var asked = RefreshAsync(process, key);
            await FlowApp.UntilAsync("the new list is being written", () => Task.FromResult(!storage.Table.Harmed.IsEmpty));
            await process.KillAsync();
            storage.Table.Mend();
            await asked.ContinueWith(_ => { }, TaskScheduler.Default);
            Assert.Equal((first, version), (await ActiveAsync(tables), (await tables.Head.ReadAsync(Stop)).SourceVersion));
        }

        using var next = await StartAsync(storage);
        Assert.Equal("409", await RefreshAsync(next, key));
        var (state, tag) = (await tables.ListSources.StateAsync(Feed, Stop))!.Value;
        Assert.NotNull(state.Claim);
        await tables.ListSources.PutStateAsync(state with { ClaimedUntil = TimeProvider.System.GetUtcNow() }, tag, Stop);
        Assert.Equal("imported", await RefreshAsync(next, key));
        var active = await ActiveAsync(tables);
        Assert.NotEqual(first, active);
        Assert.Equal(21, (await tables.Lists.ReadAsync(Feed, active, 21, Stop)).Length);
    }

    private static Task<ServerProcess> StartAsync(WiredStorage storage) => ServerProcess.StartAsync(storage, (HostSettings.LoopbackSourcesVariable, "true"));

    private static async Task<string> ActiveAsync(ScreeningStorage tables) => (await tables.Head.ReadAsync(Stop)).Manifest.Lists[Feed];

    /// <summary>The result of a refresh, or the status of its refusal.</summary>
    private static async Task<string> RefreshAsync(ServerProcess process, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/watchlists/{Feed}/refresh");
        request.Headers.Add(ApiKeyAuthentication.Header, key);
        using var answer = await process.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? JsonElement.Parse(await answer.Content.ReadAsStringAsync(Stop)).GetProperty("result").GetString()!
            : ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
    }

    private static ApprovedSource Source(SourceServer server) => new()
    {
        Feed = Feed, Version = 1, Source = new ListSource(server.Address.ToString(), "own", 24), Author = "editor", Approver = "approver",
        Proposal = "test", At = FlowClock.Start,
    };

    private static async Task<string> KeyAsync(ScreeningStorage tables)
    {
        var key = ApiKeyText.Create();
        await tables.Keys.PutAsync(
            new ApiKey { KeyId = key.Id, Hash = key.Hash(), Name = "editor", Owner = "editor", CreatedAt = FlowClock.Start, Roles = [Roles.ListEditor] }, Stop);
        return key.Reveal();
    }
}
