using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Screening.Engine.Model;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>
/// Inputs of a decision other than request, snapshot, date and mode. They are recorded with the decision, covered by the hash of
/// the record, and reused by a replay.
/// </summary>
/// <param name="lists">Which watchlists were present and how current they were.</param>
public sealed class RecordedInputs(ListStanding lists)
{
    private string? json;

    /// <summary>Which watchlists were present and how current they were.</summary>
    public ListStanding Lists { get; } = lists;

    /// <summary>The canonical JSON. Equal inputs give equal text.</summary>
    public string Json => json ??= Write(Lists);

    /// <summary>Reads recorded inputs. Members that this version does not define are ignored.</summary>
    /// <param name="json">The text; null in records written before inputs were recorded.</param>
    /// <exception cref="JsonException">The text is not the JSON of recorded inputs.</exception>
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
