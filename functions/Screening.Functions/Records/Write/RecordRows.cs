using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Screening.Functions.Records.Erase;
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
        (this.table, this.bulk, this.bodies) = (table, bulk, new(bodies));

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

    /// <summary>The whole record of a row; its columns alone when the body is missing or damaged.</summary>
    internal async Task<StoredRecord> StoredAsync(
        RecordRow row, RecordKeyring keyring, bool isShown, CancellationToken cancellation)
    {
        StoredRecord As(PersonalView view, RecordBody text) => new(row.Stamp, row.With(text), view, row.HasItsHash(), row.SealState(keyring)) { KeyId = row.KeyId };
        RecordBody body;
        try
        {
            body = await BodyAsync(row, cancellation);
        }
        catch (InvalidDataException)
        {
            return As(PersonalView.Damaged, new("{}", "{}", null));
        }

        if (!isShown || body.Sealed is null)
        {
            return As(body.Sealed is null ? PersonalView.Shown : PersonalView.Masked, body);
        }

        if (await KeyOfAsync(row, cancellation) is not { } wrapped)
        {
            return As(PersonalView.Erased, body);
        }

        try
        {
            return As(PersonalView.Shown, Open(body, keyring.Unwrap(wrapped, row.Place.Id)));
        }
        catch (RecordKeyNotConfiguredException)
        {
            return As(PersonalView.Locked, body);
        }
        catch (InvalidDataException)
        {
            return As(PersonalView.Damaged, body);
        }
    }

    /// <summary>The masked texts of a row.</summary>
    /// <exception cref="InvalidDataException">The body is missing or does not match its name.</exception>
    internal async Task<RecordBody> BodyAsync(RecordRow row, CancellationToken cancellation) => row.Body is { } name
        ? await bodies.GetAsync(name, cancellation)
        : new(TextColumns.Read(row.Row, "Request") ?? "{}", TextColumns.Read(row.Row, "Decision") ?? "{}", row.Row.GetBinary("Sealed"));

    /// <summary>The wrapped key of a record; null when it was destroyed or never existed.</summary>
    internal async Task<byte[]?> KeyOfAsync(RecordRow row, CancellationToken cancellation)
    {
        if (row.Keys.Length == 0)
        {
            return null;
        }

        var keys = await table.GetEntityIfExistsAsync<TableEntity>(
            row.Place.Partition, row.Keys, [row.KeyColumn], cancellation);
        return keys.HasValue ? keys.Value!.GetBinary(row.KeyColumn) : null;
    }

    /// <summary>The texts of a row with personal values, or masked when the key was destroyed.</summary>
    /// <exception cref="RecordKeyNotConfiguredException">The key that wrapped its key is not configured.</exception>
    /// <exception cref="InvalidDataException">The body or the key is damaged.</exception>
    internal static RecordBody Reveal(RecordRow row, RecordBody body, byte[]? wrapped, RecordKeyring keyring) =>
        body.Sealed is null || wrapped is null ? body : Open(body, keyring.Unwrap(wrapped, row.Place.Id));

    /// <summary>Wrapped keys of records of one partition, by row key of the record. Destroyed keys are left out.</summary>
    internal async Task<Dictionary<string, byte[]>> KeysOfAsync(IReadOnlyList<RecordRow> stretch, CancellationToken cancellation)
    {
        var keys = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var named = stretch.Select(row => row.Keys).Where(name => name.Length > 0).ToArray();
        if (named.Length == 0)
        {
            return keys;
        }

        var (partition, low, high) = (stretch[0].Place.Partition, named.Min(StringComparer.Ordinal)!, named.Max(StringComparer.Ordinal)!);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {low} and RowKey le {high}");
        await foreach (var row in bulk.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            foreach (var (column, value) in row.Where(column => column.Value is byte[] or BinaryData))
            {
                keys[column[1..]] = value as byte[] ?? ((BinaryData)value).ToArray();
            }
        }

        return keys;
    }

    /// <summary>Destroys the wrapped key of a record if it exists.</summary>
    internal async Task DestroyKeyAsync(RecordRow row, CancellationToken cancellation)
    {
        while (row.Keys.Length > 0)
        {
            var read = await table.GetEntityIfExistsAsync<TableEntity>(row.Place.Partition, row.Keys, cancellationToken: cancellation);
            if (!read.HasValue || !read.Value!.Remove(row.KeyColumn))
            {
                return;
            }

            try
            {
                await table.UpdateEntityAsync(read.Value, read.Value.ETag, TableUpdateMode.Replace, cancellation);
                return;
            }
            catch (RequestFailedException failure) when (failure.Status == 412)
            {
                // Another key in the same row was destroyed in the meantime: read again.
            }
        }
    }

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

    private static RecordBody Open(RecordBody body, byte[] key)
    {
        var values = PersonalText.Decrypt(body.Sealed!, key);
        return new(
            PersonalText.Join(body.Request, PersonalFields.Request, values),
            PersonalText.Join(body.Decision, PersonalFields.Decision, values),
            null);
    }

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
