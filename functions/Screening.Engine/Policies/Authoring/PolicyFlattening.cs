using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Screening.Engine.Policies.Authoring;

/// <summary>
/// Writes out what a policy inherits. A pack names one version of its parent and states its changes. The result contains every
/// rule in order, so that one list is evaluated, hashed and shown, and no other document can change it.
/// </summary>
public static class PolicyFlattening
{
    /// <summary>Maximum length of the chain of parents.</summary>
    public const int MaximumParents = 8;

    private static readonly string[] Computed = ["version", "state", "closedOn", "flat", "lineage", "switchedOff"];
    private static readonly string[] KeyedLists = ["derived", "adviceTables", "exceptions", "factors", "obligations"];
    private static readonly string[] InheritedWhenSilent = ["base", "notChecked", "disclaimer", "eligibility", "gap"];

    /// <summary>
    /// Flattens <paramref name="json"/>; null when there are errors. Text that is not a policy is returned unchanged, and the
    /// parser reports it.
    /// </summary>
    public static FlatPolicy? Flatten(string json, PolicyVersionText find, List<(string Path, string Message)> errors)
    {
        ArgumentNullException.ThrowIfNull(find);
        ArgumentNullException.ThrowIfNull(errors);
        var before = errors.Count;
        try
        {
            if (JsonNode.Parse(json) is not JsonObject root || !NeedsWork(root))
            {
                return new FlatPolicy(json, []);
            }

            Strip(root);
            var whole = Inherit(root, find, errors, 0);
            new ParameterFold(whole, errors).Apply();
            return errors.Count == before ? new FlatPolicy(PolicyJson.Text(whole), LineageOf(whole)) : null;
        }
        catch (JsonException)
        {
            return new FlatPolicy(json, []);
        }
        catch (ArgumentException)
        {
            // JsonObject detects a repeated member name only when its members are first read. A list with a repeated id fails in
            // ById.
            errors.Add(("$", "gives a member or an id twice"));
            return null;
        }
    }

    /// <summary>
    /// Hash of a flat policy together with the flat base it is combined with. It covers everything that is evaluated and nothing
    /// else.
    /// </summary>
    public static string HashOf(string flat, string? flatBase) => PolicyJson.HashOf(flat, flatBase);

    /// <summary>The ancestors of a flat text, the nearest first.</summary>
    public static ImmutableArray<PolicyParent> LineageOf(string json) =>
        JsonNode.Parse(json) is JsonObject root ? LineageOf(root) : [];

    private static ImmutableArray<PolicyParent> LineageOf(JsonObject root) =>
    [
        .. (root["lineage"] as JsonArray ?? []).OfType<JsonObject>().Select(parent => new PolicyParent(
            PolicyJson.TextOf(parent["policy"]) ?? "", PolicyJson.NumberOf(parent["version"]) ?? 0, PolicyJson.TextOf(parent["sha256"]) ?? "")),
    ];

    private static bool NeedsWork(JsonObject root) =>
        root.ContainsKey("extends") || root.ContainsKey("parameters") || Computed.Any(root.ContainsKey);

    // An edited text may contain members that this service computed for display. They are removed and computed again.
    private static void Strip(JsonObject root)
    {
        foreach (var member in Computed)
        {
            root.Remove(member);
        }
    }

    private static JsonObject Inherit(JsonObject own, PolicyVersionText find, List<(string Path, string Message)> errors, int depth)
    {
        if (!own.ContainsKey("extends"))
        {
            return own;
        }

        if (ParentOf(own, find, errors, depth) is not var (text, id, version))
        {
            return own;
        }

        Strip(text);
        var parent = Inherit(text, find, errors, depth + 1);
        PolicyJson.Stamp(parent, $"{id}@{version}", KeyedLists);
        own.Remove("extends");
        var lineage = new JsonArray(new JsonObject { ["policy"] = id, ["version"] = version, ["sha256"] = PolicyJson.HashOf(find(id, version)!, null) });
        foreach (var ancestor in parent["lineage"] as JsonArray ?? [])
        {
            lineage.Add(ancestor?.DeepClone());
        }

        own["lineage"] = lineage;
        Merge(own, parent, errors);
        return own;
    }

