using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Screening.Engine.Policies.Authoring;

/// <summary>Reads, writes and hashes the JSON of policies.</summary>
internal static class PolicyJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(JsonNode node) => node.ToJsonString(Plain);

    public static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static int? NumberOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int number) ? number : null;

    /// <summary>
    /// Hash of a flat policy together with the flat base it is combined with. It covers everything that is evaluated and nothing
    /// else. The order of members and white space are ignored; the order of rules is significant.
    /// </summary>
    public static string HashOf(string flat, string? flatBase)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            Canonical(writer, JsonNode.Parse(flat));
            Canonical(writer, flatBase is null ? null : JsonNode.Parse(flatBase));
            writer.WriteEndArray();
        }

        return Sha256(buffer.WrittenSpan);
    }

    /// <summary>Marks the rules and tables of a parent with their origin. An existing mark is kept.</summary>
    public static void Stamp(JsonObject policy, string origin, IEnumerable<string> lists)
    {
        var rules = (policy["ruleSets"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(set => set["rules"] as JsonArray ?? []);
        foreach (var entry in rules.Concat(lists.SelectMany(list => policy[list] as JsonArray ?? [])).OfType<JsonObject>())
        {
            entry["origin"] ??= origin;
        }
    }

    private static string Sha256(ReadOnlySpan<byte> bytes) => "sha256-" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static void Canonical(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                writer.WriteStartObject();
                foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    Canonical(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray elements:
                writer.WriteStartArray();
                foreach (var element in elements)
                {
                    Canonical(writer, element);
                }

                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
