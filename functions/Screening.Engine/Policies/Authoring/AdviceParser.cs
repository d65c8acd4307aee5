using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Model;

namespace Screening.Engine.Policies.Authoring;

/// <summary>Parses the advice of a policy: exceptions, factors, obligations, eligibility and gap.</summary>
internal sealed class AdviceParser(ConditionParser conditions)
{
    public static ImmutableArray<string> Members { get; } = ["adviceTables", "exceptions", "factors", "obligations", "eligibility", "gap", "omits"];

    private static readonly string[] Availability = ["yes", "no", "unknown"];

    public AdviceSet Read(Dictionary<string, JsonCursor> members)
    {
        var advice = new AdviceSet
        {
            Exceptions = [.. members.Elements("exceptions").Select(table => Table(table, Availability))],
            Factors = [.. members.Elements("factors").Select(table => Table(table, null))],
            Obligations = [.. members.Elements("obligations").Select(Obligation)],
            Eligibility = [.. members.Elements("eligibility").Select(Eligibility)],
            Gap = [.. members.Elements("gap").Select(Gap)],
            Omits = [.. members.Texts("omits")],
        };
        CheckIds(members, "exceptions", advice.Exceptions.Select(table => table.Id));
        CheckIds(members, "factors", advice.Factors.Select(table => table.Id));
        CheckIds(members, "obligations", advice.Obligations.Select(obligation => obligation.Id));
        if (!advice.Eligibility.IsEmpty && advice.Eligibility[^1].When is not AllOf { Parts.IsEmpty: true })
        {
            members["eligibility"].Error("the last row must be a default without `when`");
        }

        return advice;
    }

    private static void CheckIds(Dictionary<string, JsonCursor> members, string name, IEnumerable<string> ids)
    {
        foreach (var repeated in ids.GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            members[name].Error($"has `{repeated.Key}` twice");
        }
    }

    private AdviceTable Table(JsonCursor cursor, string[]? values)
    {
        var members = cursor.Members(
            ["id", "title", "citation"], ["scope", "source", "rows", "groups", "membersOf", "without", "text", "note", "origin"]);
        var table = new AdviceTable
        {
            Id = members.Text("id"),
            Title = members.Text("title"),
            Citation = members.Text("citation"),
            Scope = Scope(members),
            Source = members.OptionalText("source"),
            Rows = [.. members.Elements("rows").Select(row => Row(row, values))],
            Groups = [.. members.Elements("groups").Select(Group)],
            MembersOf = members.OptionalText("membersOf"),
            Without = [.. members.Elements("without").Select(country => country.Country())],
            Text = members.OptionalText("text") ?? "",
        };
        var kinds = (table.Rows.IsEmpty ? 0 : 1) + (table.Groups.IsEmpty ? 0 : 1) + (table.MembersOf is null ? 0 : 1);
        if (kinds != 1)
        {
            cursor.Error("needs exactly one of rows, groups and membersOf");
        }

        if (!table.Rows.IsEmpty && table.Rows[^1].When is not AllOf { Parts.IsEmpty: true })
        {
            cursor.Error("the last row must be a default without `when`");
        }

        return table;
    }

    private static AdviceScope Scope(Dictionary<string, JsonCursor> members) =>
        !members.TryGetValue("scope", out var scope)
            ? AdviceScope.Both
            : scope.OneOf(["transaction", "destination", "item", "both"]) switch
            {
                "transaction" => AdviceScope.Transaction,
                "destination" => AdviceScope.Destination,
                "item" => AdviceScope.Item,
                _ => AdviceScope.Both,
            };

    private AdviceRow Row(JsonCursor cursor, string[]? values)
    {
        // There is no member `outcome`: advice cannot decide.
        var members = cursor.Members(["value", "text"], ["when", "citation", "ask", "note"]);
        var value = members.Text("value");
        if (values is not null && !values.Contains(value))
        {
            cursor.Error($"`{value}` is not one of {string.Join(", ", values)}");
        }
        else if (Code<Outcome>.TryParse(value, out _))
        {
            cursor.Error("names an outcome; advice cannot decide");
        }

        return new AdviceRow(value, When(members), members.Text("text"), members.OptionalText("citation"), members.OptionalText("ask"));
    }

    private static (string Name, string Set) Group(JsonCursor cursor)
    {
        var members = cursor.Members(["name", "set"]);
        return (members.Text("name"), members.Text("set"));
    }

    private Obligation Obligation(JsonCursor cursor)
    {
        var members = cursor.Members(["id", "text", "citation"], ["when", "note", "origin"]);
        return new Obligation(members.Text("id"), When(members), members.Text("text"), members.Text("citation"));
    }

    private EligibilityRow Eligibility(JsonCursor cursor)
    {
        var members = cursor.Members(["status", "text", "citation"], ["when", "note"]);
        var status = members.TryGetValue("status", out var code) ? code.OneOf(FactCatalogue.PartnerCodes) : "";
        return new EligibilityRow(status, When(members), members.Text("text"), members.Text("citation"));
    }

    private GapRow Gap(JsonCursor cursor)
    {
        var members = cursor.Members(["id", "text", "citation", "actor", "required"], ["when", "note"]);
        var isRequired = members.TryGetValue("required", out var flag) && flag.Element.ValueKind == JsonValueKind.True;
        var actor = members.TryGetValue("actor", out var who) ? who.OneOf(["country", "united_states", "both"]) : "";
        var met = members.TryGetValue("when", out var when) ? conditions.Parse(when) : null;
        return new GapRow(members.Text("id"), met, members.Text("text"), members.Text("citation"), actor, isRequired);
    }

    private RuleCondition When(Dictionary<string, JsonCursor> members) =>
        members.TryGetValue("when", out var when) ? conditions.Parse(when) : new AllOf([]);
}
