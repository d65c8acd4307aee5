using System.Net;
using System.Text.Json;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Worlds;
using Screening.Functions.Triggers;

namespace Screening.Functions.Tests.Triggers;

/// <summary>Messages in the poison queue that no function can take, because their text is not Base64.</summary>
public sealed class PoisonQueueTests(FlowFixture fixture) : IClassFixture<FlowFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FlowApp App => fixture.App;

    private QueueClient Queue => new(
        App.Storage.DirectConnectionString, FunctionTable.CompileQueue + MessageQueue.PoisonSuffix,
        new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });

    [Fact]
    public async Task AMessageThatNoFunctionCanTake_IsCounted_UntilAPersonRemovesIt()
    {
        var kept = (await App.StatusAsync()).GetProperty("poisonCount").GetInt32();
        Assert.Equal(0, (await App.StatusAsync()).GetProperty("poisonQueueDepth").GetInt32());
        await Queue.SendMessageAsync("plain text!", Stop);
        await Queue.SendMessageAsync("{ \"also\": \"plain\" }", Stop);

        // The pump has tried both, and hidden them until its next try.
        await FlowApp.UntilAsync("both were tried", async () => (await Queue.PeekMessagesAsync(2, Stop)).Value.Length == 0);
        var status = await App.StatusAsync();
        Assert.Equal((kept, 2), (status.GetProperty("poisonCount").GetInt32(), status.GetProperty("poisonQueueDepth").GetInt32()));
        Assert.Contains("messages in the poison queue that no function has taken: 2", Degraded(status));
        (await App.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK);

        await App.Service<TriggerHandlers>().SweepSnapshot(Stop);
        Assert.Equal(2, App.Service<DeadLetterQueue>().Recent);
        Assert.Single(App.Logs.Lines, line => line.StartsWith(
            "Error Messages are in the poison queue. Queue: snapshot-compile-poison. Messages: 2.", StringComparison.Ordinal));

        await Queue.ClearMessagesAsync(Stop);
        status = await App.StatusAsync();
        Assert.Equal(0, status.GetProperty("poisonQueueDepth").GetInt32());
        Assert.DoesNotContain(Degraded(status), reason => reason.Contains("poison queue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ACount_IsReportedWhileItIsRecent()
    {
        var time = new FakeTimeProvider();
        var queue = MessageQueue.Open(new MessageQueueOptions { ConnectionString = App.Storage.DirectConnectionString }, "other" + MessageQueue.PoisonSuffix);
        var counted = new DeadLetterQueue(queue, time, NullLogger<DeadLetterQueue>.Instance);
        Assert.Null(counted.Recent);
        Assert.Equal(0, await counted.CountAsync(Stop));
        Assert.Equal(0, counted.Recent);
        time.Advance(DeadLetterQueue.Lifetime + TimeSpan.FromSeconds(1));
        Assert.Null(counted.Recent);
    }

    [Fact]
    public async Task APoisonQueueThatDoesNotExist_HasNoMessages()
    {
        var missing = MessageQueue.Open(
            new MessageQueueOptions { ConnectionString = App.Storage.DirectConnectionString }, "missing" + MessageQueue.PoisonSuffix);
        Assert.Equal(0, await missing.CountAsync(Stop));
    }

    private static string[] Degraded(JsonElement status) => [.. status.GetProperty("degraded").EnumerateArray().Select(reason => reason.GetString()!)];
}
