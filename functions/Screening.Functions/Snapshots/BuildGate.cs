namespace Screening.Functions.Snapshots;

/// <summary>
/// Combines many calls into few runs of one piece of work. The first call starts a run at once; calls during a run or shortly
/// after it share the next one. Every caller waits for a run that starts after its call.
/// </summary>
internal sealed class BuildGate
{
    private readonly Func<Task> work;
    private readonly TimeSpan pause;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private Task last = Task.CompletedTask;
    private Task? next;
    private long? lastStart;

    /// <summary>Creates a gate.</summary>
    /// <param name="work">The work; never run concurrently.</param>
    /// <param name="pause">Minimum time between two starts.</param>
    /// <param name="time">Clock.</param>
    internal BuildGate(Func<Task> work, TimeSpan pause, TimeProvider time) =>
        (this.work, this.pause, this.time) = (work, pause, time);

    /// <summary>Waits for a run that starts after this call.</summary>
    /// <param name="cancellation">Ends the wait, not the run.</param>
    internal Task EnterAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            return (next ??= StartNextAsync(last)).WaitAsync(cancellation);
        }
    }

    private async Task StartNextAsync(Task before)
    {
        // Leave the caller's lock first.
        await Task.Yield();
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (lastStart is { } start && pause - time.GetElapsedTime(start) is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, time);
        }

        lock (gate)
        {
            lastStart = time.GetTimestamp();
            // INVARIANT: from here on callers get a new run, because this one may already have read the versions row.
            last = next!;
            next = null;
        }

        await work();
    }
}
