using System.Globalization;
using Azure.Data.Tables;

namespace Screening.Functions.Records.Write;

/// <summary>
/// Columns of the row of a record: the type of each, and those that every record has. The hash of version 1 does not cover types,
/// so they are checked by this table for the records of every version.
/// </summary>
internal static class RecordColumns
{
    /// <summary>Column with the version of the hash; absent in records of version 1.</summary>
    internal const string HashVersion = "HashVersion";

    private const string Text = "text";
    private const string Whole = "a 32-bit integer";
    private const string Binary = "binary";
    private const string Instant = "an instant";

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["Kind"] = Text, ["Mode"] = Text, ["AsOf"] = Text, ["Revision"] = Text, ["Client"] = Text, ["Idempotency"] = Text,
        ["Reference"] = Text, ["OrderId"] = Text, ["Disposition"] = Text, ["Outcome"] = Text, ["Body"] = Text, ["Request"] = Text,
        ["Decision"] = Text, ["Inputs"] = Text, ["PreviousHash"] = Text, ["Hash"] = Text, ["Seal"] = Text, ["Keys"] = Text,
        ["SnapshotAgeSeconds"] = Whole, [HashVersion] = Whole, ["Sealed"] = Binary, ["RecordedAt"] = Instant,
    };

    private static readonly string[] Required =
        ["Kind", "Mode", "AsOf", "Revision", "SnapshotAgeSeconds", "Client", "RecordedAt", "PreviousHash", "Hash", "Seal", "Keys"];

    // Long texts continue in columns with two digits after the name.
    private static readonly string[] Continued = ["Request", "Decision", "Inputs"];

    /// <summary>What makes a row unreadable as a record; null when every column has its type and none is missing.</summary>
    internal static string? Fault(TableEntity row)
    {
        foreach (var (name, value) in row)
        {
            if (KindOf(name) is { } kind && kind != NameOf(value))
            {
                return $"its column {name} is {NameOf(value)} instead of {kind}";
            }
        }

        var missing = Array.Find(Required, name => !row.ContainsKey(name))
            ?? (row.ContainsKey("Body") ? null : Array.Find(["Request", "Decision"], name => !row.ContainsKey(name)));
        if (missing is not null)
        {
            return $"its column {missing} is missing";
        }

        return RecordHash.IsKnown(RecordHash.VersionOf(row))
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"its hash has version {RecordHash.VersionOf(row)}, which this version does not know");
    }

    private static string? KindOf(string name) => Kinds.TryGetValue(name, out var kind)
        ? kind
        : Array.Exists(Continued, text => name.Length == text.Length + 2 && name.StartsWith(text, StringComparison.Ordinal) && name[^2..].All(char.IsAsciiDigit))
            ? Text
            : null;

    private static string NameOf(object? value) => value switch
    {
        string => Text,
        int => Whole,
        long => "a 64-bit integer",
        byte[] or BinaryData => Binary,
        DateTimeOffset or DateTime => Instant,
        bool => "a Boolean",
        double => "a floating-point number",
        Guid => "a GUID",
        _ => "without a value",
    };
}
