using Screening.Engine.Parties.Search;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Scoring;

/// <summary>A penalty and the sentence that explains it.</summary>
internal enum NamePenalty
{
    /// <summary>Legal forms of different families.</summary>
    LegalForm,

    /// <summary>One side alone has a legal form.</summary>
    LegalFormMissing,

    /// <summary>One word matched, others are left over.</summary>
    OneWordOfMany,

    /// <summary>All that matches is common.</summary>
    OnlyCommonWords,

    /// <summary>The only word is misspelt.</summary>
    OneWordMisspelt,

    /// <summary>The only word of a name, and only one side has a legal form.</summary>
    LegalFormMissingAlone,

    /// <summary>One word matched, and it is not all that was asked or a common one.</summary>
    OneWordAmongOthers,

    /// <summary>Numbers disagree.</summary>
    Numbers,

    /// <summary>Initials stand for words.</summary>
    Initial,

    /// <summary>Words stand in another order.</summary>
    Order,

    /// <summary>Words of a part of the name stand in another order.</summary>
    OrderOfPart,

    /// <summary>Words are written together or apart.</summary>
    Joined,

    /// <summary>A name of Chinese characters is whole, and the listed one has a syllable more.</summary>
    Syllables,

    /// <summary>A word is misspelt, and the legal forms are not the same.</summary>
    MisspeltOfOtherForm,

    /// <summary>One word of several is all that matches, and the legal forms are not the same.</summary>
    OneWordOfOtherForm,

    /// <summary>The only word is misspelt, and initials stand for the others.</summary>
    MisspeltBesideInitial,

    /// <summary>What matches by sound is a part, or one word of several syllables.</summary>
    PhoneticPart,

    /// <summary>Common words are all that matches, and the legal forms are not the same.</summary>
    CommonWordsOfOtherForm,
}

/// <summary>
/// Scores an aligned pair of names, 0 to 1. The share of weight that matched, less what is misspelt, left over on either
/// side, or left over on both; then penalties with a name each. No adjustment ever adds: the index relies on it to leave
/// out names that cannot reach the threshold.
/// </summary>
internal sealed class NameScorer(MatchWeights weights)
{
    // A single word proves something only when hardly any listed name has it.
    private const double RareWord = 0.85;
    private const double CommonLeft = 0.75;

    /// <summary>
    /// Scores an alignment; each penalty that applied is added to <paramref name="penalties"/> when that is given.
    /// </summary>
    public double Score(
        QueryName query, in ListedTerms listed, NameAlignment alignment, List<(NamePenalty Kind, double Amount)>? penalties = null)
    {
        var sums = AlignedSums.Of(query, listed, alignment, weights.InitialProof);
        if (sums.Words == 0)
        {
            return 0;
        }

        var loss = sums.Loss * weights.Misspelling(sums.Words);
        var missing = IsBareAndRare(query, listed, sums) ? weights.MissingFromRareWord
            : sums is { QueryLeft: 0, Words: > 1, Initials: 0 } ? weights.MissingFromWhole : weights.MissingInQuery;
        var cost = loss + (weights.ExtraInQuery * sums.QueryLeft)
            + (missing * sums.ListedLeft)
            + (weights.Conflict * Math.Min(sums.QueryLeft, sums.ListedLeft));
        var score = sums.Matched / (sums.Matched + cost);
        var isPlain = cost == 0;
        Span<double> amounts = stackalloc double[AlignedSums.Penalties];
        Penalise(query, listed, sums, amounts);
        for (var kind = 0; kind < amounts.Length; kind++)
        {
            if (amounts[kind] > 0)
            {
                score -= amounts[kind];
                isPlain = false;
                penalties?.Add(((NamePenalty)kind, amounts[kind]));
            }
        }

        return Math.Clamp(score, 0, isPlain && query.Name.Legal == listed.Legal ? 1 : MatchWeights.BestOfUnequal);
    }

    /// <summary>
    /// The highest score a listed name can have when words of the question weighing <paramref name="matched"/>,
    /// similarity included, have a counterpart in it.
    /// </summary>
    public double Bound(double matched, double total) =>
        matched <= 0 ? 0 : matched / (matched + (weights.LeastCost * Math.Max(0, total - matched)));

    /// <summary>The least weight that must match for <paramref name="floor"/> to be in reach.</summary>
    public double LeastWeight(double floor, double total) =>
        floor * weights.LeastCost * total / (1 - floor + (floor * weights.LeastCost));

