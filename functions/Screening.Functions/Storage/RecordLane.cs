using System.Security.Cryptography;
using System.Threading.Channels;
using Azure.Data.Tables;

namespace Screening.Functions.Storage;

/// <summary>
/// One writer, one chain. Records that arrive while a transaction is under way wait and go together in the next one, so
/// a lane is as fast under load as storage allows and adds no delay without load.
/// </summary>
internal sealed class RecordLane : IAsyncDisposable
{
    /// <summary>Records that may wait; those past it wait for room.</summary>
    private const int Capacity = 1000;

    /// <summary>Length of an epoch, letters and digits.</summary>
    private const int EpochCharacters = 8;

    /// <summary>Bytes the stamp adds to a row's payload, rounded up.</summary>
    private const int StampBytes = 1000;

    /// <summary>Longest time a transaction may take, retries included.</summary>
    private static readonly TimeSpan CommitTimeout = TimeSpan.FromSeconds(10);

    private readonly RecordRows rows;
    private readonly TimeProvider time;
    private readonly int lane;
    private readonly Channel<Waiting> queue;
    private readonly Task writer;
    private string epoch = "";
    private long sequence;
    private string previousHash = RecordHash.Genesis;

    internal RecordLane(RecordRows rows, TimeProvider time, int lane)
    {
        (this.rows, this.time, this.lane) = (rows, time, lane);
        queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(Capacity) { SingleReader = true });
        StartChain();
        writer = Task.Run(WriteAllAsync);
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writer;
    }

    /// <summary>Commits a record; returns only after the commit.</summary>
    internal async Task<RecordStamp> WriteAsync(DecisionRecord record, CancellationToken cancellation)
    {
        TableEntity row;
        try
        {
            row = await rows.PrepareAsync(record, cancellation);
        }
        catch (Exception failure) when (failure is Azure.RequestFailedException or AggregateException)
        {
            throw new RecordNotWrittenException(failure);
        }

        // One row that storage refuses must not take the others of its transaction with it.
        (row.PartitionKey, row.RowKey) = ("unplaced", "unplaced");
        Rows.Check(row);
        var waiting = new Waiting(row, RecordHash.Content(record), Rows.PayloadOf(row) + StampBytes, cancellation);
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

    private List<Waiting> TakeBatch()
    {
        var batch = new List<Waiting>();
        var bytes = 0;
        while (batch.Count < StorageLimits.BatchEntities && queue.Reader.TryPeek(out var next)
            && (batch.Count == 0 || bytes + next.PayloadBytes <= StorageLimits.BatchBytes))
        {
            queue.Reader.TryRead(out _);
            if (!next.Cancellation.IsCancellationRequested)
            {
                batch.Add(next);
                bytes += next.PayloadBytes;
            }
        }

        return batch;
    }

    private async Task CommitAsync(List<Waiting> batch)
    {
        try
        {
            var stamps = Stamp(batch);
            using var timeout = new CancellationTokenSource(CommitTimeout, time);
            await rows.AddAsync(batch.ConvertAll(waiting => waiting.Row), timeout.Token);
            sequence += batch.Count;
            previousHash = stamps[^1].Hash;
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Committed.TrySetResult(stamps[i]);
            }
        }
#pragma warning disable CA1031 // Whatever happened, every waiting caller must hear it and the lane must live on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            // Whether storage committed is unknown: numbers used once are never used again.
            StartChain();
            foreach (var waiting in batch)
            {
                waiting.Committed.TrySetException(new RecordNotWrittenException(failure));
            }
        }
    }

    private List<RecordStamp> Stamp(List<Waiting> batch)
    {
        var now = time.GetUtcNow();
        var stamps = new List<RecordStamp>(batch.Count);
        var previous = previousHash;
        foreach (var waiting in batch)
        {
            var place = RecordPlace.Of(now, epoch, lane, sequence + stamps.Count + 1);
            var stamp = new RecordStamp(place.Id, now, previous, "");
            stamp = stamp with { Hash = RecordHash.Of(stamp, waiting.ContentHash) };
            waiting.Row.PartitionKey = place.Partition;
            waiting.Row.RowKey = place.Row;
            waiting.Row["RecordedAt"] = now;
            waiting.Row["PreviousHash"] = previous;
            waiting.Row["Hash"] = previous = stamp.Hash;
            stamps.Add(stamp);
        }

        return stamps;
    }

    private void StartChain()
    {
        epoch = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", EpochCharacters);
        sequence = 0;
        previousHash = RecordHash.Genesis;
    }

    private sealed record Waiting(TableEntity Row, string ContentHash, int PayloadBytes, CancellationToken Cancellation)
    {
        public TaskCompletionSource<RecordStamp> Committed { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
