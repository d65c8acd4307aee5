using System.Numerics;

namespace Screening.Engine.Policies;

/// <summary>
/// A box that searches narrow in place and restore, evaluated as a whole. Plain evaluation may call more outcomes possible
/// than any completion reaches, never fewer.
/// </summary>
internal sealed class BoxSearch(Evaluation evaluation, ulong[] box, int items, int destinations, SearchBudget budget)
{
    public ulong[] Cells => box;

    public int Items => items;

    public int Destinations => destinations;

    public SearchBudget Budget => budget;

    /// <summary>The same search over another box.</summary>
    public BoxSearch Over(ulong[] other) => Of(evaluation.Policy, other, items, destinations, budget);

    /// <summary>A search of its own; its views are not those of any other.</summary>
    public static BoxSearch Of(CompiledPolicy policy, ulong[] box, int items, int destinations, SearchBudget budget)
    {
        var evaluation = new Evaluation();
        evaluation.Begin(policy, box, destinations);
        return new BoxSearch(evaluation, box, items, destinations, budget);
    }

    /// <summary>Outcomes plain evaluation leaves possible for the transaction.</summary>
    public OutcomeSet Plain()
    {
        var result = OutcomeSet.Nothing;
        for (var item = 0; item < items; item++)
        {
            result = OutcomeSet.Combine(result, Plain(item));
        }

        return result;
    }

    /// <summary>Outcomes plain evaluation leaves possible for one item.</summary>
    public OutcomeSet Plain(int item)
    {
        var result = OutcomeSet.Nothing;
        for (var destination = 0; destination < destinations; destination++)
        {
            evaluation.Face(item, destination);
            result = OutcomeSet.Combine(result, evaluation.Outcomes());
        }

        return result;
    }

    /// <summary>The first undecided atom of any item; none when nothing that the filter admits is left to branch on.</summary>
    public Split? FindSplit(SplitFilter filter, int except)
    {
        for (var item = 0; item < items; item++)
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
        for (var destination = 0; destination < destinations; destination++)
        {
            evaluation.Face(item, destination);
            if (evaluation.TryFindSplit(out var split))
            {
                return split;
            }
        }

        return null;
    }

    /// <summary>The lowest cell of a mask, alone.</summary>
    public static ulong FirstOf(ulong cells) => 1UL << BitOperations.TrailingZeroCount(cells);
}
