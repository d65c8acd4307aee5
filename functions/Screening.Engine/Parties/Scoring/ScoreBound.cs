using System.Runtime.InteropServices;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;
using Screening.Engine.Parties.Text;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Parties.Scoring;

/// <summary>
/// The highest score a listed name could have, from which of its words answer the question at all: cheap, never below the
/// score itself, and below the threshold for nearly all names that share a common word with the question and nothing else.
/// </summary>
internal readonly ref struct ScoreBound
{
    private const int MostWords = 64;

    private readonly IndexView index;
    private readonly SearchScratch scratch;
    private readonly MatchWeights weights;
    private readonly QueryName query;
    private readonly ReadOnlySpan<Expansion> answers;
    private readonly double leastMissing;
    private readonly bool hasInitials;
    private readonly ReadOnlySpan<int> traits;
    private readonly ReadOnlySpan<byte> rarities;
    private readonly ReadOnlySpan<double> weightOfRarity;
    private readonly ReadOnlySpan<int> nameStarts;
    private readonly ReadOnlySpan<int> nameTokens;

    /// <summary>Prepares for a question whose answers are noted in <paramref name="scratch"/>.</summary>
    public ScoreBound(IndexView index, SearchScratch scratch, MatchWeights weights, QueryExpansion question)
    {
        (this.index, this.scratch, this.weights, query) = (index, scratch, weights, question.Query);
        rarities = index.WordRarities;
        weightOfRarity = weights.WeightsOfRarity;
        traits = index.NameTraits;
        nameStarts = index.NameStarts;
        nameTokens = index.NameTokens;
        answers = CollectionsMarshal.AsSpan(question.Answers);
        leastMissing = Math.Min(weights.MissingInQuery, Math.Min(weights.MissingFromWhole, weights.MissingFromRareWord));
        foreach (var token in query.Tokens)
        {
            hasInitials |= token.Role == TokenRole.Initial;
        }
    }

    /// <summary>The highest score of a name.</summary>
    public double Of(int listedName)
    {
        if (query.Tokens.Length > MostWords)
        {
            return 1;
        }

        Span<double> best = stackalloc double[query.Tokens.Length];
        best.Clear();
        double left = 0;
        int answering = 0, tellingLeft = 0;
        var isJoined = false;
        var isSecondOfSplit = false;
        foreach (var token in nameTokens[nameStarts[listedName]..nameStarts[listedName + 1]])
        {
            var role = IndexFormat.RoleOf(token);
            var word = IndexFormat.WordOf(token);
            var wasSecondOfSplit = isSecondOfSplit;
            isSecondOfSplit = false;
            if (Cover(word, role, best, ref isJoined, ref isSecondOfSplit) | wasSecondOfSplit | (hasInitials && role != TokenRole.Initial && CoverInitials(word, best)))
            {
                answering++;
            }
            else
            {
                left += weightOfRarity[rarities[word]] * weights.OfRole(role);
                tellingLeft += role is TokenRole.Word or TokenRole.Number ? 1 : 0;
            }
        }

        var (_, legal, _) = IndexFormat.TraitsOf(traits[listedName]);
        return Score(best, left, answering <= 1 && !isJoined, tellingLeft) - LegalFormCost(legal);
    }

    private bool Cover(int word, TokenRole role, Span<double> best, ref bool isJoined, ref bool isSplit)
    {
        var answer = scratch.FirstAnswerOf(word);
        if (answer < 0)
        {
            return false;
        }

        var covers = false;
        for (; answer < answers.Length && answers[answer].Word == word; answer++)
        {
            ref readonly var given = ref answers[answer];
            if (given.Kind == ExpansionKind.Initial && role != TokenRole.Initial)
            {
                continue;
            }

            covers = true;
            isSplit |= given.Kind == ExpansionKind.Split;
            isJoined |= given.QueryCount > 1 || isSplit;
            for (var asked = given.QueryStart; asked < given.QueryStart + given.QueryCount; asked++)
            {
                best[asked] = Math.Max(best[asked], given.Similarity);
            }
        }

        return covers;
    }

    private bool CoverInitials(int word, Span<double> best)
    {
        var first = index.Word(word)[0];
        var covers = false;
        for (var asked = 0; asked < best.Length; asked++)
        {
            if (query.Tokens[asked].Role == TokenRole.Initial && query.Tokens[asked].Text[0] == first)
            {
                best[asked] = 1;
                covers = true;
            }
        }

        return covers;
    }

    private double Score(ReadOnlySpan<double> best, double listedLeft, bool isOneWord, int tellingLeft)
    {
        double matched = 0, cost = 0, queryLeft = 0;
        for (var asked = 0; asked < best.Length; asked++)
        {
            matched += query.Weights[asked] * best[asked];
            cost += weights.LeastCost * query.Weights[asked] * (1 - best[asked]);
            if (best[asked] == 0)
            {
                queryLeft += query.Weights[asked];
                tellingLeft += query.Tokens[asked].Role is TokenRole.Word or TokenRole.Number ? 1 : 0;
            }
        }

        if (matched <= 0)
        {
            return 0;
        }

        cost += (leastMissing * listedLeft) + (weights.Conflict * Math.Min(queryLeft, listedLeft));
        var score = matched / (matched + cost);

        // A single word with others left over costs what the scorer says it costs, unless it is all that was asked; so do
        // several common ones.
        var isPart = tellingLeft > 0 && queryLeft > 0;
        var ofOneWord = weights.OneWordOfMany + weights.OneWordAmongOthers;
        return !isPart ? score
            : isOneWord ? score - ofOneWord
            : matched < weights.CommonBelow ? score - Math.Min(weights.OnlyCommonWords, ofOneWord)
            : score;
    }

    private double LegalFormCost(LegalClass listed) =>
        (weights.LegalForm * LegalForms.Distance(query.Name.Legal, listed))
        + ((query.Name.Legal == LegalClass.None) != (listed == LegalClass.None) ? weights.LegalFormMissing : 0);
}
