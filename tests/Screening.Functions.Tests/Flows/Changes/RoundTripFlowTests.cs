using System.Collections.Concurrent;
using System.Net;
using Screening.Engine.Model;
using Screening.Functions.Records.Write;
using Screening.Functions.Security;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Records;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>Storage round trips of a screening, and the state that remains when storage fails partway.</summary>
public sealed class RoundTripFlowTests : IAsyncLifetime
{
    private const string Path = "/api/v1/screenings";

    private FlowApp? app;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FlowApp App => app!;

    public async ValueTask InitializeAsync() => app = await FlowApp.StartAsync();

    public ValueTask DisposeAsync() => app?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task AScreening_IsOneRoundTrip_AndAKeyCostsOneMore()
    {
        // The first one of each lane may find a partition that is still being announced.
        for (var lane = 0; lane < 8; lane++)
        {
            (await App.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK);
        }

        var writes = new ConcurrentQueue<string>();
        App.Storage.Table.Harm(request =>
        {
            if (Of(request) is { } what)
            {
                writes.Enqueue(what);
            }

            return null;
        });
        // On a busy machine a call may time out and be repeated; the cost without retries is what counts.
        await FlowApp.UntilAsync("a screening is one write", () => CostsAsync(writes, "record", () => App.ScreenAsync(Transactions.Uav())));
        await FlowApp.UntilAsync("with a key it is two", () => CostsAsync(writes, "reservation record", () => SendAsync(Guid.NewGuid().ToString())));
        App.Storage.Table.Mend();
    }

    private static async Task<bool> CostsAsync(ConcurrentQueue<string> writes, string expected, Func<Task<Reply>> send)
    {
        writes.Clear();
        return (await send()).Status == HttpStatusCode.OK && string.Join(' ', writes) == expected;
    }

    [Fact]
    public async Task ALostAnswer_IsNoSecondRecord()
    {
        App.Storage.Table.Harm(Once("record", WireFault.Of(WireHarm.LoseAnswer)));
        var first = (await SendAsync("k1")).Expect(HttpStatusCode.OK);
        App.Storage.Table.Harm(Once("reservation", WireFault.Of(WireHarm.LoseAnswer)));
        var other = (await SendAsync("k2")).Expect(HttpStatusCode.OK);
        App.Storage.Table.Mend();
        Assert.False(other.Json.TryGetProperty("replayed", out _));
        Assert.Equal([IdOf(first), IdOf(other)], (await App.RecordIdsAsync()).OrderBy(id => id == IdOf(other)));
    }

    [Fact]
    public async Task FailedBetweenReservationAndRecord_ThereIsNoDecision_AndARetrySucceeds()
    {
        App.Storage.Table.Harm(request => Of(request) == "record" ? WireFault.Error(403) : null);
        (await SendAsync("k1")).Expect(HttpStatusCode.ServiceUnavailable);
        App.Storage.Table.Mend();
        Assert.Empty(await App.RecordIdsAsync());
        var healed = (await SendAsync("k1")).Expect(HttpStatusCode.OK);
        Assert.False(healed.Json.TryGetProperty("replayed", out _));
        Assert.Equal([IdOf(healed)], await App.RecordIdsAsync());
        Assert.Equal(IdOf(healed), IdOf((await SendAsync("k1")).Expect(HttpStatusCode.OK)));
    }

    [Fact]
    public async Task WithoutReservation_ThereIsNoRecordAndNoAnswer()
    {
        App.Storage.Table.Harm(request => Of(request) == "reservation" ? WireFault.Error(403) : null);
        (await SendAsync("k1")).Expect(HttpStatusCode.ServiceUnavailable);
        App.Storage.Table.Mend();
        Assert.Empty(await App.RecordIdsAsync());
    }