    private static (JsonObject Text, string Id, int Version)? ParentOf(
        JsonObject own, PolicyVersionText find, List<(string Path, string Message)> errors, int depth)
    {
        if (own["extends"] is not JsonObject { Count: 2 } extends
            || PolicyJson.TextOf(extends["policy"]) is not { } id || PolicyJson.NumberOf(extends["version"]) is not { } version)
        {
            errors.Add(("extends", "must name one version of a policy: {\"policy\": id, \"version\": number}"));
            return null;
        }

        if (depth >= MaximumParents)
        {
            errors.Add(("extends", $"is a chain of more than {MaximumParents} parents, or a circle"));
            return null;
        }

        if (find(id, version) is not { } text || JsonNode.Parse(text) is not JsonObject parent)
        {
            errors.Add(("extends", $"names version {version} of `{id}`, which is not on file"));
            return null;
        }

        if (PolicyJson.TextOf(parent["kind"]) == "base")
        {
            errors.Add(("extends", $"names `{id}`, which is a base: a pack is combined with a base, it does not extend one"));
            return null;
        }

        return (parent, id, version);
    }

    private static void Merge(JsonObject own, JsonObject parent, List<(string Path, string Message)> errors)
    {
        own["ruleSets"] = RuleChanges.Apply(parent["ruleSets"] as JsonArray ?? [], own["ruleSets"], errors);
        foreach (var list in KeyedLists.Where(list => own.ContainsKey(list) || parent.ContainsKey(list)))
        {
            own[list] = ById(parent[list] as JsonArray ?? [], own[list] as JsonArray ?? [], list, errors);
        }

        foreach (var member in InheritedWhenSilent.Where(member => !own.ContainsKey(member) && parent.ContainsKey(member)))
        {
            own[member] = parent[member]?.DeepClone();
        }

        var parameters = parent["parameters"]?.DeepClone() as JsonObject ?? [];
        foreach (var (name, value) in own["parameters"] as JsonObject ?? [])
        {
            parameters[name] = value?.DeepClone();
        }

        if (parameters.Count > 0)
        {
            own["parameters"] = parameters;
        }
    }

    /// <summary>
    /// The entries of the parent, each replaced or removed as the pack specifies, followed by the new entries of the pack.
    /// </summary>
    private static JsonArray ById(JsonArray parent, JsonArray own, string list, List<(string Path, string Message)> errors)
    {
        var mine = own.OfType<JsonObject>().ToDictionary(entry => PolicyJson.TextOf(entry["id"]) ?? "", StringComparer.Ordinal);
        var result = new JsonArray();
        foreach (var entry in parent.OfType<JsonObject>())
        {
            if (!mine.Remove(PolicyJson.TextOf(entry["id"]) ?? "", out var change))
            {
                result.Add(entry.DeepClone());
            }
            else if (!IsRemoval(change))
            {
                result.Add((JsonNode)Replacement(entry, change));
            }
        }

        foreach (var (id, entry) in mine)
        {
            if (IsRemoval(entry))
            {
                errors.Add((list, $"removes `{id}`, which the parent does not have"));
                continue;
            }

            result.Add(entry.DeepClone());
        }

        return result;
    }

    private static bool IsRemoval(JsonObject entry) => entry["remove"] is JsonValue flag && flag.TryGetValue(out bool removes) && removes;

    // A replaced table keeps the `overrides` flag of the parent.
    private static JsonObject Replacement(JsonObject before, JsonObject change)
    {
        var after = (JsonObject)change.DeepClone();
        after.Remove("overrides");
        if (before["overrides"] is { } overrides)
        {
            after["overrides"] = overrides.DeepClone();
        }

        return after;
    }
}
