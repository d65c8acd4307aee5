using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>
/// A policy for display: the text as authored, and in addition the member `flat` with every rule in order, its sentence and its
/// data, including the base policy. The added members are ignored if the text is sent back as a draft.
/// </summary>
internal static class PolicyView
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The view as JSON text. If the authored text is not an object, it is returned alone.</summary>
    public static string Of(DocumentSource policy, DocumentSource? foundation, DocumentPin pin)
    {
        if (JsonNode.Parse(policy.Json) is not JsonObject view)
        {
            return policy.Json;
        }

        view["version"] = policy.Version;
        view["state"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(pin.State.ToString());
        view["closedOn"] = pin.ClosedOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        view["flat"] = PolicyReading.Of(policy, foundation) is { } reading ? Flat(reading, foundation) : null;
        return view.ToJsonString(Plain);
    }

    private static JsonObject Flat(PolicyReading reading, DocumentSource? foundation)
    {
        var data = Rules(reading.Flat.Json).Concat(reading.FlatBase is { } flatBase ? Rules(flatBase) : [])
            .ToDictionary(rule => rule["id"]!.GetValue<string>(), StringComparer.Ordinal);
        var origin = foundation is null ? null : $"{foundation.Id}@{foundation.Version}";
        return new JsonObject
        {
            ["hash"] = reading.Hash,
            ["lineage"] = new JsonArray([.. reading.Flat.Lineage.Select(Parent)]),
            ["switchedOff"] = (JsonNode.Parse(reading.Flat.Json) as JsonObject)?["switchedOff"]?.DeepClone() ?? new JsonArray(),
            ["rules"] = new JsonArray([.. reading.Rules.Select((rule, index) => Rule(rule, index, data[rule.Rule.Id], origin))]),
            ["tables"] = new JsonArray([.. reading.Tables.Select(Table)]),
        };
    }

    private static JsonObject Parent(PolicyParent parent) =>
        new() { ["policy"] = parent.Policy, ["version"] = parent.Version, ["sha256"] = parent.Sha256 };

    private static JsonObject Rule(FlatRule flat, int index, JsonObject data, string? origin)
    {
        var rule = new JsonObject
        {
            ["position"] = index + 1,
            ["ruleSet"] = flat.RuleSet.Id,
            ["mode"] = flat.RuleSet.Mode == CombiningMode.Strictest ? "strictest" : "first-applicable",
            ["sentence"] = flat.Sentence,
            ["origin"] = flat.IsBase ? origin : flat.Rule.Origin,
        };
        foreach (var (name, value) in data.Where(member => member.Key != "origin"))
        {
            rule[name] = value?.DeepClone();
        }

        return rule;
    }

    private static JsonObject Table(FlatTable table) => new()
    {
        ["id"] = table.Id,
        ["sentences"] = new JsonArray([.. table.Sentences.Select(sentence => JsonValue.Create(sentence))]),
    };

    private static IEnumerable<JsonObject> Rules(string flat) =>
        (JsonNode.Parse(flat)!["ruleSets"] as JsonArray ?? []).SelectMany(set => set!["rules"] as JsonArray ?? []).OfType<JsonObject>();
}
