using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Scoring;

/// <summary>
/// What an alignment matched and left over, added up by weight. A significant word is an ordinary word or a number, not a
/// particle or an initial.
/// </summary>
internal struct AlignedSums
{
    /// <summary>Weight of the query that matched, similarity included.</summary>
    public double Matched;

    /// <summary>Weight lost to misspelling.</summary>
    public double Loss;

    /// <summary>
    /// Weight that is either lost to misspelling or left over in the query, where the alignment is not computed and only the covered
    /// words are known. 0 in the sums of an alignment.
    /// </summary>
    public double Unequal;

    /// <summary>Weight of the query that is left over.</summary>
    public double QueryLeft;

    /// <summary>Weight of the listed name that is left over.</summary>
    public double ListedLeft;

    /// <summary>Significant words that matched.</summary>
    public int Words;

    /// <summary>Significant words left over on either side.</summary>
    public int WordsLeft;

    /// <summary>Significant words of the listed name left over.</summary>
    public int ListedWordsLeft;

    /// <summary>Significant words of the query left over that are not generic; not set in the sums of the upper bound.</summary>
    public int OtherWordsLeft;

    /// <summary>Whether a matched word of the query is not generic.</summary>
    public bool IsOtherThanGeneric;

    /// <summary>Position of the last matched word of the listed name.</summary>
    public int LastListed;

    /// <summary>Letters of the longest equal pair of words.</summary>
    public int LongestEqual;

    /// <summary>Weight of the heaviest word left over in the listed name.</summary>
    public double HeaviestLeft;

    /// <summary>Weight of the heaviest equal pair of words.</summary>
    public double HeaviestEqual;

    /// <summary>Whether the matched words of the query stand together: no significant word that is left over stands between them.</summary>
    public bool IsTogether;

    /// <summary>Initials that stand for words.</summary>
    public int Initials;

    /// <summary>Whether initials may stand for words; only set in the sums of the upper bound, where <see cref="Initials"/> is 0.</summary>
    public bool MayBeInitialled;

    /// <summary>Single letters of the listed name that are left over.</summary>
    public int LettersLeft;

    /// <summary>Whether a number of the query is left over.</summary>
    public bool QueryNumberLeft;

    /// <summary>Whether a number of the listed name is left over.</summary>
    public bool ListedNumberLeft;

    /// <summary>Whether the matched words have the same order in both names.</summary>
    public bool InOrder;

    /// <summary>Whether words are joined on one side and separate on the other.</summary>
    public bool Joined;

    /// <summary>Adds up an alignment.</summary>
    public static AlignedSums Of(QueryName query, in ListedTerms listed, NameAlignment alignment, double initialProof)
    {
        var sums = new AlignedSums { InOrder = true };
        sums.AddPairs(query, listed, alignment, initialProof);
        for (var word = 0; word < query.Tokens.Length; word++)
        {
            if (!alignment.IsQueryUsed(word) && !IsRepeated(query, alignment, word))
            {
                sums.LeaveQueryWord(query.Weights[word], query.Tokens[word].Role);
                sums.OtherWordsLeft += query.Tokens[word].Role != TokenRole.Particle && !query.IsGeneric[word] ? 1 : 0;
            }
        }

        for (var word = 0; word < listed.Roles.Length; word++)
        {
            if (!alignment.IsListedUsed(word))
            {
                sums.LeaveListedWord(listed.Weights[word], listed.Roles[word]);
            }
        }

        return sums;
    }

    // A word that the query repeats adds nothing: "Miguel Miguel Kelley".
    private static bool IsRepeated(QueryName query, NameAlignment alignment, int word)
    {
        for (var other = 0; other < query.Tokens.Length; other++)
        {
            if (alignment.IsQueryUsed(other) && string.Equals(query.Tokens[other].Text, query.Tokens[word].Text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds a word of the query without a counterpart.</summary>
    public void LeaveQueryWord(double weight, TokenRole role)
    {
        QueryLeft += weight;
        WordsLeft += IsSignificant(role) ? 1 : 0;
        QueryNumberLeft |= role == TokenRole.Number;
    }

    /// <summary>Adds a word of the listed name without a counterpart.</summary>
    public void LeaveListedWord(double weight, TokenRole role)
    {
        ListedLeft += weight;
        WordsLeft += IsSignificant(role) ? 1 : 0;
        ListedWordsLeft += IsSignificant(role) ? 1 : 0;
        HeaviestLeft = IsSignificant(role) ? Math.Max(HeaviestLeft, weight) : HeaviestLeft;
        LettersLeft += role == TokenRole.Initial ? 1 : 0;
        ListedNumberLeft |= role == TokenRole.Number;
    }

    private void AddPairs(QueryName query, in ListedTerms listed, NameAlignment alignment, double initialProof)
    {
        var last = -1;
        var end = -1;
        IsTogether = true;
        foreach (ref readonly var edge in alignment.Chosen)
        {
            var weight = query.WeightOf(edge, listed);
            Matched += edge.IsInitial ? weight * initialProof : weight * edge.Similarity;
            Loss += edge.IsInitial ? 0 : weight * (1 - edge.Similarity);
            Initials += edge.IsInitial ? 1 : 0;
            Joined |= edge.QueryCount != edge.ListedCount;
            LongestEqual = Math.Max(LongestEqual, edge.IsInitial || query.Tokens[edge.QueryStart].Role != TokenRole.Word ? 0 : query.Tokens[edge.QueryStart].Text.Length);
            HeaviestEqual = query.Tokens[edge.QueryStart].Role == TokenRole.Word && edge.Similarity >= NameVariants.Similarity ? Math.Max(HeaviestEqual, weight) : HeaviestEqual;
            InOrder &= edge.ListedStart > last;
            IsOtherThanGeneric |= !query.IsGeneric[edge.QueryStart];
            LastListed = Math.Max(LastListed, edge.ListedStart);
            IsTogether &= end < 0 || !HasSignificant(query, end, edge.QueryStart);
            end = edge.QueryStart + edge.QueryCount;
            last = edge.ListedStart;
            if (!edge.IsInitial && IsAnySignificant(query.Tokens[edge.QueryStart + edge.QueryCount - 1].Role, listed.Roles[edge.ListedStart]))
            {
                // Several words of the query that together are phonetically similar to one listed word count as one.
                Words += edge.Similarity < 1 && NameScripts.IsPhonetic(query.Tokens[edge.QueryStart].Script)
                    ? edge.ListedCount
                    : Math.Max(edge.QueryCount, edge.ListedCount);
            }
        }
    }

    private static bool HasSignificant(QueryName query, int from, int to)
    {
        for (var word = from; word < to; word++)
        {
            if (IsSignificant(query.Tokens[word].Role) || (!query.IsPerson && query.Tokens[word].Role == TokenRole.Initial))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAnySignificant(TokenRole query, TokenRole listed) => IsSignificant(query) || IsSignificant(listed);

    private static bool IsSignificant(TokenRole role) => role is TokenRole.Word or TokenRole.Number;
}
