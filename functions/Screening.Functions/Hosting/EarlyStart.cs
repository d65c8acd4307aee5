using Screening.Engine.Snapshots;
using Screening.Functions.Lists;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Hosting;

/// <summary>
/// Starts the slowest steps of the first decision on a cold instance before the web server is built, and runs them in parallel
/// with it: the current snapshot is looked up in storage, read, checked and opened, and one warm-up transaction is decided, so
/// that the first real request runs code that is already compiled.
/// </summary>
public sealed class EarlyStart
{
    private readonly LateLog<SnapshotProvider<Snapshot>> providerLog = new();
    private readonly LateLog<SnapshotCache> cacheLog = new();
    private readonly LateLog<ListStandings> standingsLog = new();

    private EarlyStart(HostSettings settings, TimeProvider time, Compiler compiler)
    {
        Compiler = compiler;
        Storage = ScreeningStorage.At(settings.Product!.ToStorageOptions() with { Checkpoints = settings.Checkpoints, SnapshotFormat = compiler.Format });
        var cache = new SnapshotCache(settings.CacheFolder, cacheLog);
        Provider = new SnapshotProvider<Snapshot>(Storage, (bytes, revision) => compiler.Open(bytes, revision), time, providerLog, cache);
        Standings = new ListStandings(
            Storage, () => Provider.Health().Pointer, settings.Mode == HostMode.StandaloneEmbedded, time, standingsLog);
    }

    /// <summary>The compiler, which determines the format of the snapshots.</summary>
    public Compiler Compiler { get; }

    /// <summary>Tables and containers. Missing ones have not been created yet.</summary>
    public ScreeningStorage Storage { get; }

    /// <summary>The provider of the snapshot. It may not have one yet.</summary>
    public SnapshotProvider<Snapshot> Provider { get; }

    /// <summary>The standing of the watchlists. It may not have been read yet.</summary>
    public ListStandings Standings { get; }

    /// <summary>
    /// Creates the parts on another thread. Under the Functions host the first check of storage starts at once; a standalone
    /// server creates the tables first. The returned task fails if the storage settings are invalid.
    /// </summary>
    public static Task<EarlyStart> BeginAsync(HostSettings settings, TimeProvider time, Compiler compiler)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Task.Run(() =>
        {
            var early = new EarlyStart(settings, time, compiler);
            if (settings.IsHosted)
            {
                _ = Task.Run(() => early.LookAsync(time));
            }

            return early;
        });
    }

    /// <summary>Writes the log lines kept so far, now that there is a logger.</summary>
    public void Log(ILoggerFactory logs)
    {
        providerLog.To(logs.CreateLogger<SnapshotProvider<Snapshot>>());
        cacheLog.To(logs.CreateLogger<SnapshotCache>());
        standingsLog.To(logs.CreateLogger<ListStandings>());
    }

    private async Task LookAsync(TimeProvider time)
    {
        var look = Provider.CheckAsync();
        // This key does not exist. The query warms up the key lookup for the first caller.
        var ask = Storage.Keys.FindAsync("warm-up", CancellationToken.None);
        WarmUp.Read(time);
        await look;
        var standing = Standings.CheckAsync();
        if (Provider.Holding is { } snapshot)
        {
            WarmUp.Decide(snapshot, time);
        }

        await standing;
        await ask.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }
}
