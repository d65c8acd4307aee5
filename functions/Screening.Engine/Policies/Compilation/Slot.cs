using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;

namespace Screening.Engine.Policies.Compilation;

/// <summary>
/// One input of a compiled policy: a fact partitioned into cells, or one test of a country or of a declared code. A number is partitioned at every threshold
/// the policy names: below, equal, and above. "At least" and "greater than" are therefore different sets of cells.
/// </summary>
internal sealed class Slot
{
    public const int MaximumThresholds = 31;

    /// <summary>Cell of a test that is false.</summary>
    public const ulong No = 0b01;

    /// <summary>Cell of a test that is true.</summary>
    public const ulong Yes = 0b10;

    public required Fact Fact { get; init; }

    public required FactScope Scope { get; init; }

    /// <summary>Position among the slots of its scope.</summary>
    public required int Index { get; init; }

    /// <summary>Thresholds of a number or date, ascending.</summary>
    public required double[] Thresholds { get; init; }

    /// <summary>Index of the country test; -1 when the fact is not a country.</summary>
    public required int Question { get; init; }

    /// <summary>The test of a declared code or statement; null for a fact or a country.</summary>
    public DeclaredUnder? Declared { get; init; }

    /// <summary>Mask of all cells.</summary>
    public required ulong AllCells { get; init; }

    /// <summary>The input of a test of a declared code or statement.</summary>
    public static Slot Of(DeclaredUnder test, int index) => new()
    {
        Fact = default,
        Scope = test.Scope,
        Index = index,
        Thresholds = [],
        Question = -1,
        Declared = test,
        AllCells = No | Yes,
    };

    /// <summary>Mask of all cells of a fact with the given thresholds.</summary>
    public static ulong CellsFor(Fact fact, double[] thresholds) => FactCatalogue.Of(fact).Type switch
    {
        FactType.Country => No | Yes,
        FactType.Number or FactType.Date => (1UL << ((2 * thresholds.Length) + 1)) - 1,
        _ => FactCatalogue.Of(fact).AllCodes,
    };

    /// <summary>Cells for which the comparison holds.</summary>
    public ulong MaskOf(Comparison comparison, double threshold)
    {
        var at = (2 * Array.BinarySearch(Thresholds, threshold)) + 1;
        var from = comparison switch { Comparison.Gte => at, Comparison.Gt => at + 1, _ => 0 };
        var to = comparison switch { Comparison.Lte => at, Comparison.Lt => at - 1, _ => 2 * Thresholds.Length };
        return ((to == 63 ? 0 : 1UL << (to + 1)) - 1) & ~((1UL << from) - 1);
    }

    /// <summary>Cells that a possible value covers.</summary>
    public ulong CellsOf(in PossibleValue value)
    {
        var cells = value.Codes;
        if (value.Only is { } only)
        {
            cells |= 1UL << CellOf(only);
        }

        foreach (var point in value.Several)
        {
            cells |= 1UL << CellOf(point);
        }

        if (value.From is { } from)
        {
            cells |= AllCells & ~((1UL << CellOf(from)) - 1);
        }

        // INVARIANT: a slot is never empty. A fact that was not filled is unknown, not impossible.
        return cells == 0 ? AllCells : cells;
    }

    private int CellOf(double value)
    {
        var position = Array.BinarySearch(Thresholds, value);
        return position >= 0 ? (2 * position) + 1 : 2 * ~position;
    }
}
