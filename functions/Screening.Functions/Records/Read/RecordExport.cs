using System.Globalization;
using System.Text;
using System.Text.Json;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Records.Write;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;

namespace Screening.Functions.Records.Read;

/// <summary>A part of an export.</summary>
/// <param name="Utf8">Its rows.</param>
/// <param name="NextCursor">Id of its last record, where the next part begins; null when it is the last part.</param>
public sealed record ExportPart(byte[] Utf8, string? NextCursor);

/// <summary>
/// Writes records out, oldest first. A part is made whole before it is sent, so that one that was cut off on its way
/// cannot be taken for all there is.
/// </summary>
/// <param name="storage">Storage.</param>
/// <param name="records">The records.</param>
/// <param name="keyring">Keys over the records.</param>
public sealed class RecordExport(ScreeningStorage storage, RecordTable records, RecordKeyring keyring)
{
    /// <summary>Records of a part unless asked otherwise.</summary>
    public const int DefaultLimit = 1000;

    /// <summary>Records of a part at most.</summary>
    public const int MaxLimit = 10_000;

    /// <summary>Bytes after which a part ends.</summary>
    public const int PartBytes = 32 * 1024 * 1024;

    private static readonly string[] Columns =
    [
        "id", "recordedAt", "kind", "client", "mode", "asOf", "reference", "orderId", "movement", "from", "destination", "disposition",
        "outcome", "possible", "policy", "policyVersion", "rules", "matches", "lists", "snapshot", "sourceVersion", "engine", "hash",
        "previousHash",
    ];

    /// <summary>Writes records as comma-separated values: a header, and a row per record.</summary>
    public Task<ExportPart> CsvAsync(ExportRange range, CancellationToken cancellation) => WriteAsync(
        range, string.Join(',', Columns) + "\r\n", (row, _) => Task.FromResult(CsvRow(row)), cancellation);

    /// <summary>Writes whole records, one JSON object per line.</summary>
    /// <param name="range">Which ones.</param>
    /// <param name="isShown">Whether their personal fields are shown.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public Task<ExportPart> LinesAsync(ExportRange range, bool isShown, CancellationToken cancellation) => WriteAsync(
        range, "",
        async (row, token) => Encoding.UTF8.GetString(RecordResponse.ToUtf8(
            isShown ? (await records.FindAsync(row.Stamp.Id, token))! : row)) + "\n",
        cancellation);

    private async Task<ExportPart> WriteAsync(
        ExportRange range, string head, Func<StoredRecord, CancellationToken, Task<string>> write, CancellationToken cancellation)
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

            var stored = await storage.RecordRows.StoredAsync(row, keyring, isShown: false, cancellation);
            text.Write(Encoding.UTF8.GetBytes(await write(stored, cancellation)));
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
            stored.Stamp.Id, ScreeningResponse.Instant(stored.Stamp.RecordedAt), stored.Record.Kind, stored.Record.Client, stored.Record.Mode,
            stored.Record.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Text(asked, "reference"), Text(asked, "orderId"),
            Text(asked, "movement"), Text(asked, "from"), Text(asked, "destination", "country"), Text(decided, "disposition"), Text(decided, "outcome"),
            Join(decided, "undecided", "possible", element => element.GetString()), Text(decided, "policy", "id"), Text(decided, "policy", "version"),
            Join(decided, null, "findings", Winner), Join(decided, null, "matches", match => $"{Text(match, "list")}:{Text(match, "entry")}:{Text(match, "strength")}"),
            Join(decided, null, "lists", list => $"{Text(list, "feed")}:{Text(list, "date")}:{Text(list, "entries")}"), stored.Record.Revision,
            Text(decided, "snapshot", "sourceVersion"), Text(decided, "engine"), stored.Stamp.Hash, stored.Stamp.PreviousHash,
        ];
        return string.Join(',', cells.Select(Cell)) + "\r\n";
    }

    private static string? Winner(JsonElement finding) =>
        finding.TryGetProperty("wins", out var wins) && wins.ValueKind == JsonValueKind.True ? Text(finding, "rule") : null;

    /// <summary>A cell that a spreadsheet takes for text, whatever it begins with.</summary>
    internal static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // What begins like a formula is calculated; an apostrophe before it is not.
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

/// <summary>Which records are exported.</summary>
/// <param name="From">First hour, UTC.</param>
/// <param name="Before">End, exclusive; a begun hour counts whole.</param>
/// <param name="After">Id of the record after which to begin; null begins with the first.</param>
/// <param name="Limit">Records of the part.</param>
public sealed record ExportRange(DateTimeOffset From, DateTimeOffset Before, string? After, int Limit);
