using System.Collections.Concurrent;
using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Functions.Changes;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Seed;
using Screening.Functions.Snapshots;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Lists;

/// <summary>
/// The standing of the watchlists for the snapshot in use: for each list code of its imports, the day on which it was last
/// confirmed. It is read in the background. A failed read keeps the last standing, whose age grows.
/// </summary>
public sealed partial class ListStandings
{
    /// <summary>Time between two checks for a snapshot whose standing has not been read.</summary>
    public static readonly TimeSpan TickPeriod = TimeSpan.FromSeconds(0.5);

    /// <summary>Time between two reads of the confirmations.</summary>
    public static readonly TimeSpan ReadPeriod = TimeSpan.FromSeconds(5);

    /// <summary>Reads a request waits for: one in progress for an older snapshot, and its own.</summary>
    private const int ReadsPerRequest = 2;

    /// <summary>Reason for callers why no decision can be made before the first read.</summary>
    public const string NotRead = "which watchlists are there has not been read yet";

    private readonly ScreeningStorage storage;
    private readonly Func<SnapshotPointer?> pointer;
    private readonly bool mayBeSample;
    private readonly TimeProvider time;
    private readonly ILogger<ListStandings> logger;
    private readonly ConcurrentDictionary<(string Feed, string ImportId), Import> imports = new();
    private readonly Lock gate = new();
    private Task running = Task.CompletedTask;
    private Held? held;
    private volatile Moment? lastRead;
    private volatile string? failure;

    /// <summary>Creates an instance that has read nothing yet.</summary>
    /// <param name="storage">Storage.</param>
    /// <param name="pointer">The pointer of the snapshot in use; null while there is none.</param>
    /// <param name="mayBeSample">
    /// Whether the shipped sample may take the place of the lists; only in the embedded default.
    /// </param>
    /// <param name="time">Clock.</param>
    /// <param name="logger">Receives failures, each once.</param>
    public ListStandings(ScreeningStorage storage, Func<SnapshotPointer?> pointer, bool mayBeSample, TimeProvider time, ILogger<ListStandings> logger) =>
        (this.storage, this.pointer, this.mayBeSample, this.time, this.logger) = (storage, pointer, mayBeSample, time, logger);

    /// <summary>The last standing that was read; null before the first.</summary>
    public RecordedInputs? Current => Volatile.Read(ref held)?.Inputs;

    /// <summary>Why the last read failed, in a few words; null when it succeeded.</summary>
    public string? Failure => failure;

