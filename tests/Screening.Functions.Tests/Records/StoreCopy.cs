using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Screening.Functions.Tests.Records;

/// <summary>The tables and containers of records at one time, to roll a store back to it.</summary>
internal sealed class StoreCopy
{
    private static readonly string[] Tables = ["ScreeningRecords", "ScreeningRecordIndex", "ScreeningIdempotency"];
    private static readonly string[] Containers = ["record-anchors", "records"];

    private readonly string connection;
    private readonly string prefix;
    private readonly Dictionary<string, List<TableEntity>> rows = [];
    private readonly Dictionary<(string Container, string Name), (BlobType Type, byte[] Content)> blobs = [];

    private StoreCopy(string connection, string prefix) => (this.connection, this.prefix) = (connection, prefix);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<StoreCopy> TakeAsync(string connection, string prefix)
    {
        var copy = new StoreCopy(connection, prefix);
        foreach (var table in Tables)
        {
            copy.rows[table] = await copy.Table(table).QueryAsync<TableEntity>(cancellationToken: Stop).ToListAsync(Stop);
        }

        foreach (var container in Containers)
        {
            await foreach (var blob in copy.Container(container).GetBlobsAsync(cancellationToken: Stop))
            {
                var content = await copy.Container(container).GetBlobClient(blob.Name).DownloadContentAsync(Stop);
                copy.blobs[(container, blob.Name)] = (blob.Properties.BlobType!.Value, content.Value.Content.ToArray());
            }
        }

        return copy;
    }

    /// <summary>Makes the store what it was when the copy was taken.</summary>
    public async Task RestoreAsync()
    {
        foreach (var table in Tables)
        {
            await foreach (var row in Table(table).QueryAsync<TableEntity>(cancellationToken: Stop))
            {
                await Table(table).DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, Stop);
            }

            foreach (var row in rows[table])
            {
                await Table(table).AddEntityAsync(row, Stop);
            }
        }

        foreach (var container in Containers)
        {
            await foreach (var blob in Container(container).GetBlobsAsync(cancellationToken: Stop))
            {
                await Container(container).DeleteBlobAsync(blob.Name, cancellationToken: Stop);
            }
        }

        foreach (var ((container, name), (type, content)) in blobs)
        {
            await PutAsync(Container(container), name, type, content);
        }
    }

    /// <summary>Writes a blob as it was stored.</summary>
    public static async Task PutAsync(BlobContainerClient container, string name, BlobType type, byte[] content)
    {
        using var stream = new MemoryStream(content);
        if (type != BlobType.Append)
        {
            await container.GetBlobClient(name).UploadAsync(stream, overwrite: true, Stop);
            return;
        }

        await container.GetAppendBlobClient(name).CreateAsync(new AppendBlobCreateOptions(), Stop);
        if (content.Length > 0)
        {
            await container.GetAppendBlobClient(name).AppendBlockAsync(stream, cancellationToken: Stop);
        }
    }

    private TableClient Table(string name) => new(connection, prefix + name);

    private BlobContainerClient Container(string name) => new(connection, $"{prefix}-{name}");
}
