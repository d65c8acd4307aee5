using System.Collections.Immutable;
using Screening.Engine.Model;
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
    private Node[] nodes = [];
    private ulong[] box = [];
    private ulong[] view = [];
    private int transaction;
    private int shared;
    private int slots;
    private bool[] skipped = [];
    private int destinations;
    private int destination;
    private int item;

    public CompiledProgram Program { get; private set; } = CompiledProgram.Empty;

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
    public void Begin(CompiledProgram program, ulong[] boxOfCells, int numberOfDestinations, bool[] skippedPairs, int without, Work counted)
    {
        (skipped, Without, Work) = (skippedPairs, without, counted);
        (Program, nodes, box, destinations) = (program, program.Nodes, boxOfCells, numberOfDestinations);
        transaction = program.TransactionSlots.Length;
        shared = transaction + program.DestinationSlots.Length;
        slots = program.ViewSlots;
        (Filter, Except) = (SplitFilter.Any, -1);
        (item, destination) = (-1, -1);
        if (view.Length < slots + program.Derived.Length)
        {
            view = new ulong[slots + program.Derived.Length];
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
        Array.Clear(view, slots, Program.Derived.Length);
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
        ref readonly var node = ref nodes[at];
        if (node.Kind == NodeKind.Atom)
        {
            var cells = Cells(node.Index);
            return (cells & ~node.Mask) == 0 ? Truth.True : (cells & node.Mask) == 0 ? Truth.False : Truth.Unknown;
        }

        var (result, end) = node.Kind == NodeKind.All ? (Truth.True, Truth.False) : (Truth.False, Truth.True);
        for (var part = at + 1; part < node.End; part = nodes[part].End)
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
        foreach (var set in Program.RuleSets)
        {
            result = OutcomeSet.Combine(result, set.IsFirstApplicable ? FirstApplicable(set) : Strictest(set));
        }

        return result;
    }

    /// <summary>The rows of a table, or the rules of a set, that apply or may apply to the current pair.</summary>
    /// <param name="whens">First node of the condition of each row.</param>
    /// <param name="endsAtTrue">Whether the first row that applies decides.</param>
    public ReachedRows Reached(ImmutableArray<int> whens, bool endsAtTrue = true) => new(this, whens, endsAtTrue);

    /// <summary>Finds the first atom, in rule order, that leaves a rule undecided.</summary>
    public bool TryFindSplit(out Split split)
    {
        foreach (var set in Program.RuleSets)
        {
            if (TryFindSplit(set.Whens, set.IsFirstApplicable, out split))
            {
                return true;
            }
        }

        split = default;
        return false;
    }

    private OutcomeSet FirstApplicable(CompiledRuleSet set)
    {
        var possible = OutcomeSet.Empty;
        foreach (var (rule, _) in Reached(set.Whens))
        {
            possible = possible.With(OutcomeSet.Of(set.Rules[rule].Definition.Outcome));
        }

        return possible;
    }

    /// <summary>The most severe outcome of the true rules, and every more severe outcome of the possible rules.</summary>
    private OutcomeSet Strictest(CompiledRuleSet set)
    {
        Outcome? certain = null;
        var possible = OutcomeSet.Empty;
        foreach (var (rule, isTrue) in Reached(set.Whens, endsAtTrue: false))
        {
            var outcome = set.Rules[rule].Definition.Outcome;
            if (!isTrue)
            {
                possible = possible.With(OutcomeSet.Of(outcome));
            }
            else
            {
                certain = certain is { } known ? OutcomeExtensions.Strictest(known, outcome) : outcome;
            }
        }

        return OutcomeSet.Strictest(certain, possible);
    }

    private ulong Cells(int index)
    {
        var cells = view[index];
        return cells != 0 ? cells : view[index] = Compute(index - slots);
    }

    /// <summary>Only a derived fact can be 0 in the view: a slot is never empty.</summary>
    private ulong Compute(int derived)
    {
        var table = Program.Derived[derived];
        ulong values = 0;
        foreach (var (row, _) in Reached(table.Whens))
        {
            values |= table.Rows[row].Mask;
        }

        return values;
    }

    private bool TryFindSplit(int at, out Split split)
    {
        ref readonly var node = ref nodes[at];
        if (node.Kind == NodeKind.Atom)
        {
            if (node.Index >= slots)
            {
                return TryFindSplit(Program.Derived[node.Index - slots].Whens, true, out split);
            }

            split = new Split(Address(node.Index), node.Mask);
            return split.Address != Except && (Filter == SplitFilter.Any || node.Index < shared);
        }

        for (var part = at + 1; part < node.End; part = nodes[part].End)
        {
            if (Evaluate(part) == Truth.Unknown && TryFindSplit(part, out split))
            {
                return true;
            }
        }

        split = default;
        return false;
    }

    private bool TryFindSplit(ImmutableArray<int> whens, bool endsAtTrue, out Split split)
    {
        foreach (var (row, isTrue) in Reached(whens, endsAtTrue))
        {
            if (!isTrue && TryFindSplit(whens[row], out split))
            {
                return true;
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
