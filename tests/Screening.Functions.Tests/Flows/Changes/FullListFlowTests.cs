using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Snapshots;
using Screening.Functions.Tests.Lists;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>
/// The complete consolidated list on the real path: HTTP, table rows, queue, snapshot, activation, decision. Times are printed,
/// never asserted.
/// </summary>
[Collection(FlowGroup.Name)]
public sealed class FullListFlowTests(FlowFixture fixture, ITestOutputHelper output)
{
    private const int Entries = 25_921;
    private const int Requests = 500;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FlowApp App => fixture.App;

    [Fact]
    public async Task EveryListedParty_GoesThroughTheRealPath_AndIsFound()
    {
        var csv = Read("csl_2026-07-31.flat.csv.gz");
        var clock = Stopwatch.StartNew();
        var accepted = await App.ImportAsync("csl", csv, "&title=Consolidated%20Screening%20List");
        accepted.Expect(HttpStatusCode.Accepted);
        output.WriteLine($"{Entries} entries, {csv.Length / 1024} KiB: accepted after {clock.ElapsedMilliseconds} ms");
        clock.Restart();
        await App.UntilActiveAsync(accepted);
        output.WriteLine($"active {clock.ElapsedMilliseconds} ms later");
        var status = await App.StatusAsync();
        output.WriteLine($"read and compiled in {status.GetProperty("lastCompile").GetProperty("milliseconds")} ms");

        clock.Restart();
        var answer = (await App.ScreenAsync(Transactions.Uav("CN", "Shahid Hemmat Industrial Group"))).Expect(HttpStatusCode.OK);
        output.WriteLine($"first decision over HTTP, recorded, after {clock.ElapsedMilliseconds} ms");
        Assert.Equal("PROHIBITED", answer.Outcome);
        Assert.Contains(answer.Decision.GetProperty("matches").EnumerateArray(), match => IsStrongSdn(match));
        var list = answer.Decision.GetProperty("lists").EnumerateArray().Single(one => one.GetProperty("feed").GetString() == "csl");
        Assert.Equal(Entries, list.GetProperty("entries").GetInt32());

        await MeasureAsync();

        // The list is removed, so that the next tests do not wait for it.
        await App.UntilActiveAsync(await App.ImportAsync("csl", string.Join('\n', csv.Split('\n')[..2]), "&confirmDrop=true&reason=test"));
    }

    private async Task MeasureAsync()
    {
        var lease = (await App.Service<SnapshotProvider<Snapshot>>().TakeAsync(Stop)).Lease!;
        var today = DateOnly.FromDateTime(FlowClock.Start.UtcDateTime);
        var requests = Names().Take(Requests + 50)
            .Select(name => Transactions.Uav("FR", JsonEncodedText.Encode(name).Value)).ToArray();
        var times = new List<double>();
        foreach (var body in requests)
        {
            var start = Stopwatch.GetTimestamp();
            var parsed = ScreeningRequestParser.Parse(Encoding.UTF8.GetBytes(body), today);
            Assert.True(parsed.IsValid);
            DecisionJson.Write(ScreeningEngine.Screen(parsed.Value, lease.Snapshot, today, ScreeningMode.Live, ListStanding.NotRecorded));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        // The first fifty are warm-up.
        var sorted = times.Skip(50).Order().ToArray();
        output.WriteLine(
            $"in process, {sorted.Length} distinct requests: median {sorted[sorted.Length / 2]:F2} ms, p95 {sorted[sorted.Length * 95 / 100]:F2} ms");
    }

    private static IEnumerable<string> Names()
    {
        using var reader = new StreamReader(SharedData.Open("negatives", "people_global_8000.csv.gz"));
        var header = reader.ReadLine()!.Split(',');
        while (reader.ReadLine() is { } line)
        {
            var name = line.Split(',')[Math.Max(0, Array.IndexOf(header, "full_name"))].Trim('"', ' ');
            if (name.Length is > 0 and < 100)
            {
                yield return name;
            }
        }
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(SharedData.Watchlist(name));
        return reader.ReadToEnd();
    }

    private static bool IsStrongSdn(JsonElement match) =>
        match.GetProperty("feed").GetString() == "csl" && match.GetProperty("list").GetString() == "SDN"
        && match.GetProperty("strength").GetString() == "strong";
}
