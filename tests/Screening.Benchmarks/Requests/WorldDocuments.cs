using System.Text.Json;
using System.Text.Json.Nodes;

namespace Screening.Benchmarks.Requests;

/// <summary>
/// Puts the country sets and registries of a world. Each is given by its id, as a whole document or as members. Members are added
/// to those of the seed and replace the ones about the same subject.
/// </summary>
internal static class WorldDocuments
{
    private static readonly string[] Identity = ["country", "kind", "id", "region"];

    /// <summary>Puts the documents of one kind.</summary>
    /// <param name="app">The app.</param>
    /// <param name="route">Route of the kind, such as registries.</param>
    /// <param name="list">Name of the JSON member with the array.</param>
    /// <param name="documents">Documents by id; null for none.</param>
    public static async Task PutAsync(WorldApp app, string route, string list, JsonElement? documents)
    {
        foreach (var document in documents?.EnumerateObject() ?? [])
        {
            var path = $"/api/v1/{route}/{document.Name}";
            var existing = await app.ReadAsync(path);
            await app.PutAsync(path, Of(document, list, existing?.Json, route), existing?.ETag);
        }
    }

    private static string Of(JsonProperty document, string list, string? existing, string route)
    {
        var given = JsonNode.Parse(document.Value.GetRawText())!;
        if (given is JsonObject whole && whole.ContainsKey("source"))
        {
            whole["id"] ??= document.Name;
            return whole.ToJsonString();
        }

        var added = given switch
        {
            JsonArray members => members,
            JsonObject { Count: 1 } one when one[list] is JsonArray members => members,
            _ => throw new FormatException($"world.{route}.{document.Name} is neither a document with its source nor {list}"),
        };
        var into = existing is null ? Empty(document.Name, list, route) : JsonNode.Parse(existing)!.AsObject();
        var rows = into[list]!.AsArray();
        foreach (var row in added.Select(Row).ToArray())
        {
            foreach (var same in rows.Where(one => IsSame(one!.AsObject(), row)).ToArray())
            {
                rows.Remove(same);
            }
        }

        foreach (var row in added.Select(Row))
        {
            if (route == "registries" && !row.ContainsKey("evidence"))
            {
                row["evidence"] = "the world of a case, a test value and not a claim";
            }

            rows.Add(row);
        }

        return into.ToJsonString();
    }

    private static JsonObject Row(JsonNode? given) => given switch
    {
        JsonValue code => new JsonObject { ["country"] = code.DeepClone() },
        JsonObject row => row.DeepClone().AsObject(),
        _ => throw new FormatException("a member is neither a country nor an object"),
    };

    /// <summary>Whether two rows have the same subject: country, kind, id and region, as far as present.</summary>
    private static bool IsSame(JsonObject one, JsonObject other) => Identity.All(name => JsonNode.DeepEquals(one[name], other[name]));

    private static JsonObject Empty(string id, string list, string route) => route == "registries"
        ? throw new FormatException($"world.registries.{id} is no registry")
        : new JsonObject { ["id"] = id, ["label"] = id, ["source"] = "the world of a case", ["sourceDate"] = "2026-11-29", [list] = new JsonArray() };
}
