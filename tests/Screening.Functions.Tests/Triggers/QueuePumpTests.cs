using System.Collections.Concurrent;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Screening.Engine.Model;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Hosting;
using Screening.Functions.Triggers;

namespace Screening.Functions.Tests.Triggers;

public sealed class QueuePumpTests(AzuriteFixture azurite)
{
    private static readonly QueuePumpTimes Quick = new()
    {
        Poll = TimeSpan.FromMilliseconds(50),
        Lease = TimeSpan.FromSeconds(3),
        RetryDelay = TimeSpan.FromSeconds(1),
    };

    private readonly string name = "q" + Guid.NewGuid().ToString("N");
    private readonly ConcurrentQueue<QueueMessage> delivered = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private MessageQueueOptions Account => new() { ConnectionString = azurite.ConnectionString };

    [Fact]
    public async Task DeliversAMessageOnce_AndDeletesIt()
    {
        var queue = await OpenAsync();
        using var pump = await PumpAsync(queue, _ => Task.CompletedTask);
        await queue.SendAsync("{\"sourceVersion\":1}", Cancellation);
        await UntilAsync(async () => !delivered.IsEmpty && await queue.CountAsync(Cancellation) == 0);
        await pump.StopAsync(Cancellation);
        Assert.Equal(("{\"sourceVersion\":1}", 1L), (delivered.Single().Text, delivered.Single().DequeueCount));
    }

    [Fact]
    public async Task TriesAgain_AfterAFailure()
    {
        var queue = await OpenAsync();
        using var pump = await PumpAsync(queue, m => m.DequeueCount < 3 ? throw new InvalidOperationException("not yet") : Task.CompletedTask);
        await queue.SendAsync("x", Cancellation);
        await UntilAsync(async () => delivered.Count == 3 && await queue.CountAsync(Cancellation) == 0);
        await pump.StopAsync(Cancellation);
        Assert.Equal([1L, 2L, 3L], delivered.Select(message => message.DequeueCount));
    }

    [Fact]
    public async Task MovesAMessageToPoison_AfterTheLastTry_TextUnchanged()
    {
        var queue = await OpenAsync();
        var poison = MessageQueue.Open(Account, name + MessageQueue.PoisonSuffix);
        using var pump = await PumpAsync(queue, _ => throw new InvalidOperationException("never"));
        await queue.SendAsync("{\"sourceVersion\":9}", Cancellation);
        await UntilAsync(async () => await poison.CountAsync(Cancellation) == 1);
        await pump.StopAsync(Cancellation);
        Assert.Equal(FunctionTable.MaxDequeueCount, delivered.Count);
        Assert.Equal(0, await queue.CountAsync(Cancellation));
        var moved = Assert.Single(await poison.ReceiveAsync(1, TimeSpan.FromSeconds(5), Cancellation));
        Assert.Equal("{\"sourceVersion\":9}", moved.TryDecode()!.Text);
    }

    [Fact]
    public async Task MovesAForeignText_WithoutCallingTheHandler()
    {
        var queue = await OpenAsync();
        var poison = MessageQueue.Open(Account, name + MessageQueue.PoisonSuffix);
        await new QueueClient(azurite.ConnectionString, name).SendMessageAsync("plain text!", Cancellation);
        using var pump = await PumpAsync(queue, _ => Task.CompletedTask);
        await UntilAsync(async () => await poison.CountAsync(Cancellation) == 1);
        await pump.StopAsync(Cancellation);
        Assert.Empty(delivered);
        Assert.Equal("plain text!", (await poison.ReceiveAsync(1, TimeSpan.FromSeconds(5), Cancellation)).Single().RawText);
    }

    [Fact]
    public async Task KeepsAPoisonMessage_WhoseHandlerFails()
    {
        var poison = MessageQueue.Open(Account, name + MessageQueue.PoisonSuffix);
        await poison.CreateAsync(Cancellation);
        using var pump = await PumpAsync(poison, _ => throw new InvalidOperationException("status cannot be written"));
        await poison.SendAsync("lost?", Cancellation);
        await UntilAsync(() => Task.FromResult(!delivered.IsEmpty));
        await pump.StopAsync(Cancellation);
        Assert.Equal(1, await poison.CountAsync(Cancellation));
    }

    [Fact]
    public async Task RenewsTheLease_WhileTheHandlerWorks()
    {
        var queue = await OpenAsync();
        using var pump = await PumpAsync(queue, _ => Task.Delay(TimeSpan.FromSeconds(5), Cancellation));
        await queue.SendAsync("slow", Cancellation);
        await UntilAsync(async () => !delivered.IsEmpty && await queue.CountAsync(Cancellation) == 0);
        await pump.StopAsync(Cancellation);
        Assert.Single(delivered);
    }

    [Fact]
    public async Task ATimer_FiresAtStart_EachPeriod_AndAfterAFailure()
    {
        var clock = new FakeTimeProvider();
        var fired = 0;
        using var loop = new TimerLoop(
            "sweep", TimeSpan.FromMinutes(1), _ => Interlocked.Increment(ref fired) == 1 ? throw new InvalidOperationException("first") : Task.CompletedTask,
            clock, NullLogger<TimerLoop>.Instance);
        await loop.StartAsync(Cancellation);
        await UntilAsync(() => Task.FromResult(fired == 1));
        clock.Advance(TimeSpan.FromMinutes(1));
        await UntilAsync(() => Task.FromResult(fired == 2));
        await loop.StopAsync(Cancellation);
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await isSo())
        {
            await Task.Delay(50, limit.Token);
        }
    }

    private async Task<MessageQueue> OpenAsync()
    {
        var queue = MessageQueue.Open(Account, name);
        await queue.CreateAsync(Cancellation);
        return queue;
    }

    private async Task<QueuePump> PumpAsync(MessageQueue queue, Func<QueueMessage, Task> handler)
    {
        var pump = new QueuePump(
            queue,
            (message, _) =>
            {
                delivered.Enqueue(message);
                return handler(message);
            },
            Quick,
            NullLogger<QueuePump>.Instance);
        await pump.StartAsync(Cancellation);
        return pump;
    }
}
