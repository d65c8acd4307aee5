using System.Buffers;
using Azure.Data.Tables;

namespace Screening.Functions.Storage;

/// <summary>Checks rows before they are sent, and splits them into transactions.</summary>
public static class Rows
{
    // Upper bound of the MIME and HTTP headers around one entity of a transaction, in bytes.
    private const int EnvelopeBytes = 700;

    // Characters that the client's JSON writer sends unescaped. All others become an escape of six bytes.
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create(
        " !#$%()*,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>Checks a partition or row key.</summary>
    /// <returns>The same key.</returns>
    /// <exception cref="RowRefusedException">
    /// Too long, or contains a slash, backslash, hash, question mark, control character or surrogate.
    /// </exception>
    public static string Key(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length > StorageLimits.KeyCharacters)
        {
            throw new RowRefusedException($"a key of {key.Length} characters; at most {StorageLimits.KeyCharacters}");
        }

        for (var i = 0; i < key.Length; i++)
        {
            if (!IsKeyCharacter(key[i]))
            {
                throw new RowRefusedException(
                    $"a key with U+{(int)key[i]:X4} at position {i}; / \\ # ? and control characters are not accepted");
            }
        }

        return key;
    }

    /// <summary>Whether a character is allowed in a key.</summary>
    public static bool IsKeyCharacter(char character) =>
        character is not ('/' or '\\' or '#' or '?') && !char.IsControl(character) && !char.IsSurrogate(character);

    /// <summary>Checks a row against the limits of the service.</summary>
    /// <exception cref="RowRefusedException">A key, a string, the number of properties or the size exceeds its limit.</exception>
    public static void Check(TableEntity row)
    {
        ArgumentNullException.ThrowIfNull(row);
        Key(row.PartitionKey);
        Key(row.RowKey);
        var properties = row.Keys.Count(name => name is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"));
        if (properties > StorageLimits.Properties)
        {
            throw new RowRefusedException($"{Name(row)}: {properties} properties; at most {StorageLimits.Properties}");
        }

        foreach (var (name, value) in row)
        {
            if (value is string text && text.Length > StorageLimits.StringCharacters)
            {
                throw new RowRefusedException(
                    $"{Name(row)}: {name} has {text.Length} characters; at most {StorageLimits.StringCharacters}");
            }
        }

        var size = SizeOf(row);
        if (size > StorageLimits.EntityBytes)
        {
            throw new RowRefusedException($"{Name(row)}: {size} bytes; at most {StorageLimits.EntityBytes}");
        }
    }

    /// <summary>Size of a row as counted by the service, in bytes.</summary>
    public static int SizeOf(TableEntity row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var size = 4 + 2 * (row.PartitionKey.Length + row.RowKey.Length);
        foreach (var (name, value) in row)
        {
            size += 8 + 2 * name.Length + ValueSize(value);
        }

        return size;
    }

    /// <summary>
    /// Size of a row in the payload of a transaction, in bytes, rounded up. The client escapes quotes and all non-ASCII
    /// characters.
    /// </summary>
    public static int PayloadOf(TableEntity row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var bytes = EnvelopeBytes;
        foreach (var (name, value) in row)
        {
            bytes += name.Length + 60 + (value is string text ? EscapedLength(text) : ValueSize(value) * 2);
        }

        return bytes;
    }

    /// <summary>Splits rows of one partition into transactions, in order. Every row is checked.</summary>
    /// <returns>
    /// Transactions within <see cref="StorageLimits.BatchEntities"/> and <see cref="StorageLimits.BatchBytes"/>.
    /// </returns>
    public static IEnumerable<IReadOnlyList<TableEntity>> Batches(IEnumerable<TableEntity> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var batch = new List<TableEntity>(StorageLimits.BatchEntities);
        var bytes = 0;
        foreach (var row in rows)
        {
            Check(row);
            var payload = PayloadOf(row);
            var isFull = batch.Count == StorageLimits.BatchEntities || bytes + payload > StorageLimits.BatchBytes;
            if (isFull && batch.Count > 0)
            {
                yield return batch;
                batch = new List<TableEntity>(StorageLimits.BatchEntities);
                bytes = 0;
            }

            batch.Add(row);
            bytes += payload;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static int EscapedLength(string text)
    {
        var escaped = 0;
        for (var rest = text.AsSpan(); ;)
        {
            var at = rest.IndexOfAnyExcept(PlainCharacters);
            if (at < 0)
            {
                return text.Length + 5 * escaped;
            }

            escaped++;
            rest = rest[(at + 1)..];
        }
    }

    private static int ValueSize(object? value) => value switch
    {
        null => 0,
        string text => 4 + 2 * text.Length,
        byte[] bytes => 4 + bytes.Length,
        bool => 1,
        int => 4,
        Guid => 16,
        _ => 8,
    };

    private static string Name(TableEntity row) => $"row {row.PartitionKey}, {row.RowKey}";
}
