using System.Numerics;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>
/// Searches for a completion in which changing one fact alone changes the outcome: a region in which every value of the fact is
/// decided and at least two values give different outcomes.
/// </summary>
/// <param name="region">Box to search; narrowed in place and restored.</param>
/// <param name="address">Address of the fact.</param>
/// <param name="item">Item to evaluate, or -1 for all.</param>
/// <param name="before">Outcomes of the items before it.</param>
/// <param name="after">Outcomes of the items after it. The order matters where outcomes are equally severe.</param>
internal readonly struct Difference(BoxSearch region, int address, int item, OutcomeSet before, OutcomeSet after)
{
    private const int AllItems = -1;

    /// <summary>The search over all items of the transaction.</summary>
    public static Difference OfAll(BoxSearch region, int address) => new(region, address, AllItems, OutcomeSet.Nothing, OutcomeSet.Nothing);

    /// <summary>Whether such a completion exists. True as well when the budget is spent before the search ends.</summary>
    public bool Exists()
    {
        var (cells, values) = (region[address], region.ValuesAt(address));
        var pairs = (item == AllItems ? region.Items : 1) * region.Destinations;
        if (!region.Budget.TrySpend(pairs * BitOperations.PopCount(values)))
        {
            return true;
        }

        var union = OutcomeSet.Empty;
        ulong undecided = 0;
        for (var open = values; open != 0; open &= open - 1)
        {
            region[address] = BoxSearch.FirstOf(open);
            var outcomes = Outcomes();
            union = union.With(outcomes);
            undecided = undecided == 0 && outcomes.Count > 1 ? region[address] : undecided;
        }

        region[address] = undecided;
        var split = undecided != 0 && union.Count > 1 ? FindSplit() : null;
        region[address] = cells;
        return union.Count > 1 && (undecided == 0 || (split is { } found && ExistsInAHalf(found)));
    }

    private bool ExistsInAHalf(Split split)
    {
        var whole = region[split.Address];
        region[split.Address] = whole & split.Mask;
        var exists = Exists();
        region[split.Address] = whole & ~split.Mask;
        exists = exists || Exists();
        region[split.Address] = whole;
        return exists;
    }

    private OutcomeSet Outcomes() => item == AllItems ? region.Plain() : OutcomeSet.Combine(OutcomeSet.Combine(before, region.Plain(item)), after);

    private Split? FindSplit() => item == AllItems
        ? region.FindSplit(SplitFilter.Any, address)
        : region.FindSplit(item, SplitFilter.Any, address);
}
