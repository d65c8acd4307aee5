namespace Screening.Engine.Policies.Evaluation;

/// <summary>What the open facts of a sheet leave possible.</summary>
/// <param name="Whole">For the transaction.</param>
/// <param name="Items">For each item.</param>
/// <param name="IsExact">False when the search ended at its limit: the sets may be too wide then, never too narrow.</param>
internal sealed record PossibleOutcomes(OutcomeSet Whole, OutcomeSet[] Items, bool IsExact)
{
    /// <summary>Whether the set of an item is what is possible; one outcome alone is, also where the search ended.</summary>
    public bool IsKnown(int item) => IsExact || Items[item].Count == 1;

    /// <summary>What one of several ways leaves possible.</summary>
    public PossibleOutcomes Or(PossibleOutcomes other) =>
        new(Whole.With(other.Whole), [.. Items.Zip(other.Items, (one, another) => one.With(another))], IsExact && other.IsExact);
}
