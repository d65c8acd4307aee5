using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Seed;

/// <summary>What two texts of a document have in common, whatever their layout.</summary>
public static class SeedUpgradeText
{
    /// <summary>Members this service adds for the reader of a policy; an editor may send them back, and they mean nothing.</summary>
    private static readonly string[] Computed = ["version", "state", "closedOn", "flat", "lineage", "switchedOff"];

    /// <summary>Members that tell entries of a list apart.</summary>
    private static readonly string[] KeyMembers = ["country", "region", "id", "code"];

    /// <summary>Whether two texts say the same.</summary>
    /// <param name="kind">Kind of document.</param>
    /// <param name="one">A text; null when there is none.</param>
    /// <param name="other">Another one.</param>
    public static bool Same(DocumentKind kind, string? one, string? other) =>
        string.Equals(one, other, StringComparison.Ordinal)
        || (one is not null && other is not null && Parse(kind, one) is { } first && Parse(kind, other) is { } second
            && JsonNode.DeepEquals(first, second));

    /// <summary>Whether two texts of a policy say the same, but for the version of the parent they name.</summary>
    /// <param name="one">A text.</param>
    /// <param name="other">Another one.</param>
    public static bool SameButForPin(string one, string other) => Same(
        DocumentKind.Policy, SeedPolicyPin.With(one, _ => 1), SeedPolicyPin.With(other, _ => 1));

    /// <summary>The text of a policy without what this service adds for its reader; null when it is no JSON.</summary>
    /// <param name="kind">Kind of document.</param>
    /// <param name="json">The text.</param>
    public static JsonNode? Parse(DocumentKind kind, string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var node = JsonNode.Parse(json);
            if (kind == DocumentKind.Policy && node is JsonObject policy)
            {
                foreach (var member in Computed)
                {
                    policy.Remove(member);
                }
            }

            return node;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What tells an entry apart from the others of its list, such as a country; null when nothing does.</summary>
    /// <param name="entry">The entry.</param>
    public static string? KeyOf(JsonNode? entry) =>
        entry is JsonObject members
        && string.Join('/', KeyMembers.Select(name => members[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null)
            .OfType<string>()) is { Length: > 0 } key
            ? key
            : null;

    /// <summary>Whether every entry of a list has a key; true of an empty list.</summary>
    /// <param name="list">The list; anything else has no entries.</param>
    public static bool IsKeyed(JsonNode? list) => list is JsonArray entries && entries.All(entry => KeyOf(entry) is not null);
}
