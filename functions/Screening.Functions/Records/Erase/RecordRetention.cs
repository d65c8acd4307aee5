using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Erase;

/// <summary>
/// Deletes records past their retention, one whole partition at a time, with their keys and bodies. A sealed note in the anchor
/// container announces the deletion and a second one completes it, so a verification can distinguish retention from tampering.
/// </summary>
public sealed class RecordRetention(ScreeningStorage storage, RecordKeyring keyring, TimeProvider time)
{
    /// <summary>Retention period: ten years with up to three leap days, plus one day.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays((365 * 10) + 3 + 1);

    // The sweep runs hourly. The second month covers a period in which it did not run.
    private const int IndexMonths = 2;

    /// <summary>Deletes the partitions past their retention.</summary>
    /// <returns>Number of partitions deleted.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var removed = 0;
        await foreach (var (partition, isRetired) in storage.Anchors.PartitionsAsync("", cancellation))
        {
            // Counted from the end of the hour, when the last record may have been written.
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

        // The announcement comes first, so that no record is missing without explanation. The completion comes last, so that a
        // later sweep resumes an interrupted one.
        var intent = await storage.Anchors.IntendAsync(partition, count, hash, keyring, now, cancellation);
        foreach (var body in bodies)
        {
            await storage.RecordRows.Bodies.DeleteAsync(body, cancellation);
        }

        await storage.RecordRows.DeletePartitionAsync(partition, cancellation);
        await storage.Anchors.RetireAsync(partition, intent, keyring, now, cancellation);
    }
}
