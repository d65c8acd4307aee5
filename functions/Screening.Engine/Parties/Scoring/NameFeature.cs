namespace Screening.Engine.Parties.Scoring;

/// <summary>How often a feature is charged: 0 where it does not apply, else 1, a count, or a share of 1.</summary>
internal delegate double FeatureTimes(in NameFacts name);

/// <summary>What the upper bound of the search subtracts for a feature.</summary>
internal enum FeatureBound
{
    /// <summary>Nothing: the covered words alone do not decide whether the feature applies.</summary>
    None,

    /// <summary>
    /// What the feature costs at the most favourable facts. Valid only for a feature that never costs less when less matches or more is
    /// misspelt or left over, with the same number of matching words (one, or several).
    /// </summary>
    MostFavourable,
}

/// <summary>A row of the scoring table: a property of an aligned pair of names that lowers the score.</summary>
/// <param name="Weight">The weight in the policy: name in the document and range.</param>
/// <param name="Times">How often the weight is subtracted.</param>
/// <param name="Bound">What the upper bound subtracts.</param>
/// <param name="Sentence">The explanation, without the amount.</param>
internal sealed record NameFeature(MatchWeight Weight, FeatureTimes Times, FeatureBound Bound, string Sentence)
{
    /// <summary>What the feature subtracts from a score, 0 or more.</summary>
    public double Cost(in NameFacts name, MatchWeights weights)
    {
        var times = Times(name);
        return times > 0 ? times * Weight.Get(weights) : 0;
    }

    /// <summary>The explanation of a charge.</summary>
    public string Explain(double amount) => $"{Sentence}: -{MatchWording.Number(amount)}.";
}
