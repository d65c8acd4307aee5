using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Screening.Functions.Storage;

namespace Screening.Functions.Records.Read;

/// <summary>Records of one stretch of a partition that share an index key.</summary>
/// <param name="Partition">Partition of the records.</param>
/// <param name="Sequences">Sequence numbers of the records, ascending.</param>
/// <param name="First">Commit time of the first record of the stretch.</param>
/// <param name="Last">Commit time of the last record; a stretch is no longer than <see cref="RecordIndexTable.Span"/>.</param>
public sealed record Posting(string Partition, IReadOnlyList<long> Sequences, DateTimeOffset First, DateTimeOffset Last);

/// <summary>A partition that is not completely indexed.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Through">Sequence number of the last record indexed.</param>
/// <param name="At">Time of the last progress, UTC.</param>
internal sealed record OpenPartition(string Partition, long Through, DateTimeOffset At);

/// <summary>
/// The search index: records per key, newest first. Keys are keyed hashes, so they reveal nothing. Every row can be rebuilt from
/// the records. A partition is registered as open until all its records are indexed; searches read the others directly.
/// </summary>
public sealed class RecordIndexTable
{
    /// <summary>Maximum number of records per stretch.</summary>
    internal const int Stretch = 1000;

    /// <summary>Maximum time between the first and the last record of a stretch.</summary>
    internal static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    private const string OpenKey = "open";
    private const string KeysKey = "keys";
    private const int ShardCharacters = 2;

    private readonly TableClient table;

    internal RecordIndexTable(TableClient table) => this.table = table;

    /// <summary>Registers a partition before its first record. Does nothing when it is registered already.</summary>
    internal async Task OpenAsync(string partition, CancellationToken cancellation)
    {
        try
        {
            await table.AddEntityAsync(new TableEntity(OpenKey, partition) { ["Through"] = 0L }, cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status == 409)
        {
            // Already registered.
        }
    }

    /// <summary>Registers the name of a key before the first record is sealed with it.</summary>
    internal async Task NoteKeyAsync(string keyId, CancellationToken cancellation)
    {
        try
        {
            await table.AddEntityAsync(new TableEntity(KeysKey, keyId), cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status == 409)
        {
            // Already registered.
        }
    }

    /// <summary>Names of all keys that records have been sealed and indexed with.</summary>
    internal async Task<IReadOnlyList<string>> KeyIdsAsync(CancellationToken cancellation)
    {
        var ids = new List<string>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {KeysKey}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            ids.Add(row.RowKey);
        }

        return ids;
    }

    /// <summary>Schedules all records of a partition for indexing again.</summary>
    internal Task ReopenAsync(string partition, CancellationToken cancellation) => AdvanceAsync(partition, 0, cancellation);

    /// <summary>Partitions that are not completely indexed.</summary>
    internal async Task<IReadOnlyList<OpenPartition>> OpenAsync(CancellationToken cancellation)
    {
        var open = new List<OpenPartition>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {OpenKey}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            open.Add(new(row.RowKey, row.GetInt64("Through") ?? 0, row.Timestamp ?? default));
        }

        return open;
    }

    /// <summary>Stores how far a partition is indexed.</summary>
    internal Task AdvanceAsync(string partition, long through, CancellationToken cancellation) => table.UpsertEntityAsync(
        new TableEntity(OpenKey, partition) { ["Through"] = through }, TableUpdateMode.Replace, cancellation);

    /// <summary>Removes a completely indexed partition from the open ones.</summary>
    internal Task CompleteAsync(string partition, CancellationToken cancellation) =>
        table.DeleteEntityAsync(OpenKey, partition, ETag.All, cancellation);

    /// <summary>Writes the postings of a stretch, replacing those of an earlier attempt.</summary>
    internal async Task PutAsync(IEnumerable<(string Key, Posting Posting)> postings, CancellationToken cancellation)
    {
        var rows = postings.Select(one => Row(one.Key, one.Posting)).GroupBy(row => row.PartitionKey, StringComparer.Ordinal);
        foreach (var batch in rows.SelectMany(group => Rows.Batches(group)))
        {
            await table.SubmitTransactionAsync(
                batch.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellation);
        }
    }

