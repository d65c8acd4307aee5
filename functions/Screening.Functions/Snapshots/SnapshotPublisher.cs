using System.Collections.Immutable;
using System.Diagnostics;
using Screening.Engine.Snapshots;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Snapshots;

/// <summary>
/// Steps 4 to 8 of a change: read what is live, compile, store, flip the pointer. It may run any number of times, in
/// any
/// order and on several instances at once: what it makes depends on the head alone, and the newest head wins.
/// </summary>
public sealed partial class SnapshotPublisher
{
    /// <summary>Others may flip the pointer this often before the message is left to be tried again.</summary>
    private const int FlipAttempts = 5;

    private readonly ScreeningStorage storage;
    private readonly SourceReader reader;
    private readonly Compiler compiler;
    private readonly TimeProvider time;
    private readonly ILogger<SnapshotPublisher> logger;
    private readonly BuildGate gate;

    /// <summary>Creates a publisher.</summary>
    /// <param name="storage">Storage.</param>
    /// <param name="reader">Reads what is live.</param>
    /// <param name="compiler">The compiler.</param>
    /// <param name="time">Clock.</param>
    /// <param name="logger">Told of activations and failures.</param>
    public SnapshotPublisher(
        ScreeningStorage storage, SourceReader reader, Compiler compiler, TimeProvider time, ILogger<SnapshotPublisher> logger)
    {
        (this.storage, this.reader, this.compiler, this.time, this.logger) = (storage, reader, compiler, time, logger);
        // A run serves many callers, so none of them may end it.
        gate = new BuildGate(() => PublishAsync(CancellationToken.None), SnapshotTimes.CompileRequestCollapse, time);
    }

    /// <summary>
    /// Handles a compile request: returns once the pointer names a snapshot of the head as it was at the call or later, or the
    /// status says why not.
    /// </summary>
    /// <param name="cancellation">Ends the waiting; a build under way goes on.</param>
    /// <exception cref="Exception">Storage failed; the message must be tried again.</exception>
    public Task HandleAsync(CancellationToken cancellation) => gate.EnterAsync(cancellation);

    /// <summary>Publishes the head now, without collapsing.</summary>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>True when this call flipped the pointer; false when there was nothing to do or the head does not
    /// compile.</returns>
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
        var (source, result) = await CompileAsync(cancellation);
        Measures.CompiledIn(time.GetElapsedTime(start), result.Bytes is not null);
        var revision = result.Bytes is { } bytes ? await StoreAsync(bytes, cancellation) : null;
        var report = new CompileReport(
            source.SourceVersion,
            revision,
            time.GetUtcNow(),
            (long)time.GetElapsedTime(start).TotalMilliseconds,
            result.Errors);
        // A failure keeps the old pointer. Trying again would fail again, so the message is done with; status tells.
        await storage.Status.PutCompileAsync(report, cancellation);
        if (revision is null)
        {
            LogRefused(source.SourceVersion, result.Errors.Length);
            // It compiled when it was accepted, so rows have been damaged since. Once they are restored the next build must see it.
            reader.ForgetAll();
            return false;
        }

        using var flip = Tracing.Step("snapshot.flip", ActivityKind.Producer);
        var built = new SnapshotPointer(compiler.Format, revision, source.SourceVersion, result.Bytes!.Length, report.At);
        return await FlipAsync(built with { Trace = Tracing.Context }, cancellation);
    }

    private async Task<(SnapshotSource Source, CompileResult Result)> CompileAsync(CancellationToken cancellation)
    {
        SnapshotSource source;
        using (Tracing.Step("source.read"))
        {
            source = await reader.ReadAsync(cancellation);
        }

        using var span = Tracing.Step("snapshot.compile");
        var result = compiler.Compile(source);
        span?.SetTag("screening.source_version", source.SourceVersion).SetTag("screening.errors", result.Errors.Length);
        return (source, result);
    }

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
                // Step 8. The rescreening of open decisions is queued here, once there is any.
                await storage.Status.PutActivationAsync(
                    new(built.SourceVersion, built.Revision, read.Pointer?.Revision, time.GetUtcNow()), cancellation);
                LogActivated(built.SourceVersion, built.Revision);
                return true;
            }
        }

        throw new InvalidOperationException($"the pointer was flipped by others {FlipAttempts} times; try again");
    }

    /// <summary>
    /// Step 8 for a pointer found flipped: whoever flipped it may not have come so far, or not have heard that it did.
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

    [LoggerMessage(LogEvents.SnapshotPublisherRefused, LogLevel.Error, "Source version {SourceVersion} does not compile: {Errors} errors, see status")]
    private partial void LogRefused(long sourceVersion, int errors);
}
