namespace Screening.Engine.Parties.Scoring;

/// <summary>
/// Scores an aligned pair of names, 0 to 1: the share of the weight that matched, less the cost of each feature that applies. Nothing
/// raises a score, so a name whose upper bound is below the threshold need not be scored.
/// </summary>
internal sealed class NameScorer(MatchWeights weights)
{
    private readonly NameCost costs = new(weights);

    /// <summary>
    /// Scores an alignment; each feature that applied is added to <paramref name="penalties"/> when that is given.
    /// </summary>
    public double Score(
        QueryName query, in ListedTerms listed, NameAlignment alignment, List<(NameFeature Feature, double Amount)>? penalties = null)
    {
        var sums = AlignedSums.Of(query, listed, alignment, weights.InitialProof);
        if (sums.Words == 0)
        {
            return 0;
        }

        var name = new NameFacts(query, listed.Legal, listed.Kind, sums, weights);
        var cost = costs.Of(name);
        var score = sums.Matched / (sums.Matched + cost);
        var isPlain = cost == 0 && !sums.Joined;
        foreach (var feature in NameFeatures.All)
        {
            var amount = feature.Cost(name, weights);
            if (amount > 0)
            {
                score -= amount;
                isPlain = false;
                penalties?.Add((feature, amount));
            }
        }

        score = Math.Max(score, name.IsContained ? weights.Contained : name.IsOfFamily ? weights.Family : 0);
        return Math.Clamp(score, 0, isPlain && query.Name.Legal == listed.Legal ? 1 : MatchWeights.BestOfUnequal);
    }
}
