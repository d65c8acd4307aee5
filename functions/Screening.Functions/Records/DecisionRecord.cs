using System.Globalization;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Records;

/// <summary>Kinds of record.</summary>
public static class RecordKind
{
    /// <summary>A decision.</summary>
    public const string Decision = "decision";

    /// <summary>The erasure of the personal fields of another record.</summary>
    public const string Erasure = "erasure";
}

/// <summary>A decision to be recorded, with everything that a replay needs.</summary>
public sealed record DecisionRecord
{
    /// <summary>One of <see cref="RecordKind"/>.</summary>
    public string Kind { get; init; } = RecordKind.Decision;

    /// <summary>Canonical JSON of the request as received. For an erasure: the erasure request.</summary>
    public required string RequestJson { get; init; }

    /// <summary>Canonical JSON of the decision.</summary>
    public required string DecisionJson { get; init; }

    /// <summary>Mode fixed on receipt: live or what_if.</summary>
    public required string Mode { get; init; }

    /// <summary>Whether the decision may be acted on. False for a what-if and for an erasure.</summary>
    public bool IsLive => Kind == RecordKind.Decision && Mode == Code<ScreeningMode>.Of(ScreeningMode.Live);

    /// <summary>Date for which the law was applied, fixed on receipt.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Revision of the snapshot used.</summary>
    public required string Revision { get; init; }

    /// <summary>Age of the snapshot when it was used: seconds since it was last confirmed.</summary>
    public required int SnapshotAgeSeconds { get; init; }

    /// <summary>Name of the caller, from its API key.</summary>
    public required string Client { get; init; }

    /// <summary>Hash of the client, its idempotency key and the line of a batch; null when no key was sent.</summary>
    public string? Idempotency { get; init; }

    /// <summary>
    /// Canonical JSON of the other inputs: the watchlists in use and the day each was last confirmed. Null for an erasure and for
    /// records written before inputs were recorded.
    /// </summary>
    public string? Inputs { get; init; }
}

/// <summary>Values the writer adds to a record.</summary>
/// <param name="Id">Id; it encodes the storage location.</param>
/// <param name="RecordedAt">Commit time, UTC.</param>
/// <param name="PreviousHash">Hash of the previous record in the chain; 64 zeros for the first.</param>
/// <param name="Hash">Hash of this record.</param>
public sealed record RecordStamp(string Id, DateTimeOffset RecordedAt, string PreviousHash, string Hash);

/// <summary>State of the personal fields of a record that was read.</summary>
public enum PersonalView
{
    /// <summary>Masked: the caller did not request them.</summary>
    Masked,

    /// <summary>As received, or the record has none.</summary>
    Shown,

    /// <summary>Masked permanently: their key was destroyed.</summary>
    Erased,

    /// <summary>Masked: the record key that wraps their key is not configured, so they cannot be decrypted here.</summary>
    Locked,

    /// <summary>
    /// Masked: their key or ciphertext is damaged. When the whole body is damaged, request and decision are empty objects.
    /// </summary>
    Damaged,
}

/// <summary>A record as stored.</summary>
/// <param name="Stamp">Values the writer added.</param>
/// <param name="Record">The decision.</param>
/// <param name="Personal">State of its personal fields.</param>
/// <param name="HasItsHash">Whether the stored hash matches the content and the previous hash.</param>
/// <param name="Seal">Result of checking the seal on the hash.</param>
public sealed record StoredRecord(RecordStamp Stamp, DecisionRecord Record, PersonalView Personal, bool HasItsHash, SealState Seal)
{
    /// <summary>Name of the key the record was sealed with; null when it has no seal.</summary>
    public string? KeyId { get; init; }

    /// <summary>Why the record as stored cannot be relied on, in one sentence; null when nothing is known against it.</summary>
    public string? Damage { get; init; }

    /// <summary>Whether the hash matches and the seal is valid.</summary>
    public bool IsSound => HasItsHash && Seal == SealState.Ours;

    /// <summary>Whether the record cannot be checked or decrypted until a missing key is configured.</summary>
    public bool IsLocked => HasItsHash && (Seal == SealState.KeyNotConfigured || Personal == PersonalView.Locked);
}

/// <summary>Storage location of a record: the partition and row that its id encodes.</summary>
/// <param name="Partition">Hour, epoch of the chain, and lane.</param>
/// <param name="Row">Sequence number in the chain, ten digits.</param>
internal sealed partial record RecordPlace(string Partition, string Row)
{
    /// <summary>Largest number a row key can hold.</summary>
    internal const long LastSequence = 9_999_999_999;

    /// <summary>Id of the record at this location.</summary>
    internal string Id => $"{Partition}-{Row}";

    /// <summary>Sequence number in the chain.</summary>
    internal long Sequence => long.Parse(Row, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Name of a partition.</summary>
    /// <param name="at">Any time within the hour.</param>
    /// <param name="epoch">Epoch of the chain: eight letters and digits.</param>
    /// <param name="lane">0 to 99.</param>
    internal static string PartitionOf(DateTimeOffset at, string epoch, int lane) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyyMMddHH}-{epoch}-{lane:D2}");

    /// <summary>Row key of a sequence number.</summary>
    internal static string RowOf(long sequence) => sequence.ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>Start of the hour of a partition, UTC.</summary>
    internal static DateTimeOffset HourOf(string partition) => DateTimeOffset.ParseExact(
        partition[..10], "yyyyMMddHH", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>Prefix of the names of all partitions of an hour.</summary>
    internal static string PrefixOf(DateTimeOffset hour) => hour.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    /// <summary>Parses an id.</summary>
    /// <param name="id">The id as sent by the caller.</param>
    /// <returns>The location; null when the text is not a record id.</returns>
    internal static RecordPlace? Parse(string id) =>
        Pattern().Match(id) is { Success: true } match ? new(match.Groups[1].Value, match.Groups[2].Value) : null;

    /// <summary>Whether a text is a partition name.</summary>
    internal static bool IsPartition(string text) => PartitionPattern().IsMatch(text);

    [GeneratedRegex("^([0-9]{10}-[a-z0-9]{8}-[0-9]{2})-([0-9]{10})\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex("^[0-9]{10}-[a-z0-9]{8}-[0-9]{2}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex PartitionPattern();
}
