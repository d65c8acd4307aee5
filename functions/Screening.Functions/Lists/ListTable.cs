using System.Collections.Immutable;
using System.Globalization;
using Azure.Data.Tables;
using Screening.Engine.Snapshots;
using Screening.Functions.Storage;

namespace Screening.Functions.Lists;

/// <summary>
/// Entries of list imports, one row each. An import is divided into shards of as many rows as one response of the service holds,
/// so that shards are written and read in parallel.
/// </summary>
public sealed class ListTable
{
    /// <summary>Rows of a shard; also the maximum number of rows in one response of the service.</summary>
    public const int ShardRows = 1000;

    /// <summary>Maximum number of shards of an import, which limits it to a million entries.</summary>
    public const int Shards = 1000;

    /// <summary>Concurrent requests for one import.</summary>
    private const int Parallelism = 8;

    private readonly TableClient table;

    internal ListTable(TableClient table) => this.table = table;

    /// <summary>Writes the entries of an import. Writing the same ones again changes nothing.</summary>
    /// <param name="feed">Feed id.</param>
    /// <param name="importId">Import id.</param>
    /// <param name="entries">Entries, in any order.</param>
    /// <param name="cancellation">Ends the writing; rows already written stay invisible.</param>
    /// <exception cref="RowRefusedException">
    /// Too many entries, or an entry that exceeds the limits of storage; nothing was sent.
    /// </exception>
    public async Task WriteAsync(
        string feed, string importId, ImmutableArray<WatchlistEntrySource> entries, CancellationToken cancellation)
    {
        if (entries.Length > ShardRows * Shards)
        {
            throw new RowRefusedException($"list {feed}: {entries.Length} entries; at most {ShardRows * Shards}");
        }

        // INVARIANT: all rows are built and checked before the first is sent.
        var batches = entries
            .Select((entry, position) => Row(feed, importId, position, entry))
            .GroupBy(row => row.PartitionKey, StringComparer.Ordinal)
            .SelectMany(Rows.Batches)
            .ToList();
        await Parallel.ForEachAsync(
            batches,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation },
            async (batch, stop) => await table.SubmitTransactionAsync(
                batch.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), stop));
    }

    /// <summary>Reads the entries of an import.</summary>
    /// <param name="feed">Feed id.</param>
    /// <param name="importId">Import id.</param>
    /// <param name="count">Number of entries stated in its header.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The entries, in the order written.</returns>
    /// <exception cref="InvalidDataException">The number of rows differs from the header.</exception>
    public async Task<ImmutableArray<WatchlistEntrySource>> ReadAsync(
        string feed, string importId, int count, CancellationToken cancellation)
    {
        var shards = new List<WatchlistEntrySource>[(count + ShardRows - 1) / ShardRows];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, shards.Length),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation },
            async (shard, stop) => shards[shard] = await ReadShardAsync(Partition(feed, importId, shard), stop));
        var read = shards.Sum(shard => shard.Count);
        if (read != count)
        {
            throw new InvalidDataException(
                $"list {feed}, import {importId}: {read} rows where its header promises {count}");
        }

        return [.. shards.SelectMany(shard => shard)];
    }

    internal Task CreateAsync(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    private async Task<List<WatchlistEntrySource>> ReadShardAsync(string partition, CancellationToken cancellation)
    {
        var entries = new List<WatchlistEntrySource>(ShardRows);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, ShardRows, cancellationToken: cancellation))
        {
            entries.Add(RowJson.Read<WatchlistEntrySource>(TextColumns.Read(row, "Json")!)!);
        }

        return entries;
    }

    private static TableEntity Row(string feed, string importId, int position, WatchlistEntrySource entry)
    {
        var row = new TableEntity(
            Partition(feed, importId, position / ShardRows),
            (position % ShardRows).ToString("D6", CultureInfo.InvariantCulture));
        TextColumns.Write(row, "Json", RowJson.Text(entry));
        return row;
    }

    private static string Partition(string feed, string importId, int shard) =>
        Rows.Key(string.Create(CultureInfo.InvariantCulture, $"{feed}|{importId}|{shard:D3}"));
}
