using System.Diagnostics;
using System.Threading.Channels;
using Azure;
using Azure.Data.Tables;
using Screening.Functions.Records.Write;
using Screening.Functions.Storage;

namespace Screening.Benchmarks.Load;

/// <summary>
/// A program that does nothing but the insert that a screening ends with: rows like the ones the app wrote and the row of
/// their keys, in transactions of what waits, one writer per lane and partition, and each caller waits for the commit of its
/// own row. What it reaches is what storage allows. Its partitions grow from turn to turn like those of the app, because the
/// emulator looks through a whole partition at each insert.
/// </summary>
/// <param name="table">Where it inserts.</param>
/// <param name="record">A record as the app wrote it.</param>
/// <param name="key">The wrapped key of a record: each transaction has one row with one for each of its records.</param>
internal sealed class BareInsert(TableClient table, TableEntity record, byte[] key)
{
    // The row of keys takes one of the places.
    private const int MostRecords = StorageLimits.BatchEntities - 1;

    // As in the app, a partition lasts: how many rows it has counts for storage.
    private readonly (string Name, int Rows)[] partitions = [.. Enumerable.Range(0, RecordTable.DefaultLanes).Select(_ => (NewPartition(), 0))];

    private int number;
    private int failed;

    /// <summary>Transactions that storage did not take; their callers went on.</summary>
    public int Failed => failed;

    /// <summary>Rows committed, with this many callers, after a warm-up of a third of the time on top.</summary>
    public async Task<int> RunAsync(int callers, double seconds)
    {
        var queues = Enumerable.Range(0, RecordTable.DefaultLanes).Select(_ => Channel.CreateUnbounded<TaskCompletionSource>()).ToArray();
        var writers = queues.Select((queue, lane) => Task.Run(() => WriteAllAsync(queue.Reader, lane))).ToArray();
        var (start, committed) = (Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds * 4 / 3)
            {
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await queues[(uint)Interlocked.Increment(ref number) % (uint)queues.Length].Writer.WriteAsync(done);
                try
                {
                    await done.Task;
                }
                catch (Exception failure) when (failure is RequestFailedException or AggregateException or OperationCanceledException)
                {
                    continue;
                }

                if (Stopwatch.GetElapsedTime(start).TotalSeconds is var now && now >= seconds / 3 && now <= seconds * 4 / 3)
                {
                    Interlocked.Increment(ref committed);
                }
            }
        })));
        foreach (var lane in queues)
        {
            lane.Writer.Complete();
        }

        await Task.WhenAll(writers);
        return committed;
    }

    private async Task WriteAllAsync(ChannelReader<TaskCompletionSource> waiting, int lane)
    {
        var batch = new List<TaskCompletionSource>();
        while (await waiting.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MostRecords && waiting.TryRead(out var next))
            {
                batch.Add(next);
            }

            try
            {
                await table.SubmitTransactionAsync(Rows(partitions[lane].Name, partitions[lane].Rows, batch.Count));
                partitions[lane].Rows += batch.Count;
                batch.ForEach(one => one.SetResult());
            }
#pragma warning disable CA1031 // Whatever happened, every waiting caller must hear it and the lane must live on.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                // As the app does: whether storage committed is unknown, so the numbers are not used again.
                Interlocked.Increment(ref failed);
                partitions[lane] = (NewPartition(), 0);
                batch.ForEach(one => one.SetException(failure));
            }
        }
    }

    private static string NewPartition() => "bare-" + Guid.NewGuid().ToString("N");

    private IEnumerable<TableTransactionAction> Rows(string partition, int first, int count)
    {
        var keys = new TableEntity(partition, $"k{first:D10}");
        for (var at = first; at < first + count; at++)
        {
            keys[$"K{at:D10}"] = key;
            yield return new(TableTransactionActionType.Add, new TableEntity(record) { PartitionKey = partition, RowKey = $"{at:D10}" });
        }

        yield return new(TableTransactionActionType.Add, keys);
    }
}
