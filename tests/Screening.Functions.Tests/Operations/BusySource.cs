using System.Net;
using System.Text.RegularExpressions;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Write;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Operations;

/// <summary>
/// An app in which everything happens between any two steps of a backup: records of an old and a new hour, erasures of old and new ones,
/// anchors, links, and a change of the lists.
/// </summary>
internal sealed partial class BusySource(FlowApp app)
{
    public const string Party = "Holdfast Instruments";

    private const string Middle = "the middle of the newest records";

    private static readonly (string Step, Func<WireRequest, bool> Is)[] Steps =
    [
        ("the chain", request => Lists(request, "record-anchors") && request.Target.Contains("prefix=chain-", StringComparison.Ordinal)),
        ("the anchors", request => Lists(request, "record-anchors") && !HasPrefix().IsMatch(request.Target)),
        ("the records", request => Scans(request, "ScreeningRecords") && !request.Target.Contains("filter", StringComparison.Ordinal)),
        ("the newest anchors", request => Lists(request, "record-anchors") && NewestPrefix().IsMatch(request.Target)),
        ("the newest records", request => Scans(request, "ScreeningRecords") && request.Target.Contains("Record%20gt", StringComparison.Ordinal)),
        (Middle, request => Scans(request, "ScreeningRecords") && request.Target.Contains("Record%20gt", StringComparison.Ordinal)),
        ("the bodies", request => Lists(request, "/records")),
        ("the index", request => Scans(request, "ScreeningRecordIndex") && !request.Target.Contains("filter", StringComparison.Ordinal)),
        ("the history", request => Scans(request, "ScreeningHead") && request.Target.Contains("SourceVersion%20le", StringComparison.Ordinal)),
        ("the documents", request => Scans(request, "ScreeningDocuments") && !request.Target.Contains("filter", StringComparison.Ordinal)),
        ("the snapshots", request => Lists(request, "snapshots") && !request.Target.Contains("prefix=current", StringComparison.Ordinal)),
    ];

    private readonly Queue<string> old = new();
    private readonly HashSet<string> met = [];
    private readonly Lock gate = new();
    private int changes;
    private int ofThisHour;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Makes records that are erased later.</summary>
    public async Task BeginAsync()
    {
        for (var n = 0; n < Steps.Length; n++)
        {
            old.Enqueue(await ScreenAsync());
        }

        await app.Service<RecordTable>().AnchorAsync(Stop);
        await app.Service<RecordIndex>().CatchUpAsync(Stop);
    }

    /// <summary>Runs a backup; everything happens before each of its steps. Fails when a step was not met.</summary>
    public async Task MeetAsync(Func<Task> backup)
    {
        foreach (var wire in new[] { app.Storage.Blob, app.Storage.Table })
        {
            wire.Harm(request =>
            {
                if (StepOf(request) is not null)
                {
                    // The request waits on its own connection; those of the app have others.
                    Task.Run(HappenAsync, Stop).GetAwaiter().GetResult();
                }

                return null;
            });
        }

        await backup();
        app.Storage.Blob.Mend();
        app.Storage.Table.Mend();
        Assert.Equal(Steps.Select(step => step.Step), Steps.Select(step => step.Step).Where(met.Contains));
    }

    private string? StepOf(WireRequest request)
    {
        lock (gate)
        {
            // Of the partitions of the current hour two are copied, and the others are not.
            ofThisHour += request.Target.Contains($"{app.Clock.GetUtcNow():yyyyMMddHH}-", StringComparison.Ordinal) && request.Target.Contains("Record%20gt", StringComparison.Ordinal) ? 1 : 0;
            return Array.Find(Steps, one => request.Method == "GET" && one.Is(request) && (one.Step != Middle || ofThisHour == 3) && !met.Contains(one.Step)).Step is { } step
                && met.Add(step) ? step : null;
        }
    }

    private async Task HappenAsync()
    {
        var young = await ScreenAsync();
        await EraseAsync(old.Dequeue());
        await EraseAsync(young);
        await ScreenAsync();
        await app.Service<RecordTable>().AnchorAsync(Stop);
        app.Clock.Advance(TimeSpan.FromMinutes(35));
        await ScreenAsync();
        await EraseAsync(await ScreenAsync());
        await app.Service<RecordTable>().AnchorAsync(Stop);
        await app.VersionOfAsync(await app.ImportAsync($"feed{changes++}", FlowLists.Csv("UVL", $"Party Quoll {changes}")));
    }

    private async Task<string> ScreenAsync() =>
        (await app.ScreenAsync(Transactions.Uav("SE", Party))).Expect(HttpStatusCode.OK).Json.GetProperty("id").GetString()!;

    private async Task EraseAsync(string id) =>
        (await app.PostAsync($"/api/v1/records/{id}/erase", Roles.Admin, """{ "reason": "ticket 1" }""")).Expect(HttpStatusCode.OK);

    private static bool Lists(WireRequest request, string container) =>
        request.Target.Contains("comp=list", StringComparison.Ordinal) && request.Target.Contains(container + "?", StringComparison.Ordinal);

    private static bool Scans(WireRequest request, string table) => request.Target.Contains($"/{table}()", StringComparison.Ordinal);

    [GeneratedRegex("prefix=[^&]")]
    private static partial Regex HasPrefix();

    [GeneratedRegex("prefix=2(&|$)")]
    private static partial Regex NewestPrefix();
}