    [Fact]
    public async Task AnHourThatCannotBeAnnounced_TakesNoRecord_AndRecovers()
    {
        var first = (await App.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK);
        App.Storage.Blob.Cut();
        App.Clock.Advance(TimeSpan.FromHours(1));
        (await App.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.ServiceUnavailable);
        Assert.Equal([IdOf(first)], await App.RecordIdsAsync());
        App.Storage.Blob.Mend();
        await FlowApp.UntilAsync("records are taken again", async () => (await App.ScreenAsync(Transactions.Uav())).Status == HttpStatusCode.OK);
        var verified = (await App.GetAsync("/api/v1/records/verify?from=2026-11-23&to=2026-11-24")).Expect(HttpStatusCode.OK);
        Assert.True(verified.Json.GetProperty("isSound").GetBoolean(), verified.Text);
    }

    [Fact]
    public async Task ARecord_DoesNotShareTheFailureOfAnAnnouncementThatBeganBeforeIt()
    {
        using var gate = new SemaphoreSlim(0);
        using var begun = new SemaphoreSlim(0);
        var keys = RecordKeyring.Parse(RecordKeyring.NewKey());
        await using var table = new RecordTable(
            await ScreeningStorage.OpenAsync(new StorageOptions { ConnectionString = App.Storage.ConnectionString }, Stop), keys, TimeProvider.System, lanes: 1);
        var left = 1;
        App.Storage.Blob.Harm(request =>
        {
            if (!request.IsWrite || !request.Names("anchor") || Interlocked.Exchange(ref left, 0) == 0)
            {
                return null;
            }

            begun.Release();
            gate.Wait(Stop);
            return WireFault.Error(403);
        });
        var announcement = table.PrepareAsync();
        await begun.WaitAsync(Stop);
        var record = table.WriteAsync(RecordSamples.Decision("joins"), Stop);
        await Task.Delay(TimeSpan.FromMilliseconds(200), Stop);
        Assert.False(record.IsCompleted);
        gate.Release();
        Assert.NotNull(await table.FindAsync((await record).Id, Stop));
        await announcement;
        App.Storage.Blob.Mend();
    }

    [Fact]
    public async Task OneTransactionThatFails_TakesOnlyItsOwnLinesOfABatch()
    {
        await App.BringListsAsync();
        App.Storage.Table.Harm(Once("record", WireFault.Error(403)));
        var body = "[" + string.Join(',', Enumerable.Range(0, 40).Select(n => Transactions.With(Transactions.Uav(), "orderId", $"O{n}"))) + "]";
        var answer = (await App.PostAsync(Path + "/batch", Roles.Screener, body)).Expect(HttpStatusCode.OK).Json;
        App.Storage.Table.Mend();
        var results = answer.GetProperty("results").EnumerateArray().ToLookup(result => result.GetProperty("status").GetString());
        Assert.NotEmpty(results["unavailable"]);
        Assert.NotEmpty(results["decided"]);
        Assert.Equal(40, results["unavailable"].Count() + results["decided"].Count());
        Assert.All(results["unavailable"], result => Assert.False(result.TryGetProperty("decision", out _)));
        var lost = results["unavailable"].Select(result => result.GetProperty("orderId").GetString()).ToHashSet();
        Assert.All(answer.GetProperty("orders").EnumerateArray(), order => Assert.Equal(
            lost.Contains(order.GetProperty("orderId").GetString()) ? "HOLD" : "APPLY", order.GetProperty("disposition").GetString()));
        Assert.Subset((await App.RecordIdsAsync()).ToHashSet(), results["decided"].Select(result => result.GetProperty("id").GetString()!).ToHashSet());
    }

    private static string? Of(WireRequest request) => !request.IsWrite ? null
        : request.Names("ScreeningRecords(") || request.Names("/ScreeningRecords") ? "record"
        : request.Names("ScreeningIdempotency") ? "reservation"
        : null;

    private static Func<WireRequest, WireFault?> Once(string what, WireFault fault)
    {
        var left = 1;
        return request => Of(request) == what && Interlocked.Exchange(ref left, 0) == 1 ? fault : null;
    }

    private static string IdOf(Reply reply) => reply.Json.GetProperty("id").GetString()!;

    private Task<Reply> SendAsync(string key) => App.PostAsync(Path, Roles.Screener, Transactions.Uav(), key, "application/json");
}
