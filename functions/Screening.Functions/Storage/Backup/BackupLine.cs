using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;

namespace Screening.Functions.Storage.Backup;

/// <summary>
/// Lines of the files of a backup. A row is <c>{"partition":"...","row":"...","columns":{"NAME":["TYPE","VALUE"]}}</c>: the hash of a
/// record covers the type of every column, so types are written out. A blob is a line <c>{"blob":"NAME","type":"append"}</c>, its
/// content in lines <c>{"data":"BASE64"}</c>, and <c>{"end":LENGTH}</c>.
/// </summary>
internal static class BackupLine
{
    private static readonly HashSet<string> OfTheService = new(StringComparer.Ordinal) { "PartitionKey", "RowKey", "Timestamp", "odata.etag" };

    /// <summary>Writes a row. Columns that the service adds itself are left out.</summary>
    internal static void Write(Utf8JsonWriter json, TableEntity row)
    {
        json.WriteStartObject();
        json.WriteString("partition", row.PartitionKey);
        json.WriteString("row", row.RowKey);
        json.WriteStartObject("columns");
        foreach (var (name, value) in row.Where(column => !OfTheService.Contains(column.Key) && column.Value is not null))
        {
            json.WriteStartArray(name);
            Write(json, name, value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Reads a row.</summary>
    /// <exception cref="InvalidDataException">The line is none.</exception>
    internal static TableEntity Row(JsonElement line)
    {
        try
        {
            var row = new TableEntity(line.GetProperty("partition").GetString(), line.GetProperty("row").GetString());
            foreach (var column in line.GetProperty("columns").EnumerateObject())
            {
                row[column.Name] = Value(column.Value[0].GetString()!, column.Value[1].GetString()!);
            }

            return row;
        }
        catch (Exception failure) when (failure is KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("a line of the backup is no row", failure);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        var (type, text) = value switch
        {
            string one => ("string", one),
            int one => ("int", one.ToString(CultureInfo.InvariantCulture)),
            long one => ("long", one.ToString(CultureInfo.InvariantCulture)),
            double one => ("double", one.ToString("R", CultureInfo.InvariantCulture)),
            bool one => ("bool", one ? "true" : "false"),
            DateTimeOffset one => ("time", one.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            DateTime one => ("time", one.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)),
            Guid one => ("guid", one.ToString("D")),
            byte[] one => ("binary", Convert.ToBase64String(one)),
            BinaryData one => ("binary", Convert.ToBase64String(one.ToMemory().Span)),
            _ => throw new InvalidDataException($"the column {name} has the type {value.GetType().Name}, which no row of this product has"),
        };
        json.WriteStringValue(type);
        json.WriteStringValue(text);
    }

    private static object Value(string type, string text) => type switch
    {
        "string" => text,
        "int" => int.Parse(text, CultureInfo.InvariantCulture),
        "long" => long.Parse(text, CultureInfo.InvariantCulture),
        "double" => double.Parse(text, CultureInfo.InvariantCulture),
        "bool" => text == "true",
        "time" => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        "guid" => Guid.ParseExact(text, "D"),
        "binary" => Convert.FromBase64String(text),
        _ => throw new FormatException($"a column of the type {type}"),
    };
}
