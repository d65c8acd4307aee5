using System.Numerics;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>
/// A box of its own that searches narrow in place and restore, evaluated as a whole. Plain evaluation may call more outcomes
/// possible than any completion reaches, never fewer. Reused, never shared between threads.
/// </summary>
internal sealed class BoxSearch
{
    private readonly PairEvaluation evaluation = new();
    private ulong[] cells = [];

    /// <summary>Cells at an address.</summary>
    public ulong this[int address]
    {
        get => cells[address];
        set => cells[address] = value;
    }

    public CompiledPolicy Policy => evaluation.Policy;

    public int Size { get; private set; }

    public int Items { get; private set; }

    public int Destinations { get; private set; }

    public SearchBudget Budget { get; private set; } = new();

    /// <summary>Every cell.</summary>
    public ReadOnlySpan<ulong> Cells => cells.AsSpan(0, Size);

    /// <summary>Starts on a copy of a box.</summary>
    public void Begin(
        CompiledPolicy policy, ReadOnlySpan<ulong> box, (int Items, int Destinations) size, SearchBudget budget, bool[] skipped, int without)
    {
        (Size, (Items, Destinations), Budget) = (box.Length, size, budget);
        cells = cells.Length < Size ? new ulong[Size] : cells;
        box.CopyTo(cells);
        evaluation.Begin(policy, cells, Destinations, skipped, without);
    }

    /// <summary>Starts on a copy of a box of the same transaction.</summary>
    public void Begin(BoxSearch other, ReadOnlySpan<ulong> box) =>
        Begin(other.Policy, box, (other.Items, other.Destinations), other.Budget, other.evaluation.Skipped, other.evaluation.Without);

    /// <summary>Outcomes plain evaluation leaves possible for the transaction.</summary>
    public OutcomeSet Plain()
    {
        var result = OutcomeSet.Nothing;
        for (var item = 0; item < Items; item++)
        {
            result = OutcomeSet.Combine(result, Plain(item));
        }

        return result;
    }

    /// <summary>Outcomes plain evaluation leaves possible for one item.</summary>
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

    /// <summary>The first undecided atom of any item; none when nothing that the filter admits is left to branch on.</summary>
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

    /// <summary>The first undecided atom of one item.</summary>
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

    /// <summary>
    /// The values of the fact at an address that may make a difference, one cell each: what no condition tells apart is tried once.
    /// </summary>
    public ulong ValuesAt(int address)
    {
        ulong values = 0;
        foreach (var alike in Policy.Alike[evaluation.ViewIndexOf(address)])
        {
            var possible = cells[address] & alike;
            values |= possible == 0 ? 0 : FirstOf(possible);
        }

        return values;
    }

    /// <summary>The lowest cell of a mask, alone.</summary>
    public static ulong FirstOf(ulong cells) => 1UL << BitOperations.TrailingZeroCount(cells);
}
