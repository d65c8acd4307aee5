using Screening.Functions.Telemetry;

namespace Screening.Functions.Snapshots;

/// <summary>
/// Checks periodically that storage still holds the snapshot that the pointer names. An instance does not read that blob again
/// while it uses the snapshot, so nothing else would find the damage before the next instance starts. Damage is reported at once,
/// and a rebuild is requested over the queue of changes, at growing intervals while the damage lasts. While two versions of the app
/// with different formats use one storage, a compile request reaches only one of them; the other one finds here that it was overtaken,
/// and builds the snapshot in its own format itself.
/// </summary>
public sealed partial class StoredSnapshotCheck : BackgroundService
{
    private readonly ScreeningStorage storage;
    private readonly CompileRequests requests;
    private readonly TimeProvider time;
    private readonly ILogger<StoredSnapshotCheck> logger;
    private volatile string? damage;
    private bool hasSeenPointer;
    private readonly GrowingPause rebuild;
    private readonly GrowingPause overtaking;
    private readonly Func<CancellationToken, Task>? build;

    /// <summary>Creates the check.</summary>
    /// <param name="storage">Storage.</param>
    /// <param name="requests">Sends requests to rebuild.</param>
    /// <param name="time">Clock.</param>
    /// <param name="logger">Receives damage found.</param>
    /// <param name="build">Builds the snapshot on this instance; null where no other version of the app can be.</param>
    public StoredSnapshotCheck(
        ScreeningStorage storage, CompileRequests requests, TimeProvider time, ILogger<StoredSnapshotCheck> logger, Func<CancellationToken, Task>? build = null)
    {
        (this.storage, this.requests, this.time, this.logger, this.build) = (storage, requests, time, logger, build);
        (rebuild, overtaking) = (new(time), new(time));
    }

    /// <summary>Why the stored snapshot cannot be used, as of the last check; null when it can.</summary>
    public string? Damage => damage;

    /// <summary>Checks now, and requests a rebuild if it is needed and due. Calls must not overlap.</summary>
    /// <returns>True when a rebuild was requested.</returns>
    public async Task<bool> CheckAsync(CancellationToken cancellation)
    {
        var read = await storage.Snapshots.ReadPointerAsync(null, cancellation);
        if (read is { Pointer: null, Damage: null } && await BuildIfOvertakenAsync(null, cancellation))
        {
            Report(null);
            return false;
        }

        var found = await FindAsync(read, cancellation);
        Report(found);
        if (found is null)
        {
            await BuildIfOvertakenAsync(read.Pointer, cancellation);
            return false;
        }

        // Damage that returns soon after a rebuild continues the pauses of before.
        return rebuild.IsDue() && await requests.TrySendAsync(await storage.Head.ReadVersionAsync(cancellation));
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

    /// <summary>Builds the snapshot here when another version of the app has published a source version that this one has not.</summary>
    /// <returns>Whether that is so.</returns>
    private async Task<bool> BuildIfOvertakenAsync(SnapshotPointer? pointer, CancellationToken cancellation)
    {
        if (build is null)
        {
            return false;
        }

        var version = await storage.Head.ReadVersionAsync(cancellation);
        if (version == 0 || pointer?.Covers(storage.Snapshots.Format, version) == true
            || !await storage.Snapshots.IsPublishedInAnotherFormatAsync(version, cancellation))
        {
            return false;
        }

        if (overtaking.IsDue())
        {
            LogOvertaken(version, storage.Snapshots.Format);
            await build(cancellation);
        }

        return true;
    }

    private async Task<string?> FindAsync(PointerRead read, CancellationToken cancellation)
    {
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

    [LoggerMessage(LogEvents.StoredSnapshotCheckDamaged, LogLevel.Error, "The stored snapshot cannot be used, a rebuild is requested: {What}")]
    private partial void LogDamaged(string what);

    [LoggerMessage(
        LogEvents.StoredSnapshotCheckOvertaken, LogLevel.Information,
        "Another version of the app has published source version {SourceVersion} in its format, this one builds it in format {Format}")]
    private partial void LogOvertaken(long sourceVersion, int format);

    [LoggerMessage(LogEvents.StoredSnapshotCheckSound, LogLevel.Information, "The stored snapshot can be used again")]
    private partial void LogSound();

    [LoggerMessage(LogEvents.StoredSnapshotCheckUnknown, LogLevel.Debug, "The stored snapshot could not be checked: {Reason}")]
    private partial void LogUnknown(string reason);
}
