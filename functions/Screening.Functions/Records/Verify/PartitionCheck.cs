using System.Globalization;
using Screening.Functions.Records.Write;
using Screening.Functions.Storage;

namespace Screening.Functions.Records.Verify;

/// <summary>Checks the records of one partition in order, against each other and against the anchor of the partition.</summary>
internal sealed class PartitionCheck
{
    private readonly string partition;
    private readonly RecordKeyring keyring;
    private readonly bool isLocked;
    private readonly Action<Damage> report;
    private readonly Dictionary<long, string> anchored;
    private readonly ChainHead? head;
    private readonly long? end;
    private readonly List<RecordRow> broken = [];
    private long sequence;
    private string? hash;

    /// <summary>Starts a partition.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="lines">Lines of its anchor; empty when no anchor can be read.</param>
    /// <param name="isLocked">Whether its anchor, and so its records, were sealed with a key that is not configured.</param>
    /// <param name="earlier">End of the chain in the previous partition, if that was checked just before.</param>
    /// <param name="keyring">Record keys.</param>
    /// <param name="report">Receives each damage found.</param>
    internal PartitionCheck(
        string partition, IReadOnlyList<AnchorLine> lines, bool isLocked, (long Sequence, string Hash)? earlier, RecordKeyring keyring,
        Action<Damage> report)
    {
        (this.partition, this.isLocked, this.keyring, this.report) = (partition, isLocked, keyring, report);
        var heads = lines.Where(line => line.Head is not null).ToList();
        anchored = heads.Where(line => line.Head!.Sequence >= line.Head.First)
            .GroupBy(line => line.Head!.Sequence).ToDictionary(group => group.Key, group => group.First().Head!.Hash);
        head = heads.Count > 0 ? heads.MaxBy(line => line.Head!.Sequence)!.Head : null;
        end = heads.Find(line => line.Kind == AnchorKind.Close)?.Head!.Sequence
            ?? (heads.Find(line => line.Kind == AnchorKind.Left)?.Head!.Sequence + StorageLimits.BatchEntities);
        (sequence, hash) = head is not null ? (head.First - 1, head.Start) : (earlier?.Sequence ?? 0, earlier?.Hash);
        if (earlier is { } before && head is not null && (before.Sequence != sequence || before.Hash != hash))
        {
            Say(DamageKind.Truncated, null, $"its chain went on from record {sequence}, but the partition before ends at {before.Sequence}");
        }
    }

    /// <summary>Number of records checked.</summary>
    internal long Count { get; private set; }

    /// <summary>Sequence number and hash of the last record.</summary>
    internal (long Sequence, string Hash)? Last => hash is null ? null : (sequence, hash);

    /// <summary>Checks the next record.</summary>
    /// <returns>Whether its content has its hash.</returns>
    internal bool Next(RecordRow row)
    {
        Count++;
        var number = row.Place.Sequence;
        // The start of a chain is unknown when its writer was killed before the first anchor line and the chain began before the
        // checked period.
        var follows = number == sequence + 1 || (hash is null && Count == 1);
        if (!follows)
        {
            Say(DamageKind.Removed, null, $"records {sequence + 1} to {number - 1} are not there");
        }

        var check = row.Check(keyring);
        if (!check.HasItsHash)
        {
            Break(row);
        }
        else
        {
            CheckPlace(row, check.Seal, follows);
        }

        if (anchored.Remove(number, out var expected) && expected != row.Stamp.Hash && check.HasItsHash)
        {
            Say(DamageKind.Forged, row.Place.Id, "its hash is not the one its writer anchored");
        }

        (sequence, hash) = (number, row.Stamp.Hash);
        return check.HasItsHash;
    }

    /// <summary>Reports damage that can only be determined at the end of the partition.</summary>
    internal void Finish()
    {
        foreach (var row in broken)
        {
            var content = RecordHash.Content(row.Row);
            var kind = broken.Exists(other => other != row && row.HasHashAt(other.Place.Id, content)) ? DamageKind.Reordered : DamageKind.Altered;
            Say(kind, row.Place.Id, kind == DamageKind.Reordered ? "it lies in the place of another record" : ReasonOf(row));
        }

        if (Count == 0 && anchored.Count > 0)
        {
            Say(DamageKind.Removed, null, $"all its records are gone, {head!.First} to {head.Sequence}");
        }
        else if (head is not null && head.Sequence > sequence)
        {
            Say(DamageKind.Truncated, null, $"records {sequence + 1} to {head.Sequence} are gone from its end");
        }
    }

    // Swapped records are identified at the end. Beyond this number of broken records the distinction no longer matters.
    private void Break(RecordRow row)
    {
        if (broken.Count < StorageLimits.BatchEntities)
        {
            broken.Add(row);
        }
        else
        {
            Say(DamageKind.Altered, row.Place.Id, ReasonOf(row));
        }
    }

    private static string ReasonOf(RecordRow row) => RecordColumns.Fault(row.Row) ?? RowCheck.OtherContent;

    private void CheckPlace(RecordRow row, SealState seal, bool follows)
    {
        var id = row.Place.Id;
        // A partition has one writer with one key. When the anchor can be read, a record sealed with an unknown key was not
        // written by this system.
        if (seal == SealState.Wrong || (seal == SealState.KeyNotConfigured && !isLocked))
        {
            Say(DamageKind.Forged, id, RowCheck.NoSeal);
        }
        else if (end is { } last && row.Place.Sequence > last)
        {
            Say(DamageKind.Forged, id, "it lies after the end of its chain");
        }

        if (follows && hash is not null && row.Stamp.PreviousHash != hash)
        {
            Say(DamageKind.Altered, id, "the record before it is not the one it was written after");
        }
    }

    private void Say(DamageKind kind, string? id, FormattableString detail) =>
        report(new(kind, partition, id, detail.ToString(CultureInfo.InvariantCulture)));

    private void Say(DamageKind kind, string? id, string detail) => report(new(kind, partition, id, detail));
}
