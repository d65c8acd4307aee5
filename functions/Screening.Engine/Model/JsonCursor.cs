using System.Text.Json;

namespace Screening.Engine.Model;

/// <summary>
/// Reads an authored JSON document and collects every error with its path. Unknown and repeated members are errors, because
/// ignoring a misspelt member would silently drop a rule.
/// </summary>
internal readonly struct JsonCursor(JsonElement element, string path, List<(string Path, string Message)> errors)
{
    public JsonElement Element { get; } = element;

    public string Path { get; } = path;

    public void Error(string message) => errors.Add((Path.Length == 0 ? "$" : Path, message));

    /// <summary>The members of an object. An unknown, repeated or missing required member is an error.</summary>
    public Dictionary<string, JsonCursor> Members(string[] required, string[]? optional = null)
    {
        var members = new Dictionary<string, JsonCursor>(StringComparer.Ordinal);
        if (Element.ValueKind != JsonValueKind.Object)
        {
            Error("must be an object");
            return members;
        }

        foreach (var property in Element.EnumerateObject())
        {
            var child = Child(property.Value, property.Name);
            if (!required.Contains(property.Name) && optional?.Contains(property.Name) != true)
            {
                child.Error("is not a member known here");
            }
            else if (!members.TryAdd(property.Name, child))
            {
                child.Error("is given twice");
            }
        }

        foreach (var name in required.Where(name => !members.ContainsKey(name)))
        {
            Error($"lacks the member `{name}`");
        }

        return members;
    }

    /// <summary>The elements of an array. Any other value gives none and an error.</summary>
    public IEnumerable<JsonCursor> Elements()
    {
        if (Element.ValueKind != JsonValueKind.Array)
        {
            Error("must be an array");
            return [];
        }

        var self = this;
        return Element.EnumerateArray().Select((value, index) => self.At(value, index)).ToArray();
    }

    /// <summary>Text that is not blank. Any other value gives an empty text and an error.</summary>
    public string Text()
    {
        if (Element.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(Element.GetString()))
        {
            return Element.GetString()!;
        }

        Error("must be a text");
        return "";
    }

    /// <summary>An ISO date. Any other value gives null and an error.</summary>
    public DateOnly? Date()
    {
        if (Element.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(Element.GetString(), "yyyy-MM-dd", out var date))
        {
            return date;
        }

        Error("must be a date, yyyy-MM-dd");
        return null;
    }

    /// <summary>One of a closed list of texts. Any other value gives an error.</summary>
    public string OneOf(IReadOnlyCollection<string> known)
    {
        var text = Text();
        if (text.Length > 0 && !known.Contains(text))
        {
            Error($"must be one of {string.Join(", ", known)}");
        }

        return text;
    }

    /// <summary>
    /// An ISO 3166-1 alpha-2 code of an existing country. A misspelt code would be a member that matches no destination.
    /// </summary>
    public CountryCode Country()
    {
        var text = Text();
        if (!CountryCode.TryParse(text, out var country) || !Countries.Exists(country))
        {
            Error(text.Length == 2 ? $"must be an ISO 3166-1 alpha-2 code; no country has `{text}`" : "must be an ISO 3166-1 alpha-2 code");
        }

        return country;
    }

    /// <summary>
    /// Parses a document and passes its root to <paramref name="read"/>. Invalid JSON gives the default value and an error.
    /// </summary>
    public static T? Read<T>(string json, List<(string Path, string Message)> errors, Func<JsonCursor, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(new JsonCursor(document.RootElement, "", errors));
        }
        catch (JsonException exception)
        {
            errors.Add(("$", $"is not JSON: line {exception.LineNumber + 1}"));
            return default;
        }
    }

    private JsonCursor Child(JsonElement value, string name) => new(value, Path.Length == 0 ? name : $"{Path}.{name}", errors);

    private JsonCursor At(JsonElement value, int index) => new(value, $"{Path}[{index}]", errors);
}

/// <summary>Reads members that may be absent.</summary>
internal static class JsonMembers
{
    public static string Text(this Dictionary<string, JsonCursor> members, string name) =>
        members.TryGetValue(name, out var member) ? member.Text() : "";

    public static string? OptionalText(this Dictionary<string, JsonCursor> members, string name) =>
        members.TryGetValue(name, out var member) && member.Element.ValueKind != JsonValueKind.Null ? member.Text() : null;

    public static DateOnly? Date(this Dictionary<string, JsonCursor> members, string name) =>
        members.TryGetValue(name, out var member) && member.Element.ValueKind != JsonValueKind.Null ? member.Date() : null;

    public static IEnumerable<JsonCursor> Elements(this Dictionary<string, JsonCursor> members, string name) =>
        members.TryGetValue(name, out var member) ? member.Elements() : [];

    public static string[] Texts(this Dictionary<string, JsonCursor> members, string name) =>
        [.. members.Elements(name).Select(text => text.Text())];

    public static CountryCode Country(this Dictionary<string, JsonCursor> members, string name) =>
        members.TryGetValue(name, out var member) ? member.Country() : default;
}
