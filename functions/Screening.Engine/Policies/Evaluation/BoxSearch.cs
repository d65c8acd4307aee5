using System.Numerics;
using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>
/// A copy of a box that searches narrow in place and then restore. Plain three-valued evaluation of it may report more outcomes
/// than any completion reaches, never fewer. Reused; not thread-safe.
/// </summary>
internal sealed class BoxSearch
{
    private readonly PairEvaluation evaluation = new();
    private ulong[] cells = [];

    /// <summary>Possible cells at an address.</summary>
    public ulong this[int address]
    {
        get => cells[address];
        set => cells[address] = value;
    }

    public CompiledProgram Program => evaluation.Program;

    public int Size { get; private set; }

    public int Items { get; private set; }

    public int Destinations { get; private set; }

    public SearchBudget Budget { get; private set; } = new();

    /// <summary>The masks in use; the array may be longer.</summary>
    public ReadOnlySpan<ulong> Cells => cells.AsSpan(0, Size);

    /// <summary>Starts with a copy of a box.</summary>
    public void Begin(
        CompiledProgram program, ReadOnlySpan<ulong> box, (int Items, int Destinations) size, SearchBudget budget, bool[] skipped, int without, Work work)
    {
        (Size, (Items, Destinations), Budget) = (box.Length, size, budget);
        cells = cells.Length < Size ? new ulong[Size] : cells;
        box.CopyTo(cells);
        evaluation.Begin(program, cells, Destinations, skipped, without, work);
    }

    /// <summary>Starts with a copy of a box of the same transaction and the settings of another search.</summary>
    public void Begin(BoxSearch other, ReadOnlySpan<ulong> box) =>
        Begin(
            other.Program, box, (other.Items, other.Destinations), other.Budget, other.evaluation.Skipped, other.evaluation.Without,
            other.evaluation.Work);

    /// <summary>Possible outcomes of the transaction by plain evaluation.</summary>
    public OutcomeSet Plain()
    {
        var result = OutcomeSet.Nothing;
        for (var item = 0; item < Items; item++)
        {
            result = OutcomeSet.Combine(result, Plain(item));
        }

        return result;
    }

    /// <summary>Possible outcomes of one item by plain evaluation.</summary>
    public OutcomeSet Plain(int item)
    {
        var result = OutcomeSet.Nothing;
        for (var destination = 0; destination < Destinations; destination++)
        {
            if (!evaluation.Counts(item, destination))
            {
                continue;
            }

            evaluation.MoveTo(item, destination);
            result = OutcomeSet.Combine(result, evaluation.Outcomes());
        }

        return result;
    }

    /// <summary>The first undecided atom of any item; null when no atom that the filter admits is left.</summary>
    public Split? FindSplit(SplitFilter filter, int except)
    {
        for (var item = 0; item < Items; item++)
        {
            if (FindSplit(item, filter, except) is { } split)
            {
                return split;
            }
        }

        return null;
    }

    /// <summary>The first undecided atom of one item; null when no atom that the filter admits is left.</summary>
    public Split? FindSplit(int item, SplitFilter filter, int except)
    {
        (evaluation.Filter, evaluation.Except) = (filter, except);
        for (var destination = 0; destination < Destinations; destination++)
        {
            if (!evaluation.Counts(item, destination))
            {
                continue;
            }

            evaluation.MoveTo(item, destination);
            if (evaluation.TryFindSplit(out var split))
            {
                return split;
            }
        }

        return null;
    }

    /// <summary>One cell for each group of possible values of the fact at an address that no condition distinguishes.</summary>
    public ulong ValuesAt(int address)
    {
        ulong values = 0;
        foreach (var alike in Program.Alike[evaluation.ViewIndexOf(address)])
        {
            var possible = cells[address] & alike;
            values |= possible == 0 ? 0 : FirstOf(possible);
        }

        return values;
    }

    /// <summary>The mask of the lowest cell only.</summary>
    public static ulong FirstOf(ulong cells) => 1UL << BitOperations.TrailingZeroCount(cells);
}
