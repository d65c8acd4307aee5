using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Screening.Engine.Model;

namespace Screening.Functions.Http.OpenApi;

internal sealed record Member(string Name, JsonObject Shape, bool IsRequired);

/// <summary>
/// Builds JSON Schema (2020-12) as far as this API needs it. Every call creates a new node, because a node can have only one
/// parent.
/// </summary>
internal static class Schema
{
    /// <summary>An object of a request. Other members are not allowed, and null is treated as absent.</summary>
    public static JsonObject Sent(string description, params Member[] members)
    {
        var schema = Object(description, members);
        schema["additionalProperties"] = false;
        return schema;
    }

    /// <summary>An object of a response. Later versions may add members.</summary>
    public static JsonObject Answered(string description, params Member[] members) => Object(description, members);

    /// <summary>A required member.</summary>
    public static Member Must(string name, JsonObject shape, string? description = null) =>
        new(name, Described(shape, description), IsRequired: true);

    /// <summary>A member of a request object that may be absent or null.</summary>
    public static Member May(string name, JsonObject shape, string? description = null) =>
        new(name, Described(OrNull(shape), description), IsRequired: false);

    /// <summary>A member of a response that may be absent but is never null.</summary>
    public static Member Sometimes(string name, JsonObject shape, string? description = null) =>
        new(name, Described(shape, description), IsRequired: false);

    /// <summary>A reference to another schema of the document.</summary>
    public static JsonObject Ref(string name) => new() { ["$ref"] = "#/components/schemas/" + name };

    /// <summary>One line of non-blank text.</summary>
    public static JsonObject Line(int most) =>
        new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = most, ["pattern"] = @"\S" };

    public static JsonObject Text(int? most = null)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (most is { } limit)
        {
            schema["maxLength"] = limit;
        }

        return schema;
    }

    /// <summary>A text that matches a pattern.</summary>
    public static JsonObject Form(Regex form)
    {
        var schema = Line(Limits.CodeCharacters);
        // JSON Schema writes the end of the text as $ instead of \z.
        schema["pattern"] = form.ToString().Replace(@"\z", "$", StringComparison.Ordinal);
        return schema;
    }

    /// <summary>A code of an enumeration in its wire spelling.</summary>
    public static JsonObject CodeOf<T>()
        where T : struct, Enum => OneOf([.. Code<T>.All]);

    public static JsonObject OneOf(params string[] texts) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. texts.Select(text => (JsonNode)text)]) };

    /// <summary>A number between two inclusive bounds; never a string.</summary>
    public static JsonObject Number(double least, double most) =>
        new() { ["type"] = "number", ["minimum"] = least, ["maximum"] = most };

    /// <summary>A whole number with inclusive bounds.</summary>
    public static JsonObject Whole(long least, long? most = null)
    {
        var schema = new JsonObject { ["type"] = "integer", ["minimum"] = least };
        if (most is { } limit)
        {
            schema["maximum"] = limit;
        }

        return schema;
    }

    public static JsonObject Flag() => new() { ["type"] = "boolean" };

    /// <summary>A date, yyyy-MM-dd.</summary>
    public static JsonObject Date() => new() { ["type"] = "string", ["format"] = "date" };

    /// <summary>An instant, UTC.</summary>
    public static JsonObject Instant() => new() { ["type"] = "string", ["format"] = "date-time" };

    public static JsonObject Country() => Line(Limits.CodeCharacters);

    public static JsonObject ListOf(JsonObject element, int? most = null, int? least = null)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = element };
        if (most is { } limit)
        {
            schema["maxItems"] = limit;
        }

        if (least is { } bound)
        {
            schema["minItems"] = bound;
        }

        return schema;
    }

    public static JsonObject OrNull(JsonObject shape)
    {
        if (shape["type"] is not JsonValue type)
        {
            return new JsonObject { ["anyOf"] = new JsonArray(shape, new JsonObject { ["type"] = "null" }) };
        }

        shape["type"] = new JsonArray(type.DeepClone(), "null");
        (shape["enum"] as JsonArray)?.Add((JsonNode?)null);
        return shape;
    }

    private static JsonObject Described(JsonObject shape, string? description)
    {
        if (description is not null)
        {
            shape["description"] = description;
        }

        return shape;
    }

    private static JsonObject Object(string description, Member[] members)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["description"] = description,
            ["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Shape))),
        };
        var required = members.Where(member => member.IsRequired).Select(member => (JsonNode)member.Name).ToArray();
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }

        return schema;
    }
}
