using System.Globalization;
using Screening.Functions.Records.Anchors;
using Screening.Functions.Records.Erase;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Verify;

/// <summary>
/// State of one verification. Rows arrive in the order of partitions, and anchors are processed in the same order.
/// </summary>
internal sealed class VerifyWalk
{
    private readonly ScreeningStorage storage;
    private readonly RecordTable records;
    private readonly RecordKeyring keyring;
    private readonly CancellationToken cancellation;
    private readonly BesideCheck beside;

    // End of each chain in its last partition, by epoch and lane.
    private readonly Dictionary<string, (long, string)> chains = new(StringComparer.Ordinal);
    private PartitionCheck? check;

    // Damage in the current partition. It is held back because the partition's removal may have begun in the meantime.
    private readonly List<Damage> pending = [];
    private Retirement stage;
    private bool isLocked;
    private bool isAnchorGone;

    // What the anchor chain says of the partitions of the period, and the highest link that an anchor names.
    private IReadOnlyDictionary<string, List<AnchorLine>> linked = new Dictionary<string, List<AnchorLine>>();
    private long end;
    private (string Partition, long Link) named = ("", 0);

    private readonly SortedSet<string> expected = new(StringComparer.Ordinal);
    private string current = "";

    /// <summary>Begins a verification.</summary>
    internal VerifyWalk(
        ScreeningStorage storage, RecordTable records, RecordSearch search, RecordKeyring keyring, TimeProvider time, CancellationToken cancellation)
    {
        (this.storage, this.records, this.keyring, this.cancellation) = (storage, records, keyring, cancellation);
        beside = new(storage, search, keyring, time, Report, (_, locked) => Lock(current, locked));
    }

    public SortedSet<string> Announced { get; } = new(StringComparer.Ordinal);

    public List<Damage> Damages { get; } = [];

    public List<UnclosedChain> Unclosed { get; } = [];

    public int Partitions { get; private set; }

    public long Records { get; private set; }

    public int Erased => beside.Erased;

    public int Retired { get; private set; }

    public int Retiring { get; private set; }

    /// <summary>Takes over what the anchor chain says of the partitions of the period. They are checked even if nothing else is left of them.</summary>
    public void Expect(ChainCheck chain, string low, string high)
    {
        (linked, end) = (chain.Heads, chain.End);
        expected.UnionWith(linked.Keys.Where(partition =>
            string.CompareOrdinal(partition[..low.Length], low) >= 0 && string.CompareOrdinal(partition[..high.Length], high) <= 0));
    }

    /// <summary>Reports an anchor that names a link which the chain does not have.</summary>
    public async Task CheckLinksNamedAsync(AnchorChainBlobs blobs)
    {
        if (named.Link > end && named.Link > (end = await EndNowAsync(blobs)))
        {
            Damages.Add(new(DamageKind.ChainBroken, named.Partition, null, string.Create(
                CultureInfo.InvariantCulture, $"its anchor names link {named.Link} of the anchor chain, which ends at link {end}")));
        }
    }

    public async Task NextAsync(RecordRow row)
    {
        if (row.Place.Partition != current)
        {
            await BeginAsync(row.Place.Partition);
        }

        switch (stage)
        {
            case Retirement.None:
                if (check!.Next(row))
                {
                    await beside.CheckAsync(row, isLocked, cancellation);
                }

                break;
            case Retirement.Done when await storage.RecordRows.RowAsync(row.Place, cancellation) is not null:
                // Checks that the record still exists: it may have been read just before its removal.
                Report(new(DamageKind.Forged, row.Place.Partition, row.Place.Id, "it lies in a partition that was removed"));
                break;
        }
    }

    public async Task FinishAsync() => await BeginAsync(null);

    // Ends the current partition and checks the empty ones before the next.
    private async Task BeginAsync(string? next)
    {
        await EndAsync();
        while (Least(Announced.Min, expected.Min) is { } empty && (next is null || string.CompareOrdinal(empty, next) < 0))
        {
            await OpenAsync(empty);
            await EndAsync();
        }

        if (next is not null)
        {
            await OpenAsync(next);
        }
    }

    private async Task OpenAsync(string partition)
    {
        current = partition;
        Partitions++;
        isLocked = isAnchorGone = false;
        expected.Remove(partition);
        var lines = await AnchorAsync(partition);
        stage = await StageAsync(partition);
        if (stage != Retirement.None)
        {
            lines = [];
            chains.Remove(partition[11..]);
        }

        NoteUnclosed(partition, lines);
        if (stage == Retirement.None && linked.TryGetValue(partition, out var inChain))
        {
            lines = [.. lines, .. inChain];
        }

        check = new(
            partition, lines, isLocked, chains.TryGetValue(partition[11..], out var earlier) ? earlier : null, keyring, Report);
    }

