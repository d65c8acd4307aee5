using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Policies.Authoring;

/// <summary>Parses a policy document from JSON and reports every error with its path.</summary>
public static class PolicyParser
{
    /// <summary>
    /// Parses <paramref name="json"/>; null when there are errors. Derived facts of <paramref name="baseDocument"/> may be used
    /// in its conditions.
    /// </summary>
    public static PolicyDocument? Parse(string json, PolicyDocument? baseDocument, List<(string Path, string Message)> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var before = errors.Count;
        var policy = JsonCursor.Read(json, errors, root => Read(root, baseDocument));
        return errors.Count == before ? policy : null;
    }

    private static PolicyDocument Read(JsonCursor root, PolicyDocument? baseDocument)
    {
        var members = root.Members(
            ["id", "title", "kind", "sources", "derived", "ruleSets"],
            ["from", "to", "signed", "announced", "reviewBy", "status", "base", "notChecked", "disclaimer", "note", "parameters", "lineage", "switchedOff", .. AdviceParser.Members]);
        var derived = new Dictionary<string, DerivedFact>(StringComparer.Ordinal);
        foreach (var fact in baseDocument?.Derived ?? [])
        {
            derived[fact.Id] = fact;
        }

        var conditions = new ConditionParser(derived);
        var own = Derived(members, "derived", derived, conditions);
        var policy = new PolicyDocument
        {
            Id = members.Text("id"),
            Title = members.Text("title"),
            Kind = CodeOf<PolicyKind>(members, "kind"),
            From = members.Date("from"),
            To = members.Date("to"),
            Signed = members.Date("signed"),
            Announced = members.Date("announced"),
            ReviewBy = members.Date("reviewBy"),
            Status = members.OptionalText("status"),
            Disclaimer = members.OptionalText("disclaimer"),
            Base = members.OptionalText("base"),
            Sources = [.. members.Texts("sources")],
            NotChecked = [.. members.Texts("notChecked")],
            Derived = own,
            RuleSets = members.TryGetValue("ruleSets", out var sets)
                ? [.. sets.Elements().Select(set => RuleSet(set, conditions))]
                : [],
            Advice = Advice(members, derived, baseDocument),
        };
        CheckWhole(root, policy, baseDocument);
        return policy;
    }

    /// <summary>Advice may name the tables of rules and of advice. Rules may name only the tables of rules.</summary>
    private static AdviceSet Advice(
        Dictionary<string, JsonCursor> members, Dictionary<string, DerivedFact> derived, PolicyDocument? baseDocument)
    {
        var known = new Dictionary<string, DerivedFact>(derived, StringComparer.Ordinal);
        foreach (var table in baseDocument?.Advice.Tables ?? [])
        {
            known[table.Id] = table;
        }

        var conditions = new ConditionParser(known, isAdvice: true);
        var tables = Derived(members, "adviceTables", known, conditions);
        return new AdviceParser(conditions).Read(members) with { Tables = tables };
    }

    private static void CheckWhole(JsonCursor root, PolicyDocument policy, PolicyDocument? baseDocument)
    {
        if (policy.Kind == PolicyKind.Law && policy.From is null)
        {
            root.Error("a law needs the member `from`");
        }

        if (policy.From is { } from && policy.To is { } to && to <= from)
        {
            root.Error("`to` must be later than `from`; the interval is half-open");
        }

        if (policy.Kind != PolicyKind.Base && policy.RuleSets.All(set => set.Mode != CombiningMode.FirstApplicable))
        {
            root.Error("needs a first-applicable rule set, or no outcome is certain");
        }

        var ids = policy.RuleSets.Concat(baseDocument?.RuleSets ?? []).SelectMany(set => set.Rules).Select(rule => rule.Id);
        foreach (var repeated in ids.GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            root.Error($"rule id `{repeated.Key}` is used twice");
        }
    }

    private static ImmutableArray<DerivedFact> Derived(
        Dictionary<string, JsonCursor> members, string name, Dictionary<string, DerivedFact> known, ConditionParser conditions)
    {
        if (!members.TryGetValue(name, out var tables))
        {
            return [];
        }

        var result = ImmutableArray.CreateBuilder<DerivedFact>();
        foreach (var table in tables.Elements())
        {
            var inner = table.Members(["id", "values", "rows"], ["note", "overrides", "origin", "says"]);
            ImmutableArray<string> values = [.. inner.Texts("values")];
            var rows = inner.TryGetValue("rows", out var list)
                ? list.Elements().Select(row => Row(row, values, conditions)).ToImmutableArray()
                : [];
            var overrides = inner.TryGetValue("overrides", out var flag) && flag.Element.ValueKind == System.Text.Json.JsonValueKind.True;
            ImmutableArray<string> says = [.. inner.Texts("says")];
            var fact = new DerivedFact(inner.Text("id"), values, rows, overrides) { Says = says };
            if (says.Length != 0 && says.Length != values.Length)
            {
                table.Error("`says` needs a statement for each value");
            }

            if (rows.IsEmpty || rows[^1].When is not AllOf { Parts.IsEmpty: true })
            {
                table.Error("the last row must be a default without `when`");
            }

            if (values.Length is 0 or > 64)
            {
                table.Error("needs 1 to 64 values");
            }

            Define(table, fact, known);

            result.Add(fact);
        }

        return result.ToImmutable();
    }

