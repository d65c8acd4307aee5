using System.Collections.Immutable;
using System.Globalization;
using Screening.Functions.Records.Anchors;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Verify;

/// <summary>
/// Checks the anchor chain as far as a verification needs it: the parts of its period, the end, and the links that a checkpoint or
/// this instance names. Collects what the chain says of each partition.
/// </summary>
internal sealed class ChainCheck(AnchorChainBlobs blobs, RecordKeyring keyring, Action<Damage> report)
{
    // A partition is linked within a minute of its first record, and after a killed writer with the first links that follow.
    private static readonly TimeSpan Slack = TimeSpan.FromHours(2);

    private readonly Dictionary<string, List<AnchorLine>> heads = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> wanted = [];
    private StoredLink? last;
    private string? locked;

    /// <summary>What the chain says of partitions, as lines of their anchors.</summary>
    internal IReadOnlyDictionary<string, List<AnchorLine>> Heads => heads;

    /// <summary>Number of the last link; 0 when there is no chain.</summary>
    internal long End { get; private set; }

    /// <summary>Summary for the report.</summary>
    internal ChainReport Report { get; private set; } = ChainReport.None;

    /// <summary>Reads and checks the chain.</summary>
    /// <param name="from">First hour verified.</param>
    /// <param name="before">End of the period, exclusive.</param>
    /// <param name="numbers">Links whose hashes are compared afterwards.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task ReadAsync(DateTimeOffset from, DateTimeOffset before, IReadOnlyList<long> numbers, CancellationToken cancellation)
    {
        var parts = await blobs.PartsAsync(cancellation);
        if (parts.IsEmpty)
        {
            return;
        }

        DateTimeOffset? begun = null;
        var chosen = Choose(parts, from, before, numbers);
        for (var index = 0; index < parts.Length; index++)
        {
            if (!chosen.Contains(index))
            {
                last = null;
                continue;
            }

            var lines = StoredLink.Parse(await blobs.ReadAsync(parts[index].Name, 0, cancellation) ?? []);
            Check(parts[index], lines, numbers);
            begun ??= index == 0 ? lines.FirstOrDefault()?.Link?.At : null;
            CheckEnd(parts[index], index + 1 < parts.Length ? parts[index + 1] : null);
        }

        if (parts[0] != AnchorChainBlobs.FirstPart)
        {
            Say(parts[0], "the parts of the anchor chain before it are gone");
        }

        Report = new(begun, End, last?.Link?.Partitions ?? 0, last?.Link?.Records ?? 0);
    }

    /// <summary>The hash of one of the numbers asked for; null when the chain has no such link.</summary>
    internal string? HashOf(long number) => wanted.GetValueOrDefault(number);

    // The first and the last part are always read: they say since when the chain counts, and how far.
    private static HashSet<int> Choose(ImmutableArray<ChainPart> parts, DateTimeOffset from, DateTimeOffset before, IReadOnlyList<long> numbers)
    {
        var chosen = new HashSet<int> { 0, parts.Length - 1 };
        // Clocks of instances differ, so the hours in the names need not ascend.
        var (low, high) = (from - Slack, before + Slack);
        var earliestFromHere = new DateTimeOffset[parts.Length];
        for (var index = parts.Length - 1; index >= 0; index--)
        {
            var after = index + 1 < parts.Length ? earliestFromHere[index + 1] : DateTimeOffset.MaxValue;
            earliestFromHere[index] = parts[index].From < after ? parts[index].From : after;
        }

        var latestSoFar = DateTimeOffset.MinValue;
        for (var index = 0; index < parts.Length; index++)
        {
            var end = index + 1 < parts.Length ? parts[index + 1].From : DateTimeOffset.MaxValue;
            latestSoFar = end > latestSoFar ? end : latestSoFar;
            if (earliestFromHere[index] <= high && latestSoFar >= low)
            {
                // The next one, too: it may begin with what the instances after a standstill found.
                chosen.Add(index);
                chosen.Add(Math.Min(index + 1, parts.Length - 1));
            }
        }

        foreach (var number in numbers)
        {
            chosen.Add(Math.Max(0, parts.ToList().FindLastIndex(part => part.First <= number)));
        }

        return chosen;
    }

    private void Check(ChainPart part, ImmutableArray<StoredLink> lines, IReadOnlyList<long> numbers)
    {
        var number = part.First - 1;
        foreach (var line in lines)
        {
            number++;
            if (line.Link is not { } link)
            {
                Say(part, $"line {number - part.First + 1} of it cannot be read");
            }
            else
            {
                CheckLink(part, link, number);
                number = link.Number;
            }

            if (numbers.Contains(number))
            {
                wanted[number] = line.Hash;
            }

            (last, End) = (line, number);
        }
    }

    private void CheckLink(ChainPart part, AnchorLink link, long number)
    {
        var previous = last?.Hash ?? (part.First == 1 && number == 1 ? RecordHash.Genesis : null);
        if (link.Number != number)
        {
            Say(part, $"links {number} to {link.Number - 1} of it are not there");
        }
        else if (previous is not null && link.Previous != previous)
        {
            Say(part, $"the link before link {number} is not the one it was written after");
        }
        else if (last?.Link is { } before && (link.Partitions != before.Partitions + link.Opened || link.Records != before.Records + link.Added))
        {
            Say(part, $"the counts of link {number} do not add up");
        }

        switch (keyring.Check(link.Sealed(), link.Seal))
        {
            case SealState.Wrong:
                Say(part, $"link {number} was not sealed by this system");
                return;
            case SealState.KeyNotConfigured when locked != part.Name:
                locked = part.Name;
                report(new(DamageKind.KeyNotConfigured, part.Name, null, $"it is sealed with the record key {RecordKeyring.KeyIdOf(link.Seal)}, which is not configured"));
                break;
        }

        Collect(link);
    }

    private void Collect(AnchorLink link)
    {
        foreach (var entry in link.Entries)
        {
            if (!heads.TryGetValue(entry.Partition, out var lines))
            {
                heads[entry.Partition] = lines = [];
            }

            lines.Add(new(AnchorKind.Head, link.At, entry.Head, link.Seal));
        }
    }

    private void CheckEnd(ChainPart part, ChainPart? next)
    {
        if (next is not null && last?.Link?.Next != next.Name)
        {
            Say(part, last?.Link?.Next is { } named ? $"it goes on in {named}, which is not there" : "it does not go on in the part after it");
        }
    }

    private void Say(ChainPart part, FormattableString detail) => Say(part, detail.ToString(CultureInfo.InvariantCulture));

    private void Say(ChainPart part, string detail) => report(new(DamageKind.ChainBroken, part.Name, null, detail));
}
