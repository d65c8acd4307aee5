using System.Diagnostics;
using Screening.Engine.Snapshots;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Snapshots;

/// <summary>
/// Steps 4 to 8 of a change: read what is live, compile, store, replace the pointer. May run any number of times, in any order
/// and on several instances at once: the result depends only on the versions row, and the newest one wins.
/// </summary>
public sealed partial class SnapshotPublisher
{
    /// <summary>Attempts to replace the pointer before the message is left for a retry.</summary>
    private const int FlipAttempts = 5;

    private readonly ScreeningStorage storage;
    private readonly SourceReader reader;
    private readonly Compiler compiler;
    private readonly TimeProvider time;
    private readonly ILogger<SnapshotPublisher> logger;
    private readonly Func<SnapshotSegments?> held;
    private readonly BuildGate gate;

    /// <summary>Creates a publisher.</summary>
    /// <param name="storage">Storage.</param>
    /// <param name="reader">Reads what is live.</param>
    /// <param name="compiler">The compiler.</param>
    /// <param name="time">Clock.</param>
    /// <param name="logger">Receives activations and refusals.</param>
    /// <param name="held">
    /// Segments of the snapshot in use by this instance; null, or a null result, when there is none. Then those of the current
    /// snapshot are downloaded.
    /// </param>
    public SnapshotPublisher(
        ScreeningStorage storage, SourceReader reader, Compiler compiler, TimeProvider time, ILogger<SnapshotPublisher> logger,
        Func<SnapshotSegments?>? held = null)
    {
        (this.storage, this.reader, this.compiler, this.time, this.logger) = (storage, reader, compiler, time, logger);
        this.held = held ?? (() => null);
        // A run serves many callers, so no single caller may cancel it.
        gate = new BuildGate(() => PublishAsync(CancellationToken.None), SnapshotTimes.CompileRequestCollapse, time);
    }

    /// <summary>
    /// Handles a compile request. Returns once the pointer names a snapshot of the versions row as of the call or later, or the
    /// status reports why not.
    /// </summary>
    /// <param name="cancellation">Ends the wait; a build in progress continues.</param>
    /// <exception cref="Exception">Storage failed; the message must be retried.</exception>
    public Task HandleAsync(CancellationToken cancellation) => gate.EnterAsync(cancellation);

    /// <summary>Publishes what is live now, without combining calls.</summary>
    /// <returns>
    /// True when this call replaced the pointer; false when there was nothing to do or the source does not compile.
    /// </returns>
    public async Task<bool> PublishAsync(CancellationToken cancellation)
    {
        var head = await storage.Head.ReadAsync(cancellation);
        var current = (await storage.Snapshots.ReadPointerAsync(null, cancellation)).Pointer;
        if (head.SourceVersion == 0 || (current is not null && current.Covers(compiler.Format, head.SourceVersion)
            && await storage.Snapshots.IsSoundAsync(current.Format, current.Revision, cancellation)))
        {
            await ReportActivationAsync(current, cancellation);
            return false;
        }

        var start = time.GetTimestamp();
        var (source, result) = await CompileAsync(current, cancellation);
        Measures.CompiledIn(time.GetElapsedTime(start), result.Bytes is not null);
        var revision = result.Bytes is { } bytes ? await StoreAsync(bytes, cancellation) : null;
        var report = new CompileReport(
            source.SourceVersion,
            revision,
            time.GetUtcNow(),
            (long)time.GetElapsedTime(start).TotalMilliseconds,
            result.Errors);
        // On failure the old pointer stays. A retry would fail again, so the message counts as handled, and the status reports
        // the errors.
        await storage.Status.PutCompileAsync(report, cancellation);
        if (revision is null)
        {
            LogRefused(source.SourceVersion, result.Errors.Length);
            // It compiled when it was accepted, so rows have been damaged since. The cache is cleared so that the next build
            // reads restored rows.
            reader.ForgetAll();
            return false;
        }

        using var flip = Tracing.Step("snapshot.flip", ActivityKind.Producer);
        var built = new SnapshotPointer(compiler.Format, revision, source.SourceVersion, result.Bytes!.Length, report.At);
        return await FlipAsync(built with { Trace = Tracing.Context }, cancellation);
    }

