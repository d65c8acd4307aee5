using System.Security.Cryptography;
using Azure.Data.Tables;

namespace Screening.Functions.Records.Write;

/// <summary>Position of a chain. Immutable; replaced after each commit.</summary>
/// <param name="Epoch">Name of the chain: eight letters and digits.</param>
/// <param name="Lane">Number of its lane.</param>
/// <param name="Partition">Partition of its last record; null before the first.</param>
/// <param name="Head">Position of its last record; null before the first.</param>
internal sealed record RecordChain(string Epoch, int Lane, string? Partition, ChainHead? Head)
{
    private const int EpochCharacters = 8;

    /// <summary>Creates an unused chain.</summary>
    public static RecordChain New(int lane) =>
        new(RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", EpochCharacters), lane, null, null);

    /// <summary>Partition for a record committed at a time.</summary>
    public string PartitionAt(DateTimeOffset at) => RecordPlace.PartitionOf(at, Epoch, Lane);

    /// <summary>Assigns places and hashes to the rows of a batch, and adds the markers and the row of wrapped keys.</summary>
    /// <returns>The chain after the batch.</returns>
    public RecordChain Stamp(
        List<WaitingRecord> batch, DateTimeOffset at, string partition, RecordKeyring keyring, List<RecordStamp> stamps, out List<TableEntity> transaction)
    {
        var head = HeadIn(partition);
        var keys = new TableEntity(partition, RecordRows.KeyPrefix + RecordPlace.RowOf(head.Sequence + 1));
        transaction = [];
        foreach (var waiting in batch)
        {
            var place = new RecordPlace(partition, RecordPlace.RowOf(head.Sequence + 1));
            if (waiting.Prepared.DataKey is { } key)
            {
                keys[RecordRow.KeyColumnOf(place.Row)] = keyring.Wrap(key, place.Id);
            }

            var stamp = Stamp(waiting.Prepared, place, at, head.Hash, keys.RowKey, keyring);
            head = head with { Sequence = head.Sequence + 1, Hash = stamp.Hash };
            stamps.Add(stamp);
            transaction.Add(waiting.Prepared.Row);
        }

        transaction.AddRange(batch.Where(waiting => waiting.Marker is not null).Select(waiting =>
            new TableEntity(partition, waiting.Marker!.Row) { ["Record"] = waiting.Prepared.Row.RowKey }));
        if (keys.Count > KeysAlone)
        {
            transaction.Add(keys);
        }

        return this with { Partition = partition, Head = head };
    }

    /// <summary>Whether the chain has reached an hour later than the given time.</summary>
    public bool IsAheadOf(DateTimeOffset at) => Partition is not null && string.CompareOrdinal(PartitionAt(at), Partition) < 0;

    /// <summary>Reports that no record follows in this chain.</summary>
    public void Close(Action<string, AnchorKind, ChainHead> say)
    {
        if (Partition is not null)
        {
            say(Partition, AnchorKind.Close, Head!);
        }
    }

    /// <summary>Reports that the current partition is complete if <paramref name="next"/> is in another one.</summary>
    public void Follow(RecordChain next, Action<string, AnchorKind, ChainHead> say)
    {
        if (Partition is not null && Partition != next.Partition)
        {
            say(Partition, AnchorKind.Close, Head!);
        }
    }

    /// <summary>Reports that the chain is abandoned after a failed commit to <paramref name="partition"/>.</summary>
    public void Leave(string partition, Action<string, AnchorKind, ChainHead> say)
    {
        Follow(this with { Partition = partition }, say);
        say(partition, AnchorKind.Left, HeadIn(partition));
    }

    // PartitionKey and RowKey count as columns.
    private const int KeysAlone = 2;

    private ChainHead HeadIn(string partition) => Head is null
        ? new(0, RecordHash.Genesis, 1, RecordHash.Genesis, null)
        : partition == Partition ? Head : Head with { First = Head.Sequence + 1, Start = Head.Hash, Earlier = Partition };

    private static RecordStamp Stamp(
        PreparedRecord prepared, RecordPlace place, DateTimeOffset at, string previous, string keys, RecordKeyring keyring)
    {
        var (row, used) = (prepared.Row, prepared.DataKey is null ? "" : keys);
        var stamp = new RecordStamp(place.Id, at, previous, "");
        stamp = stamp with { Hash = RecordHash.Of(stamp, used, prepared.ContentHash) };
        (row.PartitionKey, row.RowKey) = (place.Partition, place.Row);
        row["RecordedAt"] = at;
        row["PreviousHash"] = previous;
        row["Hash"] = stamp.Hash;
        row["Seal"] = keyring.Seal(stamp.Hash);
        row["Keys"] = used;
        return stamp;
    }
}
