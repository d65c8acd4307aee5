using System.Collections.Immutable;
using System.Numerics;
using Screening.Engine.Model;

namespace Screening.Engine.Policies;

/// <summary>
/// Which open facts to ask for. A fact matters if some completion of the others exists in which changing it alone changes
/// the outcome of the transaction; a fact that merely stands in an undecided rule may not.
/// </summary>
internal sealed class FactSearch(CompiledPolicy policy, OutcomeSearch outcomes, BoxSearch search)
{
    /// <summary>
    /// Open facts that matter. When the budget ends first, a fact not verified is asked for as well: better a question too
    /// many than a fact that settles the case left out.
    /// </summary>
    public ImmutableArray<OpenFact> Open(bool isExact)
    {
        var open = ImmutableArray.CreateBuilder<OpenFact>();
        var candidates = isExact ? [.. outcomes.Branched] : Enumerable.Range(0, search.Cells.Length);
        foreach (var address in candidates.Where(address => BitOperations.PopCount(search.Cells[address]) > 1))
        {
            if (!isExact || Matters(address))
            {
                var (slot, owner) = Box.SlotAt(policy, address, search.Destinations);
                open.Add(new OpenFact(slot.Fact, owner));
            }
        }

        return open.ToImmutable();
    }

    /// <summary>Whether an airspeed alone settles it, whatever it is.</summary>
    public bool SpeedAloneSettles() => outcomes.Branched.Any(address =>
        Box.SlotAt(policy, address, search.Destinations).Slot.Fact == Fact.SpeedKmh && PerCell(address).All(set => set.Count == 1));

    private bool Matters(int address)
    {
        var (slot, owner) = Box.SlotAt(policy, address, search.Destinations);
        return search.Budget.IsSpent || (slot.Scope == FactScope.Item ? ItemFactMatters(address, owner) : SharedFactMatters(address));
    }

    private bool ItemFactMatters(int address, int item)
    {
        foreach (var leaf in outcomes.Leaves)
        {
            // In a leaf the items are independent, so each outcome of the others goes with every completion of this one.
            var others = OutcomeSet.Combine(leaf.Combined(0, item), leaf.Combined(item + 1, search.Items));
            OutcomeSet[] contexts = search.Items == 1 ? [OutcomeSet.Nothing] : [.. others.ToOutcomes().Select(OutcomeSet.Of)];
            var region = search.Over((ulong[])leaf.Box.Clone());
            if (contexts.Any(context => new Difference(region, address, item, context).Exists()))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// If two values of the fact leave different outcomes possible, some completion tells them apart. Otherwise the
    /// completions have to be looked at together.
    /// </summary>
    private bool SharedFactMatters(int address)
    {
        var perCell = PerCell(address).Distinct().ToArray();
        return perCell.Length > 1
            || (perCell[0].Count > 1 && new Difference(search, address, Difference.AllItems, OutcomeSet.Nothing).Exists());
    }

    /// <summary>Possible outcomes for each value of a fact.</summary>
    private List<OutcomeSet> PerCell(int address)
    {
        var sets = new List<OutcomeSet>();
        var box = search.Over((ulong[])search.Cells.Clone());
        for (var open = search.Cells[address]; open != 0; open &= open - 1)
        {
            box.Cells[address] = BoxSearch.FirstOf(open);
            sets.Add(new OutcomeSearch(box).Outcomes());
        }

        return sets;
    }
}