    private void Penalise(QueryName query, in ListedTerms listed, in AlignedSums sums, Span<double> amounts)
    {
        var isAlone = sums is { Words: 1, WordsLeft: 0 };
        // A letter of a company is no initial somebody may leave out: "B-Work" is not "Work".
        var isOneOfMany = sums.Words == 1 && sums.WordsLeft + (query.IsPerson ? 0 : sums.Initials + sums.LettersLeft) > 0;
        var isFormMissing = (query.Name.Legal == LegalClass.None) != (listed.Legal == LegalClass.None);
        var isBareAndRare = IsBareAndRare(query, listed, sums);
        var isPart = sums.WordsLeft > 0;
        var isOnlyCommon = sums.Words > 1 && isPart && sums.Matched < weights.CommonBelow;
        Set(amounts, NamePenalty.LegalForm, true, weights.LegalForm * LegalForms.Distance(query.Name.Legal, listed.Legal));
        Set(amounts, NamePenalty.LegalFormMissing, isFormMissing, weights.LegalFormMissing);
        Set(amounts, NamePenalty.LegalFormMissingAlone, isFormMissing && isAlone, weights.LegalFormMissingAlone);
        Set(amounts, NamePenalty.OneWordOfMany, isOneOfMany && !isBareAndRare, weights.OneWordOfMany);
        Set(amounts, NamePenalty.OneWordAmongOthers, isOneOfMany && (sums.QueryLeft > 0 || sums.Loss > 0 || sums.Matched < RareWord), weights.OneWordAmongOthers);
        Set(amounts, NamePenalty.OnlyCommonWords, isOnlyCommon, sums is { QueryLeft: 0, Loss: 0 } ? weights.OnlyCommonWordsOfWhole : weights.OnlyCommonWords);
        Set(amounts, NamePenalty.OneWordMisspelt, isAlone && sums.Loss > 0 && (isFormMissing || query.Name.Legal != listed.Legal || listed.Legal == LegalClass.None), weights.OneWordMisspelt);
        Set(amounts, NamePenalty.Numbers, sums.QueryNumberLeft && sums.ListedNumberLeft, weights.Numbers);
        Set(amounts, NamePenalty.Initial, sums.Initials > 0, (query.IsPerson ? weights.Initial : weights.InitialOfCompany) * sums.Initials);
        Set(amounts, NamePenalty.Order, !sums.InOrder, weights.Order);
        Set(amounts, NamePenalty.OrderOfPart, !sums.InOrder && isPart && !query.IsPerson, weights.OrderOfPart);
        Set(amounts, NamePenalty.Joined, sums.Joined, weights.Joined);
        // Whoever states a form knows the name; a form that is not stated was left out, or mistyped beyond knowing.
        var isOfOtherForm = query.Name.Legal != listed.Legal && query.Name.Legal != LegalClass.None;
        Set(amounts, NamePenalty.MisspeltOfOtherForm, isOfOtherForm && sums.Loss > 0, weights.MisspeltOfOtherForm);
        Set(amounts, NamePenalty.CommonWordsOfOtherForm, isOfOtherForm && isOnlyCommon, weights.CommonWordsOfOtherForm);
        Set(amounts, NamePenalty.OneWordOfOtherForm, isOfOtherForm && isOneOfMany && !isBareAndRare, weights.OneWordOfOtherForm);
        Set(amounts, NamePenalty.MisspeltBesideInitial, sums is { Words: 1, Loss: > 0, Initials: > 0 }, weights.MisspeltBesideInitial);
        Set(amounts, NamePenalty.PhoneticPart, query.IsPhonetic && sums.Loss > 0 && (isPart || (isAlone && sums.Joined)), weights.PhoneticPart);
        Set(amounts, NamePenalty.Syllables, query.IsChinesePerson && isPart, weights.Syllables);
    }

    // One rare word is all there is: "KADDU" of "EL KADDU, Waad". With a legal form it must be the same, and what is missing common.
    private static bool IsBareAndRare(QueryName query, in ListedTerms listed, in AlignedSums sums) =>
        sums is { QueryLeft: 0, Loss: 0, Initials: 0, Words: 1 } && sums.Matched >= RareWord && (query.IsPerson || sums.LettersLeft == 0)
        && (query.Name.LegalText.Length == 0
            || (query.Name.Legal != LegalClass.None && query.Name.Legal == listed.Legal && sums.ListedLeft < CommonLeft));

    private static void Set(Span<double> amounts, NamePenalty kind, bool applies, double amount) =>
        amounts[(int)kind] = applies ? amount : 0;
}
