using Screening.Engine.Parties.Search;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Scoring;

/// <summary>What an alignment matched and left over, added up by weight.</summary>
internal ref struct AlignedSums
{
    /// <summary>Kinds of penalty.</summary>
    public const int Penalties = (int)NamePenalty.CommonWordsOfOtherForm + 1;

    /// <summary>Weight of the question that matched, similarity included.</summary>
    public double Matched;

    /// <summary>Weight lost to misspelling.</summary>
    public double Loss;

    /// <summary>Weight of the question that is left over.</summary>
    public double QueryLeft;

    /// <summary>Weight of the listed name that is left over.</summary>
    public double ListedLeft;

    /// <summary>Telling words that matched.</summary>
    public int Words;

    /// <summary>Telling words left over on either side.</summary>
    public int WordsLeft;

    /// <summary>Initials that stand for words.</summary>
    public int Initials;

    /// <summary>Single letters of the listed name that are left over.</summary>
    public int LettersLeft;

    /// <summary>Whether the question has a number the listed name lacks.</summary>
    public bool QueryNumberLeft;

    /// <summary>Whether the listed name has a number the question lacks.</summary>
    public bool ListedNumberLeft;

    /// <summary>Whether the words stand in the same order.</summary>
    public bool InOrder;

    /// <summary>Whether words are together on one side and apart on the other.</summary>
    public bool Joined;

    /// <summary>Adds an alignment up.</summary>
    public static AlignedSums Of(QueryName query, in ListedTerms listed, NameAlignment alignment, double initialProof)
    {
        var sums = new AlignedSums { InOrder = true };
        sums.AddPairs(query, listed, alignment, initialProof);
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
                sums.LettersLeft += listed.Roles[word] == TokenRole.Initial ? 1 : 0;
                sums.ListedNumberLeft |= listed.Roles[word] == TokenRole.Number;
            }
        }

        return sums;
    }

    private void AddPairs(QueryName query, in ListedTerms listed, NameAlignment alignment, double initialProof)
    {
        var last = -1;
        foreach (ref readonly var edge in alignment.Chosen)
        {
            var weight = query.WeightOf(edge);
            Matched += edge.IsInitial ? weight * initialProof : weight * edge.Similarity;
            Loss += edge.IsInitial ? 0 : weight * (1 - edge.Similarity);
            Initials += edge.IsInitial ? 1 : 0;
            Joined |= edge.QueryCount != edge.ListedCount;
            InOrder &= edge.ListedStart > last;
            last = edge.ListedStart;
            if (!edge.IsInitial && Tells(query.Tokens[edge.QueryStart + edge.QueryCount - 1].Role, listed.Roles[edge.ListedStart]))
            {
                // What several words sound like together is one word found, not several.
                Words += edge.Similarity < 1 && NameScripts.IsPhonetic(query.Tokens[edge.QueryStart].Script)
                    ? edge.ListedCount
                    : Math.Max(edge.QueryCount, edge.ListedCount);
            }
        }
    }

    private static bool Tells(TokenRole query, TokenRole listed) => IsTelling(query) || IsTelling(listed);

    private static bool IsTelling(TokenRole role) => role is TokenRole.Word or TokenRole.Number;
}
