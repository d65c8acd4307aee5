using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Screening.Engine.Model;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>
/// What a decision was made from beside request, snapshot, date and mode. It is recorded with the decision, covered by the
/// hash of the record, and a replay uses it again.
/// </summary>
/// <param name="lists">Which watchlists were there and how fresh.</param>
public sealed class RecordedInputs(ListStanding lists)
{
    private string? json;

    /// <summary>Which watchlists were there and how fresh.</summary>
    public ListStanding Lists { get; } = lists;

    /// <summary>The canonical JSON: same inputs, same text.</summary>
    public string Json => json ??= Write(Lists);

    /// <summary>Reads what was recorded. Members that this version does not know are left out.</summary>
    /// <param name="json">The text; null in records written before inputs were recorded.</param>
    /// <exception cref="JsonException">It is no such text.</exception>
    public static RecordedInputs Read(string? json)
    {
        if (json is null)
        {
            return new(ListStanding.NotRecorded);
        }

        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("lists", out var lists) || lists.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("recorded inputs without lists");
        }

        return new(new ListStanding
        {
            IsSample = root.TryGetProperty("sample", out var sample) && sample.ValueKind == JsonValueKind.True,
            ConfirmedOn = lists.EnumerateObject().ToImmutableSortedDictionary(list => list.Name, list => Day(list.Value), StringComparer.Ordinal),
        });
    }

    private static DateOnly Day(JsonElement day) =>
        day.ValueKind == JsonValueKind.String
        && DateOnly.TryParseExact(day.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new JsonException("a recorded list without a day");

    private static string Write(ListStanding lists) => Encoding.UTF8.GetString(CanonicalJson.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("lists");
        foreach (var (code, day) in lists.ConfirmedOn)
        {
            writer.Date(code, day);
        }

        writer.WriteEndObject();
        writer.WriteBoolean("sample", lists.IsSample);
        writer.WriteEndObject();
    }));
}
