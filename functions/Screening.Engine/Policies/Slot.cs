using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Policies;

/// <summary>
/// One question a compiled policy asks: a fact cut into cells, or one country test. Numbers are cut at every threshold the
/// policy names into below, exactly at, and above, so that "at least" and "greater than" are different sets of cells.
/// </summary>
internal sealed class Slot
{
    public const int MaximumThresholds = 31;

    public required Fact Fact { get; init; }

    public required FactScope Scope { get; init; }

    /// <summary>Position among the slots of its scope.</summary>
    public required int Index { get; init; }

    /// <summary>Thresholds of a number or date, ascending.</summary>
    public required double[] Thresholds { get; init; }

    /// <summary>The country test, when the fact is a country.</summary>
    public Condition? CountryTest { get; init; }

    /// <summary>Every cell.</summary>
    public ulong AllCells => CountryTest is not null ? 0b11UL : Thresholds.Length > 0
        ? (1UL << ((2 * Thresholds.Length) + 1)) - 1
        : FactCatalogue.Of(Fact).AllCodes;

    /// <summary>Cells for which the comparison holds.</summary>
    public ulong MaskOf(Comparison comparison, double threshold)
    {
        var at = (2 * Array.BinarySearch(Thresholds, threshold)) + 1;
        var from = comparison switch { Comparison.Gte => at, Comparison.Gt => at + 1, _ => 0 };
        var to = comparison switch { Comparison.Lte => at, Comparison.Lt => at - 1, _ => 2 * Thresholds.Length };
        return ((to == 63 ? 0 : 1UL << (to + 1)) - 1) & ~((1UL << from) - 1);
    }

    /// <summary>Cells a possible value covers.</summary>
    public ulong CellsOf(PossibleValue value)
    {
        if (FactCatalogue.Of(Fact).Type is FactType.YesNo or FactType.Coded)
        {
            return value.Codes == 0 ? AllCells : value.Codes;
        }

        ulong cells = 0;
        foreach (var point in value.Points ?? [])
        {
            cells |= 1UL << CellOf(point);
        }

        if (value.From is { } from)
        {
            cells |= AllCells & ~((1UL << CellOf(from)) - 1);
        }

        // INVARIANT: a slot is never empty; a fact nobody filled is unknown, not impossible.
        return cells == 0 ? AllCells : cells;
    }

    private int CellOf(double value)
    {
        var position = Array.BinarySearch(Thresholds, value);
        return position >= 0 ? (2 * position) + 1 : 2 * ~position;
    }
}