    /// <summary>Postings of a key, the latest end first.</summary>
    /// <param name="key">The keyed hash.</param>
    /// <param name="from">Earliest commit time, inclusive.</param>
    /// <param name="before">Latest commit time, exclusive.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal IAsyncEnumerable<Posting> FindAsync(string key, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation) =>
        RowsAsync(key, from, before, cancellation).Select(row => Posting(row));

    private async IAsyncEnumerable<TableEntity> RowsAsync(
        string key, DateTimeOffset from, DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A stretch that ends after the requested time may have started before it.
        var (newest, oldest) = (before + Span, from);
        for (var month = Month(newest); month >= Month(oldest); month = month.AddMonths(-1))
        {
            var (low, high) = ($"{key}-{Inverted(newest)}", $"{key}-{Inverted(oldest)}~");
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Shard(key, month)} and RowKey ge {low} and RowKey le {high}");
            await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
            {
                yield return row;
            }
        }
    }

    /// <summary>Removes one record from a key.</summary>
    internal async Task RemoveAsync(string key, RecordPlace place, DateTimeOffset recordedAt, CancellationToken cancellation)
    {
        for (var isDone = false; !isDone;)
        {
            isDone = true;
            await foreach (var row in RowsAsync(key, recordedAt, recordedAt.AddTicks(1), cancellation))
            {
                isDone &= await TryRemoveAsync(row, place, cancellation);
            }
        }
    }

    // False when the row has changed since it was read: another record of it is removed, or it was written again.
    private async Task<bool> TryRemoveAsync(TableEntity row, RecordPlace place, CancellationToken cancellation)
    {
        var posting = Posting(row);
        if (posting.Partition != place.Partition || !posting.Sequences.Contains(place.Sequence))
        {
            return true;
        }

        // The row keeps its key, which was derived from its first record: that one may be removed, or be removed already.
        row["Sequences"] = Text(posting.Sequences.Where(sequence => sequence != place.Sequence));
        try
        {
            await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellation);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>Deletes the index of the months before a month.</summary>
    /// <param name="month">First month that stays.</param>
    /// <param name="months">How many months before it are deleted.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    internal async Task DeleteBeforeAsync(DateTimeOffset month, int months, CancellationToken cancellation)
    {
        for (var at = Month(month).AddMonths(-1); months > 0; at = at.AddMonths(-1), months--)
        {
            foreach (var shard in Enumerable.Range(0, 256).Select(shard => $"{shard:x2}"))
            {
                await DeletePartitionAsync(Shard(shard, at), cancellation);
            }
        }
    }

    internal Task CreateAsync(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    private static TableEntity Row(string key, Posting posting) =>
        new(Shard(key, Month(posting.Last)), $"{key}-{Inverted(posting.Last)}-{posting.Partition}-{RecordPlace.RowOf(posting.Sequences[0])}")
        {
            ["Partition"] = posting.Partition,
            ["First"] = posting.First,
            ["Last"] = posting.Last,
            ["Sequences"] = Text(posting.Sequences),
        };

    private static Posting Posting(TableEntity row) => new(
        row.GetString("Partition"),
        [.. row.GetString("Sequences").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => long.Parse(text, CultureInfo.InvariantCulture))],
        row.GetDateTimeOffset("First")!.Value,
        row.GetDateTimeOffset("Last")!.Value);

    private static string Text(IEnumerable<long> sequences) => string.Join(',', sequences);

    private static string Shard(string key, DateTimeOffset month) =>
        string.Create(CultureInfo.InvariantCulture, $"{key[..ShardCharacters]}-{month:yyyyMM}");

    private static DateTimeOffset Month(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    private static string Inverted(DateTimeOffset at) =>
        (DateTimeOffset.MaxValue.Ticks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    private async Task DeletePartitionAsync(string partition, CancellationToken cancellation)
    {
        var rows = new List<TableEntity>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
        {
            rows.Add(row);
        }

        foreach (var batch in rows.Chunk(StorageLimits.BatchEntities))
        {
            await table.SubmitTransactionAsync(
                batch.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellation);
        }
    }
}
