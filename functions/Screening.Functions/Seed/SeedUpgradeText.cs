using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Seed;

/// <summary>Compares two texts of a document by content, whatever their layout.</summary>
public static class SeedUpgradeText
{
    /// <summary>Members this service adds to a policy for its readers. An editor may send them back; they are ignored.</summary>
    private static readonly string[] Computed = ["version", "state", "closedOn", "flat", "lineage", "switchedOff"];

    /// <summary>Members that identify the entries of a list.</summary>
    private static readonly string[] KeyMembers = ["country", "region", "id", "code"];

    /// <summary>Whether two texts have the same content.</summary>
    public static bool Same(DocumentKind kind, string? one, string? other) =>
        string.Equals(one, other, StringComparison.Ordinal)
        || (one is not null && other is not null && Parse(kind, one) is { } first && Parse(kind, other) is { } second
            && JsonNode.DeepEquals(first, second));

    /// <summary>Whether two texts of a policy have the same content, except for the version of the parent.</summary>
    public static bool SameButForPin(string one, string other) => Same(
        DocumentKind.Policy, SeedPolicyPin.With(one, _ => 1), SeedPolicyPin.With(other, _ => 1));

    /// <summary>Parses a text; null when it is not JSON. From a policy, the members this service adds are removed.</summary>
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

    /// <summary>Key that identifies an entry in its list, such as a country; null when there is none.</summary>
    public static string? KeyOf(JsonNode? entry) =>
        entry is JsonObject members
        && string.Join('/', KeyMembers.Select(name => members[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null)
            .OfType<string>()) is { Length: > 0 } key
            ? key
            : null;

    /// <summary>Whether every entry of a list has a key. True for an empty list, false for a value that is not a list.</summary>
    public static bool IsKeyed(JsonNode? list) => list is JsonArray entries && entries.All(entry => KeyOf(entry) is not null);
}