    /// <summary>A table of the base is replaced only with `overrides`, and only by a table with the same values.</summary>
    private static void Define(JsonCursor table, DerivedFact fact, Dictionary<string, DerivedFact> known)
    {
        var isKnown = known.TryGetValue(fact.Id, out var before);
        if (isKnown && !fact.Overrides)
        {
            table.Error($"derived fact `{fact.Id}` is defined twice; say `overrides` to replace the table of the base");
        }
        else if (fact.Overrides && (!isKnown || !before!.Values.SequenceEqual(fact.Values)))
        {
            table.Error($"overrides `{fact.Id}`, but the base has no such table with the same values");
        }

        known[fact.Id] = fact;
    }

    private static DerivedRow Row(JsonCursor row, ImmutableArray<string> values, ConditionParser conditions)
    {
        var members = row.Members(["value"], ["when", "text", "annex", "note", "confirm"]);
        var value = members.Text("value");
        var position = values.IndexOf(value);
        if (position < 0)
        {
            row.Error($"`{value}` is not one of the values of this fact");
        }

        var when = members.TryGetValue("when", out var condition) ? conditions.Parse(condition) : new AllOf([]);
        return new DerivedRow(when, position, members.OptionalText("text") ?? "", members.OptionalText("annex"))
        {
            Confirm = Confirm(members),
        };
    }

    private static Confirmation? Confirm(Dictionary<string, JsonCursor> row)
    {
        if (!row.TryGetValue("confirm", out var cursor))
        {
            return null;
        }

        var members = cursor.Members(["by", "sentence", "source", "confirmer"], ["note"]);
        return new Confirmation(members.Date("by") ?? DateOnly.MinValue, members.Text("sentence"), members.Text("source"), members.Text("confirmer"));
    }

    private static ImmutableArray<RuleSay> Says(Dictionary<string, JsonCursor> rule, ConditionParser conditions) =>
    [
        .. rule.Elements("says").Select(say =>
        {
            var members = say.Members(["when", "text"], ["citation", "note"]);
            var when = members.TryGetValue("when", out var condition) ? conditions.Parse(condition) : new AllOf([]);
            return new RuleSay(when, members.Text("text"), members.OptionalText("citation"));
        }),
    ];

    private static RuleSet RuleSet(JsonCursor set, ConditionParser conditions)
    {
        var members = set.Members(["id", "mode", "rules"], ["note"]);
        var mode = members.Text("mode");
        if (mode is not ("first-applicable" or "strictest"))
        {
            set.Error("mode must be first-applicable or strictest");
        }

        JsonCursor[] elements = [.. members.Elements("rules")];
        var rules = elements.Select(rule => Rule(rule, conditions)).ToImmutableArray();
        var combining = mode == "strictest" ? CombiningMode.Strictest : CombiningMode.FirstApplicable;
        for (var index = 0; combining == CombiningMode.FirstApplicable && index < rules.Length - 1; index++)
        {
            if (rules[index].When is AllOf { Parts.IsEmpty: true })
            {
                elements[index].Error("always applies and so hides the rules after it");
            }
        }

        if (combining == CombiningMode.FirstApplicable && (rules.IsEmpty || rules[^1].When is not AllOf { Parts.IsEmpty: true }))
        {
            set.Error("the last rule of a first-applicable set must be a default without `when`");
        }

        if (rules.Length > 64)
        {
            set.Error("has more than 64 rules");
        }

        return new RuleSet(members.Text("id"), combining, rules);
    }

    private static Rule Rule(JsonCursor rule, ConditionParser conditions)
    {
        var members = rule.Members(["id", "outcome", "text", "citation"], ["when", "conditions", "rationale", "source", "note", "origin", "says", "confirm"]);
        var when = members.TryGetValue("when", out var condition) ? conditions.Parse(condition) : new AllOf([]);
        return new Rule(
            members.Text("id"), when, CodeOf<Outcome>(members, "outcome"), members.Text("text"),
            members.Text("citation"), [.. members.Texts("conditions")])
        {
            Origin = members.OptionalText("origin"),
            Says = Says(members, conditions),
            Confirm = Confirm(members),
        };
    }

    private static T CodeOf<T>(Dictionary<string, JsonCursor> members, string name)
        where T : struct, Enum
    {
        if (!members.TryGetValue(name, out var member))
        {
            return default;
        }

        if (!Code<T>.TryParse(member.Text(), out var value))
        {
            member.Error($"must be one of {string.Join(", ", Code<T>.All)}");
        }

        return value;
    }
}
