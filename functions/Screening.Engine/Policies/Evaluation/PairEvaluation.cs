using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>Which facts a search may branch on.</summary>
internal enum SplitFilter
{
    /// <summary>Any fact.</summary>
    Any,

    /// <summary>Only facts shared by all items.</summary>
    SharedOnly,
}

/// <summary>
/// Three-valued evaluation of one item against one destination. The view holds a mask of possible cells for each slot of the
/// pair, followed by a mask of possible values for each derived fact. A derived fact is computed when it is first read and is 0
/// until then.
/// </summary>
internal sealed class PairEvaluation
{
    private Node[] program = [];
    private ulong[] box = [];
    private ulong[] view = [];
    private int transaction;
    private int shared;
    private int slots;
    private bool[] skipped = [];
    private int destinations;
    private int destination;
    private int item;

    public CompiledPolicy Policy { get; private set; } = null!;

    /// <summary>Which facts a split may use.</summary>
    public SplitFilter Filter { get; set; }

    /// <summary>Address at which no split is made, or -1 for none.</summary>
    public int Except { get; set; } = -1;

    /// <summary>
    /// First node of a condition that evaluates to false, or -1 for none. This gives the result without its rule or row.
    /// </summary>
    public int Without { get; private set; } = -1;

    /// <summary>
    /// Pairs of item and destination that are not evaluated; the index is item * number of destinations + destination.
    /// </summary>
    public bool[] Skipped => skipped;

    /// <summary>Counts the pairs that are evaluated.</summary>
    public Work Work { get; private set; } = new();

    /// <summary>Starts with a box. A later change to the box takes effect at the next <see cref="MoveTo"/>.</summary>
    public void Begin(CompiledPolicy policy, ulong[] boxOfCells, int numberOfDestinations, bool[] skippedPairs, int without, Work counted)
    {
        (skipped, Without, Work) = (skippedPairs, without, counted);
        (Policy, program, box, destinations) = (policy, policy.Program, boxOfCells, numberOfDestinations);
        transaction = policy.TransactionSlots.Length;
        shared = transaction + policy.DestinationSlots.Length;
        slots = policy.ViewSlots;
        (Filter, Except) = (SplitFilter.Any, -1);
        (item, destination) = (-1, -1);
        if (view.Length < slots + policy.Derived.Length)
        {
            view = new ulong[slots + policy.Derived.Length];
        }
    }

    /// <summary>Whether an item is evaluated against a destination.</summary>
    public bool Counts(int ofItem, int ofDestination) => !skipped[(ofItem * destinations) + ofDestination];

    /// <summary>Truth of the condition of a rule or row; false when it is <see cref="Without"/>.</summary>
    public Truth EvaluateRule(int when) => when == Without ? Truth.False : Evaluate(when);

    /// <summary>
    /// Moves to an item and destination unless it is the current pair; computed derived facts are then kept. Valid only while the
    /// box does not change.
    /// </summary>
    public void EnsureAt(int toItem, int toDestination)
    {
        if (item != toItem || destination != toDestination)
        {
            MoveTo(toItem, toDestination);
        }
    }

    /// <summary>Loads the view of an item and destination. Required again after the box has changed.</summary>
    public void MoveTo(int newItem, int newDestination)
    {
        Work.Add(1);
        (item, destination) = (newItem, newDestination);
        Array.Copy(box, view, transaction);
        Array.Copy(box, Address(transaction), view, transaction, shared - transaction);
        Array.Copy(box, Address(shared), view, shared, slots - shared);
        Array.Clear(view, slots, Policy.Derived.Length);
    }

    /// <summary>Index in a view of the slot at an address of the box.</summary>
    public int ViewIndexOf(int address)
    {
        if (address < transaction)
        {
            return address;
        }

        var perDestination = shared - transaction;
        var behind = address - transaction - (destinations * perDestination);
        return behind < 0 ? transaction + ((address - transaction) % perDestination) : shared + (behind % (slots - shared));
    }

    /// <summary>Possible values of a derived fact, one bit each.</summary>
    public ulong Derived(int index) => Cells(slots + index);

