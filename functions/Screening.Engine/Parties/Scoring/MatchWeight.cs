using System.Collections.Immutable;

namespace Screening.Engine.Parties.Scoring;

/// <summary>A weight as policy data: its name in the policy document and its range.</summary>
/// <param name="Name">Name in the document.</param>
/// <param name="Least">Least value.</param>
/// <param name="Most">Highest value.</param>
/// <param name="Get">Reads the weight.</param>
/// <param name="With">Copies the weights with another value.</param>
public sealed record MatchWeight(
    string Name, double Least, double Most, Func<MatchWeights, double> Get, Func<MatchWeights, double, MatchWeights> With)
{
    /// <summary>Names of weights of earlier versions. A stored document may state them; they have no effect.</summary>
    public static ImmutableArray<string> Retired { get; } =
    [
        "legalFormMissingAlone", "oneWordAmongOthers", "orderOfPart", "joined", "heardPart", "misspeltOfOtherForm", "oneWordOfOtherForm", "commonWordsOfOtherForm",
    ];

    /// <summary>
    /// Every weight. The weights of the features have their rows in <see cref="NameFeatures"/>. Costs have a least value above 0, because
    /// with a cost of 0 every name would match.
    /// </summary>
    public static ImmutableArray<MatchWeight> All { get; } =
    [
        new("misspeltAlone", 0.3, 1.5, weights => weights.MisspeltAlone, (weights, value) => weights with { MisspeltAlone = value }),
        new("misspeltOfTwo", 0.3, 1.5, weights => weights.MisspeltOfTwo, (weights, value) => weights with { MisspeltOfTwo = value }),
        new("misspeltOfMany", 0.3, 1.5, weights => weights.MisspeltOfMany, (weights, value) => weights with { MisspeltOfMany = value }),
        new("extraInQuery", 0.2, 1.5, weights => weights.ExtraInQuery, (weights, value) => weights with { ExtraInQuery = value }),
        new("missingInQuery", 0.02, 1.0, weights => weights.MissingInQuery, (weights, value) => weights with { MissingInQuery = value }),
        new("missingFromWhole", 0.02, 1.0, weights => weights.MissingFromWhole, (weights, value) => weights with { MissingFromWhole = value }),
        new("missingFromRareWord", 0.02, 1.0, weights => weights.MissingFromRareWord, (weights, value) => weights with { MissingFromRareWord = value }),
        new("conflict", 0, 1.0, weights => weights.Conflict, (weights, value) => weights with { Conflict = value }),
        new("initialProof", 0.05, 1, weights => weights.InitialProof, (weights, value) => weights with { InitialProof = value }),
        new("smallWord", 0.05, 1, weights => weights.SmallWord, (weights, value) => weights with { SmallWord = value }),
        new("commonWord", 0.05, 1, weights => weights.CommonWord, (weights, value) => weights with { CommonWord = value }),
        new("rarityPower", 0, 1, weights => weights.RarityPower, (weights, value) => weights with { RarityPower = value }),
        new("commonBelow", 0, 3, weights => weights.CommonBelow, (weights, value) => weights with { CommonBelow = value }),
        .. NameFeatures.All.Select(feature => feature.Weight),
        new("contained", 0.5, 0.99, weights => weights.Contained, (weights, value) => weights with { Contained = value }),
        new("family", 0.5, 0.99, weights => weights.Family, (weights, value) => weights with { Family = value }),
        new("related", 0, 0.3, weights => weights.Related, (weights, value) => weights with { Related = value }),
        new("otherPlace", 0.5, 0.99, weights => weights.OtherPlace, (weights, value) => weights with { OtherPlace = value }),
        new("weakAlias", 0, 0.3, weights => weights.WeakAlias, (weights, value) => weights with { WeakAlias = value }),
        new("kind", 0, 0.3, weights => weights.Kind, (weights, value) => weights with { Kind = value }),
        new("birthDate", 0, 0.3, weights => weights.BirthDate, (weights, value) => weights with { BirthDate = value }),
    ];
}
