using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;

namespace Screening.Benchmarks.Policies;

/// <summary>The same rules in JSON logic: the first true one of a first-applicable set, every true one of the other sets.</summary>
internal sealed class JsonLogicPeer
{
    private readonly PeerRules rules;
    private readonly (string Id, JsonLogic Value)[] tables;
    private readonly (RuleSet Set, (Rule Rule, JsonLogic When)[] Rules)[] sets;

    public JsonLogicPeer(PeerRules rules)
    {
        this.rules = rules;
        tables = [.. rules.Derived.Select(table => (table.Id, JsonLogic.Parse(Json(table))))];
        sets = [.. rules.RuleSets.Select(set => (set, set.Rules.Select(rule => (rule, JsonLogic.Parse(Json(rule.When)))).ToArray()))];
    }

    /// <summary>The facts by name, as a client of such a library passes them.</summary>
    public static Dictionary<string, object> Facts(PeerFacts facts)
    {
        var named = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var definition in FactCatalogue.All)
        {
            named[Name(definition.Fact)] = definition.Type is FactType.Number or FactType.Date
                ? facts.Numbers[(int)definition.Fact]
                : (double)facts.Codes[(int)definition.Fact];
        }

        for (var question = 0; question < facts.Questions.Length; question++)
        {
            named[$"question{question}"] = facts.Questions[question];
        }

        return named;
    }

    /// <summary>The winning rule. Derived facts are added to the facts, each computed once.</summary>
    public Rule Decide(Dictionary<string, object> facts)
    {
        foreach (var (id, value) in tables)
        {
            facts[id] = value.Apply(facts)!;
        }

        Rule? best = null;
        foreach (var (set, all) in sets)
        {
            foreach (var (rule, when) in all)
            {
                if (!when.Holds(facts))
                {
                    continue;
                }

                best = PeerWinner.Of(best, rule);
                if (set.Mode == CombiningMode.FirstApplicable)
                {
                    break;
                }
            }
        }

        return best!;
    }

    private JsonObject Json(DerivedFact table) => new JsonObject
    {
        ["if"] = new JsonArray([.. table.Rows[..^1].SelectMany(row => new JsonNode[] { Json(row.When), (double)row.Value }), (double)table.Rows[^1].Value]),
    };

    private JsonObject Json(RuleCondition condition) => condition switch
    {
        AllOf all => new JsonObject { ["and"] = new JsonArray([.. all.Parts.Select(Json)]) },
        AnyOf any => new JsonObject { ["or"] = new JsonArray([.. any.Parts.Select(Json)]) },
        Not not => new JsonObject { ["!"] = new JsonArray(Json(not.Part)) },
        DerivedIs value => OneOf(value.Derived, value.Values),
        FactIs value => OneOf(Name(value.Fact), value.Values),
        FactCompares value => new JsonObject { [Sign(value.Comparison)] = new JsonArray(Var(Name(value.Fact)), value.Threshold) },
        _ => Var($"question{rules.QuestionOf(condition)}"),
    };

    private static JsonObject OneOf(string subject, ulong values) => new()
    {
        ["in"] = new JsonArray(Var(subject), new JsonArray([.. Enumerable.Range(0, 64).Where(bit => ((values >> bit) & 1) != 0).Select(bit => (JsonNode)(double)bit)])),
    };

    private static JsonObject Var(string name) => new() { ["var"] = name };

    private static string Name(Fact fact) => Code<Fact>.Of(fact);

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Lt => "<",
        Comparison.Lte => "<=",
        Comparison.Gt => ">",
        _ => ">=",
    };
}
