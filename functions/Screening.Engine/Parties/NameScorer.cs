namespace Screening.Engine.Parties;

/// <summary>A penalty and the sentence that explains it.</summary>
internal enum NamePenalty
{
    /// <summary>Legal forms of different families.</summary>
    LegalForm,

    /// <summary>One side alone has a legal form.</summary>
    LegalFormMissing,

    /// <summary>One word matched, others are left over.</summary>
    OneWordOfMany,

    /// <summary>The only word is misspelt.</summary>
    OneWordMisspelt,

    /// <summary>Numbers disagree.</summary>
    Numbers,

    /// <summary>Initials stand for words.</summary>
    Initial,

    /// <summary>Words stand in another order.</summary>
    Order,

    /// <summary>Words are written together or apart.</summary>
    Joined,
}

/// <summary>
/// Scores an aligned pair of names, 0 to 1. The share of weight that matched, less what is misspelt, left over on either
/// side, or left over on both; then penalties with a name each. No adjustment ever adds: the index relies on it to leave
/// out names that cannot reach the threshold.
/// </summary>
internal static class NameScorer
{
    /// <summary>
    /// Scores an alignment; each penalty that applied is added to <paramref name="penalties"/> when that is given.
    /// </summary>
    public static double Score(
        QueryName query, in ListedTerms listed, NameAlignment alignment, List<(NamePenalty Kind, double Amount)>? penalties = null)
    {
        var sums = Sum(query, listed, alignment);
        if (sums.Words == 0)
        {
            return 0;
        }

        var price = sums.Loss + (MatchWeights.ExtraInQuery * sums.QueryLeft) + (MatchWeights.MissingInQuery * sums.ListedLeft)
            + (MatchWeights.Conflict * Math.Min(sums.QueryLeft, sums.ListedLeft));
        var score = sums.Matched / (sums.Matched + price);
        var isPlain = price == 0;
        foreach (var (kind, amount) in Penalties(query, listed, sums))
        {
            if (amount > 0)
            {
                score -= amount;
                isPlain = false;
                penalties?.Add((kind, amount));
            }
        }

        return Math.Clamp(score, 0, isPlain && query.Name.Legal == listed.Legal ? 1 : MatchWeights.BestOfUnequal);
    }

    /// <summary>
    /// The highest score a listed name can have when words of the question weighing <paramref name="matched"/>,
    /// similarity included, have a counterpart in it.
    /// </summary>
    public static double Bound(double matched, double total)
    {
        var price = Math.Min(MatchWeights.Misspelling, MatchWeights.ExtraInQuery) * Math.Max(0, total - matched);
        return matched <= 0 ? 0 : matched / (matched + price);
    }

    /// <summary>The least weight that must match for <paramref name="floor"/> to be in reach.</summary>
    public static double LeastWeight(double floor, double total)
    {
        var price = Math.Min(MatchWeights.Misspelling, MatchWeights.ExtraInQuery);
        return floor * price * total / (1 - floor + (floor * price));
    }

    private static (NamePenalty Kind, double Amount)[] Penalties(QueryName query, in ListedTerms listed, in Sums sums) =>
    [
        (NamePenalty.LegalForm, MatchWeights.LegalForm * LegalForms.Distance(query.Name.Legal, listed.Legal)),
        (NamePenalty.LegalFormMissing, (query.Name.Legal == LegalClass.None) != (listed.Legal == LegalClass.None)
            ? MatchWeights.LegalFormMissing : 0),
        (NamePenalty.OneWordOfMany, sums.Words == 1 && sums.WordsLeft + sums.Initials > 0
            ? MatchWeights.OneWordOfMany : 0),
        (NamePenalty.OneWordMisspelt, sums.Words == 1 && sums.WordsLeft == 0 && sums.Loss > 0 ? MatchWeights.OneWordMisspelt : 0),
        (NamePenalty.Numbers, sums.QueryNumberLeft && sums.ListedNumberLeft ? MatchWeights.Numbers : 0),
        (NamePenalty.Initial, MatchWeights.Initial * sums.Initials),
        (NamePenalty.Order, sums.InOrder ? 0 : MatchWeights.Order),
        (NamePenalty.Joined, sums.Joined ? MatchWeights.Joined : 0),
    ];

    private static Sums Sum(QueryName query, in ListedTerms listed, NameAlignment alignment)
    {
        var sums = new Sums { InOrder = true };
        var last = -1;
        foreach (var edge in alignment.Chosen)
        {
            var weight = query.WeightOf(edge);
            sums.Matched += edge.IsInitial ? weight * MatchWeights.InitialProof : weight * edge.Similarity;
            sums.Loss += edge.IsInitial ? 0 : weight * (1 - edge.Similarity) * MatchWeights.Misspelling;
            sums.Initials += edge.IsInitial ? 1 : 0;
            sums.Joined |= edge.QueryCount != edge.ListedCount;
            sums.InOrder &= edge.ListedStart > last;
            last = edge.ListedStart;
            if (!edge.IsInitial && Tells(query.Tokens[edge.QueryStart + edge.QueryCount - 1].Role, listed.Roles[edge.ListedStart]))
            {
                sums.Words += Math.Max(edge.QueryCount, edge.ListedCount);
            }
        }

        for (var word = 0; word < query.Tokens.Length; word++)
        {
            if (!alignment.IsQueryUsed(word))
            {
                sums.QueryLeft += query.Weights[word];
                sums.WordsLeft += IsTelling(query.Tokens[word].Role) ? 1 : 0;
                sums.QueryNumberLeft |= query.Tokens[word].Role == TokenRole.Number;
            }
        }

        for (var word = 0; word < listed.Roles.Length; word++)
        {
            if (!alignment.IsListedUsed(word))
            {
                sums.ListedLeft += listed.Weights[word];
                sums.WordsLeft += IsTelling(listed.Roles[word]) ? 1 : 0;
                sums.ListedNumberLeft |= listed.Roles[word] == TokenRole.Number;
            }
        }

        return sums;
    }

    private static bool Tells(TokenRole query, TokenRole listed) => IsTelling(query) || IsTelling(listed);

    private static bool IsTelling(TokenRole role) => role is TokenRole.Word or TokenRole.Number;

    private ref struct Sums
    {
        public double Matched;
        public double Loss;
        public double QueryLeft;
        public double ListedLeft;
        public int Words;
        public int WordsLeft;
        public int Initials;
        public bool QueryNumberLeft;
        public bool ListedNumberLeft;
        public bool InOrder;
        public bool Joined;
    }
}
