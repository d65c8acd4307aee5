using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Anchors;

/// <summary>A partition in a link of the anchor chain.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Head">Position of its chain of records.</param>
/// <param name="Added">Number of its records that no earlier link counts.</param>
public sealed record LinkedPartition(string Partition, ChainHead Head, long Added)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Partition} {Head.Sequence} {Head.Hash} {Head.First} {Head.Start} {Head.Earlier} {Added}");
}

/// <summary>
/// A link of the anchor chain, the one chain over the partitions of all instances. Each link names the hash of the link before it
/// and counts every partition and record so far, so a partition cannot be removed together with its anchor.
/// </summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="Previous">Hash of the link before it; 64 zeros for the first.</param>
/// <param name="Partitions">Number of partitions in this link and all before it.</param>
/// <param name="Records">Number of records in this link and all before it.</param>
/// <param name="Entries">Partitions that are new or have more records than in an earlier link.</param>
/// <param name="Next">Part in which the chain goes on; null unless this is the last link of its part.</param>
/// <param name="Seal">Seal over the link.</param>
public sealed record AnchorLink(
    long Number, DateTimeOffset At, string Previous, long Partitions, long Records, ImmutableArray<LinkedPartition> Entries, string? Next, string Seal)
{
    /// <summary>Text that is sealed.</summary>
    internal string Sealed() => string.Create(
        CultureInfo.InvariantCulture,
        $"chain {Number} {At.UtcDateTime:O} {Previous} {Partitions} {Records} {Next} {string.Join(';', Entries)}");

    /// <summary>Number of records that this link counts and no link before it.</summary>
    internal long Added => Entries.Sum(entry => entry.Added);

    /// <summary>Number of partitions that this link names and no link before it.</summary>
    internal long Opened => Entries.Count(entry => entry.Added == entry.Head.Sequence - entry.Head.First + 1);
}

/// <summary>A stored line of the anchor chain.</summary>
/// <param name="Text">The line.</param>
/// <param name="Link">The link; null when the line cannot be read.</param>
internal sealed record StoredLink(string Text, AnchorLink? Link)
{
    /// <summary>Hash that the next link names: that of the line as stored, so that no reading of it matters.</summary>
    internal string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>Parses the lines of a part or of its end.</summary>
    internal static ImmutableArray<StoredLink> Parse(ReadOnlySpan<byte> utf8) =>
        [.. Encoding.UTF8.GetString(utf8).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Of)];

    /// <summary>Seals a link.</summary>
    internal static StoredLink Make(AnchorLink link, RecordKeyring keyring) => Of(RowJson.Text(link with { Seal = keyring.Seal(link.Sealed()) }));

    private static StoredLink Of(string text)
    {
        try
        {
            // An empty array is left out of the text.
            return RowJson.Read<AnchorLink>(text) is { Previous: not null, Seal: not null } link
                ? new(text, link.Entries.IsDefault ? link with { Entries = [] } : link)
                : new(text, null);
        }
        catch (JsonException)
        {
            return new(text, null);
        }
    }
}

/// <summary>A position in the anchor chain.</summary>
/// <param name="Number">Number of the link.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Partitions">Number of partitions up to it.</param>
/// <param name="Records">Number of records up to it.</param>
internal sealed record ChainPoint(long Number, string Hash, long Partitions, long Records);
