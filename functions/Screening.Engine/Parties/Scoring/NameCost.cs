namespace Screening.Engine.Parties.Scoring;

/// <summary>
/// The cost in the ratio a score starts from, matched / (matched + cost), and the least it can be. Like the bound of a
/// feature, the least cost is computed from the most favourable sums.
/// </summary>
internal readonly struct NameCost(MatchWeights weights)
{
    private readonly double leastQueryCost = weights.LeastCost;

    /// <summary>The cost of an alignment.</summary>
    public double Of(in NameFacts name) =>
        (name.Sums.Loss * weights.Misspelling(name.Sums.Words)) + Extra(name.Sums) + (Missing(name) * name.Sums.ListedLeft) + Conflict(name.Sums);

    /// <summary>The least cost of any alignment with these most favourable sums.</summary>
    public double Least(in AlignedSums sums) =>
        (leastQueryCost * sums.Unequal) + Extra(sums) + (LeastMissing(sums) * sums.ListedLeft) + Conflict(sums);

    /// <summary>
    /// The highest score of a listed name when words of the query weighing <paramref name="matched"/>, similarity included, have a
    /// counterpart in it.
    /// </summary>
    public double Bound(double matched, double total) =>
        matched <= 0 ? 0 : matched / (matched + (leastQueryCost * Math.Max(0, total - matched)));

    /// <summary>The least weight that must match for a score of <paramref name="floor"/>; the inverse of <see cref="Bound"/>.</summary>
    public double LeastWeight(double floor, double total) =>
        floor * leastQueryCost * total / (1 - floor + (floor * leastQueryCost));

    private double Extra(in AlignedSums sums) => weights.ExtraInQuery * sums.QueryLeft;

    private double Conflict(in AlignedSums sums) => weights.Conflict * Math.Min(sums.QueryLeft, sums.ListedLeft);

    private double Missing(in NameFacts name) => name.IsBareAndRare ? weights.MissingFromRareWord
        : name.Sums is { QueryLeft: 0, Words: > 1, Initials: 0 } ? weights.MissingFromWhole
        : weights.MissingInQuery;

    // The policy may order the weights differently, so the least of those that can apply is taken.
    private double LeastMissing(in AlignedSums sums) => sums.QueryLeft > 0
        ? weights.MissingInQuery
        : Math.Min(weights.MissingInQuery, Math.Min(weights.MissingFromWhole, weights.MissingFromRareWord));
}
