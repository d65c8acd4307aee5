using System.Numerics;

namespace Screening.Engine.Policies;

/// <summary>
/// Branch and prune over boxes. Plain three-valued evaluation may call outcomes possible that no completion reaches, because
/// it forgets that two conditions share a fact; splitting on the shared fact until every region is decided makes the set
/// exact. Items share only the facts of the transaction and the destinations, so the box is first split on those; in each
/// resulting leaf every item is searched alone and the results are combined. Cost grows with the items, not with their product.
/// </summary>
internal sealed class OutcomeSearch
{
    /// <summary>Regions all searches of one decision may visit before they give up and say so.</summary>
    public const int MaximumRegions = 100_000;

    private readonly CompiledPolicy policy;
    private readonly ulong[] box;
    private readonly int items;
    private readonly int destinations;
    private readonly List<Leaf> leaves = [];
    private int regions;

    /// <summary>Searches the whole box once.</summary>
    public OutcomeSearch(CompiledPolicy policy, ulong[] box, int items, int destinations)
    {
        (this.policy, this.box, this.items, this.destinations) = (policy, box, items, destinations);
        foreach (var region in SharedLeaves(box))
        {
            leaves.Add(new Leaf(region, [.. Enumerable.Range(0, items).Select(item => ItemOutcomes(region, item))]));
        }
    }

    /// <summary>Whether every search so far ended within the budget.</summary>
    public bool IsExact { get; private set; } = true;

    /// <summary>Addresses branched on so far: only these can matter.</summary>
    public SortedSet<int> Branched { get; } = [];

    /// <summary>Exact outcomes of the transaction.</summary>
    public OutcomeSet Outcomes() => Union(leaves.Select(leaf => leaf.Combined(0, items)));

    /// <summary>Exact outcomes of one item, over every completion of the shared facts.</summary>
    public OutcomeSet OutcomesOf(int item) => Union(leaves.Select(leaf => leaf.Items[item]));

    /// <summary>
    /// Whether some completion of the other facts exists in which changing only the fact at <paramref name="address"/>
    /// changes the outcome of the transaction. When the budget ends first the answer is yes and <see cref="IsExact"/>
    /// turns false.
    /// </summary>
    public bool Matters(int address)
    {
        var (slot, owner) = policy.SlotAt(address, destinations);
        return slot.Scope == Model.FactScope.Item ? ItemFactMatters(address, owner) : SharedFactMatters(address);
    }

    /// <summary>Whether fixing the fact at <paramref name="address"/>, whatever its value, decides the outcome.</summary>
    public bool Settles(int address) =>
        Bits(box[address]).All(cell => new OutcomeSearch(policy, With(box, address, cell), items, destinations).Outcomes().Count == 1);

