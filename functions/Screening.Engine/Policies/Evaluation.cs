using Screening.Engine.Model;

namespace Screening.Engine.Policies;

/// <summary>Which facts a search may branch on.</summary>
internal enum SplitFilter
{
    /// <summary>Any fact.</summary>
    Any,

    /// <summary>Only facts shared by all items.</summary>
    SharedOnly,
}

/// <summary>
/// A box (one set of possible cells per slot) seen from one item and one destination. Holds the derived values computed so
/// far, so that a table is walked once per box.
/// </summary>
internal sealed class Evaluation(CompiledPolicy policy, ulong[] box, int destinations)
{
    private readonly ulong[] derived = new ulong[policy.Derived.Length];
    private int destinationOffset;
    private int itemOffset;

    public CompiledPolicy Policy { get; } = policy;

    /// <summary>First address that belongs to an item; everything before is shared by all items.</summary>
    public int FirstItemAddress { get; } = policy.TransactionSlots.Length + (destinations * policy.DestinationSlots.Length);

    /// <summary>Which addresses a split may be made at.</summary>
    public SplitFilter Filter { get; set; }

    /// <summary>An address no split may be made at, or -1.</summary>
    public int Except { get; set; } = -1;

    public bool Admits(int address) => address != Except && (Filter == SplitFilter.Any || address < FirstItemAddress);

    /// <summary>Looks from another item and destination; forgets derived values.</summary>
    public void Face(int item, int destination)
    {
        destinationOffset = Policy.TransactionSlots.Length + (destination * Policy.DestinationSlots.Length);
        itemOffset = Policy.TransactionSlots.Length + (destinations * Policy.DestinationSlots.Length) + (item * Policy.ItemSlots.Length);
        Array.Clear(derived);
    }

    public int Address(Slot slot) => slot.Scope switch
    {
        FactScope.Transaction => slot.Index,
        FactScope.Destination => destinationOffset + slot.Index,
        _ => itemOffset + slot.Index,
    };

    public ulong Cells(Slot slot) => box[Address(slot)];

    /// <summary>Possible values of a derived fact: a false row is skipped, a possible one adds its value, a true one ends.</summary>
    public ulong Derived(int index)
    {
        if (derived[index] != 0)
        {
            return derived[index];
        }

        ulong values = 0;
        foreach (var row in Policy.Derived[index].Rows)
        {
            var truth = row.When.Evaluate(this);
            if (truth != Truth.False)
            {
                values |= 1UL << row.Value;
            }

            if (truth == Truth.True)
            {
                break;
            }
        }

        return derived[index] = values;
    }

    /// <summary>Possible outcomes of the item faced, all rule sets combined.</summary>
    public OutcomeSet Outcomes()
    {
        var result = OutcomeSet.Nothing;
        foreach (var set in Policy.RuleSets)
        {
            result = OutcomeSet.Combine(result, set.Outcomes(this));
        }

        return result;
    }

    /// <summary>The first atom, in the order of the rules, that leaves a rule undecided.</summary>
    public bool TryFindSplit(out Split split)
    {
        foreach (var set in Policy.RuleSets)
        {
            foreach (var rule in set.Rules)
            {
                var truth = rule.When.Evaluate(this);
                if (truth == Truth.Unknown && rule.When.TryFindSplit(this, out split))
                {
                    return true;
                }

                if (truth == Truth.True && set.Mode == CombiningMode.FirstApplicable)
                {
                    break;
                }
            }
        }

        split = default;
        return false;
    }
}
