using Screening.Functions.Storage;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Triggers;

/// <summary>
/// Delivers the messages of one queue to its handler, as the Functions host would: at least once, one at a time, again
/// after a delay when the handler fails, and to the poison queue after the last try. Runs only standalone.
/// </summary>
public sealed partial class QueuePump(
    MessageQueue queue,
    Func<QueueMessage, CancellationToken, Task> handler,
    QueuePumpTimes times,
    ILogger<QueuePump> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await DeliverNextAsync(stoppingToken))
                {
                    await Task.Delay(times.Poll, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // Storage may be away for a while; the pump must be there when it comes back.
                LogQueueFailed(queue.Name, error);
                await Task.Delay(times.AfterError, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> DeliverNextAsync(CancellationToken stopping)
    {
        var received = await queue.ReceiveAsync(1, times.Lease, stopping);
        if (received.Count == 0)
        {
            return false;
        }

        var (isDone, message) = await TryHandleAsync(received[0], stopping);
        // What follows belongs to the delivery and is finished even while stopping.
        if (isDone)
        {
            await queue.DeleteAsync(message, CancellationToken.None);
        }
        else if (stopping.IsCancellationRequested)
        {
            await queue.HideAsync(message, TimeSpan.Zero, CancellationToken.None);
        }
        else if (!queue.HasPoisonQueue)
        {
            // A poison queue keeps its message, and not in a tight loop.
            await queue.HideAsync(message, times.PoisonRetryDelay, CancellationToken.None);
        }
        else if (message.DequeueCount >= FunctionTable.MaxDequeueCount)
        {
            LogPoisoned(queue.Name, message.Id, message.DequeueCount);
            await queue.MoveToPoisonAsync(message, CancellationToken.None);
        }
        else
        {
            await queue.HideAsync(message, times.RetryDelay, CancellationToken.None);
        }

        return true;
    }

    /// <summary>Runs the handler while the lease is renewed, so that a long build is not delivered twice.</summary>
    private async Task<(bool IsDone, LeasedMessage Message)> TryHandleAsync(
        LeasedMessage message, CancellationToken stopping)
    {
        // A message that killed the process on every try has no tries left.
        if (message.TryDecode() is not { } decoded
            || (queue.HasPoisonQueue && message.DequeueCount > FunctionTable.MaxDequeueCount))
        {
            return (false, message);
        }

        try
        {
            var work = handler(decoded, stopping);
            while (await Task.WhenAny(work, Task.Delay(times.Lease / 3, CancellationToken.None)) != work)
            {
                message = await queue.HideAsync(message, times.Lease, CancellationToken.None);
            }

            await work;
            return (true, message);
        }
        catch (Exception error)
        {
            // Whatever the handler throws is a failed try.
            if (!stopping.IsCancellationRequested)
            {
                LogFailed(queue.Name, message.Id, message.DequeueCount, error);
            }

            return (false, message);
        }
    }

    [LoggerMessage(LogEvents.QueuePumpFailed, LogLevel.Error, "A message failed. Queue: {Queue}. Message: {Message}. Try: {Try}.")]
    private partial void LogFailed(string queue, string message, long @try, Exception error);

    [LoggerMessage(LogEvents.QueuePumpPoisoned, LogLevel.Error, "A message was given up. Queue: {Queue}. Message: {Message}. Tries: {Tries}.")]
    private partial void LogPoisoned(string queue, string message, long tries);

    [LoggerMessage(LogEvents.QueuePumpQueueFailed, LogLevel.Warning, "A queue does not answer. Queue: {Queue}.")]
    private partial void LogQueueFailed(string queue, Exception error);
}

/// <summary>
/// The times of a <see cref="QueuePump"/>. The defaults are those of host.json and of the host itself.
/// </summary>
public sealed record QueuePumpTimes
{
    /// <summary>Wait after an empty look; a busy queue is read without waiting.</summary>
    public TimeSpan Poll { get; init; } = FunctionTable.MaxPollingInterval;

    /// <summary>How long a message is hidden while it is handled; renewed at a third of it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a failed message waits.</summary>
    public TimeSpan RetryDelay { get; init; } = FunctionTable.RetryDelay;

    /// <summary>How long a poison message waits whose handler failed.</summary>
    public TimeSpan PoisonRetryDelay { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Wait after storage failed.</summary>
    public TimeSpan AfterError { get; init; } = TimeSpan.FromSeconds(2);
}
