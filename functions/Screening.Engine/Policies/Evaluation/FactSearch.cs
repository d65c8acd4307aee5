using System.Collections.Immutable;
using System.Numerics;
using Screening.Engine.Model;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>
/// Finds the open facts that matter. A fact matters if, for some completion of the other facts, changing it alone changes the
/// outcome of the transaction. A fact that only occurs in an undecided rule may not matter. Reused; not thread-safe.
/// </summary>
internal sealed class FactSearch
{
    private readonly BoxSearch region = new();
    private readonly OutcomeSearch narrowed = new();
    private readonly List<OpenFact> open = [];

    /// <summary>
    /// The open facts that matter. If the outcomes are not exact, every open fact is included. Once the budget is spent, facts
    /// that were branched on and not yet verified are included. An unnecessary question is preferred to a missing one.
    /// </summary>
    public ImmutableArray<OpenFact> Open(BoxSearch box, OutcomeSearch outcomes, bool isExact)
    {
        open.Clear();
        for (var address = 0; address < box.Size; address++)
        {
            if (BitOperations.PopCount(box[address]) > 1 && (!isExact || (outcomes.IsBranched(address) && Matters(box, outcomes, address))))
            {
                var (slot, owner) = Box.SlotAt(box.Program, address, box.Destinations);
                open.Add(new OpenFact(slot.Fact, owner, PerValue(box, address).AreDecided));
            }
        }

        return [.. open];
    }

    private bool Matters(BoxSearch box, OutcomeSearch outcomes, int address)
    {
        var (slot, owner) = Box.SlotAt(box.Program, address, box.Destinations);
        return box.Budget.IsSpent
            || (slot.Scope == FactScope.Item ? ItemFactMatters(box, outcomes, address, owner) : SharedFactMatters(box, address));
    }

    private bool ItemFactMatters(BoxSearch box, OutcomeSearch outcomes, int address, int item)
    {
        for (var leaf = 0; leaf < outcomes.Leaves; leaf++)
        {
            region.Begin(box, outcomes.BoxOf(leaf));
            if (MattersBeside(outcomes.Combined(leaf, 0, item), outcomes.Combined(leaf, item + 1, box.Items), address, item))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// In a leaf the items are independent, so each outcome of the other items occurs with every completion of this one.
    /// </summary>
    private bool MattersBeside(OutcomeSet before, OutcomeSet after, int address, int item)
    {
        foreach (var one in before.Singles())
        {
            foreach (var other in after.Singles())
            {
                if (new Difference(region, address, item, one, other).Exists())
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// If two values of the fact have different possible outcomes, some completion distinguishes them and the fact matters. If
    /// all values have the same possible outcomes and one is undecided, the completions are searched.
    /// </summary>
    private bool SharedFactMatters(BoxSearch box, int address)
    {
        var (areAlike, areDecided) = PerValue(box, address);
        return !areAlike || (!areDecided && Difference.OfAll(box, address).Exists());
    }

    /// <summary>
    /// Whether every value of a fact has the same possible outcomes, and whether every value leaves only one outcome. Both are
    /// false once the budget is spent, because each value would cost a plain evaluation of all items.
    /// </summary>
    private (bool AreAlike, bool AreDecided) PerValue(BoxSearch box, int address)
    {
        region.Begin(box, box.Cells);
        var (areAlike, areDecided, first) = (true, true, OutcomeSet.Empty);
        for (var left = box.ValuesAt(address); left != 0; left &= left - 1)
        {
            if (box.Budget.IsSpent)
            {
                return (false, false);
            }

            region[address] = BoxSearch.FirstOf(left);
            narrowed.Run(region);
            var outcomes = narrowed.Outcomes();
            first = first == OutcomeSet.Empty ? outcomes : first;
            areAlike &= outcomes == first;
            areDecided &= outcomes.Count == 1;
        }

        return (areAlike, areDecided);
    }
}
