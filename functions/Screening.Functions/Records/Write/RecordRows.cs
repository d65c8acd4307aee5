using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Screening.Functions.Storage;

namespace Screening.Functions.Records.Write;

/// <summary>Stores rows and bodies of records. The order of writing is decided by the lanes.</summary>
public sealed class RecordRows
{
    /// <summary>Prefix of the row keys of wrapped keys. Sorts after the digits of records.</summary>
    internal const string KeyPrefix = "k";

    // The first character after the digits: sorts after every record of a partition.
    private const string AfterRecords = ":";

    private readonly TableClient table;
    private readonly TableClient bulk;
    private readonly RecordBodies bodies;

    // Bulk reads use a separate client, so that they do not delay requests that write one row.
    internal RecordRows(TableClient table, TableClient bulk, BlobContainerClient bodies) =>
        (this.table, this.bulk, this.bodies, Keys) = (table, bulk, new(bodies), new(table, bulk));

    /// <summary>Rows of wrapped keys.</summary>
    internal RecordKeyRows Keys { get; }

    /// <summary>Blobs of large bodies.</summary>
    internal RecordBodies Bodies => bodies;

    /// <summary>Creates the row of a record, without place and stamp. A large body is stored in a blob first.</summary>
    internal Task<PreparedRecord> PrepareAsync(DecisionRecord record, CancellationToken cancellation) =>
        RecordRow.PrepareAsync(record, body => bodies.PutAsync(body, cancellation));

    /// <summary>Adds rows of one partition, all or none. The first must be a record.</summary>
    /// <exception cref="MarkerTakenException">Another attempt has added a marker.</exception>
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
            // A retry after a lost response finds its own rows. If one exists, all do.
            var found = await table.GetEntityIfExistsAsync<TableEntity>(
                rows[0].PartitionKey, rows[0].RowKey, ["Hash"], cancellation);
            if (found.HasValue
                && string.Equals(found.Value!.GetString("Hash"), rows[0].GetString("Hash"), StringComparison.Ordinal))
            {
                return;
            }

            if (!found.HasValue && await TakenAsync(rows, cancellation) is { } marker)
            {
                throw new MarkerTakenException(marker, failure);
            }

