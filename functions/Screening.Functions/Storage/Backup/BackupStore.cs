using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Screening.Functions.Storage.Backup;

/// <summary>A blob in a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsAppended">Whether it is an append blob.</param>
/// <param name="Created">When it was created, by the clock of storage.</param>
internal sealed record ListedBlob(string Name, bool IsAppended, DateTimeOffset Created);

/// <summary>Every table and container of an environment, by name.</summary>
internal sealed class BackupStore(TableServiceClient tables, BlobServiceClient blobs, string prefix)
{
    /// <summary>Name of the account.</summary>
    internal string Account => tables.AccountName;

    internal TableClient Table(string name) => tables.GetTableClient(prefix + name);

    internal BlobContainerClient Container(string name) =>
        blobs.GetBlobContainerClient(prefix.Length == 0 ? name : $"{prefix.ToLowerInvariant()}-{name}");

    /// <summary>Rows of a table, in order.</summary>
    /// <param name="table">Name of the table.</param>
    /// <param name="filter">An OData filter; null for all rows.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async IAsyncEnumerable<TableEntity> RowsAsync(
        string table, string? filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in Table(table).QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            yield return row;
        }
    }

    /// <summary>Blobs of a container whose names have a prefix, in order.</summary>
    internal async IAsyncEnumerable<ListedBlob> BlobsAsync(
        string container, string namePrefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var blob in Container(container).GetBlobsAsync(BlobTraits.None, BlobStates.None, namePrefix, cancellation))
        {
            yield return new(blob.Name, blob.Properties.BlobType == BlobType.Append, blob.Properties.CreatedOn ?? DateTimeOffset.MaxValue);
        }
    }

    /// <summary>The whole content of a small blob; null when it is not there any more.</summary>
    internal async Task<byte[]?> ContentAsync(string container, string name, CancellationToken cancellation)
    {
        try
        {
            return (await Container(container).GetBlobClient(name).DownloadContentAsync(cancellation)).Value.Content.ToArray();
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Copies blobs of a container whose content never changes.</summary>
    internal async Task CopyAsync(string container, Func<string, bool> isWanted, BackupWriter writer, CancellationToken cancellation)
    {
        await foreach (var blob in BlobsAsync(container, "", cancellation))
        {
            if (!isWanted(blob.Name))
            {
                continue;
            }

            try
            {
                var answer = await Container(container).GetBlobClient(blob.Name).DownloadStreamingAsync(cancellationToken: cancellation);
                await using var content = answer.Value.Content;
                await writer.WriteAsync(blob.Name, blob.IsAppended, content, cancellation);
            }
            catch (RequestFailedException failure) when (failure.Status == 404)
            {
                // Removed by retention since it was listed.
            }
        }
    }
}
