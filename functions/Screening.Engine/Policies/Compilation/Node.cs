namespace Screening.Engine.Policies.Compilation;

/// <summary>Three-valued truth, ordered so that "all" is the minimum and "any" the maximum (strong Kleene).</summary>
internal enum Truth : byte
{
    False = 0,
    Unknown = 1,
    True = 2,
}

/// <summary>What a node of a condition is.</summary>
internal enum NodeKind : byte
{
    /// <summary>True when every possible cell of one slot lies in a mask, false when none does.</summary>
    Atom,

    /// <summary>The minimum of the parts that follow.</summary>
    All,

    /// <summary>The maximum of the parts that follow.</summary>
    Any,
}

/// <summary>
/// One node of a condition. All conditions of a policy stand one after the other in one array, each in prefix order; the
/// parts of a group follow it up to <paramref name="End"/>. "Not" is gone: it was pushed down into the masks.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="End">Index after the last node of this one.</param>
/// <param name="Index">Where an atom reads the view: a slot, or a derived fact behind the slots.</param>
/// <param name="Mask">Cells for which an atom is true.</param>
internal readonly record struct Node(NodeKind Kind, int End, int Index, ulong Mask);

/// <summary>A place to split: an address of the box, and the cells for which the undecided atom is true.</summary>
internal readonly record struct Split(int Address, ulong Mask);
