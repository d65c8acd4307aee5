using System.Net;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Faults;

/// <summary>
/// Breaks each step of a change on the wire, from the trial compile to the activation on this instance. The change is applied
/// completely or not at all, nothing accepted is lost, every decision in between comes from one consistent snapshot, and the
/// system recovers without intervention.
/// </summary>
public sealed class ChangeFaultTests(FlowFixture fixture) : IClassFixture<FlowFixture>
{
    private const string Set = "/api/v1/country-sets/EAR-E1";
    private const string Country = "BR";

    private static readonly Fault[] Table =
    [
        new("1 trial compile: head unreadable", Reads("ScreeningHead"), WireFault.Error(503)) { IsAnswered = false },
        new("1 trial compile: documents cut", Reads("ScreeningDocuments"), WireFault.Of(WireHarm.CutAnswer)),
        new("2 rows: down", Writes("ScreeningDocuments"), WireFault.Of(WireHarm.Refuse)) { IsAnswered = false },
        new("2 rows: cut while written", Writes("ScreeningDocuments"), WireFault.Of(WireHarm.CutRequest)) { IsAnswered = false },
        new("2 rows: first answer lost", Writes("ScreeningDocuments"), WireFault.Of(WireHarm.LoseAnswer)) { Times = 1, IsAnswered = true },
        new("2 proposal: down", Writes("ScreeningProposals"), WireFault.Of(WireHarm.Refuse)) { IsAnswered = false },
        new("2 proposal: first answer lost", Writes("ScreeningProposals"), WireFault.Of(WireHarm.LoseAnswer)) { Times = 1, IsAnswered = true },
        new("2 proposal: written twice", Writes("ScreeningProposals"), WireFault.Of(WireHarm.Repeat)) { IsAnswered = true },
        new("2 head: down", Writes("ScreeningHead"), WireFault.Of(WireHarm.Refuse)) { IsAnswered = false },
        new("2 head: cut while written", Writes("ScreeningHead"), WireFault.Of(WireHarm.CutRequest)) { IsAnswered = false },
        new("2 head: throttled", Writes("ScreeningHead"), WireFault.Error(429, 60)) { IsAnswered = false },
        new("2 head: answers lost", Writes("ScreeningHead"), WireFault.Of(WireHarm.LoseAnswer)),
        new("2 head: committed twice", Writes("ScreeningHead"), WireFault.Of(WireHarm.Repeat)) { IsAnswered = true },
        new("3 compile request: lost", CompileRequest, WireFault.Of(WireHarm.Refuse)) { On = Fault.Service.Queue, IsAnswered = true },
        new("3 compile request: answer lost", CompileRequest, WireFault.Of(WireHarm.LoseAnswer)) { On = Fault.Service.Queue, IsAnswered = true },
        new("3 compile request: sent twice", CompileRequest, WireFault.Of(WireHarm.Repeat)) { On = Fault.Service.Queue, IsAnswered = true },
        new("3 compile request: late", CompileRequest, WireFault.Late(TimeSpan.FromSeconds(2))) { On = Fault.Service.Queue, IsAnswered = true },
        new("4 read: head unreadable", Reads("ScreeningHead"), WireFault.Of(WireHarm.Refuse)),
        new("4 read: rows cut", Reads("ScreeningDocuments"), WireFault.Of(WireHarm.CutAnswer)),
        new("6 blob: down", Puts("sha256-"), WireFault.Of(WireHarm.Refuse)) { On = Fault.Service.Blob },
        new("6 blob: cut while written", Puts("sha256-"), WireFault.Of(WireHarm.CutRequest)) { On = Fault.Service.Blob },
        new("6 blob: first answer lost", Puts("sha256-"), WireFault.Of(WireHarm.LoseAnswer)) { On = Fault.Service.Blob, Times = 1 },
        new("7 pointer: down", Puts("/current"), WireFault.Of(WireHarm.Refuse)) { On = Fault.Service.Blob },
        new("7 pointer: cut while written", Puts("/current"), WireFault.Of(WireHarm.CutRequest)) { On = Fault.Service.Blob },
        new("7 pointer: answers lost", Puts("/current"), WireFault.Of(WireHarm.LoseAnswer)) { On = Fault.Service.Blob },
        new("7 pointer: flipped twice", Puts("/current"), WireFault.Of(WireHarm.Repeat)) { On = Fault.Service.Blob },
        new("8 activation: down", Writes("activation"), WireFault.Of(WireHarm.Refuse)),
        new("8 activation: busy", Writes("activation"), WireFault.Error(503)),
        new("9 instance: pointer unreadable", Gets("/current"), WireFault.Error(500)) { On = Fault.Service.Blob },
        new("9 instance: download cut", Gets("sha256-"), WireFault.Of(WireHarm.CutAnswer)) { On = Fault.Service.Blob },
        new("9 instance: download busy", Gets("sha256-"), WireFault.Error(503)) { On = Fault.Service.Blob },
        new("10 queue: every second answer lost", request => request.Target.Contains("/messages", StringComparison.Ordinal), WireFault.Of(WireHarm.LoseAnswer))
            { On = Fault.Service.Queue, Every = 2 },
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FlowApp App => fixture.App;

    public static TheoryData<string> Steps => [.. Table.Select(fault => fault.Step)];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task AChange_IsCompleteOrAbsent_AndRecovers_AfterAnyFault(string step)
    {
        var fault = Table.Single(row => row.Step == step);
        // No message of an earlier row may trigger a build before the fault is active.
        await FlowApp.UntilAsync("the queue is empty", async () => (await App.StatusAsync()).GetProperty("queueDepth").GetInt32() == 0);
        var change = await Toggle.ReadAsync(App, Set, Country);
        var seen = new SeenDecisions(App, Transactions.Uav(Country));
        await seen.UntilDecidedAsync();
        var accepted = fault.Number <= 3
            ? await WhileAsync(fault, change, seen)
            : await AfterAsync(fault, change, seen);
        Assert.True(fault.IsAnswered is null || fault.IsAnswered == (accepted.Status == HttpStatusCode.Accepted), $"{accepted.Status}: {accepted.Text}");

        // An accepted change is applied. A refused one may be applied, completely, when only the response was lost.
        var stands = await change.StandsAsync();
        Assert.True(stands || accepted.Status != HttpStatusCode.Accepted, "an accepted change was lost");
        if (!stands)
        {
            await FlowApp.UntilAsync("the client's next try is accepted", async () => (await change.SendAsync()).Status == HttpStatusCode.Accepted);
        }

        await UntilWholeAsync();
        await seen.UntilDecidedAsync();
        Assert.True(await change.StandsAsync());
        Assert.Equal(change.HasCountry, seen.Last == "PROHIBITED");
        seen.EachSnapshotDecidesOneWay();
        await IsActivationReportedAsync();
    }

    /// <summary>The fault is active while the change is sent.</summary>
    private async Task<Reply> WhileAsync(Fault fault, Toggle change, SeenDecisions seen)
    {
        var wire = fault.Begin(App.Storage);
        try
        {
            var accepted = await change.SendAsync();
            await FlowApp.UntilAsync("the fault was met", () => Task.FromResult(!wire.Harmed.IsEmpty));
            await seen.TryAsync();
            return accepted;
        }
        finally
        {
            Fault.End(App.Storage);
        }
    }

    /// <summary>The fault is active from the acceptance on: the queue holds the message until then.</summary>
    private async Task<Reply> AfterAsync(Fault fault, Toggle change, SeenDecisions seen)
    {
        var wire = fault.On == Fault.Service.Queue ? null : App.Storage.Queue;
        wire?.Harm(request => request.Method == "GET" && request.Target.Contains("/messages", StringComparison.Ordinal) ? WireFault.Of(WireHarm.Hang) : null);
        try
        {
            var accepted = (await change.SendAsync()).Expect(HttpStatusCode.Accepted);
            var harmed = fault.Begin(App.Storage);
            wire?.Mend();
            await FlowApp.UntilAsync("the fault was met", () => Task.FromResult(!harmed.Harmed.IsEmpty));
            await seen.TryAsync();
            if (fault is { Number: 6 or 7, Every: 1, How.Harm: WireHarm.Refuse or WireHarm.CutRequest })
            {
                // The status is readable and reports the fault.
                Assert.NotEqual(0, (await App.StatusAsync()).GetProperty("degraded").GetArrayLength());
            }

            return accepted;
        }
        finally
        {
            Fault.End(App.Storage);
        }
    }

    private async Task UntilWholeAsync()
    {
        // The timer runs this sweep once a minute.
        await FlowApp.UntilAsync("the sweep runs", () => App.Service<SnapshotSweep>().RunAsync(Stop)
            .ContinueWith(swept => swept.IsCompletedSuccessfully, TaskScheduler.Default));
        await FlowApp.UntilAsync("head, pointer and instance agree by themselves", async () =>
        {
            var head = await App.Tables.Head.ReadAsync(Stop);
            return App.Health() is { Degraded.Count: 0 } health && health.Pointer!.SourceVersion == head.SourceVersion
                && (await App.GetAsync("/api/v1/status", Roles.Admin)) is { Status: HttpStatusCode.OK } status
                && status.Json.GetProperty("degraded").GetArrayLength() == 0;
        });
    }

    private Task IsActivationReportedAsync() => FlowApp.UntilAsync("the activation is on file", async () =>
    {
        var pointer = App.Health().Pointer!;
        await foreach (var activation in App.Tables.Status.ActivationsAsync(Stop))
        {
            if (activation.SourceVersion == pointer.SourceVersion && activation.Revision == pointer.Revision)
            {
                return true;
            }
        }

        return false;
    });

    private static bool CompileRequest(WireRequest request) => request.Method == "POST" && request.Target.Contains("/messages", StringComparison.Ordinal);

    private static Func<WireRequest, bool> Reads(string table) => request => !request.IsWrite && request.Names(table);

    private static Func<WireRequest, bool> Writes(string table) => request => request.IsWrite && request.Names(table);

    private static Func<WireRequest, bool> Puts(string blob) => request => request.Method == "PUT" && request.Target.Contains(blob, StringComparison.Ordinal);

    private static Func<WireRequest, bool> Gets(string blob) => request => request.Method == "GET" && request.Target.Contains(blob, StringComparison.Ordinal);
}
