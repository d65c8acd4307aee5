using Screening.Functions.Telemetry;

namespace Screening.Functions.Snapshots;

/// <summary>
/// Checks periodically that storage still holds the snapshot that the pointer names. An instance does not read that blob again
/// while it uses the snapshot, so nothing else would find the damage before the next instance starts. Damage is reported at once,
/// and a rebuild is requested over the queue of changes, at growing intervals while the damage lasts.
/// </summary>
public sealed partial class StoredSnapshotCheck : BackgroundService
{
    private readonly ScreeningStorage storage;
    private readonly CompileRequests requests;
    private readonly TimeProvider time;
    private readonly ILogger<StoredSnapshotCheck> logger;
    private volatile string? damage;
    private bool hasSeenPointer;
    private Instant? damaged;
    private Instant? requested;
    private TimeSpan pause;

    /// <summary>Creates the check.</summary>
    public StoredSnapshotCheck(ScreeningStorage storage, CompileRequests requests, TimeProvider time, ILogger<StoredSnapshotCheck> logger) =>
        (this.storage, this.requests, this.time, this.logger) = (storage, requests, time, logger);

    /// <summary>Why the stored snapshot cannot be used, as of the last check; null when it can.</summary>
    public string? Damage => damage;

    /// <summary>Checks now, and requests a rebuild if it is needed and due. Calls must not overlap.</summary>
    /// <returns>True when a rebuild was requested.</returns>
    public async Task<bool> CheckAsync(CancellationToken cancellation)
    {
        var found = await FindAsync(cancellation);
        Report(found);
        if (found is null)
        {
            return false;
        }

        // Damage that returns soon after a rebuild continues the pauses of before.
        if (damaged is not { } last || last.Age(time) > SnapshotTimes.LongestRebuildPause)
        {
            pause = TimeSpan.Zero;
        }

        damaged = Instant.Now(time);
        if (requested?.Age(time) < pause)
        {
            return false;
        }

        pause = pause == TimeSpan.Zero ? SnapshotTimes.RebuildPause : Shorter(2 * pause, SnapshotTimes.LongestRebuildPause);
        requested = Instant.Now(time);
        return await requests.TrySendAsync(await storage.Head.ReadVersionAsync(cancellation));
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SnapshotTimes.StoredCheckPeriod, time);
        try
        {
            // The first check is one period after the start, when the instance has read the snapshot itself.
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await CheckAsync(stoppingToken);
                }
#pragma warning disable CA1031 // The provider reports storage that cannot be read; the next tick tries again.
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
                {
                    LogUnknown(failure.GetType().Name);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Shutdown.
        }
    }

    private async Task<string?> FindAsync(CancellationToken cancellation)
    {
        var read = await storage.Snapshots.ReadPointerAsync(null, cancellation);
        if (read.Pointer is { } pointer)
        {
            hasSeenPointer = true;
            return await storage.Snapshots.FindDamageAsync(pointer, cancellation);
        }

        // While only the seed is committed, the first snapshot is about to be built.
        return read.Damage
            ?? (hasSeenPointer || await storage.Head.ReadVersionAsync(cancellation) > 1 ? "no snapshot has been published" : null);
    }

    private void Report(string? found)
    {
        var before = damage;
        damage = found;
        if (found is null && before is not null)
        {
            LogSound();
        }
        else if (found is not null && !string.Equals(found, before, StringComparison.Ordinal))
        {
            LogDamaged(found);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(LogEvents.StoredSnapshotCheckDamaged, LogLevel.Error, "The stored snapshot cannot be used, a rebuild is requested: {What}")]
    private partial void LogDamaged(string what);

    [LoggerMessage(LogEvents.StoredSnapshotCheckSound, LogLevel.Information, "The stored snapshot can be used again")]
    private partial void LogSound();

    [LoggerMessage(LogEvents.StoredSnapshotCheckUnknown, LogLevel.Debug, "The stored snapshot could not be checked: {Reason}")]
    private partial void LogUnknown(string reason);
}
