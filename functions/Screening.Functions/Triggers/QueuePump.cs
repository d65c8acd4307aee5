using Screening.Functions.Storage;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Triggers;

/// <summary>
/// Delivers the messages of one queue to its handler by the rules of the Functions host: at least once, one at a time, again
/// after a delay if the handler fails, and to the poison queue after the last delivery. Runs only in the standalone server.
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
                // Storage may be unavailable for some time; the pump must continue when it is available again.
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
        // The rest belongs to the delivery and is completed even while the server stops.
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
            // A message of a poison queue is never removed after a failure; the delay avoids a tight loop.
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

    /// <summary>Runs the handler and renews the lease meanwhile, so that a message with a long build is not delivered twice.</summary>
    private async Task<(bool IsDone, LeasedMessage Message)> TryHandleAsync(
        LeasedMessage message, CancellationToken stopping)
    {
        // A message that ended the process at every delivery has no deliveries left.
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
            // Every exception of the handler is a failed delivery.
            if (!stopping.IsCancellationRequested)
            {
                LogFailed(queue.Name, message.Id, message.DequeueCount, error);
            }

            return (false, message);
        }
    }

    [LoggerMessage(LogEvents.QueuePumpFailed, LogLevel.Error, "A message failed. Queue: {Queue}. Message: {Message}. Try: {Try}.")]
    private partial void LogFailed(string queue, string message, long @try, Exception error);

    [LoggerMessage(LogEvents.QueuePumpPoisoned, LogLevel.Error, "A message was dead-lettered. Queue: {Queue}. Message: {Message}. Tries: {Tries}.")]
    private partial void LogPoisoned(string queue, string message, long tries);

    [LoggerMessage(LogEvents.QueuePumpQueueFailed, LogLevel.Warning, "A queue does not answer. Queue: {Queue}.")]
    private partial void LogQueueFailed(string queue, Exception error);
}

/// <summary>The times of a <see cref="QueuePump"/>. The defaults are those of host.json and of the Functions host.</summary>
public sealed record QueuePumpTimes
{
    /// <summary>Delay after a poll of an empty queue. A queue with messages is read without delay.</summary>
    public TimeSpan Poll { get; init; } = FunctionTable.MaxPollingInterval;

    /// <summary>Visibility timeout of a message while it is handled; renewed after a third of it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Delay before a failed message is delivered again.</summary>
    public TimeSpan RetryDelay { get; init; } = FunctionTable.RetryDelay;

    /// <summary>Delay before a failed message of a poison queue is delivered again.</summary>
    public TimeSpan PoisonRetryDelay { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Delay after a failure of storage.</summary>
    public TimeSpan AfterError { get; init; } = TimeSpan.FromSeconds(2);
}
