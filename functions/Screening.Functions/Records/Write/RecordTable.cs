using System.Security.Cryptography;
using Screening.Functions.Records.Anchors;
using Screening.Functions.Storage;

namespace Screening.Functions.Records.Write;

/// <summary>
/// Decision records, chained and append-only. A partition holds one hour of one lane of one running instance, so instances never
/// wait for each other. The id of a record encodes its place, so reading needs no index.
/// </summary>
public sealed class RecordTable : IAsyncDisposable
{
    /// <summary>Lanes per instance: enough for several concurrent transactions.</summary>
    public const int DefaultLanes = 4;

    /// <summary>
    /// Maximum time between a commit and the anchor line that protects it. If an instance is killed in between, the removal of
    /// its newest records together with their index rows is not detected.
    /// </summary>
    public static readonly TimeSpan AnchorPeriod = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AheadOfTheHour = TimeSpan.FromMinutes(1);

    // Delay of the keeper on a cold start. A request announces only the partition it needs; the keeper announces all.
    private static readonly TimeSpan KeeperStarts = TimeSpan.FromSeconds(1);

    private readonly ScreeningStorage storage;
    private readonly RecordKeyring keyring;
    private readonly RecordChains chains;
    private readonly AnchorLinks links;
    private readonly RecordLane[] lanes;
    private readonly ChainHead?[] anchored;
    private readonly SemaphoreSlim anchoring = new(1);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task keeper;
    private int turn;

    /// <summary>Starts the lanes.</summary>
    /// <param name="storage">Storage.</param>
    /// <param name="keyring">Record keys.</param>
    /// <param name="time">Clock for commit times.</param>
    /// <param name="lanes">Number of lanes, 1 to 99.</param>
    /// <param name="linksPerPart">Number of links of the anchor chain after which its next part begins.</param>
    public RecordTable(
        ScreeningStorage storage, RecordKeyring keyring, TimeProvider time, int lanes = DefaultLanes, int linksPerPart = AnchorChain.LinksPerPart)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(keyring);
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lanes, 99);
        (this.storage, this.keyring) = (storage, keyring);
        links = new AnchorLinks(storage, keyring, time, linksPerPart);
        chains = new RecordChains(storage.Anchors, links, storage.RecordIndex, keyring, time);
        this.lanes = [.. Enumerable.Range(0, lanes).Select(lane => new RecordLane(storage.RecordRows, chains, lane))];
        anchored = new ChainHead?[lanes];
        keeper = Task.Run(KeepAsync);
    }

    /// <summary>Whether a partition belongs to a chain of this process.</summary>
    internal bool IsOwn(string partition) => lanes.Any(lane => partition.EndsWith($"-{lane.Chain.Epoch}-{lane.Chain.Lane:D2}", StringComparison.Ordinal));

    /// <summary>Whether a chain of this process has, or may have, records in a partition after a sequence number.</summary>
    internal bool IsBeyond(string partition, long through) => lanes.Any(lane => lane.Chain is { Head: { } head } chain
        && partition.EndsWith($"-{chain.Epoch}-{chain.Lane:D2}", StringComparison.Ordinal)
        && (chain.Partition == partition ? head.Sequence > through : head.First > through + 1 && string.CompareOrdinal(partition, chain.Partition) < 0));

    /// <summary>Writes a record. The decision may be returned only after this call succeeds.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellation">Ends the wait; the record may still have been committed.</param>
    /// <returns>Id, time and hashes.</returns>
    /// <exception cref="RecordNotWrittenException">Storage failed; the response is 503.</exception>
    public Task<RecordStamp> WriteAsync(DecisionRecord record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(record);
        return NextLane().WriteAsync(record, null, cancellation);
    }

    /// <summary>Announces the partition of the next record in advance, so that the record does not have to wait.</summary>
    public async Task PrepareAsync()
    {
        try
        {
            await lanes[(uint)(Volatile.Read(ref turn) + 1) % (uint)lanes.Length].OpenAsync(chains.Time.GetUtcNow());
        }
        catch (Exception failure) when (StorageFailure.Is(failure) || failure is OperationCanceledException)
        {
            // The commit that needs the partition retries and reports the failure.
        }
    }

    /// <summary>Begins an attempt under an idempotency key and fixes the only partition it may commit to.</summary>
    /// <param name="scope">Hash of client, key and line.</param>
    public RecordMarker Mark(string scope) =>
        new(NextLane().PartitionNow(), scope, RandomNumberGenerator.GetHexString(8, lowercase: true));

    /// <summary>Writes a record together with the marker of its attempt.</summary>
    /// <exception cref="PartitionMovedException">The attempt came too late; nothing was written.</exception>
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
    /// <returns>The record; null when there is none or the text is not an id.</returns>
    public Task<StoredRecord?> FindAsync(string id, CancellationToken cancellation) => FindAsync(id, isShown: true, cancellation);

    /// <summary>Reads a record with its personal fields masked.</summary>
    public Task<StoredRecord?> FindMaskedAsync(string id, CancellationToken cancellation) => FindAsync(id, isShown: false, cancellation);

    /// <summary>What is wrong with the anchor chain and its checkpoints, one sentence each; empty when nothing is.</summary>
    public IReadOnlyList<string> AnchorProblems => [.. links.Problems];

    /// <summary>State of the checkpoints outside the account.</summary>
    public CheckpointStatus Checkpoint => links.Checkpoint;

    /// <summary>The anchor chain as this process knows it.</summary>
    internal AnchorLinks Links => links;

    /// <summary>Anchors the chains of this process up to their last commit, and links them in the anchor chain.</summary>
    public Task AnchorAsync(CancellationToken cancellation) => AnchorAsync(isDue: true, cancellation);

    /// <summary>Commits the queued records, stops the lanes, and closes their chains.</summary>
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
            await links.WriteAsync(isDue: true, timeout.Token);
        }
        catch (Exception failure) when (StorageFailure.Is(failure))
        {
            // The chains stay unclosed, as if the process had been killed. A verification reports them.
        }

        stopping.Dispose();
        anchoring.Dispose();
        links.Dispose();
    }

    private async Task AnchorAsync(bool isDue, CancellationToken cancellation)
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

            await links.WriteAsync(isDue, cancellation);
        }
        finally
        {
            anchoring.Release();
        }
    }

    private Task<StoredRecord?> FindAsync(string id, bool isShown, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        return RecordPlace.Parse(id) is { } place
            ? storage.RecordRows.FindAsync(place, keyring, isShown, cancellation)
            : Task.FromResult<StoredRecord?>(null);
    }

    private RecordLane NextLane() => lanes[(uint)Interlocked.Increment(ref turn) % (uint)lanes.Length];

    // Writes anchors periodically, and announces partitions before requests need them.
    private async Task KeepAsync()
    {
        await Task.Delay(KeeperStarts, stopping.Token).ContinueWith(_ => { }, CancellationToken.None);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await AnchorAsync(isDue: false, stopping.Token);
                var now = chains.Time.GetUtcNow();
                await Task.WhenAll(lanes.SelectMany(lane => new[] { lane.OpenAsync(now), lane.OpenAsync(now + AheadOfTheHour) }));
            }
            catch (Exception failure) when (StorageFailure.Is(failure) || failure is OperationCanceledException)
            {
                // The next period retries. A commit that needs a partition reports the failure itself.
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
