using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Model;

namespace Screening.Engine.Policies.Authoring;

/// <summary>
/// Substitutes the values of parameters in a policy. A parameter is yes or no, one of named values, or a list of countries. It is
/// read as {"parameter": name, "is": [values]} in a condition, as {"parameter": name} in place of a value, and as
/// {parameter.name} in a text. Entries that can never apply under the values are removed and listed in `switchedOff`.
/// </summary>
internal sealed class ParameterFold(JsonObject policy, List<(string Path, string Message)> errors)
{
    private static readonly string[] Tables = ["derived", "adviceTables", "exceptions", "factors"];
    private static readonly string[] CountryTests = ["in", "memberOf"];
    private static readonly string[] Lists = ["obligations", "eligibility", "gap"];

    private readonly Dictionary<string, JsonNode> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> read = new(StringComparer.Ordinal);
    private readonly JsonArray switchedOff = [];

    public void Apply()
    {
        if (policy["parameters"] is not { } declared)
        {
            return;
        }

        Declare(declared);
        foreach (var set in (policy["ruleSets"] as JsonArray ?? []).OfType<JsonObject>())
        {
            FoldList(set["rules"], isTable: false);
        }

        foreach (var table in Tables.SelectMany(name => policy[name] as JsonArray ?? []).OfType<JsonObject>())
        {
            FoldList(table["rows"], isTable: true);
        }

        foreach (var list in Lists)
        {
            FoldList(policy[list], isTable: false);
        }

        foreach (var (name, node) in policy.Where(member => member.Key != "parameters").ToArray())
        {
            policy[name] = Substituted(node);
        }

        foreach (var unread in values.Keys.Where(name => !read.Contains(name)))
        {
            errors.Add(($"parameters.{unread}", "is read by nothing, so changing it would change nothing"));
        }

        policy["switchedOff"] = switchedOff;
    }

    private void Declare(JsonNode declared)
    {
        foreach (var (name, node) in declared as JsonObject ?? [])
        {
            var path = $"parameters.{name}";
            if (node is not JsonObject parameter || parameter["value"] is not { } value || PolicyJson.TextOf(parameter["text"]) is null)
            {
                errors.Add((path, "needs a value and a text that says what it means"));
            }
            else if (Problem(value, parameter) is { } problem)
            {
                errors.Add((path, problem));
            }
            else
            {
                values[name] = value;
            }
        }
    }

    private static string? Problem(JsonNode value, JsonObject parameter) => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => null,
        JsonValueKind.String => (parameter["values"] as JsonArray ?? []).Any(known => PolicyJson.TextOf(known) == PolicyJson.TextOf(value))
            ? null
            : "must have one of the values listed in `values`",
        JsonValueKind.Array => ((JsonArray)value).All(IsCountry) ? null : "must be a list of ISO 3166-1 alpha-2 codes",
        _ => "must be true or false, one of named values, or a list of countries",
    };

    private static bool IsCountry(JsonNode? node) =>
        PolicyJson.TextOf(node) is { } text && CountryCode.TryParse(text, out var country) && Countries.Exists(country);

    private void FoldList(JsonNode? list, bool isTable)
    {
        var isDecided = false;
        foreach (var entry in (list as JsonArray ?? []).OfType<JsonObject>().ToArray())
        {
            var truth = isDecided ? false : Fold(entry);
            isDecided |= isTable && truth == true;
            if (truth == false)
            {
                ((JsonArray)list!).Remove(entry);
                if (PolicyJson.TextOf(entry["id"]) is { } id)
                {
                    switchedOff.Add((JsonNode)id);
                }
            }
        }
    }

    /// <summary>
    /// Folds the condition of an entry. True when it always applies, false when it never applies, null otherwise.
    /// </summary>
    private bool? Fold(JsonObject entry)
    {
        if (entry["when"] is not JsonObject when)
        {
            return null;
        }

        var (truth, rest) = Folded(when);
        if (truth == true)
        {
            entry.Remove("when");
        }
        else if (truth is null)
        {
            entry["when"] = rest;
        }

        return truth;
    }

    private (bool? Truth, JsonNode? Left) Folded(JsonNode? condition)
    {
        if (condition is not JsonObject members)
        {
            return (null, condition?.DeepClone());
        }

        if (members["parameter"] is { } name && members["is"] is { } wanted)
        {
            return (Holds(name, wanted), null);
        }

        if (members is { Count: 1 } && members.First() is { Value: JsonArray parts, Key: "all" or "any" } group)
        {
            return Group(parts, group.Key == "all");
        }

        if (members is { Count: 1 } && members["not"] is { } negated)
        {
            var (truth, rest) = Folded(negated);
            return truth is { } known ? (!known, null) : (null, new JsonObject { ["not"] = rest });
        }

        var isEmpty = CountryTests.Any(
            test => members[test] is JsonObject { Count: 1 } inner && Value(inner["parameter"]) is JsonArray { Count: 0 });
        return isEmpty ? (false, null) : (null, Substituted(members));
    }

    private (bool? Truth, JsonNode? Left) Group(JsonArray parts, bool isAll)
    {
        var open = new JsonArray();
        foreach (var part in parts)
        {
            var (truth, rest) = Folded(part);
            if (truth == !isAll)
            {
                return (!isAll, null);
            }

            if (truth is null)
            {
                open.Add(rest);
            }
        }

        // A group that was authored empty is kept for the parser to check.
        return open.Count == 0 && parts.Count > 0 ? (isAll, null) : (null, new JsonObject { [isAll ? "all" : "any"] = open });
    }

    private bool? Holds(JsonNode name, JsonNode wanted)
    {
        if (Value(name) is not { } value)
        {
            return false;
        }

        return wanted is JsonArray several ? several.Any(one => JsonNode.DeepEquals(one, value)) : JsonNode.DeepEquals(wanted, value);
    }

    private JsonNode? Value(JsonNode? name)
    {
        var text = PolicyJson.TextOf(name) ?? "";
        if (values.TryGetValue(text, out var value))
        {
            read.Add(text);
            return value;
        }

        errors.Add(("parameters", $"has no valid parameter `{text}`, which a rule reads"));
        return null;
    }

    private JsonNode? Substituted(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } only when only["parameter"] is { } name => Value(name)?.DeepClone(),
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Substituted(member.Value)))),
        JsonArray elements => new JsonArray([.. elements.Select(Substituted)]),
        JsonValue value when PolicyJson.TextOf(value) is { } text && text.Contains("{parameter.", StringComparison.Ordinal) => Filled(text),
        _ => node?.DeepClone(),
    };

    private string Filled(string text)
    {
        for (var at = text.IndexOf("{parameter.", StringComparison.Ordinal); at >= 0; at = text.IndexOf("{parameter.", StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', at);
            var name = end < 0 ? text[(at + 11)..] : text[(at + 11)..end];
            var value = Value(JsonValue.Create(name));
            var shown = value is JsonArray list ? string.Join(", ", list.Select(PolicyJson.TextOf)) : value?.ToString() ?? "?";
            text = text[..at] + (shown.Length == 0 ? "none" : shown) + (end < 0 ? "" : text[(end + 1)..]);
        }

        return text;
    }
}
