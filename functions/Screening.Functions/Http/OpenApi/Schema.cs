using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Http.OpenApi;

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its schema.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed record Member(string Name, JsonObject Shape, bool IsRequired);

/// <summary>
/// Words to write JSON Schema (2020-12) with, as far as this API needs it. Every call makes a new node: a node has one
/// place in one document.
/// </summary>
internal static class Schema
{
    /// <summary>An object that is sent: nothing but its members may be there, and null is the same as absent.</summary>
    public static JsonObject Sent(string description, params Member[] members)
    {
        var schema = Object(description, members);
        schema["additionalProperties"] = false;
        return schema;
    }

    /// <summary>An object that is answered. Members may be added to it one day.</summary>
    public static JsonObject Answered(string description, params Member[] members) => Object(description, members);

    /// <summary>A member that must be there.</summary>
    public static Member Must(string name, JsonObject shape, string? description = null) =>
        new(name, Described(shape, description), IsRequired: true);

    /// <summary>A member of a sent object that may be absent or null.</summary>
    public static Member May(string name, JsonObject shape, string? description = null) =>
        new(name, Described(OrNull(shape), description), IsRequired: false);

    /// <summary>A member of an answer that is there only sometimes, and never null.</summary>
    public static Member Sometimes(string name, JsonObject shape, string? description = null) =>
        new(name, Described(shape, description), IsRequired: false);

    /// <summary>Another schema of the document.</summary>
    public static JsonObject Ref(string name) => new() { ["$ref"] = "#/components/schemas/" + name };

    /// <summary>One line of text that says something.</summary>
    public static JsonObject Line(int most) =>
        new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = most, ["pattern"] = @"\S" };

    /// <summary>Any text.</summary>
    public static JsonObject Text(int? most = null)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (most is { } limit)
        {
            schema["maxLength"] = limit;
        }

        return schema;
    }

    /// <summary>A text of a form.</summary>
    public static JsonObject Form(Regex form)
    {
        var schema = Line(Limits.CodeCharacters);
        // The end of the text is written differently there.
        schema["pattern"] = form.ToString().Replace(@"\z", "$", StringComparison.Ordinal);
        return schema;
    }

    /// <summary>A code of an enumeration, as it is spelt on the wire.</summary>
    public static JsonObject CodeOf<T>()
        where T : struct, Enum => OneOf([.. Code<T>.All]);

    /// <summary>One of some texts.</summary>
    public static JsonObject OneOf(params string[] texts) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. texts.Select(text => (JsonNode)text)]) };

    /// <summary>A number between two bounds, both inclusive. Never a text.</summary>
    public static JsonObject Number(double least, double most) =>
        new() { ["type"] = "number", ["minimum"] = least, ["maximum"] = most };

    /// <summary>A whole number from a bound on.</summary>
    public static JsonObject Whole(long least, long? most = null)
    {
        var schema = new JsonObject { ["type"] = "integer", ["minimum"] = least };
        if (most is { } limit)
        {
            schema["maximum"] = limit;
        }

        return schema;
    }

    /// <summary>True or false.</summary>
    public static JsonObject Flag() => new() { ["type"] = "boolean" };

    /// <summary>A date, yyyy-MM-dd.</summary>
    public static JsonObject Date() => new() { ["type"] = "string", ["format"] = "date" };

    /// <summary>An instant, UTC.</summary>
    public static JsonObject Instant() => new() { ["type"] = "string", ["format"] = "date-time" };

    /// <summary>A country.</summary>
    public static JsonObject Country() => Line(Limits.CodeCharacters);

    /// <summary>Elements of one kind.</summary>
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

    /// <summary>The same, or null.</summary>
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
