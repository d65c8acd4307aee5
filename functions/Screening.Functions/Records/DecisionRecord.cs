using System.Globalization;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Records;

/// <summary>What a record is about.</summary>
public static class RecordKind
{
    /// <summary>A decision.</summary>
    public const string Decision = "decision";

    /// <summary>The erasure of the personal fields of another record.</summary>
    public const string Erasure = "erasure";
}

/// <summary>A decision to be recorded, with everything needed to make it again.</summary>
public sealed record DecisionRecord
{
    /// <summary>One of <see cref="RecordKind"/>.</summary>
    public string Kind { get; init; } = RecordKind.Decision;

    /// <summary>Canonical JSON of the request as received; of an erasure, what was asked for.</summary>
    public required string RequestJson { get; init; }

    /// <summary>Canonical JSON of the decision.</summary>
    public required string DecisionJson { get; init; }

    /// <summary>Mode fixed on receipt: live or what_if.</summary>
    public required string Mode { get; init; }

    /// <summary>Whether it is a decision that may be acted on: neither a what-if nor an erasure.</summary>
    public bool IsLive => Kind == RecordKind.Decision && Mode == Code<ScreeningMode>.Of(ScreeningMode.Live);

    /// <summary>Date the law was asked about, fixed on receipt.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Revision of the snapshot used.</summary>
    public required string Revision { get; init; }

    /// <summary>Age of the snapshot when it was used, seconds since it was last confirmed.</summary>
    public required int SnapshotAgeSeconds { get; init; }

    /// <summary>Who asked: name of the key's holder.</summary>
    public required string Client { get; init; }

    /// <summary>Keyed hash of the client and its idempotency key; null when none was sent.</summary>
    public string? Idempotency { get; init; }

    /// <summary>
    /// Canonical JSON of what else was decided from: which watchlists were there and how fresh. Null in an erasure, and in
    /// records written before inputs were recorded.
    /// </summary>
    public string? Inputs { get; init; }
}

/// <summary>What the writer adds to a record.</summary>
/// <param name="Id">Id, which encodes where the record lies.</param>
/// <param name="RecordedAt">When it was committed, UTC.</param>
/// <param name="PreviousHash">Hash of the record before it in its chain; 64 zeros for the first.</param>
/// <param name="Hash">Its own hash.</param>
public sealed record RecordStamp(string Id, DateTimeOffset RecordedAt, string PreviousHash, string Hash);

/// <summary>How the personal fields of a record read.</summary>
public enum PersonalView
{
    /// <summary>Masked: they were not asked for.</summary>
    Masked,

    /// <summary>As they were received.</summary>
    Shown,

    /// <summary>Masked for good: their key was destroyed.</summary>
    Erased,

    /// <summary>Masked: the key over their key is not configured, so that nobody can read them here.</summary>
    Locked,

    /// <summary>Masked: their key or their ciphertext is damaged; or the whole body is, and request and decision are empty.</summary>
    Damaged,
}

/// <summary>A record as it lies in storage.</summary>
/// <param name="Stamp">What the writer added.</param>
/// <param name="Record">The decision.</param>
/// <param name="Personal">How its personal fields read.</param>
/// <param name="HasItsHash">Whether the hash is the one its content and predecessor give.</param>
/// <param name="Seal">What the seal on the hash says.</param>
public sealed record StoredRecord(RecordStamp Stamp, DecisionRecord Record, PersonalView Personal, bool HasItsHash, SealState Seal)
{
    /// <summary>Name of the key its writer sealed with; null when it has no seal.</summary>
    public string? KeyId { get; init; }

    /// <summary>Whether the record is the one this system wrote.</summary>
    public bool IsSound => HasItsHash && Seal == SealState.Ours;

    /// <summary>Whether it can be told only once a key is configured that is not.</summary>
    public bool IsLocked => HasItsHash && (Seal == SealState.KeyNotConfigured || Personal == PersonalView.Locked);
}

/// <summary>Place of a record: the partition and row its id stands for.</summary>
/// <param name="Partition">Hour, epoch of the writer, lane.</param>
/// <param name="Row">Number within the writer's chain.</param>
internal sealed partial record RecordPlace(string Partition, string Row)
{
    /// <summary>The largest number a row key can hold.</summary>
    internal const long LastSequence = 9_999_999_999;

    /// <summary>The id of a record at this place.</summary>
    internal string Id => $"{Partition}-{Row}";

    /// <summary>Number within the chain.</summary>
    internal long Sequence => long.Parse(Row, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>A partition.</summary>
    /// <param name="at">Any time in its hour.</param>
    /// <param name="epoch">Epoch of the writer: eight letters and digits.</param>
    /// <param name="lane">Lane, 0 to 99.</param>
    internal static string PartitionOf(DateTimeOffset at, string epoch, int lane) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyyMMddHH}-{epoch}-{lane:D2}");

    /// <summary>Row key of a number within a chain.</summary>
    internal static string RowOf(long sequence) => sequence.ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>The hour of a partition, UTC.</summary>
    internal static DateTimeOffset HourOf(string partition) => DateTimeOffset.ParseExact(
        partition[..10], "yyyyMMddHH", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>What a partition of an hour begins with.</summary>
    internal static string PrefixOf(DateTimeOffset hour) => hour.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    /// <summary>Reads an id.</summary>
    /// <param name="id">The id, as a caller gave it.</param>
    /// <returns>The place; null when it is no id of ours.</returns>
    internal static RecordPlace? Parse(string id) =>
        Pattern().Match(id) is { Success: true } match ? new(match.Groups[1].Value, match.Groups[2].Value) : null;

    /// <summary>Whether a text is the name of a partition.</summary>
    internal static bool IsPartition(string text) => PartitionPattern().IsMatch(text);

    [GeneratedRegex("^([0-9]{10}-[a-z0-9]{8}-[0-9]{2})-([0-9]{10})\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex("^[0-9]{10}-[a-z0-9]{8}-[0-9]{2}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex PartitionPattern();
}
