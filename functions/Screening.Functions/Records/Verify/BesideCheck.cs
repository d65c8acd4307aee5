using Screening.Functions.Records.Read;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Verify;

/// <summary>
/// Checks what the hash of a record names without covering it: the blob of its body, and the key of its personal fields, which
/// must open them or have an erasure on record.
/// </summary>
internal sealed class BesideCheck(
    ScreeningStorage storage, RecordSearch search, RecordKeyring keyring, TimeProvider time, Action<Damage> report,
    Action<string, RecordKeyNotConfiguredException> reportLocked)
{
    // Records of one transaction share a row of keys, so only the last row read is cached.
    private (string Partition, string Row, Dictionary<string, byte[]> Wrapped) keys = ("", "", []);

    /// <summary>Number of records whose personal fields were erased.</summary>
    internal int Erased { get; private set; }

    /// <summary>Checks one record whose content has its hash.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="isLocked">Whether its partition was sealed with a key that is not configured.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task CheckAsync(RecordRow row, bool isLocked, CancellationToken cancellation)
    {
        RecordBody body;
        try
        {
            body = await storage.RecordRows.BodyAsync(row, cancellation);
        }
        catch (InvalidDataException damage)
        {
            Say(DamageKind.Altered, row, damage.Message);
            return;
        }

        // An erasure recorded under a key that is not configured cannot be found, and no wrapped key can be opened. The damage
        // reported for the partition covers this.
        if (row.Keys.Length == 0 || isLocked)
        {
            return;
        }

        if (await WrappedAsync(row, cancellation) is { } wrapped)
        {
            CheckKey(row, body, wrapped);
        }
        else if (await search.IsErasureOnRecordAsync(row.Place.Id, row.At, time.GetUtcNow(), cancellation))
        {
            Erased++;
        }
        else
        {
            Say(DamageKind.KeyMissing, row, "its key is gone, and no erasure is on record");
        }
    }

    private void CheckKey(RecordRow row, RecordBody body, byte[] wrapped)
    {
        try
        {
            RecordKeyRows.Reveal(row, body, wrapped, keyring);
        }
        catch (RecordKeyNotConfiguredException locked)
        {
            reportLocked(row.Place.Partition, locked);
        }
        catch (InvalidDataException damage)
        {
            Say(DamageKind.KeyDamaged, row, $"its key does not open its personal fields: {damage.Message}");
        }
    }

    private async Task<byte[]?> WrappedAsync(RecordRow row, CancellationToken cancellation)
    {
        if (keys.Partition != row.Place.Partition || keys.Row != row.Keys)
        {
            keys = (row.Place.Partition, row.Keys, await storage.RecordRows.Keys.FindAsync([row], cancellation));
        }

        return keys.Wrapped.GetValueOrDefault(row.Place.Row);
    }

    private void Say(DamageKind kind, RecordRow row, string detail) => report(new(kind, row.Place.Partition, row.Place.Id, detail));
}