    private async Task EndAsync()
    {
        if (check is null)
        {
            return;
        }

        var isRemoved = false;
        if (isAnchorGone && check.Count == 0 && stage == Retirement.None && linked.TryGetValue(current, out var lines))
        {
            ReportRemovedWithAnchor(lines.MaxBy(line => line.Head!.Sequence)!.Head!);
            isRemoved = true;
        }
        else
        {
            if (isAnchorGone)
            {
                Report(new(DamageKind.Unanchored, current, null, "it has records and no anchor"));
            }

            check.Finish();
        }

        Records += check.Count;
        if (isRemoved)
        {
            // The next partition of this chain begins after what was removed, which is reported already.
            chains.Remove(current[11..]);
        }
        else if (check.Last is { } last)
        {
            chains[current[11..]] = last;
        }

        check = null;
        if (pending.Count > 0 && stage == Retirement.None && (stage = await StageAsync(current)) != Retirement.None)
        {
            // The removal began during the check.
            pending.RemoveAll(damage => damage.Kind != DamageKind.KeyNotConfigured);
            chains.Remove(current[11..]);
        }

        (Retired, Retiring) = (Retired + (stage == Retirement.Done ? 1 : 0), Retiring + (stage == Retirement.UnderWay ? 1 : 0));
        Damages.AddRange(pending.Take(VerifyReport.MaxDamages - Damages.Count));
        pending.Clear();
    }

    // A removal is valid only if the partition was past its retention at the time of the note.
    private async Task<Retirement> StageAsync(string partition)
    {
        try
        {
            var (found, note) = await storage.Anchors.RetirementAsync(partition, keyring, cancellation);
            return note is not null && note.At - RecordPlace.HourOf(partition) > RecordRetention.Kept ? found : Retirement.None;
        }
        catch (RecordKeyNotConfiguredException locked)
        {
            Lock(partition, locked);
            return Retirement.Done;
        }
        catch (InvalidDataException damage)
        {
            var forged = new Damage(DamageKind.Forged, partition, null, damage.Message);
            if (!pending.Contains(forged))
            {
                Report(forged);
            }

            return Retirement.None;
        }
    }

    private void Lock(string partition, RecordKeyNotConfiguredException locked)
    {
        if (!isLocked)
        {
            isLocked = true;
            Report(new(DamageKind.KeyNotConfigured, partition, null, $"it is sealed with the record key {locked.KeyId}, which is not configured"));
        }
    }

    private async Task<IReadOnlyList<AnchorLine>> AnchorAsync(string partition)
    {
        var isAnnounced = Announced.Remove(partition);
        try
        {
            if (isAnnounced && await storage.Anchors.ReadAsync(partition, keyring, cancellation) is { } lines)
            {
                Name(partition, lines);
                return lines;
            }

            isAnchorGone = true;
        }
        catch (RecordKeyNotConfiguredException locked)
        {
            Lock(partition, locked);
        }
        catch (InvalidDataException damage)
        {
            Report(new(DamageKind.Unanchored, partition, null, damage.Message));
        }

        return [];
    }

    private void ReportRemovedWithAnchor(ChainHead head) => Report(new(DamageKind.Removed, current, null, string.Create(
        CultureInfo.InvariantCulture,
        $"the anchor chain counts its records {head.First} to {head.Sequence} of the hour {RecordPlace.HourOf(current):yyyy-MM-dd'T'HH'Z'}; they and their anchor are gone")));

    private void Name(string partition, IReadOnlyList<AnchorLine> lines)
    {
        if (lines.Max(line => line.Link) is { } link && link > named.Link)
        {
            named = (partition, link);
        }
    }

    private async Task<long> EndNowAsync(AnchorChainBlobs blobs)
    {
        var part = (await blobs.PartsAsync(cancellation)).LastOrDefault();
        var lines = part is null ? [] : StoredLink.Parse(await blobs.ReadAsync(part.Name, 0, cancellation) ?? []);
        return lines.LastOrDefault(line => line.Link is not null)?.Link!.Number ?? (part?.First - 1 ?? 0);
    }

    private static string? Least(string? one, string? other) =>
        one is null || (other is not null && string.CompareOrdinal(other, one) < 0) ? other : one;

    private void NoteUnclosed(string partition, IReadOnlyList<AnchorLine> lines)
    {
        var isOver = lines.Any(line => line.Kind is AnchorKind.Close or AnchorKind.Left);
        if (!isOver && !records.IsOwn(partition) && lines.LastOrDefault(line => line.Head is not null) is { Head: { } head } last)
        {
            Unclosed.Add(new(partition, head.Sequence - head.First + 1, last.At));
        }
    }

    private void Report(Damage damage)
    {
        if (pending.Count < VerifyReport.MaxDamages)
        {
            pending.Add(damage);
        }
    }
}
