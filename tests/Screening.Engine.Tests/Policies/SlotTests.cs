using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Tests.Policies;

/// <summary>
/// A number divided at thresholds: below, exactly at and above each, so that no comparison is confused with another.
/// </summary>
public sealed class SlotTests
{
    private static readonly double[] Thresholds = [0, 300, 500];
    private static readonly double[] Values = [-1, 0, 1, 299, 300, 301, 499, 500, 501, double.MaxValue];

    private static readonly Slot Range = new()
    {
        Fact = Fact.RangeKm, Scope = FactScope.Item, Index = 0, Thresholds = Thresholds, Question = -1, AllCells = Slot.CellsFor(Fact.RangeKm, Thresholds),
    };

    [Fact]
    public void AComparison_HoldsInTheCellsOfTheNumbersItHoldsFor() => Assert.All(Thresholds, threshold => Assert.All(Values, value =>
    {
        Assert.Equal(value < threshold, Covers(Comparison.Lt, threshold, value));
        Assert.Equal(value <= threshold, Covers(Comparison.Lte, threshold, value));
        Assert.Equal(value > threshold, Covers(Comparison.Gt, threshold, value));
        Assert.Equal(value >= threshold, Covers(Comparison.Gte, threshold, value));
    }));

    [Fact]
    public void FromANumberOn_EverythingAboveIsPossible_AndNothingBelowItsCell() => Assert.All(Values, from =>
    {
        var cells = Range.CellsOf(PossibleValue.OfNumbers([], from));
        Assert.All(Values, value =>
            Assert.Equal(value >= from || Range.CellsOf(PossibleValue.Of(value)) == Range.CellsOf(PossibleValue.Of(from)), (cells & Range.CellsOf(PossibleValue.Of(value))) != 0));
        Assert.Equal(0UL, cells & ~Range.AllCells);
    });

    [Fact]
    public void SeveralNumbers_AreEachPossible_AndNothingBetween()
    {
        var cells = Range.CellsOf(PossibleValue.OfNumbers([300, 501], null));
        Assert.Equal(Range.CellsOf(PossibleValue.Of(300)) | Range.CellsOf(PossibleValue.Of(501)), cells);
        Assert.Equal(cells | Range.CellsOf(PossibleValue.Of(1000)), Range.CellsOf(PossibleValue.OfNumbers([300], 501)));
    }

    /// <summary>Two figures between the same thresholds are in one cell, not in the next one.</summary>
    [Fact]
    public void NumbersOfTheSameCell_AreOnePossibility()
    {
        Assert.Equal(Range.CellsOf(PossibleValue.Of(350)), Range.CellsOf(PossibleValue.OfNumbers([350, 400], null)));
        Assert.Equal(Range.CellsOf(PossibleValue.Of(300)), Range.CellsOf(PossibleValue.OfNumbers([300, 300], null)));
    }

    [Fact]
    public void AnUnsetValue_MayBeAnything()
    {
        Assert.Equal(Range.AllCells, Range.CellsOf(default));
        Assert.Equal(7UL, ulong.PopCount(Range.AllCells));
        Assert.Equal((0b11UL, FactCatalogue.Of(Fact.Class).AllCodes), (Slot.CellsFor(Fact.Destination, []), Slot.CellsFor(Fact.Class, [])));
        Assert.Equal(1UL, Slot.CellsFor(Fact.RangeKm, []));
    }

    [Fact]
    public void TheMaximumOfThresholds_StillSeparatesEverySide()
    {
        double[] many = [.. Enumerable.Range(1, Slot.MaximumThresholds).Select(number => (double)number)];
        var slot = new Slot { Fact = Fact.RangeKm, Scope = FactScope.Item, Index = 0, Thresholds = many, Question = -1, AllCells = Slot.CellsFor(Fact.RangeKm, many) };
        Assert.Equal(0UL, slot.MaskOf(Comparison.Gt, many[^1]) & slot.CellsOf(PossibleValue.Of(many[^1])));
        Assert.NotEqual(0UL, slot.MaskOf(Comparison.Gt, many[^1]) & slot.CellsOf(PossibleValue.Of(many[^1] + 1)));
        Assert.Equal(slot.AllCells, slot.MaskOf(Comparison.Lte, many[^1]) | slot.MaskOf(Comparison.Gt, many[^1]));
    }

    private static bool Covers(Comparison comparison, double threshold, double value)
    {
        var cells = Range.CellsOf(PossibleValue.Of(value));
        var mask = Range.MaskOf(comparison, threshold);
        Assert.True((cells & mask) == 0 || (cells & ~mask) == 0, "a number lies in one cell");
        Assert.Equal(0UL, mask & ~Range.AllCells);
        return (cells & mask) != 0;
    }
}
