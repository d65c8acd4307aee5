using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Screening.Engine.Classification;
using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>Evaluates a compiled policy over a fact sheet: possible outcomes, findings and the facts to ask.</summary>
public static class PolicyEvaluator
{
    /// <summary>
    /// Evaluates every item against every destination. The most severe outcome is the result. Allocates only the verdict.
    /// </summary>
    public static PolicyVerdict Evaluate(CompiledPolicy policy, FactSheet sheet, IReadOnlyList<string> itemIds) =>
        Evaluate(policy, sheet, itemIds, SearchLimits.Standard);

    /// <summary>
    /// Possible outcomes of every item and of the transaction, without findings. The rule or row whose condition starts at node
    /// <paramref name="without"/> is treated as absent; -1 for none.
    /// </summary>
    internal static PossibleOutcomes Outcomes(CompiledPolicy policy, FactSheet sheet, SearchLimits limits, int without = -1)
    {
        var work = Workspace.Begin(policy, sheet, without, limits.Work);
        var perItem = work.OutcomesOf(sheet.ItemCount);
        if (TryDecide(work.Evaluation, sheet, perItem) is { } decided)
        {
            return new PossibleOutcomes(decided, [.. perItem], true);
        }

        work.Budget.Begin(limits.Outcomes);
        work.Search.Begin(policy.Program, work.BoxOfCells(policy.Program, sheet), (sheet.ItemCount, sheet.Destinations.Count), work.Budget, sheet.Skipped, without, work.Evaluation.Work);
        work.Outcomes.Run(work.Search);
        for (var item = 0; item < perItem.Length; item++)
        {
            perItem[item] = work.Outcomes.OutcomesOf(item);
        }

        return new PossibleOutcomes(work.Outcomes.Outcomes(), [.. perItem], !work.Budget.IsSpent);
    }

    internal static PolicyVerdict Evaluate(
        CompiledPolicy policy, FactSheet sheet, IReadOnlyList<string> itemIds, SearchLimits limits, int without = -1)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(itemIds);
        var work = Workspace.Begin(policy, sheet, without, limits.Work);
        var perItem = work.OutcomesOf(sheet.ItemCount);
        var answer = TryDecide(work.Evaluation, sheet, perItem) is { } decided
            ? new SearchResult(decided, [], true)
            : Search(work, policy, sheet, perItem, limits, without);
        for (var item = 0; item < sheet.ItemCount; item++)
        {
            work.Findings.Add(sheet, item, itemIds[item], perItem[item]);
        }

        return new PolicyVerdict
        {
            Possible = answer.Possible.ToOutcomes(),
            Open = answer.Open,
            SpeedAloneSettles = answer.Open.Any(open => open.Fact == Fact.SpeedKmh && open.Decides),
            IsExact = answer.IsExact,
            Findings = work.Findings.Findings,
            Conditions = work.Findings.Conditions,
            Items = Items(work, sheet, perItem),
        };
    }

    /// <summary>
    /// One plain evaluation decides most transactions, including many with missing facts. Null when it does not.
    /// </summary>
    private static OutcomeSet? TryDecide(PairEvaluation evaluation, FactSheet sheet, Span<OutcomeSet> perItem)
    {
        var possible = OutcomeSet.Nothing;
        for (var item = 0; item < perItem.Length; item++)
        {
            var outcomes = OutcomeSet.Nothing;
            for (var destination = 0; destination < sheet.Destinations.Count; destination++)
            {
                if (!evaluation.Counts(item, destination))
                {
                    continue;
                }

                evaluation.EnsureAt(item, destination);
                outcomes = OutcomeSet.Combine(outcomes, evaluation.Outcomes());
            }

            if (outcomes.Count > 1)
            {
                return null;
            }

            perItem[item] = outcomes;
            possible = OutcomeSet.Combine(possible, outcomes);
        }

        return possible;
    }

    private static SearchResult Search(Workspace work, CompiledPolicy policy, FactSheet sheet, Span<OutcomeSet> perItem, SearchLimits limits, int without)
    {
        work.Budget.Begin(limits.Outcomes);
        work.Search.Begin(policy.Program, work.BoxOfCells(policy.Program, sheet), (sheet.ItemCount, sheet.Destinations.Count), work.Budget, sheet.Skipped, without, work.Evaluation.Work);
        work.Outcomes.Run(work.Search);
        var possible = work.Outcomes.Outcomes();
        for (var item = 0; item < perItem.Length; item++)
        {
            perItem[item] = work.Outcomes.OutcomesOf(item);
        }

        var isExact = !work.Budget.IsSpent;
        if (possible.Count == 1)
        {
            return new SearchResult(possible, [], isExact);
        }

        work.Budget.Begin(limits.Facts);
        var open = work.Facts.Open(work.Search, work.Outcomes, isExact);
        return new SearchResult(possible, open, isExact && !work.Budget.IsSpent);
    }

    private static ImmutableArray<ItemVerdict> Items(Workspace work, FactSheet sheet, Span<OutcomeSet> perItem)
    {
        var verdicts = new ItemVerdict[perItem.Length];
        for (var item = 0; item < verdicts.Length; item++)
        {
            work.Evaluation.EnsureAt(item, 0);
            verdicts[item] = Item(work, sheet, item, perItem[item]);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(verdicts);
    }

    private static ItemVerdict Item(Workspace work, FactSheet sheet, int item, OutcomeSet outcomes)
    {
        var program = work.Evaluation.Program;
        var category = program.DerivedIndex(ItemCategories.Table);
        if (category < 0)
        {
            return new ItemVerdict { Possible = outcomes.ToOutcomes(), Categories = [], Explanation = "this policy has no categories" };
        }

        return new ItemVerdict
        {
            Possible = outcomes.ToOutcomes(),
            Categories = program.Derived[category].Values(work.Evaluation.Derived(category)),
            Explanation = work.Explanations.Explain(sheet, item, category, out var annex),
            Annex = annex,
        };
    }

    private readonly record struct SearchResult(OutcomeSet Possible, ImmutableArray<OpenFact> Open, bool IsExact);
}
