namespace Screening.Engine.Policies.Evaluation;

/// <summary>Possible outcomes of a sheet with open facts.</summary>
/// <param name="Whole">Outcomes of the transaction.</param>
/// <param name="Items">Outcomes of each item.</param>
/// <param name="IsExact">False when the search reached its limit: the sets may then be too wide, never too narrow.</param>
internal sealed record PossibleOutcomes(OutcomeSet Whole, OutcomeSet[] Items, bool IsExact)
{
    /// <summary>
    /// Whether the set of an item is exact. A set of one outcome is exact even when the search reached its limit.
    /// </summary>
    public bool IsKnown(int item) => IsExact || Items[item].Count == 1;

    /// <summary>The union with the outcomes of an alternative.</summary>
    public PossibleOutcomes Or(PossibleOutcomes other) =>
        new(Whole.With(other.Whole), [.. Items.Zip(other.Items, (one, another) => one.With(another))], IsExact && other.IsExact);
}