    private bool ItemFactMatters(int address, int item)
    {
        foreach (var leaf in leaves)
        {
            // In a leaf the items are independent, so each outcome of the others goes with every completion of this one.
            var others = OutcomeSet.Combine(leaf.Combined(0, item), leaf.Combined(item + 1, items));
            OutcomeSet[] contexts = items == 1 ? [OutcomeSet.Nothing] : [.. others.ToOutcomes().Select(OutcomeSet.Of)];
            if (contexts.Any(context => Changes(
                leaf.Box, address, region => OutcomeSet.Combine(context, Plain(region, item)), region => FindSplit(region, item, SplitFilter.Any, address))))
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
        var perCell = Bits(box[address]).Select(cell => new OutcomeSearch(policy, With(box, address, cell), items, destinations).Outcomes()).Distinct().ToArray();
        return perCell.Length > 1
            || (perCell[0].Count > 1 && Changes(box, address, Plain, region => FindSplit(region, SplitFilter.Any, address)));
    }

    /// <summary>Searches for a region in which every value of the fact is decided, and not all alike.</summary>
    private bool Changes(ulong[] start, int address, Func<ulong[], OutcomeSet> outcomes, Func<ulong[], Split?> findSplit)
    {
        var cells = Bits(start[address]);
        var stack = new Stack<ulong[]>([start]);
        while (stack.Count > 0)
        {
            if (!Spend())
            {
                return true;
            }

            var region = stack.Pop();
            var perCell = cells.ConvertAll(cell => outcomes(With(region, address, cell)));
            if (Union(perCell).Count == 1)
            {
                continue;
            }

            if (perCell.TrueForAll(set => set.Count == 1))
            {
                return true;
            }

            var open = cells.First(cell => outcomes(With(region, address, cell)).Count > 1);
            if (findSplit(With(region, address, open)) is { } split)
            {
                stack.Push(With(region, split.Address, region[split.Address] & ~split.Mask));
                stack.Push(With(region, split.Address, region[split.Address] & split.Mask));
            }
        }

        return false;
    }

    private IEnumerable<ulong[]> SharedLeaves(ulong[] start)
    {
        var stack = new Stack<ulong[]>([start]);
        while (stack.Count > 0)
        {
            var region = stack.Pop();
            if (Plain(region).Count == 1 || FindSplit(region, SplitFilter.SharedOnly, -1) is not { } split || !Spend())
            {
                yield return region;
                continue;
            }

            Branch(stack, region, split);
        }
    }

    private OutcomeSet ItemOutcomes(ulong[] start, int item)
    {
        var result = OutcomeSet.Empty;
        var stack = new Stack<ulong[]>([start]);
        while (stack.Count > 0)
        {
            var region = stack.Pop();
            var outcomes = Plain(region, item);
            if (outcomes.Count == 1 || FindSplit(region, item, SplitFilter.Any, -1) is not { } split || !Spend())
            {
                result = result.With(outcomes);
                continue;
            }

            Branch(stack, region, split);
        }

        return result;
    }

    private void Branch(Stack<ulong[]> stack, ulong[] region, Split split)
    {
        Branched.Add(split.Address);
        stack.Push(With(region, split.Address, region[split.Address] & ~split.Mask));
        stack.Push(With(region, split.Address, region[split.Address] & split.Mask));
    }

    private OutcomeSet Plain(ulong[] region)
    {
        var result = OutcomeSet.Nothing;
        for (var item = 0; item < items; item++)
        {
            result = OutcomeSet.Combine(result, Plain(region, item));
        }

        return result;
    }

    private OutcomeSet Plain(ulong[] region, int item)
    {
        var evaluation = new Evaluation(policy, region, destinations);
        var result = OutcomeSet.Nothing;
        for (var destination = 0; destination < destinations; destination++)
        {
            evaluation.Face(item, destination);
            result = OutcomeSet.Combine(result, evaluation.Outcomes());
        }

        return result;
    }

    private Split? FindSplit(ulong[] region, SplitFilter filter, int except)
    {
        for (var item = 0; item < items; item++)
        {
            if (FindSplit(region, item, filter, except) is { } split)
            {
                return split;
            }
        }

        return null;
    }

    private Split? FindSplit(ulong[] region, int item, SplitFilter filter, int except)
    {
        var evaluation = new Evaluation(policy, region, destinations) { Filter = filter, Except = except };
        for (var destination = 0; destination < destinations; destination++)
        {
            evaluation.Face(item, destination);
            if (evaluation.TryFindSplit(out var split))
            {
                return split;
            }
        }

        return null;
    }

    private bool Spend()
    {
        if (++regions <= MaximumRegions)
        {
            return true;
        }

        IsExact = false;
        return false;
    }

    private static OutcomeSet Union(IEnumerable<OutcomeSet> sets) => sets.Aggregate(OutcomeSet.Empty, (all, set) => all.With(set));

    private static ulong[] With(ulong[] region, int address, ulong cells)
    {
        var copy = (ulong[])region.Clone();
        copy[address] = cells;
        return copy;
    }

    private static List<ulong> Bits(ulong mask)
    {
        var bits = new List<ulong>(BitOperations.PopCount(mask));
        for (; mask != 0; mask &= mask - 1)
        {
            bits.Add(mask & (~mask + 1));
        }

        return bits;
    }

    /// <summary>A region in which no shared fact is left to branch on, with the exact outcomes of every item.</summary>
    private sealed record Leaf(ulong[] Box, OutcomeSet[] Items)
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
