using Screening.Engine.Snapshots;
using Screening.Functions.Lists;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Hosting;

/// <summary>
/// What the first decision of a cold instance waits for longest, begun before the web server is put together and done
/// beside it: storage is asked which snapshot is current, its bytes are read, checked and opened, and one transaction is
/// decided for practice, so that the first real one meets code that has run.
/// </summary>
public sealed class EarlyStart
{
    private readonly LateLog<SnapshotProvider<Snapshot>> providerLog = new();
    private readonly LateLog<SnapshotCache> cacheLog = new();
    private readonly LateLog<ListStandings> standingsLog = new();

    private EarlyStart(HostSettings settings, TimeProvider time)
    {
        Storage = ScreeningStorage.At(settings.Product!.ToStorageOptions());
        var cache = new SnapshotCache(settings.CacheFolder, cacheLog);
        Provider = new SnapshotProvider<Snapshot>(Storage, Snapshot.Open, time, providerLog, cache);
        Standings = new ListStandings(
            Storage, () => Provider.Health().Pointer, settings.Mode == HostMode.StandaloneEmbedded, time, standingsLog);
    }

    /// <summary>Tables and containers; nothing has been made that is missing.</summary>
    public ScreeningStorage Storage { get; }

    /// <summary>Holds the snapshot, or will.</summary>
    public SnapshotProvider<Snapshot> Provider { get; }

    /// <summary>Holds the standing of the watchlists, or will.</summary>
    public ListStandings Standings { get; }

    /// <summary>Makes the parts on another thread. Under the Functions host the first look at storage begins at once; a server
    /// started by a person makes the tables first.</summary>
    /// <param name="settings">Say where storage is.</param>
    /// <param name="time">Clock.</param>
    /// <returns>The parts; the task fails where the settings of storage cannot be read.</returns>
    public static Task<EarlyStart> BeginAsync(HostSettings settings, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Task.Run(() =>
        {
            var early = new EarlyStart(settings, time);
            if (settings.IsHosted)
            {
                _ = Task.Run(() => early.LookAsync(time));
            }

            return early;
        });
    }

    /// <summary>Says what was kept to be said, now that there is somebody to say it to.</summary>
    public void Log(ILoggerFactory logs)
    {
        providerLog.To(logs.CreateLogger<SnapshotProvider<Snapshot>>());
        cacheLog.To(logs.CreateLogger<SnapshotCache>());
        standingsLog.To(logs.CreateLogger<ListStandings>());
    }

    private async Task LookAsync(TimeProvider time)
    {
        var look = Provider.CheckAsync();
        // Nobody has this key; what it costs to ask for one has been paid when the first caller sends theirs.
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
