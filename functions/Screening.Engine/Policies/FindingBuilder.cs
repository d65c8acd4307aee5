using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Policies;

/// <summary>Collects the rules that apply, or may apply, as findings with the values they used.</summary>
internal sealed class FindingBuilder(CompiledPolicy policy, FactSheet sheet, ulong[] box, IReadOnlyList<string> itemIds)
{
    private readonly ImmutableArray<Finding>.Builder findings = ImmutableArray.CreateBuilder<Finding>();
    private readonly HashSet<Finding> trueFindings = new(ReferenceEqualityComparer.Instance);
    private readonly ImmutableArray<Model.Condition>.Builder conditions = ImmutableArray.CreateBuilder<Model.Condition>();

    public ImmutableArray<Finding> Findings => findings.ToImmutable();

    public ImmutableArray<Model.Condition> Conditions => [.. conditions.Distinct()];

    /// <summary>Adds the findings of one item; the first certain one that equals its decided outcome wins.</summary>
    public void Add(int item, OutcomeSet outcomes)
    {
        var first = findings.Count;
        for (var destination = 0; destination < sheet.Destinations.Count; destination++)
        {
            var evaluation = new Evaluation(policy, box, sheet.Destinations.Count);
            evaluation.Face(item, destination);
            foreach (var set in policy.RuleSets)
            {
                Add(set, evaluation, item, destination);
            }
        }

        if (outcomes.Count != 1)
        {
            return;
        }

        // A certain rule wins. Failing that, a rule that is true wins even if one before it may apply in its place: the
        // outcome is the same either way, and only a rule that is true can win.
        var decided = outcomes.ToOutcomes()[0];
        var winner = IndexOf(first, decided, finding => finding.Certain) ?? IndexOf(first, decided, trueFindings.Contains);
        if (winner is { } index)
        {
            findings[index] = findings[index] with { Wins = true };
        }
    }

    private int? IndexOf(int first, Outcome decided, Func<Finding, bool> qualifies)
    {
        for (var index = first; index < findings.Count; index++)
        {
            if (findings[index].Outcome == decided && qualifies(findings[index]))
            {
                return index;
            }
        }

        return null;
    }

    private void Add(CompiledRuleSet set, Evaluation evaluation, int item, int destination)
    {
        // Where the first rule decides, a rule is certain only if none before it may apply instead.
        var isReached = true;
        foreach (var rule in set.Rules)
        {
            var truth = rule.When.Evaluate(evaluation);
            if (truth != Truth.False)
            {
                var finding = Finding(set, rule.Definition, truth, evaluation, item, destination) with { Certain = isReached && truth == Truth.True };
                findings.Add(finding);
                if (truth == Truth.True)
                {
                    trueFindings.Add(finding);
                }
            }

            isReached &= truth != Truth.Unknown || set.Mode != CombiningMode.FirstApplicable;

            if (truth == Truth.True)
            {
                conditions.AddRange(rule.Definition.Conditions.Select(text => new Model.Condition(rule.Definition.Id, text)));
                if (set.Mode == CombiningMode.FirstApplicable)
                {
                    break;
                }
            }
        }
    }

    private Finding Finding(CompiledRuleSet set, Rule rule, Truth truth, Evaluation evaluation, int item, int destination)
    {
        var values = new FactText(policy, sheet, evaluation, item, destination);
        var facts = ConditionWalk.Atoms(rule.When).Select(FactText.NameOf).Concat(Template.Placeholders(rule.Text)).Distinct(StringComparer.Ordinal)
            .ToImmutableSortedDictionary(name => name, values.ValueOf, StringComparer.Ordinal);
        var text = Template.Fill(rule.Text, name => values.ValueOf(name).ToString());
        return new Finding
        {
            Item = itemIds[item],
            Destination = sheet.Destinations.Count > 1 ? sheet.Destinations[destination].ToString() : null,
            RuleSet = set.Id,
            Rule = rule.Id,
            Outcome = rule.Outcome,
            Text = truth == Truth.True ? text : $"May apply, because facts are missing: {text}",
            Citation = rule.Citation,
            Facts = facts,
        };
    }
}

/// <summary>Names and values of facts as shown in evidence.</summary>
internal sealed class FactText(CompiledPolicy policy, FactSheet sheet, Evaluation evaluation, int item, int destination)
{
    public static string NameOf(Condition atom) => atom is DerivedIs derived ? derived.Derived : Code<Fact>.Of(ConditionWalk.FactOf(atom));

    public FactValue ValueOf(string name)
    {
        if (!Code<Fact>.TryParse(name, out var fact))
        {
            return Derived(policy.DerivedIndex(name));
        }

        return fact switch
        {
            Fact.Destination => FactValue.Of(sheet.Destinations[destination].ToString()),
            Fact.PlaceOfDelivery => FactValue.Of(sheet.PlaceOfDelivery.ToString()),
            Fact.Transit => FactValue.Of(sheet.Transit.Count == 0 ? "none" : string.Join(", ", sheet.Transit)),
            _ => Shown(fact, sheet.Get(fact, destination, item)),
        };
    }

    /// <summary>A set of numbers from declared points has a best known bound worth showing.</summary>
    private static FactValue Shown(Fact fact, PossibleValue value) =>
        value.Shown.Kind == System.Text.Json.JsonValueKind.Null && value.From is { } from && from > 0
            ? FactValue.Of($"at least {FactValue.Of(from)} {FactCatalogue.Of(fact).Unit}")
            : value.Shown;

    private FactValue Derived(int index)
    {
        var mask = evaluation.Derived(index);
        var values = policy.Derived[index].Definition.Values.Where((_, position) => (mask & (1UL << position)) != 0).ToArray();
        return FactValue.Of(string.Join(" or ", values));
    }
}

/// <summary>Explains a derived value by the table row that gives it, following rows that rest on another table.</summary>
internal sealed class DerivedText(CompiledPolicy policy, FactSheet sheet, Evaluation evaluation, int item)
{
    public string Explain(int derived, out string? annex)
    {
        var values = new FactText(policy, sheet, evaluation, item, 0);
        var sentences = new List<string>();
        annex = null;
        foreach (var row in policy.Derived[derived].Rows)
        {
            var truth = row.When.Evaluate(evaluation);
            if (truth == Truth.False)
            {
                continue;
            }

            var text = Template.Fill(row.Definition.Text, name => values.ValueOf(name).ToString());
            if (ReferencedTable(row.Definition.When) is { } other)
            {
                text = $"{text} {Explain(other, out var inner)}".Trim();
                annex ??= truth == Truth.True ? inner : null;
            }

            annex ??= truth == Truth.True ? row.Definition.Annex : null;
            if (text.Length > 0)
            {
                sentences.Add(truth == Truth.True ? text : $"Possibly: {text}");
            }

            if (truth == Truth.True)
            {
                break;
            }
        }

        return string.Join(" ", sentences.Distinct(StringComparer.Ordinal));
    }

    /// <summary>A row that rests on another explained table takes over its sentences.</summary>
    private int? ReferencedTable(Condition when)
    {
        foreach (var atom in ConditionWalk.Atoms(when).OfType<DerivedIs>())
        {
            var index = policy.DerivedIndex(atom.Derived);
            if (policy.Derived[index].Rows.Any(row => row.Definition.Text.Length > 0))
            {
                return index;
            }
        }

        return null;
    }
}
