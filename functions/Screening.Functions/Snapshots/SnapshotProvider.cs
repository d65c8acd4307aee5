using System.Diagnostics;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Snapshots;

/// <summary>
/// The snapshot this instance uses. A background task polls for a newer one, loads it, and swaps the reference atomically. On
/// failure the last good snapshot stays in use until it is too old.
/// </summary>
/// <typeparam name="TSnapshot">The loaded snapshot; immutable.</typeparam>
public sealed partial class SnapshotProvider<TSnapshot>
    where TSnapshot : class
{
    private readonly SnapshotBlobs blobs;
    private readonly HeadTable head;
    private readonly Func<ReadOnlyMemory<byte>, string, TSnapshot> open;
    private readonly TimeProvider time;
    private readonly ILogger<SnapshotProvider<TSnapshot>> logger;
    private readonly SnapshotCache? cache;
    private readonly Lock gate = new();
    private Held? held;
    private Task running = Task.CompletedTask;

    // Written only by the check that runs; read by any thread, always as a whole.
    private volatile SnapshotSeen seen = new(null, null, null, null, null);

    /// <summary>Creates a provider without a snapshot.</summary>
    /// <param name="storage">Storage.</param>
    /// <param name="open">Loads a snapshot from checked bytes and their revision; throws if it cannot.</param>
    /// <param name="time">Clock.</param>
    /// <param name="logger">Receives activations, and each failure once.</param>
    /// <param name="cache">Local disk cache; null for none.</param>
    public SnapshotProvider(
        ScreeningStorage storage,
        Func<ReadOnlyMemory<byte>, string, TSnapshot> open,
        TimeProvider time,
        ILogger<SnapshotProvider<TSnapshot>> logger,
        SnapshotCache? cache = null)
    {
        ArgumentNullException.ThrowIfNull(storage);
        (blobs, head, this.open, this.time, this.logger, this.cache) = (storage.Snapshots, storage.Head, open, time, logger, cache);
    }

    /// <summary>Checks periodically until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(SnapshotTimes.CheckPeriod, time);
        do
        {
            await CheckAsync();
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    /// <summary>
    /// Takes the snapshot for one request. Waits for a check only if the last one is too old or the first one is still running: a
    /// cold instance answers its first request late rather than with 503.
    /// </summary>
    public async ValueTask<SnapshotAnswer<TSnapshot>> TakeAsync(CancellationToken cancellation)
    {
        if (seen.Answered?.Age(time) is not { } age || age > SnapshotTimes.CheckIsRecent || IsLoadingFirst())
        {
            await Task.WhenAny(CheckAsync(), Task.Delay(SnapshotTimes.RequestWait, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }

        var holding = Volatile.Read(ref held);
        return WhyNot(holding) is { } reason
            ? new(null, reason)
            : new(new(holding!.Snapshot, holding.Pointer, holding.Confirmed.Age(time)), null);
    }

    /// <summary>Checks for a newer snapshot now. Never throws. Concurrent calls share one check.</summary>
    public Task CheckAsync()
    {
        lock (gate)
        {
            return running.IsCompleted ? running = RunCheckAsync() : running;
        }
    }

    /// <summary>The snapshot loaded last, even if it is too old for decisions; null before the first.</summary>
    public TSnapshot? Holding => Volatile.Read(ref held)?.Snapshot;

    /// <summary>The current state, without a new check.</summary>
    public SnapshotHealth Health()
    {
        var (holding, now) = (Volatile.Read(ref held), seen);
        var degraded = new List<string>();
        if (now.AheadSince is { } since)
        {
            degraded.Add($"changes accepted since {since:yyyy-MM-dd'T'HH:mm:ss'Z'} are not in the snapshot yet");
        }

        if (now.Failure is { } failure)
        {
            degraded.Add(failure);
        }

        var reason = WhyNot(holding);
        if (reason is not null)
        {
            degraded.Add(reason);
        }

        return new(holding?.Pointer, holding?.Confirmed.Age(time), reason, degraded);
    }

    // The first check ends with the read of the versions row. Before that it is unknown whether accepted changes are missing.
    private bool IsLoadingFirst()
    {
        lock (gate)
        {
            return seen.HeadChecked is null && !running.IsCompleted;
        }
    }

    private string? WhyNot(Held? holding)
    {
        if (holding is null)
        {
            return "no snapshot has been loaded yet";
        }

        if (holding.Confirmed.Age(time) > SnapshotTimes.StalenessBound)
        {
            return $"the snapshot was last confirmed more than {SnapshotTimes.StalenessBound.TotalHours} hours ago";
        }

        return seen.AheadSince is { } since && time.GetUtcNow() - since > SnapshotTimes.HeadAheadBound
            ? "accepted changes are missing from the snapshot for more than "
                + $"{SnapshotTimes.HeadAheadBound.TotalHours} h"
            : null;
    }

    private async Task RunCheckAsync()
    {
        await Task.Yield();
        using var timeout = new CancellationTokenSource(SnapshotTimes.CheckTimeout, time);
        try
        {
            await CheckPointerAsync(timeout.Token);
            await CheckHeadAsync(timeout.Token);
        }
#pragma warning disable CA1031 // On any failure the last good snapshot stays in use until the next check.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Fail(failure is InvalidDataException ? failure.Message : "storage could not be read", failure);
        }
    }

    private async Task CheckPointerAsync(CancellationToken cancellation)
    {
        var holding = Volatile.Read(ref held);
        var read = await blobs.ReadPointerAsync(holding?.ETag, cancellation);
        var now = Instant.Now(time);
        seen = seen with { Answered = now };
        if (read.IsUnchanged)
        {
            Swap(holding! with { Confirmed = now });
        }
        else if (read.Damage is { } damage)
        {
            throw new InvalidDataException(damage);
        }
        else if (read.Pointer is null)
        {
            await FailWithoutPointerAsync(cancellation);
        }
        else if (holding is not null
            && string.Equals(read.Pointer.Revision, holding.Pointer.Revision, StringComparison.Ordinal))
        {
            Swap(holding with { Pointer = read.Pointer, ETag = read.ETag!, Confirmed = now });
        }
        else if (!IsKnownBad(read.Pointer.Revision))
        {
            await LoadAsync(read.Pointer, read.ETag!, now, cancellation);
        }
    }

    private async Task LoadAsync(SnapshotPointer pointer, string etag, Instant now, CancellationToken cancellation)
    {
        using var span = Tracing.Continue("snapshot.activate", ActivityKind.Consumer, pointer.Trace);
        span?.SetTag("screening.revision", pointer.Revision).SetTag("screening.source_version", pointer.SourceVersion);
        try
        {
            var holding = Volatile.Read(ref held);
            // Storage has just named the revision. The bytes are checked against its hash, so their origin does not matter.
            var kept = cache?.Find(pointer);
            var bytes = kept ?? await blobs.GetSoundAsync(pointer, cancellation);
            Swap(new(Open(bytes, pointer), pointer, etag, now));
            LogActivated(pointer.SourceVersion, pointer.Revision);
            if (holding is not null)
            {
                // The first snapshot after a start says nothing about the time a change takes.
                Measures.Activated(time.GetUtcNow() - pointer.BuiltAt);
            }

            span?.SetTag("screening.from_disk", kept is not null);
            if (kept is null)
            {
                cache?.Keep(pointer, bytes);
            }
        }
        catch (InvalidDataException bad)
        {
            span.Fail(bad);
            seen = seen with { Bad = new(pointer.Revision, now) };
            throw;
        }
    }

    private TSnapshot Open(ReadOnlyMemory<byte> bytes, SnapshotPointer pointer)
    {
        try
        {
            return open(bytes, pointer.Revision);
        }
#pragma warning disable CA1031 // On any failure these bytes are not a usable snapshot.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            throw new InvalidDataException($"snapshot {pointer.Revision} cannot be opened", failure);
        }
    }

    /// <summary>Swaps the snapshot in use atomically.</summary>
    private void Swap(Held confirmed)
    {
        Interlocked.Exchange(ref held, confirmed);
        seen = seen with { Failure = null, Bad = null };
    }

    private bool IsKnownBad(string revision) =>
        seen.Bad is { } bad && string.Equals(bad.Revision, revision, StringComparison.Ordinal)
        && bad.At.Age(time) < SnapshotTimes.BadRevisionRetry;

    private async Task CheckHeadAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref held) is not { } holding
            || (seen.HeadChecked?.Age(time) is { } age && age < SnapshotTimes.HeadCheckPeriod))
        {
            return;
        }

        var version = await head.ReadVersionAsync(cancellation);
        // The time of the first missing change, not of this check, so that a restart does not reset the limit.
        var since = version > holding.Pointer.SourceVersion
            ? (await head.FindAsync(holding.Pointer.SourceVersion + 1, cancellation))?.Change.At ?? time.GetUtcNow()
            : (DateTimeOffset?)null;
        seen = seen with { AheadSince = since, HeadChecked = Instant.Now(time) };
    }

    // Not a failure while nothing, or only the seed, is committed: the first snapshot is about to be built.
    private async Task FailWithoutPointerAsync(CancellationToken cancellation)
    {
        const string What = "no snapshot has been published";
        if (Volatile.Read(ref held) is null && seen.Failure is null && (await head.ReadAsync(cancellation)).SourceVersion <= 1)
        {
            LogEmpty();
            seen = seen with { Failure = What };
            return;
        }

        Fail(What, null);
    }

    private void Fail(string what, Exception? failure)
    {
        if (!string.Equals(seen.Failure, what, StringComparison.Ordinal))
        {
            LogFailed(failure, what);
        }

        seen = seen with { Failure = what };
    }

    [LoggerMessage(LogEvents.SnapshotProviderActivated, LogLevel.Information, "Deciding from source version {SourceVersion}, {Revision}")]
    private partial void LogActivated(long sourceVersion, string revision);

    [LoggerMessage(LogEvents.SnapshotProviderEmpty, LogLevel.Information, "There is no snapshot yet: the first one is taken as soon as it is built")]
    private partial void LogEmpty();

    [LoggerMessage(LogEvents.SnapshotProviderFailed, LogLevel.Warning, "Snapshot check failed, keeping the last good one: {What}")]
    private partial void LogFailed(Exception? failure, string what);

    private sealed record Held(TSnapshot Snapshot, SnapshotPointer Pointer, string ETag, Instant Confirmed);
}
