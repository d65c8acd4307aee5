using Azure;
using Azure.Data.Tables;

namespace Screening.Functions.Storage.Backup;

/// <summary>What a restore has done.</summary>
/// <param name="Manifest">Manifest of the backup.</param>
/// <param name="Rows">Rows added.</param>
/// <param name="Blobs">Blobs added or continued.</param>
public sealed record RestoreResult(BackupManifest Manifest, long Rows, long Blobs);

/// <summary>
/// Brings a backup into storage. It only adds: what is there stays as it is, so an interrupted restore is run again. The versions row
/// comes first, so that an instance that starts too early seeds nothing, and the documents last, so that it decides nothing.
/// </summary>
public sealed class StoreRestore
{
    private const string MarkPartition = "restore";

    private readonly BackupStore store;
    private readonly TimeProvider time;
    private long rows;
    private long blobs;

    internal StoreRestore(BackupStore store, TimeProvider time) => (this.store, this.time) = (store, time);

    /// <summary>Restores a backup.</summary>
    /// <param name="folder">The folder of the backup.</param>
    /// <param name="isMerge">Whether storage may hold something: the backup adds what is missing there.</param>
    /// <param name="progress">Receives one line for each step.</param>
    /// <param name="cancellation">Ends it; the next call goes on.</param>
    /// <exception cref="InvalidDataException">The backup is damaged, or storage holds what is not of this backup.</exception>
    public async Task<RestoreResult> RunAsync(string folder, bool isMerge, Action<string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(progress);
        var backup = await BackupFolder.OpenAsync(folder, cancellation);
        progress($"the backup is whole: {backup.Manifest.Files.Length} files of {backup.Manifest.Finished:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        await CreateAsync(cancellation);
        if (!await IsBegunAsync(backup, cancellation))
        {
            await (isMerge ? DemandSameAsync(backup, cancellation) : DemandEmptyAsync(cancellation));
            await MarkAsync(backup, "under way", cancellation);
        }

        var erased = await backup.ErasuresAsync(cancellation);
        foreach (var table in BackupContent.Tables)
        {
            if (table == BackupContent.Records)
            {
                await RestoreBlobsAsync(backup, progress, cancellation);
            }

            await RestoreAsync(backup, table, erased, cancellation);
            progress($"table {table} restored");
        }

        await MarkAsync(backup, "done", cancellation);
        return new(backup.Manifest, rows, blobs);
    }

    private async Task CreateAsync(CancellationToken cancellation)
    {
        await Task.WhenAll(BackupContent.Tables.Select(table => store.Table(table).CreateIfNotExistsAsync(cancellation)));
        await Task.WhenAll(BackupContent.Containers.Select(container => store.Container(container).CreateIfNotExistsAsync(cancellationToken: cancellation)));
    }

    private async Task<bool> IsBegunAsync(BackupFolder backup, CancellationToken cancellation)
    {
        var found = await store.Table(BackupContent.Status).GetEntityIfExistsAsync<TableEntity>(MarkPartition, backup.Sha256, cancellationToken: cancellation);
        return found.HasValue;
    }

    private async Task MarkAsync(BackupFolder backup, string state, CancellationToken cancellation) => await store.Table(BackupContent.Status).UpsertEntityAsync(
        new TableEntity(MarkPartition, backup.Sha256) { ["State"] = state, ["At"] = time.GetUtcNow(), ["TakenAt"] = backup.Manifest.Finished },
        TableUpdateMode.Replace, cancellation);

    private async Task DemandEmptyAsync(CancellationToken cancellation)
    {
        foreach (var table in BackupContent.Tables)
        {
            await foreach (var row in store.RowsAsync(table, null, cancellation))
            {
                throw new InvalidDataException(row.PartitionKey == MarkPartition
                    ? "another backup was restored, or begun to be restored, into this storage: use an empty account, or --merge"
                    : $"the table {table} is not empty: restore into an empty account, or say --merge to add what is missing");
            }
        }

        foreach (var container in BackupContent.Containers)
        {
            await foreach (var _ in store.BlobsAsync(container, "", cancellation))
            {
                throw new InvalidDataException($"the container {container} is not empty: restore into an empty account, or say --merge to add what is missing");
            }
        }
    }

    // Rule data of two histories must not be mixed: a version would mean two things.
    private async Task DemandSameAsync(BackupFolder backup, CancellationToken cancellation)
    {
        var current = await store.Table(BackupContent.Head).GetEntityIfExistsAsync<TableEntity>("head", "current", cancellationToken: cancellation);
        if (!current.HasValue || backup.Manifest.SourceVersion == 0)
        {
            return;
        }

        await foreach (var row in backup.RowsAsync(BackupContent.Head, cancellation))
        {
            if (row.RowKey == "current")
            {
                continue;
            }

            var there = await store.Table(BackupContent.Head).GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, ["ChangeId"], cancellation);
            if (!there.HasValue || there.Value!.GetGuid("ChangeId") != row.GetGuid("ChangeId"))
            {
                throw new InvalidDataException(
                    $"the rule data in storage are not those of the backup or later ones: source version {row.GetInt64("SourceVersion")} is another change, or not there");
            }
        }
    }