    /// <summary>
    /// Takes the standing for one request. Waits for a read only before the first one, and right after another snapshot came into
    /// use.
    /// </summary>
    /// <param name="sourceVersion">Source version of the snapshot of the request.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The standing; null when none was ever read.</returns>
    public async ValueTask<RecordedInputs?> TakeAsync(long sourceVersion, CancellationToken cancellation)
    {
        for (var read = 0; read < ReadsPerRequest && Volatile.Read(ref held)?.SourceVersion != sourceVersion; read++)
        {
            await Task.WhenAny(CheckAsync(), Task.Delay(SnapshotTimes.RequestWait, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }

        return Current;
    }

    /// <summary>Reads when a read is due or another snapshot has come into use. Never throws.</summary>
    public Task TickAsync()
    {
        var isDue = Volatile.Read(ref held) is not { } now || now.SourceVersion != pointer()?.SourceVersion
            || lastRead?.At.Age(time) is not { } age || age >= ReadPeriod;
        return isDue ? CheckAsync() : Task.CompletedTask;
    }

    /// <summary>Reads now. Never throws. Concurrent calls share one read.</summary>
    public Task CheckAsync()
    {
        lock (gate)
        {
            return running.IsCompleted ? running = RunCheckAsync() : running;
        }
    }

    /// <summary>Reads after any read in progress, so that everything written before the call is included.</summary>
    public async Task LookAgainAsync()
    {
        await CheckAsync();
        await CheckAsync();
    }

    private async Task RunCheckAsync()
    {
        await Task.Yield();
        if (pointer() is not { } current)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(SnapshotTimes.CheckTimeout, time);
        try
        {
            Volatile.Write(ref held, await ReadAsync(current.SourceVersion, timeout.Token));
            failure = null;
        }
#pragma warning disable CA1031 // On any failure the last standing stays in use until the next read.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Fail(error);
        }

        lastRead = new(Instant.Now(time));
    }

    private void Fail(Exception error)
    {
        var what = error is InvalidDataException ? error.Message : "the standing of the watchlists could not be read";
        if (!string.Equals(failure, what, StringComparison.Ordinal))
        {
            LogFailed(error, what);
        }

        failure = what;
    }

    private async Task<Held> ReadAsync(long sourceVersion, CancellationToken cancellation)
    {
        var before = Volatile.Read(ref held);
        var live = before?.SourceVersion == sourceVersion ? before.Live : await LiveAsync(sourceVersion, cancellation);
        var days = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        foreach (var (codes, day) in await Task.WhenAll(live.Lists.Select(list => ConfirmedAsync(list.Key, list.Value, cancellation))))
        {
            foreach (var code in codes)
            {
                // Several feeds may contain a code: the newest confirmation counts.
                days[code] = days.TryGetValue(code, out var other) && other > day ? other : day;
            }
        }

        foreach (var import in imports.Keys.Where(key => live.Lists.GetValueOrDefault(key.Feed) != key.ImportId))
        {
            imports.TryRemove(import, out _);
        }

        var standing = new ListStanding
        {
            IsSample = mayBeSample && live.Lists.Keys.SequenceEqual([SeedSource.SampleFeed]),
            ConfirmedOn = days.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
        var isSame = before is not null && before.Inputs.Lists.IsSample == standing.IsSample
            && before.Inputs.Lists.ConfirmedOn.SequenceEqual(standing.ConfirmedOn);
        return new(sourceVersion, live, isSame ? before!.Inputs : new RecordedInputs(standing));
    }

    // The imports of the snapshot in use, not those of the versions row, which may be ahead of it.
    private async Task<Manifest> LiveAsync(long sourceVersion, CancellationToken cancellation) =>
        (await storage.Head.FindAsync(sourceVersion, cancellation))?.Change.Manifest ?? (await storage.Head.ReadAsync(cancellation)).Manifest;

    private async Task<(ImmutableArray<string> Codes, DateOnly Day)> ConfirmedAsync(string feed, string importId, CancellationToken cancellation)
    {
        var confirmed = storage.Confirmations.NewestAsync(feed, importId, cancellation);
        if (!imports.TryGetValue((feed, importId), out var import))
        {
            import = imports[(feed, importId)] = await ImportAsync(feed, importId, cancellation);
        }

        return (import.Codes, await confirmed is { } day && day > import.Day ? day : import.Day);
    }

    private async Task<Import> ImportAsync(string feed, string importId, CancellationToken cancellation)
    {
        var header = await storage.Imports.FindAsync(feed, importId, cancellation)
            ?? throw new InvalidDataException($"list {feed}: import {importId} has no header");
        return new([.. (header.Codes ?? await CountAsync(header, cancellation)).Keys], header.ImportedOn);
    }

    // For a header written before codes were counted: reads its entries once and completes the header.
    private async Task<ImmutableSortedDictionary<string, int>> CountAsync(ImportHeader header, CancellationToken cancellation)
    {
        var codes = ListImport.CodesOf(await storage.Lists.ReadAsync(header.Feed, header.ImportId, header.Entries, cancellation));
        await storage.Imports.AddCodesAsync(header.Feed, header.ImportId, codes, cancellation);
        return codes;
    }

    [LoggerMessage(LogEvents.ListStandingsFailed, LogLevel.Warning, "The standing of the watchlists is not known anew, keeping the last one: {What}")]
    private partial void LogFailed(Exception error, string what);

    private sealed record Moment(Instant At);

    private sealed record Import(ImmutableArray<string> Codes, DateOnly Day);

    private sealed record Held(long SourceVersion, Manifest Live, RecordedInputs Inputs);
}
