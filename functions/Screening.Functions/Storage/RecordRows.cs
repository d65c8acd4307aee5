using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Storage;

/// <summary>Rows and bodies of decision records, without the order in which they are written.</summary>
public sealed class RecordRows
{
    private readonly TableClient table;
    private readonly BlobContainerClient bodies;

    internal RecordRows(TableClient table, BlobContainerClient bodies) => (this.table, this.bodies) = (table, bodies);

    /// <summary>
    /// The row of a record, without its place and stamp; a body too large for a row goes to a blob first.
    /// </summary>
    internal async Task<TableEntity> PrepareAsync(DecisionRecord record, CancellationToken cancellation)
    {
        var row = new TableEntity
        {
            ["Mode"] = record.Mode,
            ["AsOf"] = record.AsOf.ToString("O", CultureInfo.InvariantCulture),
            ["Revision"] = record.Revision,
            ["SnapshotAgeSeconds"] = record.SnapshotAgeSeconds,
            ["Client"] = record.Client,
        };
        if (record.RequestJson.Length + record.DecisionJson.Length <= StorageLimits.TextCharactersPerRow)
        {
            TextColumns.Write(row, "Request", record.RequestJson);
            TextColumns.Write(row, "Decision", record.DecisionJson);
        }
        else
        {
            row["Body"] = await PutBodyAsync(new(record.RequestJson, record.DecisionJson), cancellation);
        }

        return row;
    }

    /// <summary>Adds rows of one partition, all or none.</summary>
    internal async Task AddAsync(IReadOnlyList<TableEntity> rows, CancellationToken cancellation)
    {
        foreach (var row in rows)
        {
            Rows.Check(row);
        }

        try
        {
            await table.SubmitTransactionAsync(
                rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status == 409)
        {
            // A retry after a lost answer meets our own rows. All of them are there if one is.
            var found = await table.GetEntityIfExistsAsync<TableEntity>(
                rows[0].PartitionKey, rows[0].RowKey, ["Hash"], cancellation);
            if (!found.HasValue
                || !string.Equals(found.Value!.GetString("Hash"), rows[0].GetString("Hash"), StringComparison.Ordinal))
            {
                throw;
            }
        }
    }

    /// <summary>Reads a record.</summary>
    internal async Task<StoredRecord?> FindAsync(RecordPlace place, CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(
            place.Partition, place.Row, cancellationToken: cancellation);
        return read.HasValue ? await StoredAsync(place, read.Value!, cancellation) : null;
    }

    internal Task CreateAsync(CancellationToken cancellation) => Task.WhenAll(
        table.CreateIfNotExistsAsync(cancellation), bodies.CreateIfNotExistsAsync(cancellationToken: cancellation));

    private async Task<StoredRecord> StoredAsync(RecordPlace place, TableEntity row, CancellationToken cancellation)
    {
        var body = row.GetString("Body") is { } name
            ? await GetBodyAsync(name, cancellation)
            : new RecordBody(TextColumns.Read(row, "Request")!, TextColumns.Read(row, "Decision")!);
        var record = new DecisionRecord
        {
            RequestJson = body.Request,
            DecisionJson = body.Decision,
            Mode = row.GetString("Mode"),
            AsOf = DateOnly.ParseExact(row.GetString("AsOf"), "O", CultureInfo.InvariantCulture),
            Revision = row.GetString("Revision"),
            SnapshotAgeSeconds = row.GetInt32("SnapshotAgeSeconds")!.Value,
            Client = row.GetString("Client"),
        };
        return new(
            new RecordStamp(
                place.Id,
                row.GetDateTimeOffset("RecordedAt")!.Value,
                row.GetString("PreviousHash"),
                row.GetString("Hash")),
            record);
    }

    // Named by its content, so that a retry writes the same blob and nobody can change one unseen.
    private async Task<string> PutBodyAsync(RecordBody body, CancellationToken cancellation)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, StorageJson.Options);
        var name = SnapshotFormat.RevisionOf(bytes);
        try
        {
            await bodies.GetBlobClient(name).UploadAsync(
                BinaryData.FromBytes(bytes),
                new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } },
                cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status is 409 or 412)
        {
            // It is there already.
        }

        return name;
    }

    private async Task<RecordBody> GetBodyAsync(string name, CancellationToken cancellation)
    {
        var answer = await bodies.GetBlobClient(name).DownloadContentAsync(cancellation);
        var bytes = answer.Value.Content;
        if (!string.Equals(SnapshotFormat.RevisionOf(bytes), name, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"the body {name} of a record is not what its name says");
        }

        return bytes.ToObjectFromJson<RecordBody>(StorageJson.Options)!;
    }

    private sealed record RecordBody(string Request, string Decision);
}