    private async Task<(SnapshotSource Source, CompileResult Result)> CompileAsync(SnapshotPointer? current, CancellationToken cancellation)
    {
        SnapshotSource source;
        using (Tracing.Step("source.read"))
        {
            source = await reader.ReadAsync(cancellation);
        }

        var previous = await SegmentsAsync(current, cancellation);
        using var span = Tracing.Step("snapshot.compile");
        var result = compiler.Compile(source, previous);
        span?.SetTag("screening.source_version", source.SourceVersion).SetTag("screening.errors", result.Errors.Length)
            .SetTag("screening.segments_written", result.Rewritten.Length);
        return (source, result);
    }

    /// <summary>
    /// Segments of an earlier snapshot. Which one does not matter, because the compiler compares their content. Without them
    /// everything is written, so no failure to read them is a failure of the build.
    /// </summary>
    private async Task<SnapshotSegments> SegmentsAsync(SnapshotPointer? current, CancellationToken cancellation)
    {
        try
        {
            return held() ?? (current?.Format == compiler.Format ? await DownloadAsync(current, cancellation) : SnapshotSegments.None);
        }
#pragma warning disable CA1031 // Whatever fails, every segment is written.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogNotReused(failure.Message);
            return SnapshotSegments.None;
        }
    }

    private async Task<SnapshotSegments> DownloadAsync(SnapshotPointer current, CancellationToken cancellation) =>
        SnapshotSegments.Read(await storage.Snapshots.GetSoundAsync(current, cancellation));
    private async Task<string> StoreAsync(byte[] bytes, CancellationToken cancellation)
    {
        using var span = Tracing.Step("snapshot.store", ActivityKind.Client);
        var revision = await storage.Snapshots.PutAsync(compiler.Format, bytes, cancellation);
        span?.SetTag("screening.revision", revision).SetTag("screening.bytes", bytes.Length);
        return revision;
    }

    private async Task<bool> FlipAsync(SnapshotPointer built, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= FlipAttempts; attempt++)
        {
            var read = await storage.Snapshots.ReadPointerAsync(null, cancellation);
            if (read.Pointer is { } current && current.Covers(built.Format, built.SourceVersion)
                && await storage.Snapshots.IsSoundAsync(current.Format, current.Revision, cancellation))
            {
                await ReportActivationAsync(current, cancellation);
                return false;
            }

            if (await storage.Snapshots.FlipAsync(built, read.ETag, cancellation))
            {
                await storage.Status.PutActivationAsync(
                    new(built.SourceVersion, built.Revision, read.Pointer?.Revision, time.GetUtcNow()), cancellation);
                LogActivated(built.SourceVersion, built.Revision);
                return true;
            }
        }

        throw new InvalidOperationException($"the pointer was flipped by others {FlipAttempts} times; try again");
    }

    /// <summary>
    /// Records the activation of a pointer that is already replaced: the instance that replaced it may have stopped before this step, or may not
    /// have received the response.
    /// </summary>
    private async Task ReportActivationAsync(SnapshotPointer? current, CancellationToken cancellation)
    {
        if (current is null || await storage.Status.HasActivationAsync(current.SourceVersion, current.Revision, cancellation))
        {
            return;
        }

        string? previous = null;
        await foreach (var earlier in storage.Status.ActivationsAsync(cancellation))
        {
            previous = earlier.SourceVersion < current.SourceVersion ? earlier.Revision : previous;
        }

        await storage.Status.PutActivationAsync(
            new(current.SourceVersion, current.Revision, previous, time.GetUtcNow()), cancellation);
    }

    [LoggerMessage(LogEvents.SnapshotPublisherActivated, LogLevel.Information, "Snapshot of source version {SourceVersion} is current: {Revision}")]
    private partial void LogActivated(long sourceVersion, string revision);

    [LoggerMessage(LogEvents.SnapshotPublisherNotReused, LogLevel.Information, "No segment of the previous snapshot is reused: {Reason}")]
    private partial void LogNotReused(string reason);

    [LoggerMessage(LogEvents.SnapshotPublisherRefused, LogLevel.Error, "Source version {SourceVersion} does not compile: {Errors} errors, see status")]
    private partial void LogRefused(long sourceVersion, int errors);
}
