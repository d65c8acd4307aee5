using System.Globalization;
using System.Text;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Anchors;

/// <summary>
/// The end of the anchor chain as this instance knows it, and the writing of the next link. Instances compete for the next
/// position; the one that comes second reads what the other wrote and tries again. Calls must not overlap.
/// </summary>
internal sealed class AnchorChain(AnchorChainBlobs blobs, RecordKeyring keyring, TimeProvider time, int linksPerPart)
{
    /// <summary>Maximum number of links in a part. Azure allows 50,000 blocks in an append blob.</summary>
    internal const int LinksPerPart = 5_000;

    private const int Tries = 8;
    private const int MaxListed = 50_000;

    // Longer than a partition takes from its first record to its completion in the index.
    private static readonly TimeSpan Reach = TimeSpan.FromHours(3);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);
    private static readonly TimeSpan PauseAfterLoss = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<string, long> listed = new(StringComparer.Ordinal);
    private DateTimeOffset coveredFrom;
    private Tip? tip;
    private ChainPoint? highest;

    /// <summary>The last link this instance has read or written; null when it has seen none.</summary>
    internal ChainPoint? Point => highest;

    /// <summary>What contradicts an append-only chain, as seen by this instance; null when nothing does. Kept until it ends.</summary>
    internal string? Fault { get; private set; }

    /// <summary>Finds the end of the chain if this instance has not yet.</summary>
    internal async Task LocateAsync(CancellationToken cancellation)
    {
        if (tip is not null)
        {
            return;
        }

        var parts = await blobs.PartsAsync(cancellation);
        if (parts.IsEmpty)
        {
            Blame(highest is null ? null : "the anchor chain is gone");
            await blobs.BeginAsync(AnchorChainBlobs.FirstPart.Name, cancellation);
            coveredFrom = time.GetUtcNow() - Reach;
            tip = new(AnchorChainBlobs.FirstPart.Name, 0, 0, 0, RecordHash.Genesis, 0, 0, null);
            return;
        }

        await OpenAsync(parts[^1], cancellation);
        for (var earlier = parts.Length - 2; earlier >= 0 && coveredFrom > time.GetUtcNow() - Reach; earlier--)
        {
            await RecallAsync(parts[earlier], cancellation);
        }
    }

    /// <summary>Reads the links that other instances have written.</summary>
    internal async Task FollowAsync(CancellationToken cancellation)
    {
        await LocateAsync(cancellation);
        if (await blobs.LengthAsync(tip!.Part, cancellation) is not { } length || length < tip.Position)
        {
            await LoseAsync(cancellation);
        }
        else if (length > tip.Position)
        {
            Read(await blobs.ReadAsync(tip.Part, tip.Position, cancellation) ?? []);
        }

        while (tip!.Next is { } next)
        {
            await blobs.BeginAsync(next, cancellation);
            tip = tip with { Part = next, Position = 0, Links = 0, Next = null };
            Read(await blobs.ReadAsync(next, 0, cancellation) ?? []);
        }
    }

    /// <summary>Whether a link counts the records of a partition up to a sequence number, or the partition is too old to tell.</summary>
    internal bool Has(string partition, long sequence) =>
        RecordPlace.HourOf(partition) < coveredFrom || listed.GetValueOrDefault(partition) >= sequence;

    /// <summary>Adds a link for positions that no link names yet. Does nothing when there are none.</summary>
    /// <returns>False when other instances were always first; the positions are to be offered again.</returns>
    internal async Task<bool> AppendAsync(IReadOnlyCollection<KeyValuePair<string, ChainHead>> heads, CancellationToken cancellation)
    {
        await LocateAsync(cancellation);
        for (var tries = 0; tries < Tries; tries++)
        {
            if (tip!.Next is not null)
            {
                await FollowAsync(cancellation);
            }

            if (Next(heads) is not { } link)
            {
                return true;
            }

            var line = StoredLink.Make(link, keyring);
            var bytes = Encoding.UTF8.GetBytes(line.Text + "\n");
            switch (await blobs.TryAppendAsync(tip!.Part, tip.Position, bytes, cancellation))
            {
                case Appending.Done:
                    Take(line, bytes.Length);
                    return true;
                case Appending.Gone:
                    await LoseAsync(cancellation);
                    break;
                default:
                    // Also when the response to an earlier try was lost: then the link is among those read now.
                    await Task.Delay(PauseAfterLoss * (Random.Shared.NextDouble() * (tries + 1)), cancellation);
                    await FollowAsync(cancellation);
                    break;
            }
        }

        return Next(heads) is null;
    }

    /// <summary>The hash of a link; null when the chain has no such link.</summary>
    internal async Task<string?> HashOfAsync(long number, CancellationToken cancellation)
    {
        var part = (await blobs.PartsAsync(cancellation)).LastOrDefault(part => part.First <= number);
        return part is null
            ? null
            : StoredLink.Parse(await blobs.ReadAsync(part.Name, 0, cancellation) ?? []).FirstOrDefault(line => line.Link?.Number == number)?.Hash;
    }

    private AnchorLink? Next(IReadOnlyCollection<KeyValuePair<string, ChainHead>> heads)
    {
        var entries = heads
            .Where(one => one.Value.Sequence >= one.Value.First && one.Value.Sequence > listed.GetValueOrDefault(one.Key, one.Value.First - 1))
            .Select(one => new LinkedPartition(one.Key, one.Value, one.Value.Sequence - listed.GetValueOrDefault(one.Key, one.Value.First - 1)))
            .OrderBy(entry => entry.Partition, StringComparer.Ordinal).ToList();
        if (entries.Count == 0)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var number = tip!.Number + 1;
        return new(
            number, now, tip.Hash, tip.Partitions + entries.Count(entry => !listed.ContainsKey(entry.Partition)), tip.Records + entries.Sum(entry => entry.Added),
            [.. entries], tip.Links + 1 >= linksPerPart ? AnchorChainBlobs.NameOf(number + 1, now) : null, "");
    }

    // Begins at a part without knowing the link before its first.
    private async Task OpenAsync(ChainPart part, CancellationToken cancellation)
    {
        tip = new(part.Name, 0, 0, part.First - 1, part.First == 1 ? RecordHash.Genesis : "", 0, 0, null);
        coveredFrom = time.GetUtcNow();
        var content = await blobs.ReadAsync(part.Name, 0, cancellation) ?? [];
        coveredFrom = FromOf(part, StoredLink.Parse(content));
        Read(content);
        if (highest is { } seen && tip.Number < seen.Number)
        {
            Blame(string.Create(CultureInfo.InvariantCulture, $"the anchor chain ends at link {tip.Number}, and this instance has seen link {seen.Number}"));
        }

        if (tip.Next is not null)
        {
            await FollowAsync(cancellation);
        }
    }

    private async Task RecallAsync(ChainPart part, CancellationToken cancellation)
    {
        var lines = StoredLink.Parse(await blobs.ReadAsync(part.Name, 0, cancellation) ?? []);
        coveredFrom = FromOf(part, lines);
        foreach (var entry in lines.SelectMany(line => line.Link?.Entries ?? []))
        {
            listed[entry.Partition] = Math.Max(listed.GetValueOrDefault(entry.Partition), entry.Head.Sequence);
        }
    }

    // Partitions that ended before the chain began are not taken into it.
    private DateTimeOffset FromOf(ChainPart part, IReadOnlyList<StoredLink> lines)
    {
        var first = lines.FirstOrDefault(line => line.Link is not null)?.Link!.At ?? time.GetUtcNow();
        return part.First == 1 ? first - Reach : first;
    }

    private async Task LoseAsync(CancellationToken cancellation)
    {
        Blame($"the part {tip!.Part} of the anchor chain is shorter than this instance has seen it, replaced or gone");
        tip = null;
        await LocateAsync(cancellation);
    }

    private void Read(byte[] content)
    {
        // A line is complete when it ends; one block holds one line.
        var end = Array.LastIndexOf(content, (byte)'\n') + 1;
        foreach (var line in StoredLink.Parse(content.AsSpan(0, end)))
        {
            Take(line, Encoding.UTF8.GetByteCount(line.Text) + 1);
        }
    }

    private void Take(StoredLink line, int bytes)
    {
        var (before, link) = (tip!, line.Link);
        if (link is null || (before.Hash.Length > 0 && link.Previous != before.Hash) || link.Number != before.Number + 1)
        {
            Blame(string.Create(CultureInfo.InvariantCulture, $"what follows link {before.Number} of the anchor chain does not continue it"));
        }

        tip = new(
            before.Part, before.Position + bytes, before.Links + 1, link?.Number ?? before.Number, line.Hash,
            link?.Partitions ?? before.Partitions, link?.Records ?? before.Records, link?.Next);
        foreach (var entry in link?.Entries ?? [])
        {
            listed[entry.Partition] = Math.Max(listed.GetValueOrDefault(entry.Partition), entry.Head.Sequence);
        }

        if (highest is null || tip.Number >= highest.Number)
        {
            highest = new(tip.Number, tip.Hash, tip.Partitions, tip.Records);
        }

        Forget();
    }

    private void Forget()
    {
        if (listed.Count <= MaxListed)
        {
            return;
        }

        coveredFrom = time.GetUtcNow() - Kept;
        foreach (var old in listed.Keys.Where(partition => RecordPlace.HourOf(partition) < coveredFrom).ToList())
        {
            listed.Remove(old);
        }
    }

    private void Blame(string? fault) => Fault ??= fault;

    private sealed record Tip(string Part, long Position, int Links, long Number, string Hash, long Partitions, long Records, string? Next);
}
