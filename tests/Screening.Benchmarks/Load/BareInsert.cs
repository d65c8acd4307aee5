using System.Diagnostics;
using System.Threading.Channels;
using Azure;
using Azure.Data.Tables;
using Screening.Functions.Records.Write;
using Screening.Functions.Storage;

namespace Screening.Benchmarks.Load;

/// <summary>
/// A program that only performs the insert at the end of a screening, to measure the limit of the storage. It inserts rows like
/// those of the app and their key row, in transactions of all waiting rows, with one writer per lane and partition. Each caller
/// waits for the commit of its own row. The partitions grow from turn to turn like those of the app, because the emulator scans a
/// whole partition on each insert.
/// </summary>
/// <param name="table">Table that is inserted into.</param>
/// <param name="record">A record as the app wrote it.</param>
/// <param name="key">The wrapped key of a record. The key row of each transaction holds it once per record.</param>
internal sealed class BareInsert(TableClient table, TableEntity record, byte[] key)
{
    // The key row takes one of the places.
    private const int MostRecords = StorageLimits.BatchEntities - 1;

    // A partition is kept between turns, as in the app: its row count affects the storage.
    private readonly (string Name, int Rows)[] partitions = [.. Enumerable.Range(0, RecordTable.DefaultLanes).Select(_ => (NewPartition(), 0))];

    private int number;
    private int failed;

    /// <summary>Transactions that storage rejected; their callers continued.</summary>
    public int Failed => failed;

    /// <summary>Rows committed with this many callers, after a warm-up of one third of the time in addition.</summary>
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
#pragma warning disable CA1031 // Every waiting caller must get the failure and the lane must continue, whatever the exception.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                // As in the app: it is unknown whether storage committed, so the row numbers are not reused.
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
