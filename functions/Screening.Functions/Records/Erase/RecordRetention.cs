using Screening.Functions.Http.OpenApi;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Erase;

/// <summary>
/// Removes records past their retention, whole partitions at a time, keys and bodies with them. A sealed note beside the
/// anchor announces it and another closes it, so that a verification can tell removal by rule, done or under way, from
/// removal by hand.
/// </summary>
/// <param name="storage">Storage.</param>
/// <param name="keyring">Keys over the records.</param>
/// <param name="time">Clock.</param>
public sealed class RecordRetention(ScreeningStorage storage, RecordKeyring keyring, TimeProvider time)
{
    /// <summary>How long records are kept: ten years, three of them with a leap day, and a day.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays((365 * 10) + 3 + 1);

    // The sweep runs every hour; a month behind it covers whatever stood still.
    private const int IndexMonths = 2;

    /// <summary>Removes what is past its retention.</summary>
    /// <returns>Partitions removed.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var removed = 0;
        await foreach (var (partition, isRetired) in storage.Anchors.PartitionsAsync("", cancellation))
        {
            // The end of its hour counts, for that is when its last record may have been written.
            if (now - RecordPlace.HourOf(partition).AddHours(1) <= Kept)
            {
                break;
            }

            if (!isRetired)
            {
                await RetireAsync(partition, now, cancellation);
                removed++;
            }
        }

        if (removed > 0)
        {
            await storage.RecordIndex.DeleteBeforeAsync(now - Kept, IndexMonths, cancellation);
        }

        return removed;
    }

    private async Task RetireAsync(string partition, DateTimeOffset now, CancellationToken cancellation)
    {
        var (count, hash, bodies) = (0L, "", new List<string>());
        await foreach (var row in storage.RecordRows.ReadAsync(partition, 0, RecordPlace.LastSequence, cancellation))
        {
            (count, hash) = (count + 1, row.Stamp.Hash);
            if (row.Body is { } body)
            {
                bodies.Add(body);
            }
        }

        // Announced first, so that no record is ever missing unexplained; closed last, so that a sweep that was interrupted
        // comes back to this partition.
        var intent = await storage.Anchors.IntendAsync(partition, count, hash, keyring, now, cancellation);
        foreach (var body in bodies)
        {
            await storage.RecordRows.Bodies.DeleteAsync(body, cancellation);
        }

        await storage.RecordRows.DeletePartitionAsync(partition, cancellation);
        await storage.Anchors.RetireAsync(partition, intent, keyring, now, cancellation);
    }
}
