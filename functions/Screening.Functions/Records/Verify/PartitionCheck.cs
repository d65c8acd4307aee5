using System.Globalization;
using Screening.Functions.Records.Write;
using Screening.Functions.Storage;

namespace Screening.Functions.Records.Verify;

/// <summary>Checks the records of one partition, one after another, against one another and against its anchor.</summary>
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

    /// <summary>Begins a partition.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="lines">Its anchor; empty when there is none that can be read.</param>
    /// <param name="isLocked">Whether its anchor was sealed with a key that is not configured, as its records then were.</param>
    /// <param name="earlier">Where its chain stood at the end of the partition before, if that was just checked.</param>
    /// <param name="keyring">Keys over the records.</param>
    /// <param name="report">Told what is wrong.</param>
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

    /// <summary>Records seen.</summary>
    internal long Count { get; private set; }

    /// <summary>Last number and hash seen.</summary>
    internal (long Sequence, string Hash)? Last => hash is null ? null : (sequence, hash);

    /// <summary>Checks the next record.</summary>
    internal void Next(RecordRow row)
    {
        Count++;
        var number = row.Place.Sequence;
        // Where a chain came from is unknown when it was killed before its first anchor and began before the walk.
        var follows = number == sequence + 1 || (hash is null && Count == 1);
        if (!follows)
        {
            Say(DamageKind.Removed, null, $"records {sequence + 1} to {number - 1} are not there");
        }

        if (!row.HasItsHash())
        {
            Break(row);
        }
        else
        {
            CheckPlace(row, follows);
        }

        if (anchored.Remove(number, out var expected) && expected != row.Stamp.Hash && row.HasItsHash())
        {
            Say(DamageKind.Forged, row.Place.Id, "its hash is not the one its writer anchored");
        }

        (sequence, hash) = (number, row.Stamp.Hash);
    }

    /// <summary>Ends the partition.</summary>
    internal void Finish()
    {
        foreach (var row in broken)
        {
            var content = RecordHash.Content(row.Row);
            var kind = broken.Exists(other => other != row && row.HasHashAt(other.Place.Id, content)) ? DamageKind.Reordered : DamageKind.Altered;
            Say(kind, row.Place.Id, kind == DamageKind.Reordered ? "it lies in the place of another record" : "its content does not have its hash");
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

    // Which ones lie in each other's place shows at the end; of very many broken ones nobody asks any more.
    private void Break(RecordRow row)
    {
        if (broken.Count < StorageLimits.BatchEntities)
        {
            broken.Add(row);
        }
        else
        {
            Say(DamageKind.Altered, row.Place.Id, "its content does not have its hash");
        }
    }

    private void CheckPlace(RecordRow row, bool follows)
    {
        var id = row.Place.Id;
        // A partition has one writer and that one key: beside an anchor we can read, a seal we cannot is an unauthenticated caller's.
        var seal = row.SealState(keyring);
        if (seal == SealState.Wrong || (seal == SealState.KeyNotConfigured && !isLocked))
        {
            Say(DamageKind.Forged, id, "its hash was not sealed by this system");
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
