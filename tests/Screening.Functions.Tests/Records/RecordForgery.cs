using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;

namespace Screening.Functions.Tests.Records;

/// <summary>
/// The hash of a row in version 2, computed without the product's code from its documentation: the name of the version, then
/// columns in the order of names, each field with its length and each value with the letter of its type; then predecessor, id,
/// time, key row and content.
/// </summary>
internal static class RecordForgery
{
    private static readonly string[] Outside = ["PartitionKey", "RowKey", "Timestamp", "odata.etag", "RecordedAt", "PreviousHash", "Hash", "Seal", "Keys"];

    internal static void Rehash(TableEntity row)
    {
        var content = Fields([Encoding.UTF8.GetBytes("screening-record-2"), .. row.Where(column => !Outside.Contains(column.Key)).OrderBy(column => column.Key, StringComparer.Ordinal)
            .SelectMany(column => new[] { Encoding.UTF8.GetBytes(column.Key), [(byte)TypeOf(column.Value), .. Bytes(column.Value)] })]);
        row["Hash"] = Fields(
            Encoding.UTF8.GetBytes(row.GetString("PreviousHash")),
            Encoding.UTF8.GetBytes($"{row.PartitionKey}-{row.RowKey}"),
            Encoding.UTF8.GetBytes(row.GetDateTimeOffset("RecordedAt")!.Value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            Encoding.UTF8.GetBytes(row.GetString("Keys")),
            Encoding.UTF8.GetBytes(content));
    }

    private static byte[] Bytes(object value) => value switch
    {
        byte[] bytes => bytes,
        BinaryData data => data.ToArray(),
        _ => Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };

    private static char TypeOf(object value) => value switch { string => 's', int => 'i', _ => 'x' };

    private static string Fields(params byte[][] fields)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = new byte[4];
        foreach (var field in fields)
        {
            BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
            hash.AppendData(length);
            hash.AppendData(field);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
