using System.Buffers;
using Azure.Data.Tables;

namespace Screening.Functions.Storage;

/// <summary>Checks rows before they are sent, and cuts them into transactions the service accepts.</summary>
public static class Rows
{
    // Bytes of MIME and HTTP headers around one entity of a transaction, rounded up.
    private const int EnvelopeBytes = 700;

    // What the client's JSON writer sends as it is; everything else becomes an escape of six bytes.
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create(
        " !#$%()*,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>Checks a partition or row key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The same key.</returns>
    /// <exception cref="RowRefusedException">Too long, or with a slash, backslash, hash, question mark or
    /// control.</exception>
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

    /// <summary>Whether a character may stand in a key.</summary>
    /// <param name="character">The character.</param>
    public static bool IsKeyCharacter(char character) =>
        character is not ('/' or '\\' or '#' or '?') && !char.IsControl(character) && !char.IsSurrogate(character);

    /// <summary>Checks a whole row.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="RowRefusedException">A key, a string, the number of properties or the size is out of
    /// bounds.</exception>
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

    /// <summary>Size of a row as the service counts it.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Bytes.</returns>
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
    /// Bytes a row takes in a transaction's payload, where the client escapes quotes and all but ASCII.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <returns>Bytes, rounded up.</returns>
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

    /// <summary>Cuts rows of one partition into transactions, in order; every row is checked.</summary>
    /// <param name="rows">Rows of one partition.</param>
    /// <returns>Transactions of up to 100 rows and 4 MiB.</returns>
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
