namespace Screening.Engine.Policies.Compilation;

/// <summary>Three-valued truth, ordered so that "all" is the minimum and "any" the maximum (strong Kleene logic).</summary>
internal enum Truth : byte
{
    False = 0,
    Unknown = 1,
    True = 2,
}

/// <summary>Kind of a node of a condition.</summary>
internal enum NodeKind : byte
{
    /// <summary>
    /// True when every possible cell of a slot, or value of a derived fact, is in the mask; false when none is.
    /// </summary>
    Atom,

    /// <summary>The minimum of the parts that follow.</summary>
    All,

    /// <summary>The maximum of the parts that follow.</summary>
    Any,
}

/// <summary>
/// One node of a condition. All conditions of a policy are stored in one array, one after another, each in prefix order. The
/// parts of a group follow it up to <paramref name="End"/>. There is no "not": negation is pushed down into the masks.
/// </summary>
/// <param name="Kind">Kind of the node.</param>
/// <param name="End">Index after the last node of its parts.</param>
/// <param name="Index">Index in the view that an atom reads: a slot, or a derived fact after the slots.</param>
/// <param name="Mask">Cells for which the atom is true.</param>
internal readonly record struct Node(NodeKind Kind, int End, int Index, ulong Mask);

/// <summary>A branch point: an address of the box and the cells for which the undecided atom is true.</summary>
internal readonly record struct Split(int Address, ulong Mask);
