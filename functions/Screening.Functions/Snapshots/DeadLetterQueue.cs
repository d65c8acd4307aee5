using Screening.Functions.Storage;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Snapshots;

/// <summary>
/// Counts the messages that are in the poison queue itself. Its trigger removes every message that it can read; a message that is
/// not Base64 of UTF-8 never reaches the handler and stays there until a person removes it. Safe for concurrent use.
/// </summary>
public sealed partial class DeadLetterQueue(MessageQueue queue, TimeProvider time, ILogger<DeadLetterQueue> logger)
{
    /// <summary>How long a count stands. The timer counts once a minute, on one of all instances.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);

    private volatile Reading? last;

    /// <summary>The count, if one was made within <see cref="Lifetime"/>; null otherwise.</summary>
    public int? Recent => last is { } reading && time.GetUtcNow() - reading.At <= Lifetime ? reading.Messages : null;

    /// <summary>Counts the messages, hidden ones included. A queue that does not exist has none.</summary>
    /// <returns>The approximate number; null if the queue cannot be read.</returns>
    public async Task<int?> CountAsync(CancellationToken cancellation)
    {
        int messages;
        try
        {
            messages = await queue.CountAsync(cancellation);
        }
#pragma warning disable CA1031 // Status and timer go on when this queue cannot be read.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return null;
        }

        if (messages > 0 && messages != last?.Messages)
        {
            LogHolds(queue.Name, messages);
        }

        last = new Reading(messages, time.GetUtcNow());
        return messages;
    }

    [LoggerMessage(LogEvents.DeadLetterQueueHolds, LogLevel.Error, "Messages are in the poison queue. Queue: {Queue}. Messages: {Messages}.")]
    private partial void LogHolds(string queue, int messages);

    private sealed record Reading(int Messages, DateTimeOffset At);
}
