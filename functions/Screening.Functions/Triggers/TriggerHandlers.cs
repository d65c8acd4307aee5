using Screening.Functions.Storage;

namespace Screening.Functions.Triggers;

/// <summary>
/// What the triggers do. The Functions host and the standalone pump deliver to the same three; each must be idempotent,
/// because a message may arrive more than once. A handler that throws is tried again.
/// </summary>
public sealed record TriggerHandlers
{
    /// <summary>Builds the snapshot that a compile request asks for.</summary>
    public required Func<QueueMessage, CancellationToken, Task> CompileSnapshot { get; init; }

    /// <summary>Raises the status for a compile request given up.</summary>
    public required Func<QueueMessage, CancellationToken, Task> CompileSnapshotPoison { get; init; }

    /// <summary>Compile requests again where the source is ahead of the snapshot.</summary>
    public required Func<CancellationToken, Task> SweepSnapshot { get; init; }

    /// <summary>The handler of the queue function <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such queue function.</exception>
    public Func<QueueMessage, CancellationToken, Task> ForQueue(string name) => name switch
    {
        FunctionTable.CompileSnapshot => CompileSnapshot,
        FunctionTable.CompileSnapshotPoison => CompileSnapshotPoison,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not a queue function"),
    };
}
