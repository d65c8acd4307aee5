using System.Globalization;
using System.Text;
using System.Text.Json;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Read;

/// <summary>One part of an export.</summary>
/// <param name="Utf8">The rows, UTF-8.</param>
/// <param name="NextCursor">Id of the last record, where the next part continues; null for the last part.</param>
public sealed record ExportPart(byte[] Utf8, string? NextCursor);

/// <summary>
/// Exports records, oldest first. A part is built completely before it is sent, so that an interrupted transfer cannot be
/// mistaken for a complete export. A damaged record is exported as far as it can be read, and names its damage.
/// </summary>
public sealed class RecordExport(ScreeningStorage storage, RecordKeyring keyring)
{
    /// <summary>Default number of records per part.</summary>
    public const int DefaultLimit = 1000;

    /// <summary>Maximum number of records per part.</summary>
    public const int MaxLimit = 10_000;

    /// <summary>Size in bytes after which a part ends.</summary>
    public const int PartBytes = 32 * 1024 * 1024;

    private static readonly string[] Columns =
    [
        "id", "recordedAt", "kind", "client", "mode", "asOf", "reference", "orderId", "movement", "from", "destination", "disposition",
        "outcome", "possible", "policy", "policyVersion", "rules", "matches", "lists", "snapshot", "sourceVersion", "engine", "hash",
        "previousHash", "damage",
    ];

    /// <summary>Exports records as CSV: a header and one row per record.</summary>
    public Task<ExportPart> CsvAsync(ExportRange range, CancellationToken cancellation) =>
        WriteAsync(range, string.Join(',', Columns) + "\r\n", isShown: false, CsvRow, cancellation);

    /// <summary>Exports whole records, one JSON object per line.</summary>
    /// <param name="range">Which ones.</param>
    /// <param name="isShown">Whether personal fields are included in clear text.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public Task<ExportPart> LinesAsync(ExportRange range, bool isShown, CancellationToken cancellation) =>
        WriteAsync(range, "", isShown, row => Encoding.UTF8.GetString(RecordResponse.ToUtf8(row)) + "\n", cancellation);

    private async Task<ExportPart> WriteAsync(
        ExportRange range, string head, bool isShown, Func<StoredRecord, string> write, CancellationToken cancellation)
    {
        var text = new MemoryStream();
        text.Write(Encoding.UTF8.GetBytes(head));
        var (count, last) = (0, "");
        await foreach (var row in Rows(range, cancellation))
        {
            if (count == range.Limit || text.Length > PartBytes)
            {
                return new(text.ToArray(), last);
            }

            var stored = await storage.RecordRows.StoredAsync(row, keyring, isShown, cancellation);
            text.Write(Encoding.UTF8.GetBytes(write(stored)));
            (count, last) = (count + 1, row.Place.Id);
        }

        return new(text.ToArray(), null);
    }

    private IAsyncEnumerable<RecordRow> Rows(ExportRange range, CancellationToken cancellation)
    {
        var before = RecordPlace.PrefixOf(range.Before.AddTicks(-1)) + "~";
        return range.After is { } after && RecordPlace.Parse(after) is { } place
            ? storage.RecordRows.AfterAsync(place, before, cancellation)
            : storage.RecordRows.RangeAsync(RecordPlace.PrefixOf(range.From), before, cancellation);
    }

    private static string CsvRow(StoredRecord stored)
    {
        using var request = JsonDocument.Parse(stored.Record.RequestJson);
        using var decision = JsonDocument.Parse(stored.Record.DecisionJson);
        var (asked, decided) = (request.RootElement, decision.RootElement);
        string?[] cells =
        [
            stored.Stamp.Id, stored.Stamp.RecordedAt == default ? null : ScreeningResponse.Instant(stored.Stamp.RecordedAt), stored.Record.Kind, stored.Record.Client, stored.Record.Mode,
            stored.Record.AsOf == default ? null : stored.Record.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Text(asked, "reference"), Text(asked, "orderId"),
            Text(asked, "movement"), Text(asked, "from"), Text(asked, "destination", "country"), Text(decided, "disposition"), Text(decided, "outcome"),
            Join(decided, "undecided", "possible", element => Text(element)), Text(decided, "policy", "id"), Text(decided, "policy", "version"),
            Join(decided, null, "findings", Winner), Join(decided, null, "matches", match => $"{Text(match, "list")}:{Text(match, "entry")}:{Text(match, "strength")}"),
            Join(decided, null, "lists", list => $"{Text(list, "feed")}:{Text(list, "date")}:{Text(list, "entries")}"), stored.Record.Revision,
            Text(decided, "snapshot", "sourceVersion"), Text(decided, "engine"), stored.Stamp.Hash, stored.Stamp.PreviousHash,
            stored.Damage,
        ];
        return string.Join(',', cells.Select(Cell)) + "\r\n";
    }

    private static string? Winner(JsonElement finding) =>
        finding.ValueKind == JsonValueKind.Object && finding.TryGetProperty("wins", out var wins) && wins.ValueKind == JsonValueKind.True ? Text(finding, "rule") : null;

    /// <summary>Quotes a cell so that a spreadsheet treats it as text.</summary>
    internal static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // A spreadsheet evaluates a cell that begins like a formula. A leading apostrophe prevents that.
        var plain = text.TrimStart()[..Math.Min(1, text.TrimStart().Length)] is "=" or "+" or "-" or "@" || text[0] is '\t' or '\r' or '\n'
            ? "'" + text
            : text;
        return $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string? Text(JsonElement at, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at.ValueKind switch
        {
            JsonValueKind.String => at.GetString(),
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            _ => at.GetRawText(),
        };
    }

    private static string Join(JsonElement at, string? member, string array, Func<JsonElement, string?> text)
    {
        if (member is not null && !at.TryGetProperty(member, out at))
        {
            return "";
        }

        return at.ValueKind == JsonValueKind.Object && at.TryGetProperty(array, out var elements) && elements.ValueKind == JsonValueKind.Array
            ? string.Join(';', elements.EnumerateArray().Select(text).Where(part => part is not null).Distinct(StringComparer.Ordinal))
            : "";
    }
}

/// <summary>Range of an export.</summary>
/// <param name="From">First hour, UTC.</param>
/// <param name="Before">End, exclusive; an hour that has started is included whole.</param>
/// <param name="After">Id of the record to continue after; null starts at the first.</param>
/// <param name="Limit">Maximum number of records.</param>
public sealed record ExportRange(DateTimeOffset From, DateTimeOffset Before, string? After, int Limit);
