using System.Globalization;
using System.Reflection;
using System.Text;
using Azure.Data.Tables;

namespace Screening.Functions.Storage.Backup;

/// <summary>
/// Copies all tables and containers of an environment to a folder while it is in use. Queues are not copied: their messages carry no
/// data, and what they would have caused is found in the tables.
/// </summary>
public sealed class StoreBackup
{
    private const string OpenPartitions = "open";

    private readonly BackupStore store;
    private readonly TimeProvider time;

    internal StoreBackup(BackupStore store, TimeProvider time) => (this.store, this.time) = (store, time);

    /// <summary>Takes a backup.</summary>
    /// <param name="folder">The folder, which is created. It must be empty if it exists.</param>
    /// <param name="progress">Receives one line for each step.</param>
    /// <param name="cancellation">Ends it; the folder has no manifest then.</param>
    /// <returns>The manifest and its SHA-256.</returns>
    /// <exception cref="InvalidDataException">The folder is not empty, or storage holds what no backup can hold.</exception>
    public async Task<(BackupManifest Manifest, string Sha256)> TakeAsync(string folder, Action<string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(progress);
        Create(folder);
        var begun = time.GetUtcNow();
        var writers = new Dictionary<string, BackupWriter>(StringComparer.Ordinal);
        BackupWriter Writer(string file) => writers.TryGetValue(file, out var open) ? open : writers[file] = new BackupWriter(folder, file);
        BackupWriter OfTable(string table) => Writer(BackupContent.TableFile(table));
        BackupWriter OfContainer(string container) => Writer(BackupContent.ContainerFile(container));
        try
        {
            var records = new RecordCopy(
                store, begun, OfContainer(BackupContent.Anchors), OfTable(BackupContent.Records), Writer(BackupContent.Erasures));
            await records.RunAsync(cancellation);
            progress($"records: {records.Count}");
            await store.CopyAsync(BackupContent.Bodies, _ => true, OfContainer(BackupContent.Bodies), cancellation);
            await CopyIndexAsync(records, OfTable(BackupContent.RecordIndex), cancellation);
            await CopyAsync("ScreeningIdempotency", null, OfTable, cancellation);

            // What a change writes before the versions row is copied after it, and what it writes afterwards is copied before.
            await CopyAsync("ScreeningProposals", null, OfTable, cancellation);
            await CopyAsync(BackupContent.Status, "PartitionKey ne 'restore'", OfTable, cancellation);
            var version = await CopyHeadAsync(OfTable(BackupContent.Head), cancellation);
            foreach (var table in new[] { BackupContent.Documents, "ScreeningImports", "ScreeningListRows", "ScreeningListConfirmations", "ScreeningListSources" })
            {
                await CopyAsync(table, null, OfTable, cancellation);
            }

            await CopyAsync(BackupContent.Keys, "PartitionKey ne 'session'", OfTable, cancellation);
            progress($"rule data: source version {version}");

            // After the records: the snapshot of every decision was there before the decision.
            await store.CopyAsync(
                BackupContent.Snapshots, name => !name.StartsWith("current", StringComparison.Ordinal), OfContainer(BackupContent.Snapshots), cancellation);
            await records.CopyIntentsAsync(cancellation);
            progress("snapshots copied");
            var files = new List<BackupFile>();
            foreach (var writer in writers.OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                files.Add(await writer.Value.EndAsync(cancellation));
            }

            var app = typeof(StoreBackup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
            return await WriteAsync(
                folder, new(BackupManifest.CurrentFormat, app, store.Account, begun, time.GetUtcNow(), version, records.Count, [.. files]), cancellation);
        }
        finally
        {
            foreach (var writer in writers.Values)
            {
                await writer.DisposeAsync();
            }
        }
    }

    /// <summary>Writes the ids of all records that were erased to a new file, one on a line.</summary>
    /// <returns>Their number.</returns>
    public async Task<int> ListErasuresAsync(string path, CancellationToken cancellation)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var row in store.RowsAsync(BackupContent.Records, "Kind eq 'erasure'", cancellation))
        {
            if (RecordCopy.ErasedBy(row) is { } id)
            {
                ids.Add(id);
            }
        }

        await File.WriteAllLinesAsync(path, ids, new UTF8Encoding(false), cancellation);
        return ids.Count;
    }

    private async Task CopyAsync(string table, string? filter, Func<string, BackupWriter> writers, CancellationToken cancellation)
    {
        var writer = writers(table);
        await foreach (var row in store.RowsAsync(table, filter, cancellation))
        {
            await writer.WriteAsync(row, cancellation);
        }
    }

    // The current row first: a change that is committed meanwhile has no row in the copy, so the version after a restore is free.
    private async Task<long> CopyHeadAsync(BackupWriter writer, CancellationToken cancellation)
    {
        var current = await store.Table(BackupContent.Head).GetEntityIfExistsAsync<TableEntity>("head", "current", cancellationToken: cancellation);
        if (!current.HasValue)
        {
            return 0;
        }

        var version = current.Value!.GetInt64("SourceVersion")!.Value;
        await writer.WriteAsync(current.Value, cancellation);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {"head"} and RowKey gt {"history-"} and SourceVersion le {version}");
        await foreach (var row in store.RowsAsync(BackupContent.Head, filter, cancellation))
        {
            await writer.WriteAsync(row, cancellation);
        }

        return version;
    }

    // After the records: words of an erased record are taken out before its key is destroyed. Partitions that were not indexed
    // whole are read again after a restore, from their beginning.
    private async Task CopyIndexAsync(RecordCopy records, BackupWriter writer, CancellationToken cancellation)
    {
        var open = new SortedSet<string>(records.RecentPartitions, StringComparer.Ordinal);
        await foreach (var row in store.RowsAsync(BackupContent.RecordIndex, null, cancellation))
        {
            if (row.PartitionKey == OpenPartitions)
            {
                open.Add(row.RowKey);
            }
            else if (!row.TryGetValue("Partition", out var partition) || partition is not string name || records.Has(name))
            {
                await writer.WriteAsync(row, cancellation);
            }
        }

        foreach (var partition in open.Where(records.Has))
        {
            await writer.WriteAsync(new TableEntity(OpenPartitions, partition) { ["Through"] = 0L }, cancellation);
        }
    }

    private static void Create(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new InvalidDataException("the folder is not empty: name a new one for each backup");
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static async Task<(BackupManifest Manifest, string Sha256)> WriteAsync(string folder, BackupManifest manifest, CancellationToken cancellation)
    {
        var (path, bytes) = (Path.Combine(folder, BackupManifest.FileName), manifest.ToJson());
        var half = string.Create(CultureInfo.InvariantCulture, $"{path}.part");
        await File.WriteAllBytesAsync(half, bytes, cancellation);
        File.Move(half, path);
        return (manifest, BackupFolder.HashOf(bytes));
    }
}