            throw;
        }
    }

    /// <summary>Reads a record; decrypts its personal fields only if <paramref name="isShown"/>.</summary>
    internal async Task<StoredRecord?> FindAsync(
        RecordPlace place, RecordKeyring keyring, bool isShown, CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(place.Partition, place.Row, cancellationToken: cancellation);
        return read.HasValue ? await StoredAsync(new(place, read.Value!), keyring, isShown, cancellation) : null;
    }

    /// <summary>The whole record of a row; its columns alone when the body is missing or damaged. Never fails for a damaged record.</summary>
    internal async Task<StoredRecord> StoredAsync(
        RecordRow row, RecordKeyring keyring, bool isShown, CancellationToken cancellation)
    {
        var check = row.Check(keyring);
        StoredRecord As(PersonalView view, RecordBody text, string? beside = null)
        {
            var (damage, record) = (check.Damage ?? beside, row.With(text));
            return new(row.Stamp, damage is null ? record : Legible(record), view, check.HasItsHash, check.Seal) { KeyId = row.KeyId, Damage = damage };
        }

        RecordBody body;
        try
        {
            body = await BodyAsync(row, cancellation);
        }
        catch (InvalidDataException missing)
        {
            return As(PersonalView.Damaged, new("{}", "{}", null), missing.Message);
        }

        if (!isShown || body.Sealed is null)
        {
            return As(body.Sealed is null ? PersonalView.Shown : PersonalView.Masked, body);
        }

        if (await Keys.FindAsync(row, cancellation) is not { } wrapped)
        {
            return As(PersonalView.Erased, body);
        }

        try
        {
            return As(PersonalView.Shown, RecordKeyRows.Reveal(row, body, wrapped, keyring));
        }
        catch (RecordKeyNotConfiguredException)
        {
            return As(PersonalView.Locked, body);
        }
        catch (InvalidDataException damaged)
        {
            return As(PersonalView.Damaged, body, damaged.Message);
        }
    }

    /// <summary>The masked texts of a row.</summary>
    /// <exception cref="InvalidDataException">The body is missing or does not match its name.</exception>
    internal async Task<RecordBody> BodyAsync(RecordRow row, CancellationToken cancellation) => row.Body is { } name
        ? await bodies.GetAsync(name, cancellation)
        : new(
            TextColumns.Read(row.Row, "Request") ?? "{}", TextColumns.Read(row.Row, "Decision") ?? "{}",
            row.Row.TryGetValue("Sealed", out var cipherText) ? cipherText as byte[] ?? (cipherText as BinaryData)?.ToArray() : null);

    /// <summary>The row of a record; null when there is none.</summary>
    internal async Task<RecordRow?> RowAsync(RecordPlace place, CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(place.Partition, place.Row, cancellationToken: cancellation);
        return read.HasValue ? new(place, read.Value!) : null;
    }

    /// <summary>Records of a partition, in order.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="after">Sequence number to continue after; 0 for all.</param>
    /// <param name="through">Last sequence number, inclusive.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal IAsyncEnumerable<RecordRow> ReadAsync(
        string partition, long after, long through, CancellationToken cancellation) =>
        QueryAsync(TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey gt {RecordPlace.RowOf(after)} and RowKey le {RecordPlace.RowOf(through)}"), cancellation);

    /// <summary>Records of the partitions whose names are in a range, ordered by id.</summary>
    internal IAsyncEnumerable<RecordRow> RangeAsync(string from, string before, CancellationToken cancellation) =>
        QueryAsync(TableClient.CreateQueryFilter(
            $"PartitionKey ge {from} and PartitionKey lt {before} and RowKey lt {AfterRecords}"), cancellation);

    /// <summary>Records after a place, in partitions whose names sort before a text.</summary>
    internal IAsyncEnumerable<RecordRow> AfterAsync(RecordPlace place, string before, CancellationToken cancellation) =>
        QueryAsync(TableClient.CreateQueryFilter(
            $"(PartitionKey gt {place.Partition} and PartitionKey lt {before} and RowKey lt {AfterRecords}) or (PartitionKey eq {place.Partition} and RowKey gt {place.Row} and RowKey lt {AfterRecords})"), cancellation);

    /// <summary>
    /// Blocks an attempt permanently by adding its marker without a record, or finds the record of the attempt.
    /// </summary>
    /// <returns>Null when the attempt is blocked; otherwise the place of its record.</returns>
    internal async Task<RecordPlace?> CloseAsync(RecordMarker marker, CancellationToken cancellation)
    {
        try
        {
            await table.AddEntityAsync(new TableEntity(marker.Partition, marker.Row), cancellation);
            return null;
        }
        catch (RequestFailedException failure) when (failure.Status == 409)
        {
            return await MarkedAsync(marker, cancellation);
        }
    }

    /// <summary>Place of the record of an attempt; null when there is none, or none yet.</summary>
    internal async Task<RecordPlace?> MarkedAsync(RecordMarker marker, CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(marker.Partition, marker.Row, cancellationToken: cancellation);
        return read.HasValue && read.Value!.GetString("Record") is { } row ? new(marker.Partition, row) : null;
    }

    /// <summary>Deletes every row of a partition.</summary>
    internal async Task DeletePartitionAsync(string partition, CancellationToken cancellation)
    {
        var rows = new List<TableEntity>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        await foreach (var row in bulk.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
        {
            rows.Add(row);
        }

        foreach (var batch in rows.Chunk(StorageLimits.BatchEntities))
        {
            await table.SubmitTransactionAsync(
                batch.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellation);
        }
    }

    internal Task CreateAsync(CancellationToken cancellation) =>
        Task.WhenAll(table.CreateIfNotExistsAsync(cancellation), bodies.CreateAsync(cancellation));

    // The texts of a damaged record are shown only where they are JSON, so that they do not damage the response around them.
    private static DecisionRecord Legible(DecisionRecord record) => record with
    {
        RequestJson = PlainJson.Object(record.RequestJson) ?? "{}",
        DecisionJson = PlainJson.Object(record.DecisionJson) ?? "{}",
        Inputs = record.Inputs is null ? null : PlainJson.Object(record.Inputs),
    };

    private async Task<int?> TakenAsync(IReadOnlyList<TableEntity> rows, CancellationToken cancellation)
    {
        for (var index = 0; index < rows.Count; index++)
        {
            if (rows[index].RowKey.StartsWith(RecordMarker.Prefix, StringComparison.Ordinal)
                && (await table.GetEntityIfExistsAsync<TableEntity>(
                    rows[index].PartitionKey, rows[index].RowKey, ["RowKey"], cancellation)).HasValue)
            {
                return index;
            }
        }

        return null;
    }

    private async IAsyncEnumerable<RecordRow> QueryAsync(string filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in bulk.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            if (RecordPlace.Parse($"{row.PartitionKey}-{row.RowKey}") is { } place)
            {
                yield return new(place, row);
            }
        }
    }
}
