using System.Threading.Channels;
using Screening.Functions.Storage;

namespace Screening.Functions.Records.Write;

/// <summary>
/// One writer with one chain. Records that arrive during a transaction are queued and committed together in the next one, so a
/// lane reaches the throughput of storage under load and adds no delay without load.
/// </summary>
internal sealed class RecordLane : IAsyncDisposable
{
    /// <summary>Maximum duration of a transaction, retries included.</summary>
    internal static readonly TimeSpan CommitTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Maximum number of queued records. Further callers wait.</summary>
    private const int Capacity = 1000;

    private readonly RecordRows rows;
    private readonly RecordChains chains;
    private readonly Channel<WaitingRecord> queue;
    private readonly Task writer;
    private volatile RecordChain chain;

    internal RecordLane(RecordRows rows, RecordChains chains, int lane)
    {
        (this.rows, this.chains) = (rows, chains);
        queue = Channel.CreateBounded<WaitingRecord>(new BoundedChannelOptions(Capacity) { SingleReader = true });
        chain = RecordChain.New(lane);
        writer = Task.Run(WriteAllAsync);
    }

    /// <summary>Position of the chain.</summary>
    internal RecordChain Chain => chain;

    /// <summary>Commits the queued records and closes the chain.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writer;
        chain.Close(chains.Say);
    }

    /// <summary>Partition of a record committed now.</summary>
    internal string PartitionNow() => chain.PartitionAt(chains.Time.GetUtcNow());

    /// <summary>Announces the partition of a future time, so that no request has to wait for it.</summary>
    internal Task OpenAsync(DateTimeOffset at) => chains.OpenAsync(chain.PartitionAt(at));

    /// <summary>Commits a record; returns only after the commit.</summary>
    internal async Task<RecordStamp> WriteAsync(DecisionRecord record, RecordMarker? marker, CancellationToken cancellation)
    {
        PreparedRecord prepared;
        try
        {
            prepared = await rows.PrepareAsync(record, cancellation);
        }
        catch (Exception failure) when (failure is Azure.RequestFailedException or AggregateException)
        {
            throw new RecordNotWrittenException(failure);
        }

        var waiting = new WaitingRecord(prepared, marker, cancellation);
        try
        {
            await queue.Writer.WriteAsync(waiting, cancellation);
        }
        catch (ChannelClosedException failure)
        {
            throw new RecordNotWrittenException(failure);
        }

        return await waiting.Committed.Task.WaitAsync(cancellation);
    }

    private async Task WriteAllAsync()
    {
        while (await queue.Reader.WaitToReadAsync())
        {
            var batch = TakeBatch();
            if (batch.Count > 0)
            {
                await CommitAsync(batch);
            }
        }
    }

    private List<WaitingRecord> TakeBatch()
    {
        var batch = new List<WaitingRecord>();
        // One row holds the keys of the whole transaction.
        var (entities, bytes) = (1, 0);
        while (queue.Reader.TryPeek(out var next)
            && (batch.Count == 0
                || (entities + next.Entities <= StorageLimits.BatchEntities && bytes + next.PayloadBytes <= StorageLimits.BatchBytes)))
        {
            queue.Reader.TryRead(out _);
            if (!next.Cancellation.IsCancellationRequested)
            {
                batch.Add(next);
                entities += next.Entities;
                bytes += next.PayloadBytes;
            }
        }

        return batch;
    }

    private async Task CommitAsync(List<WaitingRecord> batch)
    {
        var at = chains.Time.GetUtcNow();
        if (chain.IsAheadOf(at))
        {
            // The clock was set back. A closed partition stays closed, so a new chain begins.
            chain.Close(chains.Say);
            chain = RecordChain.New(chain.Lane);
        }

        var partition = chain.PartitionAt(at);
        RefuseMoved(batch, partition);
        using var timeout = new CancellationTokenSource(CommitTimeout, chains.Time);
        if (await OpenAsync(partition, timeout.Token) is { } closed)
        {
            // Nothing was sent, so the chain continues.
            Fail(batch, closed);
            return;
        }

        try
        {
            while (batch.Count > 0 && !await TryCommitAsync(batch, at, partition, timeout.Token))
            {
                // Nothing was added. The loop repeats without the record whose marker is taken.
            }
        }
#pragma warning disable CA1031 // Every waiting caller gets the failure, and the lane continues.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            // Whether storage committed is unknown, so the sequence numbers used must never be used again.
            chain.Leave(partition, chains.Say);
            chain = RecordChain.New(chain.Lane);
            Fail(batch, failure);
        }
    }

    private async Task<Exception?> OpenAsync(string partition, CancellationToken cancellation)
    {
        try
        {
            await chains.OpenAsync(partition).WaitAsync(cancellation);
            return null;
        }
#pragma warning disable CA1031 // As above.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure;
        }
    }

    private static void Fail(List<WaitingRecord> batch, Exception failure)
    {
        foreach (var waiting in batch)
        {
            waiting.Committed.TrySetException(new RecordNotWrittenException(failure));
        }
    }

    private async Task<bool> TryCommitAsync(
        List<WaitingRecord> batch, DateTimeOffset at, string partition, CancellationToken cancellation)
    {
        var stamps = new List<RecordStamp>(batch.Count);
        var next = chain.Stamp(batch, at, partition, chains.Keyring, stamps, out var transaction);
        try
        {
            await rows.AddAsync(transaction, cancellation);
        }
        catch (MarkerTakenException taken)
        {
            var late = batch.Single(waiting => waiting.Marker?.Row == transaction[taken.Index].RowKey);
            batch.Remove(late);
            late.Committed.TrySetException(new RecordNotWrittenException(taken));
            return false;
        }

        chain.Follow(next, chains.Say);
        chain = next;
        for (var i = 0; i < batch.Count; i++)
        {
            batch[i].Committed.TrySetResult(stamps[i]);
        }

        return true;
    }

    // An attempt may commit only to the partition its marker names. The hour or the chain has changed since.
    private static void RefuseMoved(List<WaitingRecord> batch, string partition)
    {
        foreach (var moved in batch.Where(waiting => waiting.Marker is { } marker && marker.Partition != partition).ToList())
        {
            batch.Remove(moved);
            moved.Committed.TrySetException(new PartitionMovedException());
        }
    }
}

/// <summary>A record in the queue of a lane.</summary>
internal sealed class WaitingRecord
{
    // Upper bound of the bytes that stamp, wrapped key and marker add to the payload of a transaction.
    private const int StampBytes = 2500;

    internal WaitingRecord(PreparedRecord prepared, RecordMarker? marker, CancellationToken cancellation)
    {
        (Prepared, Marker, Cancellation) = (prepared, marker, cancellation);
        // Checked here, so that a row storage would refuse does not fail the whole transaction.
        (prepared.Row.PartitionKey, prepared.Row.RowKey) = ("unplaced", "unplaced");
        Rows.Check(prepared.Row);
        PayloadBytes = Rows.PayloadOf(prepared.Row) + StampBytes;
    }

    public PreparedRecord Prepared { get; }

    public RecordMarker? Marker { get; }

    public CancellationToken Cancellation { get; }

    public int PayloadBytes { get; }

    /// <summary>Rows the record adds, not counting the shared row of keys.</summary>
    public int Entities => Marker is null ? 1 : 2;

    public TaskCompletionSource<RecordStamp> Committed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
