using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Screening.Functions.Storage;

/// <summary>A decision to be recorded, with everything needed to make it again.</summary>
public sealed record DecisionRecord
{
    /// <summary>Canonical JSON of the request as received.</summary>
    public required string RequestJson { get; init; }

    /// <summary>Canonical JSON of the decision.</summary>
    public required string DecisionJson { get; init; }

    /// <summary>Mode fixed on receipt: live or what_if.</summary>
    public required string Mode { get; init; }

    /// <summary>Date the law was asked about, fixed on receipt.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Revision of the snapshot used.</summary>
    public required string Revision { get; init; }

    /// <summary>Age of the snapshot when it was used, seconds since it was last confirmed.</summary>
    public required int SnapshotAgeSeconds { get; init; }

    /// <summary>Who asked: name of the key's holder.</summary>
    public required string Client { get; init; }
}

/// <summary>What the writer adds to a record.</summary>
/// <param name="Id">Id, which encodes where the record lies.</param>
/// <param name="RecordedAt">When it was committed, UTC.</param>
/// <param name="PreviousHash">Hash of the record before it in its chain; 64 zeros for the first.</param>
/// <param name="Hash">Its own hash.</param>
public sealed record RecordStamp(string Id, DateTimeOffset RecordedAt, string PreviousHash, string Hash);

/// <summary>A record as it lies in storage.</summary>
/// <param name="Stamp">What the writer added.</param>
/// <param name="Record">The decision.</param>
public sealed record StoredRecord(RecordStamp Stamp, DecisionRecord Record)
{
    /// <summary>Whether the hash is the one its content and predecessor give.</summary>
    public bool IsSound() =>
        string.Equals(RecordHash.Of(Stamp, RecordHash.Content(Record)), Stamp.Hash, StringComparison.Ordinal);
}

/// <summary>Place of a record: the partition and row its id stands for.</summary>
/// <param name="Partition">Hour, epoch of the writer, lane.</param>
/// <param name="Row">Number within the writer's chain.</param>
internal sealed partial record RecordPlace(string Partition, string Row)
{
    /// <summary>The id of a record at this place.</summary>
    internal string Id => $"{Partition}-{Row}";

    /// <summary>Place of a new record.</summary>
    /// <param name="at">When it is committed.</param>
    /// <param name="epoch">Epoch of the writer: eight letters and digits.</param>
    /// <param name="lane">Lane, 0 to 99.</param>
    /// <param name="sequence">Number within the chain, from 1.</param>
    internal static RecordPlace Of(DateTimeOffset at, string epoch, int lane, long sequence) => new(
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyyMMddHH}-{epoch}-{lane:D2}"),
        sequence.ToString("D10", CultureInfo.InvariantCulture));

    /// <summary>Reads an id.</summary>
    /// <param name="id">The id, as a caller gave it.</param>
    /// <returns>The place; null when it is no id of ours.</returns>
    internal static RecordPlace? Parse(string id) =>
        Pattern().Match(id) is { Success: true } match ? new(match.Groups[1].Value, match.Groups[2].Value) : null;

    [GeneratedRegex("^([0-9]{10}-[a-z0-9]{8}-[0-9]{2})-([0-9]{10})\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

/// <summary>
/// Hashes that chain records. A record's hash covers its predecessor's, so a record changed, removed or put in between
/// breaks every hash after it.
/// </summary>
internal static class RecordHash
{
    /// <summary>Predecessor of the first record of a chain.</summary>
    internal static readonly string Genesis = new('0', 64);

    /// <summary>
    /// SHA-256 of the canonical content: every field with its length before it, long texts by their hash.
    /// </summary>
    /// <param name="record">The record.</param>
    internal static string Content(DecisionRecord record) => Fields(
        record.Client,
        record.Mode,
        record.AsOf.ToString("O", CultureInfo.InvariantCulture),
        record.Revision,
        record.SnapshotAgeSeconds.ToString(CultureInfo.InvariantCulture),
        Fields(record.RequestJson),
        Fields(record.DecisionJson));

    /// <summary>Hash of a record in its chain.</summary>
    /// <param name="stamp">Its stamp; the hash in it is not read.</param>
    /// <param name="content">Hash of its content.</param>
    internal static string Of(RecordStamp stamp, string content) => Fields(
        stamp.PreviousHash,
        stamp.Id,
        stamp.RecordedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        content);

    private static string Fields(params ReadOnlySpan<string> fields)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var field in fields)
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
