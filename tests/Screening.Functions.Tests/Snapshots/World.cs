using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Lists;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Storage;

namespace Screening.Functions.Tests.Snapshots;

/// <summary>
/// Everything of the change flow on real storage, with a minimal compiler: canonical text of the source, refused where a document
/// contains BAD.
/// </summary>
internal sealed class World
{
    internal const int Format = 1;

    private World(string prefix, ScreeningStorage storage, TimeProvider time)
    {
        (Prefix, Tables, Time) = (prefix, storage, time);
        Reader = new SourceReader(storage);
        CompileRequest = new CompileRequests(SendAsync, NullLogger<CompileRequests>.Instance);
        Flow = new ChangeFlow(storage, Reader, Compiler, CompileRequest, time);
        Publisher = NewPublisher();
        Sweep = new SnapshotSweep(storage, CompileRequest);
        Provider = NewProvider();
    }

    internal string Prefix { get; }

    internal ScreeningStorage Tables { get; }

    internal TimeProvider Time { get; }

    internal SourceReader Reader { get; }

    internal CompileRequests CompileRequest { get; }

    internal ChangeFlow Flow { get; }

    internal SnapshotPublisher Publisher { get; }

    internal SnapshotSweep Sweep { get; }

    internal SnapshotProvider<string> Provider { get; }

    internal ConcurrentQueue<long> CompileRequests { get; } = new();

    internal bool IsQueueDown { get; set; }

    internal int Compilations;

    /// <summary>Called by every compilation, to simulate concurrent events.</summary>
    internal Action WhileCompiling { get; set; } = () => { };

    internal static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal static async Task<World> CreateAsync(AzuriteFixture azurite, TimeProvider? time = null)
    {
        var prefix = AzuriteFixture.NewPrefix();
        var options = new StorageOptions { ConnectionString = azurite.ConnectionString, NamePrefix = prefix, SnapshotFormat = Format };
        return new World(prefix, await ScreeningStorage.OpenAsync(options, Stop), time ?? TimeProvider.System);
    }

    private Compiler Compiler => new(
        Format, (source, _) => Compile(source), source => Compile(source).Errors, documents => Compile(new() { SourceVersion = 0, Documents = documents, Watchlists = [] }).Errors);

    /// <summary>The flow of another instance, with its log.</summary>
    internal ChangeFlow FlowWith(ILogger<ChangeFlow> logger) => new(Tables, Reader, Compiler, CompileRequest, Time, logger);

    /// <summary>A publisher of another instance.</summary>
    internal SnapshotPublisher NewPublisher() => new(
        Tables, new SourceReader(Tables), Compiler, Time, NullLogger<SnapshotPublisher>.Instance);

    /// <summary>A provider of another instance.</summary>
    internal SnapshotProvider<string> NewProvider(SnapshotCache? cache = null) => new(
        Tables, (bytes, _) => Encoding.UTF8.GetString(bytes.Span), Time, NullLogger<SnapshotProvider<string>>.Instance, cache);

    internal async Task<long> PutAsync(string id, string json) => Assert.IsType<ChangeOutcome.Accepted>(
        await Flow.PutDocumentAsync(DocumentKind.CountrySet, id, json, new("editor"), Stop)).SourceVersion;

    internal async Task<SnapshotPointer?> PointerAsync() => (await Tables.Snapshots.ReadPointerAsync(null, Stop)).Pointer;

    internal static ListImport List(int entries, int from = 0, bool confirmDrop = false) => new()
    {
        Feed = "csl",
        Title = "Consolidated Screening List",
        Date = new DateOnly(2026, 7, 31),
        Source = "made up",
        Entries = Samples.Entries(entries, from),
        ConfirmDrop = confirmDrop,
    };

    private Task SendAsync(long sourceVersion, CancellationToken cancellation)
    {
        if (IsQueueDown)
        {
            throw new IOException("the queue does not answer");
        }

        CompileRequests.Enqueue(sourceVersion);
        return Task.CompletedTask;
    }

    private CompileResult Compile(SnapshotSource source)
    {
        Interlocked.Increment(ref Compilations);
        WhileCompiling();
        var errors = source.Documents
            .Where(d => d.Json.Contains("BAD", StringComparison.Ordinal))
            .Select(d => new CompileError($"{d.Kind}/{d.Id}", "$", "it says BAD"));
        if (errors.ToArray() is { Length: > 0 } found)
        {
            return new(null, null, [.. found]);
        }

        var lines = source.Documents.Select(d => $"{d.Kind} {d.Id} {d.Version} {d.ClosedOn:O} {d.Json}")
            .Concat(source.Watchlists.Select(l => $"{l.Feed} {l.ImportId} {l.Entries.Length}"))
            .Order(StringComparer.Ordinal)
            .Prepend($"source {source.SourceVersion}");
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        return new(bytes, SnapshotFormat.RevisionOf(bytes), []);
    }
}