    /// <summary>Truth of the condition that starts at a node.</summary>
    public Truth Evaluate(int at)
    {
        ref readonly var node = ref program[at];
        if (node.Kind == NodeKind.Atom)
        {
            var cells = Cells(node.Index);
            return (cells & ~node.Mask) == 0 ? Truth.True : (cells & node.Mask) == 0 ? Truth.False : Truth.Unknown;
        }

        var (result, end) = node.Kind == NodeKind.All ? (Truth.True, Truth.False) : (Truth.False, Truth.True);
        for (var part = at + 1; part < node.End; part = program[part].End)
        {
            var truth = Evaluate(part);
            if (truth == end)
            {
                return end;
            }

            result = truth == Truth.Unknown ? truth : result;
        }

        return result;
    }

    /// <summary>Possible outcomes of the current pair, combined over all rule sets.</summary>
    public OutcomeSet Outcomes()
    {
        var result = OutcomeSet.Nothing;
        foreach (var set in Policy.RuleSets)
        {
            result = OutcomeSet.Combine(result, set.Mode == CombiningMode.FirstApplicable ? FirstApplicable(set) : Strictest(set));
        }

        return result;
    }

    /// <summary>Finds the first atom, in rule order, that leaves a rule undecided.</summary>
    public bool TryFindSplit(out Split split)
    {
        foreach (var set in Policy.RuleSets)
        {
            foreach (var rule in set.Rules)
            {
                var truth = EvaluateRule(rule.When);
                if (truth == Truth.Unknown && TryFindSplit(rule.When, out split))
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

    /// <summary>A false rule is skipped, a possible rule adds its outcome, and a true rule ends the loop.</summary>
    private OutcomeSet FirstApplicable(CompiledRuleSet set)
    {
        var possible = OutcomeSet.Empty;
        foreach (var rule in set.Rules)
        {
            var truth = EvaluateRule(rule.When);
            if (truth != Truth.False)
            {
                possible = possible.With(OutcomeSet.Of(rule.Definition.Outcome));
            }

            if (truth == Truth.True)
            {
                break;
            }
        }

        return possible;
    }

    /// <summary>The most severe outcome of the true rules, and every more severe outcome of the possible rules.</summary>
    private OutcomeSet Strictest(CompiledRuleSet set)
    {
        Outcome? certain = null;
        var possible = OutcomeSet.Empty;
        foreach (var rule in set.Rules)
        {
            var outcome = rule.Definition.Outcome;
            switch (EvaluateRule(rule.When))
            {
                case Truth.True:
                    certain = certain is { } known ? OutcomeExtensions.Strictest(known, outcome) : outcome;
                    break;
                case Truth.Unknown:
                    possible = possible.With(OutcomeSet.Of(outcome));
                    break;
            }
        }

        return OutcomeSet.Strictest(certain, possible);
    }

    private ulong Cells(int index)
    {
        var cells = view[index];
        return cells != 0 ? cells : view[index] = Compute(index - slots);
    }

    /// <summary>
    /// Evaluates a table like a first-applicable set. Only a derived fact can be 0 in the view: a slot is never empty.
    /// </summary>
    private ulong Compute(int derived)
    {
        ulong values = 0;
        foreach (var row in Policy.Derived[derived].Rows)
        {
            var truth = EvaluateRule(row.When);
            if (truth != Truth.False)
            {
                values |= row.Mask;
            }

            if (truth == Truth.True)
            {
                break;
            }
        }

        return values;
    }

    private bool TryFindSplit(int at, out Split split)
    {
        ref readonly var node = ref program[at];
        if (node.Kind == NodeKind.Atom)
        {
            if (node.Index >= slots)
            {
                return TryFindSplitInTable(node.Index - slots, out split);
            }

            split = new Split(Address(node.Index), node.Mask);
            return split.Address != Except && (Filter == SplitFilter.Any || node.Index < shared);
        }

        for (var part = at + 1; part < node.End; part = program[part].End)
        {
            if (Evaluate(part) == Truth.Unknown && TryFindSplit(part, out split))
            {
                return true;
            }
        }

        split = default;
        return false;
    }

    private bool TryFindSplitInTable(int derived, out Split split)
    {
        foreach (var row in Policy.Derived[derived].Rows)
        {
            var truth = EvaluateRule(row.When);
            if (truth == Truth.Unknown && TryFindSplit(row.When, out split))
            {
                return true;
            }

            if (truth == Truth.True)
            {
                break;
            }
        }

        split = default;
        return false;
    }

    /// <summary>Address in the box of an index of the view, for the current pair.</summary>
    private int Address(int index) => index < transaction ? index
        : index < shared ? index + (destination * (shared - transaction))
        : index - shared + transaction + (destinations * (shared - transaction)) + (item * (slots - shared));
}
