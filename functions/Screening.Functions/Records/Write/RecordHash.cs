using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;

namespace Screening.Functions.Records.Write;

/// <summary>
/// Hashes that link the records of a chain. The hash of a record covers every column of its row, the ciphertext of its personal
/// fields and the previous hash, so a changed, removed or inserted record breaks every later hash. The key of the personal fields
/// is not covered, so its destruction breaks none. Version 2 covers the type of every column too; records without a column for
/// the version have version 1.
/// </summary>
internal static class RecordHash
{
    /// <summary>Version of the hashes of new records.</summary>
    internal const int Version = 2;

    private const int FirstVersion = 1;

    // Separates the contents of version 2 from every content of version 1.
    private static readonly byte[] Domain = "screening-record-2"u8.ToArray();

    /// <summary>Previous hash of the first record of a chain.</summary>
    internal static readonly string Genesis = new('0', 64);

    // Columns added by the writer or by the service. Those that matter are hashed explicitly in Of.
    private static readonly HashSet<string> Outside = new(StringComparer.Ordinal)
    {
        "PartitionKey", "RowKey", "Timestamp", "odata.etag", "RecordedAt", "PreviousHash", "Hash", "Seal", "Keys",
    };

    /// <summary>Version of the hash of a row; 0 when the column that names it is unreadable.</summary>
    internal static int VersionOf(TableEntity row) =>
        row.TryGetValue(RecordColumns.HashVersion, out var version) ? version as int? ?? 0 : FirstVersion;

    /// <summary>Whether this version of the product can compute hashes of a version.</summary>
    internal static bool IsKnown(int version) => version is FirstVersion or Version;

    /// <summary>
    /// SHA-256 of the content of a row: all columns ordered by name, each field preceded by its length. In version 2 the value
    /// begins with a letter for its type.
    /// </summary>
    internal static string Content(TableEntity row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var isTyped = VersionOf(row) != FirstVersion;
        if (isTyped)
        {
            Append(hash, Domain);
        }

        foreach (var (name, value) in row.Where(column => !Outside.Contains(column.Key)).OrderBy(column => column.Key, StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(name));
            Append(hash, isTyped ? [TypeOf(value), .. Bytes(value)] : Bytes(value));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Hash of a record in its chain.</summary>
    /// <param name="stamp">Its stamp; the hash in it is ignored.</param>
    /// <param name="keys">Row of its wrapped key; empty for none.</param>
    /// <param name="content">Hash of its content.</param>
    internal static string Of(RecordStamp stamp, string keys, string content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Encoding.UTF8.GetBytes(stamp.PreviousHash));
        Append(hash, Encoding.UTF8.GetBytes(stamp.Id));
        Append(hash, Bytes(stamp.RecordedAt));
        Append(hash, Encoding.UTF8.GetBytes(keys));
        Append(hash, Encoding.UTF8.GetBytes(content));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte TypeOf(object? value) => value switch
    {
        string => (byte)'s',
        int => (byte)'i',
        long => (byte)'l',
        double => (byte)'d',
        bool => (byte)'b',
        byte[] or BinaryData => (byte)'x',
        DateTimeOffset or DateTime => (byte)'t',
        Guid => (byte)'g',
        _ => (byte)'?',
    };

    private static byte[] Bytes(object? value) => value switch
    {
        null => [],
        string text => Encoding.UTF8.GetBytes(text),
        byte[] bytes => bytes,
        BinaryData data => data.ToArray(),
        DateTimeOffset at => Encoding.UTF8.GetBytes(at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
        _ => Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
        hash.AppendData(length);
        hash.AppendData(field);
    }
}
