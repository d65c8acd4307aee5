using Screening.Functions.Storage;

namespace Screening.Functions.Triggers;

/// <summary>
/// The handlers of the triggers. The Functions host and the standalone pump call the same ones. Each must be idempotent,
/// because a message may arrive more than once. A handler that throws is called again.
/// </summary>
public sealed record TriggerHandlers
{
    /// <summary>Builds the snapshot of a compile request.</summary>
    public required Func<QueueMessage, CancellationToken, Task> CompileSnapshot { get; init; }

    /// <summary>Reports a dead-lettered compile request in the status.</summary>
    public required Func<QueueMessage, CancellationToken, Task> CompileSnapshotPoison { get; init; }

    /// <summary>Repeats the compile request where the source is newer than the snapshot.</summary>
    public required Func<CancellationToken, Task> SweepSnapshot { get; init; }

    /// <summary>Fetches lists from their addresses where that is due.</summary>
    public required Func<CancellationToken, Task> RefreshLists { get; init; }

    /// <summary>The handler of the timer function <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such timer function.</exception>
    public Func<CancellationToken, Task> ForTimer(string name) => name switch
    {
        FunctionTable.SweepSnapshot => SweepSnapshot,
        FunctionTable.RefreshLists => RefreshLists,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not a timer function"),
    };

    /// <summary>The handler of the queue function <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such queue function.</exception>
    public Func<QueueMessage, CancellationToken, Task> ForQueue(string name) => name switch
    {
        FunctionTable.CompileSnapshot => CompileSnapshot,
        FunctionTable.CompileSnapshotPoison => CompileSnapshotPoison,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not a queue function"),
    };
}
