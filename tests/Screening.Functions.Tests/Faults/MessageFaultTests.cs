using System.Net;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Screening.Engine.Model;
using Screening.Functions.Snapshots;
using Screening.Functions.Tests.Worlds;
using Screening.Functions.Triggers;

namespace Screening.Functions.Tests.Faults;

/// <summary>
/// Lost, repeated, reordered, late and foreign messages; concurrent publishers; rows damaged during a compilation.
/// </summary>
public sealed class MessageFaultTests(FlowFixture fixture) : IClassFixture<FlowFixture>
{
    private const string Set = "/api/v1/country-sets/EAR-E1";
    private const string Country = "BR";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FlowApp App => fixture.App;

    private QueueClient Queue => new(
        App.Storage.DirectConnectionString, FunctionTable.CompileQueue, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    [Fact]
    [StepFault(FaultFlow.Change, 3, "messages repeated, late, out of order, and nobody's: poison")]
    public async Task RepeatedLateReorderedAndForeignMessages_DoNotChangeTheResult()
    {
        var poisoned = (await App.StatusAsync()).GetProperty("poisonCount").GetInt32();
        for (var version = 12; version > 0; version--)
        {
            await Queue.SendMessageAsync(CompileRequests.Text(version), TimeSpan.FromSeconds(version % 3), cancellationToken: Stop);
        }

        await Queue.SendMessageAsync("nobody's message \u0001 {", Stop);
        var change = await Toggle.ReadAsync(App, Set, Country);
        await App.UntilActiveAsync((await change.SendAsync()).Expect(HttpStatusCode.Accepted));
        await FlowApp.UntilAsync("all are done with", async () => (await App.StatusAsync()).GetProperty("queueDepth").GetInt32() == 0);
        await IsWholeAsync(App);
        Assert.True(await change.StandsAsync());
        Assert.Equal(poisoned, (await App.StatusAsync()).GetProperty("poisonCount").GetInt32());
    }

    [Fact]
    [StepFault(FaultFlow.Change, 10, "message lost in the queue")]
    public async Task ALostMessage_IsReplacedByTheSweep()
    {
        var change = await Toggle.ReadAsync(App, Set, Country);
        App.Storage.Queue.Harm(Receives);
        try
        {
            (await change.SendAsync()).Expect(HttpStatusCode.Accepted);
            await Queue.ClearMessagesAsync(Stop);
        }
        finally
        {
            App.Storage.Queue.Mend();
        }

        Assert.NotEqual(0, (await App.StatusAsync()).GetProperty("degraded").GetArrayLength());
        Assert.True(await App.Service<SnapshotSweep>().RunAsync(Stop), "the sweep finds it");
        await IsWholeAsync(App);
    }

    [Fact]
    [StepFault(FaultFlow.Change, 7, "publishers at once, on two instances")]
    public async Task PublishersAtOnce_OnTwoInstances_AgreeOnTheNewestHead()
    {
        await using var other = await App.StartAnotherAsync();
        for (var round = 0; round < 3; round++)
        {
            var change = await Toggle.ReadAsync(App, Set, Country);
            (await change.SendAsync()).Expect(HttpStatusCode.Accepted);
            await Task.WhenAll(new[] { App, other, App, other }.Select(app => app.Service<SnapshotPublisher>().PublishAsync(Stop)));
            await IsWholeAsync(App);
            await IsWholeAsync(other);
            Assert.Equal(App.Health().Pointer!.Revision, other.Health().Pointer!.Revision);
            Assert.Equal(
                (await App.ScreenAsync(Transactions.Uav(Country))).DecisionText, (await other.ScreenAsync(Transactions.Uav(Country))).DecisionText);
        }
    }

    [Fact]
    [StepFault(FaultFlow.Change, 4, "row torn out under the compiler")]
    public async Task ARowRemovedDuringCompilation_KeepsTheLastGoodSnapshot_AndIsReported()
    {
        var table = new TableClient(App.Storage.DirectConnectionString, "ScreeningDocuments");
        var before = App.Health().Pointer!;
        var change = await Toggle.ReadAsync(App, Set, Country);
        App.Storage.Queue.Harm(Receives);
        List<TableEntity> torn;
        try
        {
            var accepted = (await change.SendAsync()).Expect(HttpStatusCode.Accepted).Json;
            torn = await RowsAsync(table, accepted.GetProperty("version").GetString()!);
            Assert.NotEmpty(torn);
            foreach (var row in torn)
            {
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Stop);
            }
        }
        finally
        {
            App.Storage.Queue.Mend();
        }

        await FlowApp.UntilAsync("the compiler has tried", () => Task.FromResult(
            App.Logs.Lines.Any(line => line.Contains("A message failed", StringComparison.Ordinal))));
        Assert.NotEqual(0, (await App.StatusAsync()).GetProperty("degraded").GetArrayLength());
        var meanwhile = (await App.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK);
        Assert.Equal(before.Revision, meanwhile.Decision.GetProperty("snapshot").GetProperty("revision").GetString());

        foreach (var row in torn)
        {
            await table.AddEntityAsync(row, Stop);
        }

        await App.Service<SnapshotSweep>().RunAsync(Stop);
        await IsWholeAsync(App);
        Assert.True(await change.StandsAsync());
    }

    private static WireFault? Receives(WireRequest request) =>
        request.Method == "GET" && request.Target.Contains("/messages", StringComparison.Ordinal) ? WireFault.Of(WireHarm.Hang) : null;

    private static async Task<List<TableEntity>> RowsAsync(TableClient table, string version)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Stop))
        {
            if (row.PartitionKey.Contains("EAR-E1", StringComparison.Ordinal) && row.RowKey.TrimStart('0').StartsWith(version, StringComparison.Ordinal))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private static Task IsWholeAsync(FlowApp app) => FlowApp.UntilAsync("head, pointer and instance agree", async () =>
        app.Health() is { Degraded.Count: 0, Pointer: { } pointer } && pointer.SourceVersion == (await app.Tables.Head.ReadAsync(Stop)).SourceVersion);
}
