using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Screening.Engine.Model;
using Screening.Functions.Http.OpenApi;
using Screening.Functions.Records.Erase;
using Screening.Functions.Storage;

namespace Screening.Functions.Records.Write;

/// <summary>Rows and bodies of records, without the order in which they are written.</summary>
public sealed class RecordRows
{
    /// <summary>What row keys of wrapped keys begin with; after the digits of records.</summary>
    internal const string KeyPrefix = "k";

    // The first character after the digits: beyond every record of a partition.
    private const string AfterRecords = ":";

    private readonly TableClient table;
    private readonly TableClient bulk;
    private readonly RecordBodies bodies;

    // Whoever reads many rows waits elsewhere than a request that writes one.
    internal RecordRows(TableClient table, TableClient bulk, BlobContainerClient bodies) =>
        (this.table, this.bulk, this.bodies) = (table, bulk, new(bodies));

    /// <summary>Large bodies.</summary>
    internal RecordBodies Bodies => bodies;

    /// <summary>The row of a record, without its place and stamp; a large body goes to a blob first.</summary>
    internal Task<PreparedRecord> PrepareAsync(DecisionRecord record, CancellationToken cancellation) =>
        RecordRow.PrepareAsync(record, body => bodies.PutAsync(body, cancellation));

    /// <summary>Adds rows of one partition, all or none; the first must be a record.</summary>
    /// <exception cref="MarkerTakenException">A marker is there already, put there by another attempt.</exception>
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

    /// <summary>Reads a record; its personal fields only when they are to be shown.</summary>
    internal async Task<StoredRecord?> FindAsync(
        RecordPlace place, RecordKeyring keyring, bool isShown, CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(place.Partition, place.Row, cancellationToken: cancellation);
        return read.HasValue ? await StoredAsync(new(place, read.Value!), keyring, isShown, cancellation) : null;
    }

    /// <summary>The whole record of a row that was read; of one whose body is gone or damaged, what the row says.</summary>
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

    /// <summary>The texts of a row, masked.</summary>
    /// <exception cref="InvalidDataException">Its body is not what the row says.</exception>
    internal async Task<RecordBody> BodyAsync(RecordRow row, CancellationToken cancellation) => row.Body is { } name
        ? await bodies.GetAsync(name, cancellation)
        : new(TextColumns.Read(row.Row, "Request") ?? "{}", TextColumns.Read(row.Row, "Decision") ?? "{}", row.Row.GetBinary("Sealed"));

    /// <summary>The wrapped key of a record; null when it was destroyed, or the record never had one.</summary>
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

    /// <summary>The texts of a row with its personal values, or masked when their key was destroyed.</summary>
    /// <exception cref="RecordKeyNotConfiguredException">Its key was wrapped by one that is not here.</exception>
    /// <exception cref="InvalidDataException">Body or key is not what the row says.</exception>
    internal static RecordBody Reveal(RecordRow row, RecordBody body, byte[]? wrapped, RecordKeyring keyring) =>
        body.Sealed is null || wrapped is null ? body : Open(body, keyring.Unwrap(wrapped, row.Place.Id));

    /// <summary>The wrapped keys of a stretch of records, by record; those destroyed are not among them.</summary>
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

    /// <summary>Destroys the wrapped key of a record; one that is gone already is no error.</summary>
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
                // Another key of the same row was destroyed meanwhile: read again.
            }
        }
    }

    /// <summary>The row of a record.</summary>
    internal async Task<RecordRow?> RowAsync(RecordPlace place, CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(place.Partition, place.Row, cancellationToken: cancellation);
        return read.HasValue ? new(place, read.Value!) : null;
    }

    /// <summary>Records of a partition in their order.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="after">Number of the last one not wanted; 0 for all.</param>
    /// <param name="through">Number of the last one wanted.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal IAsyncEnumerable<RecordRow> ReadAsync(
        string partition, long after, long through, CancellationToken cancellation) =>
        QueryAsync(TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey gt {RecordPlace.RowOf(after)} and RowKey le {RecordPlace.RowOf(through)}"), cancellation);

    /// <summary>Every record of the partitions whose names lie between two texts, in the order of ids.</summary>
    internal IAsyncEnumerable<RecordRow> RangeAsync(string from, string before, CancellationToken cancellation) =>
        QueryAsync(TableClient.CreateQueryFilter(
            $"PartitionKey ge {from} and PartitionKey lt {before} and RowKey lt {AfterRecords}"), cancellation);

    /// <summary>Every record after a place, up to the partitions whose names lie before a text.</summary>
    internal IAsyncEnumerable<RecordRow> AfterAsync(RecordPlace place, string before, CancellationToken cancellation) =>
        QueryAsync(TableClient.CreateQueryFilter(
            $"(PartitionKey gt {place.Partition} and PartitionKey lt {before} and RowKey lt {AfterRecords}) or (PartitionKey eq {place.Partition} and RowKey gt {place.Row} and RowKey lt {AfterRecords})"), cancellation);

    /// <summary>Puts a marker without a record, which keeps an attempt out for good; or finds the record it made.</summary>
    /// <returns>Null when the attempt is kept out; else the place of its record.</returns>
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

    /// <summary>Place of the record of an attempt; null when there is none (yet).</summary>
    internal async Task<RecordPlace?> MarkedAsync(RecordMarker marker, CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(marker.Partition, marker.Row, cancellationToken: cancellation);
        return read.HasValue && read.Value!.GetString("Record") is { } row ? new(marker.Partition, row) : null;
    }

    /// <summary>Removes every row of a partition.</summary>
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
