using System.Diagnostics;
using System.Threading.Channels;
using Azure.Data.Tables;
using Screening.Functions.Storage;

namespace Screening.Benchmarks.Load;

/// <summary>
/// A program that does nothing but the insert that a screening ends with: rows like the ones the app wrote, in
/// transactions of what waits, one writer per lane, and each caller waits for the commit of its own row. What it reaches
/// is what storage allows.
/// </summary>
internal sealed class BareInsert(TableClient table, TableEntity sample)
{
    private int number;

    /// <summary>Rows a second with this many callers, after a warm-up of a third of the time on top.</summary>
    public async Task<double> RunAsync(int callers, double seconds)
    {
        var lanes = Enumerable.Range(0, RecordTable.DefaultLanes)
            .Select(_ => Channel.CreateUnbounded<TaskCompletionSource>()).ToArray();
        var writers = lanes.Select(lane => Task.Run(() => WriteAllAsync(lane.Reader))).ToArray();
        var (start, committed) = (Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var turn = 0; Stopwatch.GetElapsedTime(start).TotalSeconds < seconds * 4 / 3; turn++)
            {
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await lanes[Interlocked.Increment(ref number) % lanes.Length].Writer.WriteAsync(done);
                await done.Task;
                if (Stopwatch.GetElapsedTime(start).TotalSeconds is var now && now >= seconds / 3 && now <= seconds * 4 / 3)
                {
                    Interlocked.Increment(ref committed);
                }
            }
        })));
        foreach (var lane in lanes)
        {
            lane.Writer.Complete();
        }

        await Task.WhenAll(writers);
        return committed / seconds;
    }

    private async Task WriteAllAsync(ChannelReader<TaskCompletionSource> waiting)
    {
        var (partition, row) = ("bare-" + Guid.NewGuid().ToString("N"), 0);
        var batch = new List<TaskCompletionSource>();
        while (await waiting.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < StorageLimits.BatchEntities && waiting.TryRead(out var next))
            {
                batch.Add(next);
            }

            await table.SubmitTransactionAsync(batch.Select(_ => new TableTransactionAction(
                TableTransactionActionType.Add, new TableEntity(sample) { PartitionKey = partition, RowKey = $"{row++:D12}" })));
            batch.ForEach(one => one.SetResult());
        }
    }
}
