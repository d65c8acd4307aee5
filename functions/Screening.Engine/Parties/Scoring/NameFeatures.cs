using System.Collections.Immutable;

namespace Screening.Engine.Parties.Scoring;

/// <summary>
/// The scoring table: every penalty on an aligned pair of names, in the order in which penalties are subtracted and explained. The
/// scorer, the upper bound of the search, the explanation and the ranges of the policy all read these rows.
/// </summary>
internal static class NameFeatures
{
    private const double Most = 0.3;

    /// <summary>Every feature.</summary>
    public static ImmutableArray<NameFeature> All { get; } =
    [
        Row("legalForm", weights => weights.LegalForm, (weights, value) => weights with { LegalForm = value },
            static (in name) => name.LegalDistance,
            FeatureBound.MostFavourable, "The legal forms are of different kinds"),
        Row("legalFormMissing", weights => weights.LegalFormMissing, (weights, value) => weights with { LegalFormMissing = value },
            static (in name) => Once(name.IsLegalFormMissing),
            FeatureBound.MostFavourable, "Only one of the names states a legal form"),
        Row("oneWordOfMany", weights => weights.OneWordOfMany, (weights, value) => weights with { OneWordOfMany = value },
            static (in name) => Once(name.IsOneOfMany && !(name.IsWhole && name.IsRare)),
            FeatureBound.MostFavourable, "Only one word matches, which is common, misspelt, or not all that was asked about, and others are left over"),
        Row("onlyCommonWords", weights => weights.OnlyCommonWords, (weights, value) => weights with { OnlyCommonWords = value },
            static (in name) => Once(name.IsOnlyCommon && !name.IsWhole),
            FeatureBound.MostFavourable, OnlyCommonWords),
        Row("onlyCommonWordsOfWhole", weights => weights.OnlyCommonWordsOfWhole, (weights, value) => weights with { OnlyCommonWordsOfWhole = value },
            static (in name) => Once(name.IsOnlyCommon && name.IsWhole),
            FeatureBound.None, OnlyCommonWords),
        Row("oneWordMisspelt", weights => weights.OneWordMisspelt, (weights, value) => weights with { OneWordMisspelt = value },
            static (in name) => Once(name.IsAlone && name.Sums.Loss > 0 && !name.IsLegalFormShared && !name.Query.IsPhonetic),
            FeatureBound.None, "The only telling word is spelt differently"),
        Row("numbers", weights => weights.Numbers, (weights, value) => weights with { Numbers = value },
            static (in name) => Once(name.Sums.QueryNumberLeft && name.Sums.ListedNumberLeft),
            FeatureBound.MostFavourable, "The names carry different numbers"),
        Row("initial", weights => weights.Initial, (weights, value) => weights with { Initial = value },
            static (in name) => name.Query.IsPerson ? name.Sums.Initials : 0,
            FeatureBound.None, Initial),
        Row("initialOfCompany", weights => weights.InitialOfCompany, (weights, value) => weights with { InitialOfCompany = value },
            static (in name) => name.Query.IsPerson ? 0 : name.Sums.Initials,
            FeatureBound.None, Initial),
        Row("order", weights => weights.Order, (weights, value) => weights with { Order = value },
            static (in name) => Once(!name.Sums.InOrder),
            FeatureBound.None, "The words stand in another order"),
        Row("syllables", weights => weights.Syllables, (weights, value) => weights with { Syllables = value },
            static (in name) => Once(name.Query.IsChinesePerson && name.IsPart),
            FeatureBound.MostFavourable, "A name of Chinese characters has a syllable more or fewer"),
        Row("otherForm", weights => weights.OtherForm, (weights, value) => weights with { OtherForm = value },
            static (in name) => Once(name.IsOfOtherForm && (name.Sums.Loss > 0 || name.IsOnlyCommon || (name.IsOneOfMany && !name.IsBareAndRare))),
            FeatureBound.MostFavourable, "The form asked about is another one, and the names are not equal but for it"),
        Row("misspeltBesideInitial", weights => weights.MisspeltBesideInitial, (weights, value) => weights with { MisspeltBesideInitial = value },
            static (in name) => Once(name.Sums is { Words: 1, Loss: > 0, Initials: > 0 }),
            FeatureBound.None, "The word is spelt differently, and the rest are initials"),
    ];

    /// <summary>The features that the upper bound subtracts.</summary>
    public static ImmutableArray<NameFeature> Bounded { get; } = [.. All.Where(feature => feature.Bound == FeatureBound.MostFavourable)];

    // Sentences of two features each, of which at most one applies to a name.
    private const string OnlyCommonWords = "Only words that many names have match, and others are left over";
    private const string Initial = "An initial stands for a word";

    private static NameFeature Row(
        string weight, Func<MatchWeights, double> get, Func<MatchWeights, double, MatchWeights> with,
        FeatureTimes times, FeatureBound bound, string sentence) => new(new MatchWeight(weight, 0, Most, get, with), times, bound, sentence);

    private static double Once(bool applies) => applies ? 1 : 0;
}
