using System.Text.Json.Nodes;

namespace Screening.Engine.Policies.Authoring;

/// <summary>
/// Applies the changes of a pack to the rule sets of its parent. A change is one of {"prepend": rules},
/// {"after": id, "insert": rules}, {"before": id, "insert": rules}, {"replace": id, "with": rules}, {"remove": [ids]}.
/// Changes apply in order, each to the result of the previous changes.
/// </summary>
internal static class RuleChanges
{
    public static JsonArray Apply(JsonArray inherited, JsonNode? own, List<(string Path, string Message)> errors)
    {
        var result = (JsonArray)inherited.DeepClone();
        if (own is not JsonArray sets)
        {
            errors.Add(("ruleSets", "must be an array"));
            return result;
        }

        for (var index = 0; index < sets.Count; index++)
        {
            Apply(result, sets[index] as JsonObject, $"ruleSets[{index}]", errors);
        }

        return result;
    }

    private static void Apply(JsonArray result, JsonObject? set, string path, List<(string Path, string Message)> errors)
    {
        var id = PolicyJson.TextOf(set?["id"]);
        var target = result.OfType<JsonObject>().FirstOrDefault(candidate => PolicyJson.TextOf(candidate["id"]) == id);
        if (set is null || id is null)
        {
            errors.Add((path, "must be an object with an id"));
        }
        else if (target is null)
        {
            result.Add(set.DeepClone());
        }
        else if (set is not { Count: 2 } || set["changes"] is not JsonArray changes)
        {
            errors.Add((path, $"the parent has the rule set `{id}`: give its id and `changes`, nothing else"));
        }
        else if (target["rules"] is not JsonArray rules)
        {
            errors.Add((path, $"the rule set `{id}` of the parent has no rules to change"));
        }
        else
        {
            for (var index = 0; index < changes.Count; index++)
            {
                Change(rules, changes[index] as JsonObject, $"{path}.changes[{index}]", errors);
            }
        }
    }

    private static void Change(JsonArray rules, JsonObject? change, string path, List<(string Path, string Message)> errors)
    {
        switch (change)
        {
            case { Count: 1 } when change["prepend"] is JsonArray first:
                Insert(rules, 0, first);
                break;
            case { Count: 1 } when change["remove"] is JsonArray names:
                foreach (var name in names)
                {
                    Take(rules, PolicyJson.TextOf(name), path, errors);
                }

                break;
            case { Count: 2 } when change["insert"] is JsonArray inserted && change["after"] is { } after:
                if (Find(rules, PolicyJson.TextOf(after), path, errors) is { } behind)
                {
                    Insert(rules, behind + 1, inserted);
                }

                break;
            case { Count: 2 } when change["insert"] is JsonArray inserted && change["before"] is { } before:
                if (Find(rules, PolicyJson.TextOf(before), path, errors) is { } ahead)
                {
                    Insert(rules, ahead, inserted);
                }

                break;
            case { Count: 2 } when change["with"] is JsonArray replacement && change["replace"] is { } replaced:
                if (Take(rules, PolicyJson.TextOf(replaced), path, errors) is { } place)
                {
                    Insert(rules, place, replacement);
                }

                break;
            default:
                errors.Add((path, "must be one of prepend, remove, after or before with insert, replace with `with`"));
                break;
        }
    }

    private static int? Take(JsonArray rules, string? id, string path, List<(string Path, string Message)> errors)
    {
        if (Find(rules, id, path, errors) is { } index)
        {
            rules.RemoveAt(index);
            return index;
        }

        return null;
    }

    private static int? Find(JsonArray rules, string? id, string path, List<(string Path, string Message)> errors)
    {
        for (var index = 0; index < rules.Count; index++)
        {
            if (id is not null && PolicyJson.TextOf((rules[index] as JsonObject)?["id"]) == id)
            {
                return index;
            }
        }

        errors.Add((path, $"names the rule `{id}`, which is not there to be changed"));
        return null;
    }

    private static void Insert(JsonArray rules, int at, JsonArray added)
    {
        foreach (var rule in added)
        {
            rules.Insert(at++, rule?.DeepClone());
        }
    }
}
