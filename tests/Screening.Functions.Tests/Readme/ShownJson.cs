using System.Text.Json.Nodes;

namespace Screening.Functions.Tests.Readme;

/// <summary>
/// Compares an answer with what a page shows of it. "..." as a value stands for any value, as a member for the members
/// left out, as the last element for the elements left out. Without it nothing may be missing.
/// </summary>
internal static class ShownJson
{
    private const string Ellipsis = "...";

    /// <summary>Every difference, with its path; empty when the page tells the truth.</summary>
    public static IEnumerable<string> Differences(JsonNode? shown, JsonNode? actual, string path = "$") => (shown, actual) switch
    {
        (JsonValue text, _) when IsEllipsis(text) => [],
        (JsonObject page, JsonObject real) => OfObject(page, real, path),
        (JsonArray page, JsonArray real) => OfArray(page, real, path),
        _ => JsonNode.DeepEquals(shown, actual) ? [] : [$"{path}: shown {Brief(shown)}, actual {Brief(actual)}"],
    };

    private static IEnumerable<string> OfObject(JsonObject page, JsonObject real, string path)
    {
        var shown = page.Where(member => member.Key != Ellipsis).ToArray();
        var missing = shown.Where(member => !real.ContainsKey(member.Key)).Select(member => $"{path}.{member.Key}: does not exist");
        var left = page.ContainsKey(Ellipsis)
            ? []
            : real.Where(member => !page.ContainsKey(member.Key)).Select(member => $"{path}.{member.Key}: is not shown");
        return missing.Concat(left).Concat(shown.Where(member => real.ContainsKey(member.Key))
            .SelectMany(member => Differences(member.Value, real[member.Key], $"{path}.{member.Key}")));
    }

    private static IEnumerable<string> OfArray(JsonArray page, JsonArray real, string path)
    {
        var isAbridged = page.Count > 0 && IsEllipsis(page[^1]);
        var shown = page.Count - (isAbridged ? 1 : 0);
        return shown > real.Count || (!isAbridged && shown < real.Count)
            ? [$"{path}: shown {shown} elements, actual {real.Count}"]
            : Enumerable.Range(0, shown).SelectMany(index => Differences(page[index], real[index], $"{path}[{index}]"));
    }

    private static bool IsEllipsis(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text == Ellipsis;

    private static string Brief(JsonNode? node) => node?.ToJsonString() ?? "null";
}
