using System.Text.Json;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>
/// The short form of a recorded decision: disposition, winning findings, matches, open questions and versions used. It is read
/// from the recorded bytes, so it cannot differ from the record.
/// </summary>
internal static class DecisionSummary
{
    /// <summary>Value of the member <c>detail</c>, which distinguishes the short form from a full decision.</summary>
    public const string Detail = "summary";

    private static readonly string[] Heads = ["mode", "asOf", "disposition", "outcome", "text", "undecided", "policy"];
    private static readonly string[] OfFinding = ["item", "destination", "ruleSet", "rule", "outcome", "text", "citation"];
    private static readonly string[] OfMatch = ["party", "owner", "share", "feed", "list", "entry", "name", "score", "strength", "restricts"];
    private static readonly string[] Versions = ["lists", "snapshot", "engine"];

    /// <summary>Writes the short form of a recorded decision, of this version or an earlier one, as one object.</summary>
    public static void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> decision)
    {
        using var document = JsonDocument.Parse(decision);
        var root = document.RootElement;
        writer.WriteStartObject();
        writer.WriteString("detail", Detail);
        Copy(writer, root, Heads);
        var winning = root.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("wins").GetBoolean());
        writer.Objects("findings", winning, (inner, finding) => Copy(inner, finding, OfFinding));
        writer.Objects("matches", root.GetProperty("matches").EnumerateArray(), (inner, match) => Copy(inner, match, OfMatch));
        // Decisions recorded before the member existed have no mustAnswer.
        writer.WritePropertyName("mustAnswer");
        if (root.TryGetProperty("mustAnswer", out var mustAnswer))
        {
            mustAnswer.WriteTo(writer);
        }
        else
        {
            writer.WriteStartArray();
            writer.WriteEndArray();
        }

        Copy(writer, root, Versions);
        writer.WriteEndObject();
    }

    private static void Copy(Utf8JsonWriter writer, JsonElement from, string[] names)
    {
        foreach (var name in names)
        {
            // Records of earlier versions do not have every member.
            if (from.TryGetProperty(name, out var member))
            {
                writer.WritePropertyName(name);
                member.WriteTo(writer);
            }
        }
    }
}
