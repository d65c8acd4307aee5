using System.Security.Cryptography;
using Screening.Engine.Policies.Authoring;
using Screening.Functions.Records.Read;
using Screening.Functions.Storage;

namespace Screening.Functions.Records.Write;

/// <summary>
/// Decision records, chained and append-only. A partition is an hour of one lane of one running instance, so instances
/// never wait for one another; the id of a record encodes its place, so reading needs no index.
/// </summary>
public sealed class RecordTable : IAsyncDisposable
{
    /// <summary>Lanes per instance: enough to keep several transactions under way.</summary>
    public const int DefaultLanes = 4;

    /// <summary>
    /// Longest time between a commit and the anchor that vouches for it: whoever removes younger records of an instance
    /// that was killed meanwhile, and their index rows too, is not found out.
    /// </summary>
    public static readonly TimeSpan AnchorPeriod = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AheadOfTheHour = TimeSpan.FromMinutes(1);

    // A cold instance answers first: a request announces the one partition it needs, the keeper all of them.
    private static readonly TimeSpan KeeperStarts = TimeSpan.FromSeconds(1);

    private readonly ScreeningStorage storage;
    private readonly RecordKeyring keyring;
    private readonly RecordChains chains;
    private readonly RecordLane[] lanes;
    private readonly ChainHead?[] anchored;
    private readonly SemaphoreSlim anchoring = new(1);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task keeper;
    private int turn;

