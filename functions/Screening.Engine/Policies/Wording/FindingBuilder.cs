using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Evaluation;

namespace Screening.Engine.Policies.Wording;

/// <summary>
/// Collects the rules that apply or may apply and converts them to findings with the values they used. The winner is determined
/// before the findings are created, so each finding is created once. Reused; not thread-safe.
/// </summary>
internal sealed class FindingBuilder(PairEvaluation evaluation, TextBuffer buffer)
{
    /// <summary>Prefix of the sentence of a rule that may apply.</summary>
    public const string MayApply = "May apply, because facts are missing: ";

    // Steps of work that one finding with its text takes.
    private const int StepsOfFinding = 4;

    private readonly List<Hit> hits = [];
    private readonly List<Finding> findings = [];
    private readonly List<Model.Condition> conditions = [];

    /// <summary>Clears the results of the previous decision.</summary>
    public void Begin()
    {
        findings.Clear();
        conditions.Clear();
    }

    public ImmutableArray<Finding> Findings => [.. findings];

    public ImmutableArray<Model.Condition> Conditions => [.. conditions];

    /// <summary>Adds the findings of one item. The first certain finding with the decided outcome wins.</summary>
    public void Add(FactSheet sheet, int item, string itemId, OutcomeSet outcomes)
    {
        hits.Clear();
        var isFirst = true;
        var possible = outcomes.ToOutcomes();
        var worst = possible.IsEmpty ? 0 : possible[^1].Severity();
        for (var destination = 0; destination < sheet.Destinations.Count; destination++)
        {
            if (!evaluation.Counts(item, destination))
            {
                continue;
            }

            evaluation.EnsureAt(item, destination);
            foreach (var set in evaluation.Program.RuleSets)
            {
                Collect(set, destination, isFirst, worst);
            }

            isFirst = false;
        }

        var winner = outcomes.Count == 1 ? Winner(outcomes.ToOutcomes()[0]) : -1;
        winner = winner < 0 && outcomes.Count == 1 ? OnlyOne(outcomes.ToOutcomes()[0]) : winner;
        for (var index = 0; index < hits.Count; index++)
        {
            evaluation.Work.Add(StepsOfFinding);
            evaluation.EnsureAt(item, hits[index].Destination);
            findings.Add(Finding(hits[index], sheet, item, itemId, index == winner));
        }
    }

    /// <summary>
    /// In a first-applicable set a rule is certain only if no earlier rule may apply instead. A rule that is not certain and is
    /// more severe than every possible outcome of the item cannot apply for any value of the open facts.
    /// </summary>
    private void Collect(CompiledRuleSet set, int destination, bool isFirst, int worst)
    {
        var isReached = true;
        foreach (var (row, isTrue) in evaluation.Reached(set.Whens, set.IsFirstApplicable))
        {
            var rule = set.Rules[row];
            var isCertain = isReached && isTrue;
            var isRuledOut = !isCertain && rule.Definition.Outcome.Severity() > worst;

            // A rule that reads no fact of the destination has the same result for each destination, so it is added once.
            if (!isRuledOut && (isFirst || rule.IsAboutDestination || set.IsFirstApplicable))
            {
                hits.Add(new Hit(rule, destination, isTrue, isCertain) { IsPosture = set.IsFirstApplicable });
            }

            isReached &= isTrue || !set.IsFirstApplicable;
            if (isTrue && !isRuledOut)
            {
                AddConditions(rule);
            }
        }
    }

    /// <summary>
    /// A certain rule wins. Without one, the first true rule wins even if an earlier rule may apply instead: the outcome is the
    /// same either way, and only a true rule can win.
    /// </summary>
    private int Winner(Outcome decided)
    {
        var winner = -1;
        for (var index = 0; index < hits.Count; index++)
        {
            var hit = hits[index];
            if (hit.IsTrue && hit.Rule.Definition.Outcome == decided)
            {
                if (hit.IsCertain)
                {
                    return index;
                }

                winner = winner < 0 ? index : winner;
            }
        }

        return winner;
    }

    /// <summary>
    /// If the outcome is decided and only one rule can give it, that rule applies for every value of the open facts, although its
    /// condition alone does not show this.
    /// </summary>
    private int OnlyOne(Outcome decided)
    {
        var only = -1;
        for (var index = 0; index < hits.Count; index++)
        {
            if (hits[index].Rule.Definition.Outcome == decided)
            {
                if (only >= 0)
                {
                    return -1;
                }

                only = index;
            }
        }

        if (only >= 0)
        {
            hits[only] = hits[only] with { IsTrue = true, IsCertain = true };
            AddConditions(hits[only].Rule);
        }

        return only;
    }

    /// <summary>Adds each condition once.</summary>
    private void AddConditions(CompiledRule rule)
    {
        foreach (var condition in rule.Conditions)
        {
            if (!conditions.Contains(condition))
            {
                conditions.Add(condition);
            }
        }
    }

    private Finding Finding(Hit hit, FactSheet sheet, int item, string itemId, bool wins)
    {
        var rule = hit.Rule;
        var facts = new FactReader(sheet, evaluation, item, hit.Destination);
        var values = new FactValue[rule.Facts.Length];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = facts.ValueOf(rule.Facts[index]);
        }

        buffer.Append(hit.IsTrue ? "" : MayApply);
        var say = SayOf(rule, hit.IsTrue);
        var about = new FactReader(sheet, evaluation, item, hit.Destination) { About = say?.About ?? 0 };
        (say?.Text ?? rule.Text).Write(buffer, in about);
        return new Finding
        {
            Item = itemId,
            Destination = sheet.Destinations.Count > 1 && (rule.IsAboutDestination || hit.IsPosture) ? sheet.Destinations[hit.Destination].ToString() : null,
            RuleSet = rule.Set,
            Rule = rule.Definition.Id,
            Outcome = rule.Definition.Outcome,
            Wins = wins,
            Certain = hit.IsCertain,
            Text = buffer.Take(),
            Citation = say?.Citation ?? rule.Definition.Citation,
            Facts = new FactDictionary(rule.Names, ImmutableCollectionsMarshal.AsImmutableArray(values)),
        };
    }

    /// <summary>
    /// The first way in which the rule applies whose condition is true, or may be true while the rule itself is only possible.
    /// </summary>
    private CompiledSay? SayOf(CompiledRule rule, bool isTrue)
    {
        foreach (var say in rule.Says)
        {
            var truth = evaluation.Evaluate(say.When);
            if (truth == Truth.True || (truth == Truth.Unknown && !isTrue))
            {
                return say;
            }
        }

        return null;
    }

    /// <summary>A rule that applies or may apply to the item against one destination.</summary>
    private readonly record struct Hit(CompiledRule Rule, int Destination, bool IsTrue, bool IsCertain)
    {
        /// <summary>Whether the rule is in a first-applicable set, which is evaluated for each destination.</summary>
        public bool IsPosture { get; init; }
    }
}
