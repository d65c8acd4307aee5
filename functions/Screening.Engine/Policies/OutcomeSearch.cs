namespace Screening.Engine.Policies;

/// <summary>
/// Branch and prune. Plain three-valued evaluation forgets that two conditions share a fact; splitting on the shared fact
/// until every region is decided makes the set of possible outcomes exact. Items share only the facts of the transaction
/// and the destinations, so the box is first split on those; in each resulting leaf every item is searched alone and the
/// results are combined. Cost grows with the items, not with their product. When the budget ends, what plain evaluation
/// leaves possible stands for what was not searched: the set may be too wide, never too narrow.
/// </summary>
internal sealed class OutcomeSearch
{
    private readonly BoxSearch search;
    private readonly List<Leaf> leaves = [];

    /// <summary>Searches the whole box once.</summary>
    public OutcomeSearch(BoxSearch search)
    {
        this.search = search;
        SplitShared();
    }

    /// <summary>Addresses branched on: where the search ended within its budget, only these can matter.</summary>
    public SortedSet<int> Branched { get; } = [];

    /// <summary>Regions in which no shared fact is left to branch on.</summary>
    public IReadOnlyList<Leaf> Leaves => leaves;

    /// <summary>Possible outcomes of the transaction.</summary>
    public OutcomeSet Outcomes()
    {
        var result = OutcomeSet.Empty;
        foreach (var leaf in leaves)
        {
            result = result.With(leaf.Combined(0, search.Items));
        }

        return result;
    }

    /// <summary>Possible outcomes of one item, over every completion of the shared facts.</summary>
    public OutcomeSet OutcomesOf(int item)
    {
        var result = OutcomeSet.Empty;
        foreach (var leaf in leaves)
        {
            result = result.With(leaf.Items[item]);
        }

        return result;
    }

    private void SplitShared()
    {
        if (search.Budget.TrySpend(search.Items * search.Destinations) && search.Plain().Count > 1
            && search.FindSplit(SplitFilter.SharedOnly, -1) is { } split)
        {
            Branch(split, SplitShared);
            return;
        }

        var outcomes = new OutcomeSet[search.Items];
        for (var item = 0; item < outcomes.Length; item++)
        {
            outcomes[item] = SplitItem(item);
        }

        leaves.Add(new Leaf((ulong[])search.Cells.Clone(), outcomes));
    }

    private OutcomeSet SplitItem(int item)
    {
        var outcomes = search.Plain(item);
        if (outcomes.Count > 1 && search.FindSplit(item, SplitFilter.Any, -1) is { } split && search.Budget.TrySpend(search.Destinations))
        {
            outcomes = OutcomeSet.Empty;
            Branch(split, () => outcomes = outcomes.With(SplitItem(item)));
        }

        return outcomes;
    }

    /// <summary>Visits both halves of the box; the box is as before afterwards.</summary>
    private void Branch(Split split, Action visit)
    {
        Branched.Add(split.Address);
        var whole = search.Cells[split.Address];
        search.Cells[split.Address] = whole & split.Mask;
        visit();
        search.Cells[split.Address] = whole & ~split.Mask;
        visit();
        search.Cells[split.Address] = whole;
    }

    /// <summary>A region in which no shared fact is left to branch on, with the possible outcomes of every item.</summary>
    internal sealed record Leaf(ulong[] Box, OutcomeSet[] Items)
    {
        public OutcomeSet Combined(int from, int to)
        {
            var result = OutcomeSet.Nothing;
            for (var item = from; item < to; item++)
            {
                result = OutcomeSet.Combine(result, Items[item]);
            }

            return result;
        }
    }
}
