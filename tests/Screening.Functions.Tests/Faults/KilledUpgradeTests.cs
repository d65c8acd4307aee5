using System.Net;
using System.Text.Json;
using Screening.Engine.Snapshots;
using Screening.Functions.Tests.Seed;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Faults;

/// <summary>
/// The executable, killed while it upgrades the documents to its seed: the upgrade is applied completely or not at all, and a
/// repeated request gives the same result.
/// </summary>
public sealed class KilledUpgradeTests(KilledProcessTests.Ground ground) : IClassFixture<KilledProcessTests.Ground>
{
    private const string Plan = "/api/v1/seed";

    private static readonly (string Place, Fault.Service On, Func<WireRequest, bool> At, bool IsDone)[] Places =
    [
        ("before the rows", Fault.Service.Table, Writes("ScreeningDocuments"), false),
        ("a row written, not answered", Fault.Service.Table, Writes("ScreeningDocuments"), true),
        ("rows written, head not", Fault.Service.Table, Writes("ScreeningHead"), false),
        ("head committed, not answered", Fault.Service.Table, Writes("ScreeningHead"), true),
        ("head committed, compile request not sent", Fault.Service.Queue, CompileRequest, false),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Steps => [.. Places.Select(place => place.Place)];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task KilledInAnUpgrade_TheNextProcessFindsItCompleteOrAbsent(string place)
    {
        var (_, on, at, isDone) = Places.Single(row => row.Place == place);
        long before;
        using (var process = await ground.TakeAsync())
        {
            await OlderSeed.BringAsync(ground.Tables);
            before = (await ground.Tables.Head.ReadAsync(Stop)).SourceVersion;
            var (states, tag) = await PlanAsync(process);
            Assert.Equal(["update", "update"], states);
            var wire = ground.WireOf(on);
            wire.Harm(request => at(request) ? WireFault.Of(isDone ? WireHarm.HoldAnswer : WireHarm.Hang) : null);
            var sent = ApplyAsync(process, "test", tag);
            await FlowApp.UntilAsync("it is in that place", () => Task.FromResult(!wire.Harmed.IsEmpty));
            if (isDone)
            {
                await FlowApp.UntilAsync("storage has it", async () => on == Fault.Service.Table && place.StartsWith("head", StringComparison.Ordinal)
                    ? (await ground.Tables.Head.ReadAsync(Stop)).SourceVersion > before
                    : (await ground.Tables.Documents.VersionsAsync(DocumentKind.CountrySet, OlderSeed.Updated, Stop)).Count > 0);
            }

            await process.KillAsync();
            wire.Mend();
            await sent.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        var head = await ground.Tables.Head.ReadAsync(Stop);
        var isCommitted = place.StartsWith("head", StringComparison.Ordinal);
        Assert.Equal(isCommitted ? before + 1 : before, head.SourceVersion);
        var next = await ground.StartAsync();
        var (found, again) = await PlanAsync(next);
        Assert.Equal(isCommitted ? [] : ["update", "update"], found);
        using var answer = await ApplyAsync(next, "again", again);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty((await PlanAsync(next)).States);
        await next.UntilWholeAsync(ground.Editor, before + 1);
    }

    private async Task<HttpResponseMessage> ApplyAsync(ServerProcess process, string reason, string tag) => await process.ApproveAsync(
        await process.PostAsync(ground.Editor, Plan + "/apply", $$"""{ "reason": "{{reason}}" }""", tag), ground.Approver);

    /// <summary>States of the documents that the upgrade would change, and the tag.</summary>
    private async Task<(string[] States, string Tag)> PlanAsync(ServerProcess process)
    {
        using var read = await process.GetAsync(ground.Editor, Plan);
        var plan = JsonElement.Parse(await read.Content.ReadAsStringAsync(Stop));
        return (
            [.. plan.GetProperty("documents").EnumerateArray().Select(document => document.GetProperty("state").GetString()!).Where(state => state != "unchanged")],
            read.Headers.ETag!.ToString());
    }

    private static bool CompileRequest(WireRequest request) => request.Method == "POST" && request.Target.Contains("/messages", StringComparison.Ordinal);

    private static Func<WireRequest, bool> Writes(string what) => request => request.IsWrite && request.Names(what);
}
