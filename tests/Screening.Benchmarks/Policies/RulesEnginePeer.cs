using System.Globalization;
using RulesEngine.Models;
using Screening.Engine.Policies.Authoring;

namespace Screening.Benchmarks.Policies;

/// <summary>
/// Microsoft RulesEngine with the same rules as boolean expressions and the tables as global parameters. It evaluates every rule,
/// and the winner is selected here. It gives no explanations and no missing facts.
/// </summary>
internal sealed class RulesEnginePeer
{
    private const string Workflow = "policy";
    private readonly PeerRules rules;
    private readonly RulesEngine.RulesEngine engine;
    private readonly Dictionary<string, (RuleSet Set, Engine.Policies.Authoring.Rule Rule)> byId = new(StringComparer.Ordinal);

    public RulesEnginePeer(PeerRules rules)
    {
        this.rules = rules;
        var all = rules.RuleSets.SelectMany(set => set.Rules.Select(rule => (set, rule))).ToArray();
        foreach (var (set, rule) in all)
        {
            byId[rule.Id] = (set, rule);
        }

        engine = new RulesEngine.RulesEngine(
        [
            new Workflow
            {
                WorkflowName = Workflow,
                GlobalParams = [.. rules.Derived.Select(table => new ScopedParam { Name = table.Id, Expression = Table(table) })],
                Rules = [.. all.Select(pair => new RulesEngine.Models.Rule
                {
                    RuleName = pair.rule.Id, RuleExpressionType = RuleExpressionType.LambdaExpression, Expression = Text(pair.rule.When),
                })],
            },
        ]);
    }

    public Engine.Policies.Authoring.Rule Decide(PeerFacts facts)
    {
        var results = engine.ExecuteAllRulesAsync(Workflow, new RuleParameter("f", facts)).AsTask().GetAwaiter().GetResult();
        Engine.Policies.Authoring.Rule? best = null;
        RuleSet? done = null;
        foreach (var result in results)
        {
            if (!string.IsNullOrEmpty(result.ExceptionMessage) && result.ExceptionMessage.Contains("Exception", StringComparison.Ordinal))
            {
                throw new InvalidDataException(result.ExceptionMessage);
            }

            var (set, rule) = byId[result.Rule.RuleName];
            if (!result.IsSuccess || set == done)
            {
                continue;
            }

            done = set.Mode == CombiningMode.FirstApplicable ? set : done;
            best = PeerWinner.Of(best, rule);
        }

        return best!;
    }

    private string Table(DerivedFact table) => string.Concat(
        table.Rows[..^1].Select(row => $"({Text(row.When)}) ? {Number(row.Value)} : (")) + Number(table.Rows[^1].Value) + new string(')', table.Rows.Length - 1);

    private string Text(RuleCondition condition) => condition switch
    {
        AllOf { Parts.IsEmpty: true } => "true",
        AllOf all => $"({string.Join(" && ", all.Parts.Select(Text))})",
        AnyOf any => $"({string.Join(" || ", any.Parts.Select(Text))})",
        Not not => $"!({Text(not.Part)})",
        DerivedIs value => OneOf(value.Derived, value.Values),
        FactIs value => OneOf($"f.Codes[{Number((int)value.Fact)}]", value.Values),
        FactCompares value => $"f.Numbers[{Number((int)value.Fact)}] {Sign(value.Comparison)} {value.Threshold.ToString("0.0###", CultureInfo.InvariantCulture)}",
        _ => $"f.Questions[{Number(rules.QuestionOf(condition))}]",
    };

    private static string OneOf(string subject, ulong values) =>
        $"({string.Join(" || ", Enumerable.Range(0, 64).Where(bit => ((values >> bit) & 1) != 0).Select(bit => $"{subject} == {Number(bit)}"))})";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Lt => "<",
        Comparison.Lte => "<=",
        Comparison.Gt => ">",
        _ => ">=",
    };
}
