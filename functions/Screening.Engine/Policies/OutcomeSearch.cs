using System.Numerics;

namespace Screening.Engine.Policies;

/// <summary>
/// Branch and prune over boxes. Plain three-valued evaluation may call outcomes possible that no completion reaches, because
/// it forgets that two conditions share a fact; splitting on the shared fact until every region is decided makes the set
/// exact. Items share only the facts of the transaction and the destinations, so once those no longer matter each item is
/// searched alone and the results are combined.
/// </summary>
internal sealed class OutcomeSearch(CompiledPolicy policy, int items, int destinations)
{
    /// <summary>Regions one search may visit before it gives up and says so.</summary>
    public const int MaximumRegions = 20_000;

    private int regions;

    /// <summary>Whether every search so far ended within its budget.</summary>
    public bool IsExact { get; private set; } = true;

    /// <summary>Addresses branched on so far: only these can matter.</summary>
    public SortedSet<int> Branched { get; } = [];

    /// <summary>Exact outcomes of the whole transaction over <paramref name="box"/>.</summary>
    public OutcomeSet Outcomes(ulong[] box)
    {
        var result = OutcomeSet.Empty;
        foreach (var leaf in SharedLeaves(box))
        {
            var combined = OutcomeSet.Nothing;
            for (var item = 0; item < items; item++)
            {
                combined = OutcomeSet.Combine(combined, ItemOutcomes(leaf, item));
            }

            result = result.With(combined);
        }

        return result;
    }

    /// <summary>Exact outcomes of one item over <paramref name="box"/>, over every completion of the shared facts.</summary>
    public OutcomeSet OutcomesOf(ulong[] box, int item)
    {
        var result = OutcomeSet.Empty;
        foreach (var leaf in SharedLeaves(box))
        {
            result = result.With(ItemOutcomes(leaf, item));
        }

        return result;
    }

    /// <summary>
    /// Whether some completion of the other facts exists in which changing only the fact at <paramref name="address"/>
    /// changes the outcome. When the budget ends first the answer is yes and <see cref="IsExact"/> turns false.
    /// </summary>
    public bool Matters(ulong[] box, int address)
    {
        var cells = Bits(box[address]);
        var stack = new Stack<ulong[]>([box]);
        for (var visited = 0; stack.Count > 0; visited++)
        {
            if (visited >= MaximumRegions / 10)
            {
                IsExact = false;
                return true;
            }

            var region = stack.Pop();
            var union = OutcomeSet.Empty;
            var isSettled = true;
            Split? next = null;
            foreach (var cell in cells)
            {
                var changed = With(region, address, cell);
                var outcomes = Plain(changed);
                union = union.With(outcomes);
                if (outcomes.Count != 1)
                {
                    isSettled = false;
                    next ??= FindSplit(changed, SplitFilter.Any, address);
                }
            }

            if (union.Count == 1)
            {
                continue;
            }

            if (isSettled)
            {
                return true;
            }

            if (next is { } split)
            {
                stack.Push(With(region, split.Address, region[split.Address] & ~split.Mask));
                stack.Push(With(region, split.Address, region[split.Address] & split.Mask));
            }
        }

        return false;
    }

    /// <summary>Whether fixing the fact at <paramref name="address"/>, whatever its value, decides the outcome.</summary>
    public bool Settles(ulong[] box, int address) =>
        Bits(box[address]).All(cell => Outcomes(With(box, address, cell)).Count == 1);

    private IEnumerable<ulong[]> SharedLeaves(ulong[] box)
    {
        var stack = new Stack<ulong[]>([box]);
        while (stack.Count > 0)
        {
            var region = stack.Pop();
            if (Plain(region).Count == 1 || FindSplit(region, SplitFilter.SharedOnly, -1) is not { } split || !Spend())
            {
                yield return region;
                continue;
            }

            Branched.Add(split.Address);
            stack.Push(With(region, split.Address, region[split.Address] & ~split.Mask));
            stack.Push(With(region, split.Address, region[split.Address] & split.Mask));
        }
    }

    private OutcomeSet ItemOutcomes(ulong[] box, int item)
    {
        var result = OutcomeSet.Empty;
        var stack = new Stack<ulong[]>([box]);
        while (stack.Count > 0)
        {
            var region = stack.Pop();
            var outcomes = Plain(region, item);
            if (outcomes.Count == 1 || FindSplit(region, item, SplitFilter.Any, -1) is not { } split || !Spend())
            {
                result = result.With(outcomes);
                continue;
            }

            Branched.Add(split.Address);
            stack.Push(With(region, split.Address, region[split.Address] & ~split.Mask));
            stack.Push(With(region, split.Address, region[split.Address] & split.Mask));
        }

        return result;
    }

    private OutcomeSet Plain(ulong[] box)
    {
        var result = OutcomeSet.Nothing;
        for (var item = 0; item < items; item++)
        {
            result = OutcomeSet.Combine(result, Plain(box, item));
        }

        return result;
    }

    private OutcomeSet Plain(ulong[] box, int item)
    {
        var evaluation = new Evaluation(policy, box, destinations);
        var result = OutcomeSet.Nothing;
        for (var destination = 0; destination < destinations; destination++)
        {
            evaluation.Face(item, destination);
            result = OutcomeSet.Combine(result, evaluation.Outcomes());
        }

        return result;
    }

    private Split? FindSplit(ulong[] box, SplitFilter filter, int except)
    {
        for (var item = 0; item < items; item++)
        {
            if (FindSplit(box, item, filter, except) is { } split)
            {
                return split;
            }
        }

        return null;
    }

    private Split? FindSplit(ulong[] box, int item, SplitFilter filter, int except)
    {
        var evaluation = new Evaluation(policy, box, destinations) { Filter = filter, Except = except };
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

    private static ulong[] With(ulong[] box, int address, ulong cells)
    {
        var copy = (ulong[])box.Clone();
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
}
