using System.Collections.Immutable;

namespace Screening.Engine.Parties.Scoring;

/// <summary>A weight as policy data: its name in the document and the range it may have.</summary>
/// <param name="Name">Name in the document.</param>
/// <param name="Least">Least value.</param>
/// <param name="Most">Highest value.</param>
/// <param name="Get">Reads it.</param>
/// <param name="With">Sets it.</param>
public sealed record MatchWeight(
    string Name, double Least, double Most, Func<MatchWeights, double> Get, Func<MatchWeights, double, MatchWeights> With)
{
    /// <summary>Every weight. Prices have a floor above zero: a price of nothing would make every name match.</summary>
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
        new("legalForm", 0, 0.3, weights => weights.LegalForm, (weights, value) => weights with { LegalForm = value }),
        new("legalFormMissing", 0, 0.3, weights => weights.LegalFormMissing, (weights, value) => weights with { LegalFormMissing = value }),
        new("legalFormMissingAlone", 0, 0.3, weights => weights.LegalFormMissingAlone, (weights, value) => weights with { LegalFormMissingAlone = value }),
        new("oneWordOfMany", 0, 0.3, weights => weights.OneWordOfMany, (weights, value) => weights with { OneWordOfMany = value }),
        new("oneWordAmongOthers", 0, 0.3, weights => weights.OneWordAmongOthers, (weights, value) => weights with { OneWordAmongOthers = value }),
        new("onlyCommonWords", 0, 0.3, weights => weights.OnlyCommonWords, (weights, value) => weights with { OnlyCommonWords = value }),
        new("onlyCommonWordsOfWhole", 0, 0.3, weights => weights.OnlyCommonWordsOfWhole, (weights, value) => weights with { OnlyCommonWordsOfWhole = value }),
        new("commonBelow", 0, 3, weights => weights.CommonBelow, (weights, value) => weights with { CommonBelow = value }),
        new("oneWordMisspelt", 0, 0.3, weights => weights.OneWordMisspelt, (weights, value) => weights with { OneWordMisspelt = value }),
        new("numbers", 0, 0.3, weights => weights.Numbers, (weights, value) => weights with { Numbers = value }),
        new("initial", 0, 0.3, weights => weights.Initial, (weights, value) => weights with { Initial = value }),
        new("initialOfCompany", 0, 0.3, weights => weights.InitialOfCompany, (weights, value) => weights with { InitialOfCompany = value }),
        new("order", 0, 0.3, weights => weights.Order, (weights, value) => weights with { Order = value }),
        new("orderOfPart", 0, 0.3, weights => weights.OrderOfPart, (weights, value) => weights with { OrderOfPart = value }),
        new("joined", 0, 0.3, weights => weights.Joined, (weights, value) => weights with { Joined = value }),
        new("syllables", 0, 0.3, weights => weights.Syllables, (weights, value) => weights with { Syllables = value }),
        new("misspeltOfOtherForm", 0, 0.3, weights => weights.MisspeltOfOtherForm, (weights, value) => weights with { MisspeltOfOtherForm = value }),
        new("oneWordOfOtherForm", 0, 0.3, weights => weights.OneWordOfOtherForm, (weights, value) => weights with { OneWordOfOtherForm = value }),
        new("misspeltBesideInitial", 0, 0.3, weights => weights.MisspeltBesideInitial, (weights, value) => weights with { MisspeltBesideInitial = value }),
        new("commonWordsOfOtherForm", 0, 0.3, weights => weights.CommonWordsOfOtherForm, (weights, value) => weights with { CommonWordsOfOtherForm = value }),
        new("heardPart", 0, 0.3, weights => weights.PhoneticPart, (weights, value) => weights with { PhoneticPart = value }),
        new("weakAlias", 0, 0.3, weights => weights.WeakAlias, (weights, value) => weights with { WeakAlias = value }),
        new("kind", 0, 0.3, weights => weights.Kind, (weights, value) => weights with { Kind = value }),
        new("birthDate", 0, 0.3, weights => weights.BirthDate, (weights, value) => weights with { BirthDate = value }),
    ];
}