    /// <summary>Starts the writers.</summary>
    /// <param name="storage">Storage.</param>
    /// <param name="keyring">Keys over the records.</param>
    /// <param name="time">Clock that stamps them.</param>
    /// <param name="lanes">Lanes, 1 to 99.</param>
    public RecordTable(ScreeningStorage storage, RecordKeyring keyring, TimeProvider time, int lanes = DefaultLanes)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(keyring);
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lanes, 99);
        (this.storage, this.keyring) = (storage, keyring);
        chains = new RecordChains(storage.Anchors, storage.RecordIndex, keyring, time);
        this.lanes = [.. Enumerable.Range(0, lanes).Select(lane => new RecordLane(storage.RecordRows, chains, lane))];
        anchored = new ChainHead?[lanes];
        keeper = Task.Run(KeepAsync);
    }

    /// <summary>Whether a partition belongs to a chain of this process.</summary>
    internal bool IsOwn(string partition) => lanes.Any(lane => partition.EndsWith($"-{lane.Chain.Epoch}-{lane.Chain.Lane:D2}", StringComparison.Ordinal));

    /// <summary>Whether a chain of this process has, or may have, records in a partition past a number.</summary>
    internal bool IsBeyond(string partition, long through) => lanes.Any(lane => lane.Chain is { Head: { } head } chain
        && partition.EndsWith($"-{chain.Epoch}-{chain.Lane:D2}", StringComparison.Ordinal)
        && (chain.Partition == partition ? head.Sequence > through : head.First > through + 1 && string.CompareOrdinal(partition, chain.Partition) < 0));

    /// <summary>Writes a record. Only when this returns may the decision be answered.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellation">Ends the waiting; the record may or may not have been committed then.</param>
    /// <returns>Id, time and place in the chain.</returns>
    /// <exception cref="RecordNotWrittenException">Storage failed; the answer is 503.</exception>
    public Task<RecordStamp> WriteAsync(DecisionRecord record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(record);
        return NextLane().WriteAsync(record, null, cancellation);
    }

    /// <summary>Announces the partition that the next record will go to, so that it need not wait for that.</summary>
    public async Task PrepareAsync()
    {
        try
        {
            await lanes[(uint)(Volatile.Read(ref turn) + 1) % (uint)lanes.Length].OpenAsync(chains.Time.GetUtcNow());
        }
        catch (Exception failure) when (StorageFailure.Is(failure) || failure is OperationCanceledException)
        {
            // The commit that needs it tries again and says so.
        }
    }

    /// <summary>Begins an attempt under an idempotency key: fixes the one partition it may commit to.</summary>
    /// <param name="scope">Keyed hash of client and key.</param>
    public RecordMarker Mark(string scope) =>
        new(NextLane().PartitionNow(), scope, RandomNumberGenerator.GetHexString(8, lowercase: true));

    /// <summary>Writes a record together with the marker of its attempt.</summary>
    /// <exception cref="PartitionMovedException">Too late for this attempt; nothing was written.</exception>
    /// <exception cref="RecordNotWrittenException">Storage failed, or another attempt was first.</exception>
    public Task<RecordStamp> WriteAsync(DecisionRecord record, RecordMarker marker, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(marker);
        var lane = Array.Find(lanes, lane => marker.Partition.EndsWith($"-{lane.Chain.Epoch}-{lane.Chain.Lane:D2}", StringComparison.Ordinal));
        return lane is null
            ? Task.FromException<RecordStamp>(new PartitionMovedException())
            : lane.WriteAsync(record, marker, cancellation);
    }

    /// <summary>Reads a record with its personal fields.</summary>
    /// <param name="id">Its id, as a caller gave it.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>The record; null when there is none, or the text is no id.</returns>
    public Task<StoredRecord?> FindAsync(string id, CancellationToken cancellation) => FindAsync(id, isShown: true, cancellation);

    /// <summary>Reads a record, its personal fields masked.</summary>
    /// <param name="id">Its id, as a caller gave it.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public Task<StoredRecord?> FindMaskedAsync(string id, CancellationToken cancellation) => FindAsync(id, isShown: false, cancellation);

    /// <summary>Anchors the chains of this process as far as they are committed.</summary>
    public async Task AnchorAsync(CancellationToken cancellation)
    {
        await anchoring.WaitAsync(cancellation);
        try
        {
            await chains.FlushAsync(cancellation);
            for (var lane = 0; lane < lanes.Length; lane++)
            {
                if (lanes[lane].Chain is { Partition: { } partition, Head: { } head } && head != anchored[lane])
                {
                    await chains.AnchorAsync(partition, AnchorKind.Head, head, cancellation);
                    anchored[lane] = head;
                }
            }
        }
        finally
        {
            anchoring.Release();
        }
    }

    /// <summary>Commits what is waiting, stops the writers, and closes their chains.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await keeper;
        foreach (var lane in lanes)
        {
            await lane.DisposeAsync();
        }

        using var timeout = new CancellationTokenSource(CloseTimeout);
        try
        {
            await chains.FlushAsync(timeout.Token);
        }
        catch (Exception failure) when (StorageFailure.Is(failure))
        {
            // Not closed: as if the process had been killed, which a verification says.
        }

        stopping.Dispose();
        anchoring.Dispose();
    }

    private Task<StoredRecord?> FindAsync(string id, bool isShown, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        return RecordPlace.Parse(id) is { } place
            ? storage.RecordRows.FindAsync(place, keyring, isShown, cancellation)
            : Task.FromResult<StoredRecord?>(null);
    }

    private RecordLane NextLane() => lanes[(uint)Interlocked.Increment(ref turn) % (uint)lanes.Length];

    // Anchors by period, and announces partitions before a request needs them.
    private async Task KeepAsync()
    {
        await Task.Delay(KeeperStarts, stopping.Token).ContinueWith(_ => { }, CancellationToken.None);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await AnchorAsync(stopping.Token);
                var now = chains.Time.GetUtcNow();
                await Task.WhenAll(lanes.SelectMany(lane => new[] { lane.OpenAsync(now), lane.OpenAsync(now + AheadOfTheHour) }));
            }
            catch (Exception failure) when (StorageFailure.Is(failure) || failure is OperationCanceledException)
            {
                // The next period tries again; a commit that needs a partition says so itself.
            }

            try
            {
                await Task.Delay(AnchorPeriod, stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
