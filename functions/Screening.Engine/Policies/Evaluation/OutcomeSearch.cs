using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>
/// Branch and prune. Plain three-valued evaluation ignores that two conditions may share a fact. Splitting on the shared fact
/// until every region is decided makes the set of possible outcomes exact. Items share only the facts of the transaction and of
/// the destinations, so the box is split on those facts first. In each resulting leaf every item is searched alone and the
/// results are combined. The cost of a leaf is therefore the sum over the items, not their product. When the budget is spent,
/// plain evaluation gives the outcomes of the part not searched: the set may be too wide, never too narrow. Reused; not
/// thread-safe.
/// </summary>
internal sealed class OutcomeSearch
{
    // The boxes of the leaves in sequence, and the possible outcomes of every item in each leaf.
    private readonly List<ulong> boxes = [];
    private readonly List<OutcomeSet> outcomes = [];
    private bool[] branched = [];
    private BoxSearch search = new();

    /// <summary>Number of leaves. A leaf is a region that is not split further on shared facts.</summary>
    public int Leaves { get; private set; }

    /// <summary>Searches a box and restores it.</summary>
    public void Run(BoxSearch box)
    {
        search = box;
        Leaves = 0;
        boxes.Clear();
        outcomes.Clear();
        branched = branched.Length < box.Size ? new bool[box.Size] : branched;
        Array.Clear(branched);
        SplitShared();
    }

    /// <summary>Whether an address was branched on. If the search ended within its budget, only these facts can matter.</summary>
    public bool IsBranched(int address) => branched[address];

    public ReadOnlySpan<ulong> BoxOf(int leaf) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(boxes).Slice(leaf * search.Size, search.Size);

    /// <summary>Possible outcomes of the transaction, over all leaves.</summary>
    public OutcomeSet Outcomes()
    {
        var result = OutcomeSet.Empty;
        for (var leaf = 0; leaf < Leaves; leaf++)
        {
            result = result.With(Combined(leaf, 0, search.Items));
        }

        return result;
    }

    /// <summary>Possible outcomes of one item, over every completion of the shared facts.</summary>
    public OutcomeSet OutcomesOf(int item)
    {
        var result = OutcomeSet.Empty;
        for (var leaf = 0; leaf < Leaves; leaf++)
        {
            result = result.With(outcomes[(leaf * search.Items) + item]);
        }

        return result;
    }

    /// <summary>
    /// Possible outcomes of items <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive) in a leaf, where items
    /// are independent.
    /// </summary>
    public OutcomeSet Combined(int leaf, int from, int to)
    {
        var result = OutcomeSet.Nothing;
        for (var item = from; item < to; item++)
        {
            result = OutcomeSet.Combine(result, outcomes[(leaf * search.Items) + item]);
        }

        return result;
    }

    private void SplitShared()
    {
        if (search.Budget.TrySpend(search.Items * search.Destinations) && search.Plain().Count > 1
            && search.FindSplit(SplitFilter.SharedOnly, -1) is { } split)
        {
            var whole = Enter(split);
            SplitShared();
            search[split.Address] = whole & ~split.Mask;
            SplitShared();
            search[split.Address] = whole;
            return;
        }

        boxes.AddRange(search.Cells);
        Leaves++;
        for (var item = 0; item < search.Items; item++)
        {
            outcomes.Add(SplitItem(item));
        }
    }

    private OutcomeSet SplitItem(int item)
    {
        var possible = search.Plain(item);
        if (possible.Count > 1 && !search.Budget.IsSpent && search.FindSplit(item, SplitFilter.Any, -1) is { } split
            && search.Budget.TrySpend(search.Destinations))
        {
            var whole = Enter(split);
            possible = SplitItem(item);
            search[split.Address] = whole & ~split.Mask;
            possible = possible.With(SplitItem(item));
            search[split.Address] = whole;
        }

        return possible;
    }

    /// <summary>Narrows the box to the half in which the atom is true. Returns the previous cells of the address.</summary>
    private ulong Enter(Split split)
    {
        branched[split.Address] = true;
        var whole = search[split.Address];
        search[split.Address] = whole & split.Mask;
        return whole;
    }
}