    private async Task RestoreAsync(BackupFolder backup, string table, HashSet<string> erased, CancellationToken cancellation)
    {
        var waiting = new List<TableEntity>();
        await foreach (var row in backup.RowsAsync(table, cancellation))
        {
            if (table == BackupContent.Records && row.RowKey[0] == 'k')
            {
                // The erasure is in the backup, and the key was copied before.
                foreach (var column in row.Keys.Where(column => column[0] == 'K' && erased.Contains($"{row.PartitionKey}-{column[1..]}")).ToList())
                {
                    row.Remove(column);
                }
            }

            if (waiting.Count > 0 && (waiting[0].PartitionKey != row.PartitionKey || waiting.Count == StorageLimits.BatchEntities))
            {
                await AddAsync(table, waiting, cancellation);
                waiting.Clear();
            }

            if (!waiting.Exists(one => one.RowKey == row.RowKey))
            {
                waiting.Add(row);
            }
        }

        await AddAsync(table, waiting, cancellation);
    }

    private async Task AddAsync(string table, List<TableEntity> some, CancellationToken cancellation)
    {
        foreach (var batch in Rows.Batches(some))
        {
            try
            {
                await AddAsync(table, batch, cancellation);
            }
            catch (RequestFailedException failure) when (failure.Status == 409)
            {
                await AddMissingAsync(table, batch, cancellation);
            }
        }
    }

    private async Task AddAsync(string table, IReadOnlyList<TableEntity> batch, CancellationToken cancellation)
    {
        await store.Table(table).SubmitTransactionAsync(batch.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), cancellation);
        rows += batch.Count;
    }

    private async Task AddMissingAsync(string table, IReadOnlyList<TableEntity> batch, CancellationToken cancellation)
    {
        var (low, high) = (batch.Select(row => row.RowKey).Min(StringComparer.Ordinal)!, batch.Select(row => row.RowKey).Max(StringComparer.Ordinal)!);
        var there = new HashSet<string>(StringComparer.Ordinal);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {batch[0].PartitionKey} and RowKey ge {low} and RowKey le {high}");
        await foreach (var row in store.Table(table).QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellation))
        {
            there.Add(row.RowKey);
        }

        var missing = batch.Where(row => !there.Contains(row.RowKey)).ToList();
        if (missing.Count > 0)
        {
            await AddAsync(table, missing, cancellation);
        }
    }

    private async Task RestoreBlobsAsync(BackupFolder backup, Action<string> progress, CancellationToken cancellation)
    {
        foreach (var container in BackupContent.Containers)
        {
            var target = new RestoredBlobs(store.Container(container));
            await foreach (var blob in backup.BlobsAsync(container, cancellation))
            {
                blobs += await target.PutAsync(blob, cancellation) ? 1 : 0;
            }

            progress($"container {container} restored");
        }
    }
}
