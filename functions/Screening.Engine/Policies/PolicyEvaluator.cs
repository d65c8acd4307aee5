using System.Collections.Immutable;
using System.Numerics;
using Screening.Engine.Model;

namespace Screening.Engine.Policies;

/// <summary>Evaluates a compiled policy over a sheet of facts: possible outcomes, findings, and what to ask.</summary>
public static class PolicyEvaluator
{
    private const string CategoryFact = "category";

    /// <summary>Evaluates every item against every destination and combines them; the strictest wins.</summary>
    public static PolicyVerdict Evaluate(
        CompiledPolicy policy, FactSheet sheet, MembershipTest isMember, IReadOnlyList<string> itemIds)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(itemIds);
        var destinations = sheet.Destinations.Count;
        var box = policy.Box(sheet, isMember);
        var search = new OutcomeSearch(policy, box, sheet.ItemCount, destinations);
        var possible = search.Outcomes();
        var perItem = Enumerable.Range(0, sheet.ItemCount).Select(search.OutcomesOf).ToArray();
        var findings = new FindingBuilder(policy, sheet, box, itemIds);
        for (var item = 0; item < sheet.ItemCount; item++)
        {
            findings.Add(item, perItem[item]);
        }

        var open = possible.Count == 1 ? [] : Open(policy, search, box, destinations);
        return new PolicyVerdict
        {
            Possible = possible.ToOutcomes(),
            Open = open,
            SpeedAloneSettles = possible.Count > 1 && SpeedAloneSettles(policy, search, destinations),
            IsExact = search.IsExact,
            Findings = findings.Findings,
            Conditions = findings.Conditions,
            Items = [.. perItem.Select((outcomes, item) => Item(policy, sheet, box, item, outcomes))],
        };
    }

    private static ImmutableArray<OpenFact> Open(CompiledPolicy policy, OutcomeSearch search, ulong[] box, int destinations)
    {
        var open = ImmutableArray.CreateBuilder<OpenFact>();
        foreach (var address in search.Branched.Where(address => BitOperations.PopCount(box[address]) > 1).ToArray())
        {
            if (search.Matters(address))
            {
                var (slot, owner) = policy.SlotAt(address, destinations);
                open.Add(new OpenFact(slot.Fact, owner));
            }
        }

        return open.ToImmutable();
    }

    private static bool SpeedAloneSettles(CompiledPolicy policy, OutcomeSearch search, int destinations) =>
        search.Branched.Any(address => policy.SlotAt(address, destinations).Slot.Fact == Fact.SpeedKmh && search.Settles(address));

    private static ItemVerdict Item(CompiledPolicy policy, FactSheet sheet, ulong[] box, int item, OutcomeSet outcomes)
    {
        var evaluation = new Evaluation(policy, box, sheet.Destinations.Count);
        evaluation.Face(item, 0);
        var category = policy.DerivedIndex(CategoryFact);
        if (category < 0)
        {
            return new ItemVerdict { Possible = outcomes.ToOutcomes(), Categories = [], Explanation = "this policy has no categories" };
        }

        var values = policy.Derived[category].Definition.Values;
        var mask = evaluation.Derived(category);
        var texts = new DerivedText(policy, sheet, evaluation, item);
        return new ItemVerdict
        {
            Possible = outcomes.ToOutcomes(),
            Categories = [.. values.Where((_, position) => (mask & (1UL << position)) != 0)],
            Explanation = texts.Explain(category, out var annex),
            Annex = annex,
        };
    }
}
