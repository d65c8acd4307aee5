using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Screening.Functions.Records.Erase;

namespace Screening.Functions.Records.Write;

/// <summary>
/// Rows of wrapped keys. One row holds the keys of a transaction, a column for each record. The hash of a record does not cover
/// its key, so a key is proved by opening the personal fields with it.
/// </summary>
internal sealed class RecordKeyRows(TableClient table, TableClient bulk)
{
    // What stands in a column that is not binary: a key that cannot be unwrapped.
    private static readonly byte[] Unreadable = [];

    /// <summary>The wrapped key of a record, empty when it is unreadable; null when it was destroyed or never existed.</summary>
    internal async Task<byte[]?> FindAsync(RecordRow row, CancellationToken cancellation)
    {
        if (row.Keys.Length == 0)
        {
            return null;
        }

        var keys = await table.GetEntityIfExistsAsync<TableEntity>(row.Place.Partition, row.Keys, [row.KeyColumn], cancellation);
        return keys.HasValue && keys.Value!.TryGetValue(row.KeyColumn, out var value) && value is not null ? Bytes(value) : null;
    }

    /// <summary>Wrapped keys of records of one partition, by row key of the record. Destroyed keys are left out.</summary>
    internal async Task<Dictionary<string, byte[]>> FindAsync(IReadOnlyList<RecordRow> stretch, CancellationToken cancellation)
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
            foreach (var (column, value) in row.Where(column => RecordRow.IsKeyColumn(column.Key)))
            {
                keys[column[1..]] = Bytes(value);
            }
        }

        return keys;
    }

    /// <summary>Destroys the wrapped key of a record if it exists.</summary>
    internal async Task DestroyAsync(RecordRow row, CancellationToken cancellation)
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

    /// <summary>The texts of a row with personal values, or masked when the key was destroyed.</summary>
    /// <exception cref="RecordKeyNotConfiguredException">The key that wrapped its key is not configured.</exception>
    /// <exception cref="InvalidDataException">The body or the key is damaged.</exception>
    internal static RecordBody Reveal(RecordRow row, RecordBody body, byte[]? wrapped, RecordKeyring keyring) =>
        body.Sealed is null || wrapped is null ? body : Open(row, body, wrapped, keyring);

    private static RecordBody Open(RecordRow row, RecordBody body, byte[] wrapped, RecordKeyring keyring)
    {
        // A writer seals the record and wraps its key with the same record key. A wrapped key that names another one is damaged,
        // not one whose record key is missing.
        if (row.KeyId is { } sealedWith && RecordKeyring.KeyIdOf(wrapped) is { } wrappedWith && sealedWith != wrappedWith)
        {
            throw new InvalidDataException("the key of a record names another record key than its seal");
        }

        var values = PersonalText.Decrypt(body.Sealed!, keyring.Unwrap(wrapped, row.Place.Id));
        try
        {
            var (request, decision) = (
                PersonalText.Join(body.Request, PersonalFields.Request, values), PersonalText.Join(body.Decision, PersonalFields.Decision, values));
            return values.Count == 0
                ? new(request, decision, null)
                : throw new InvalidDataException("the sealed values of a record do not fit its text");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException("the text of a record cannot be read", failure);
        }
    }

    private static byte[] Bytes(object value) => value as byte[] ?? (value as BinaryData)?.ToArray() ?? Unreadable;
}
