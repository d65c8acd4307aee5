using System.Runtime.InteropServices;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Search;

/// <summary>
/// Finds the listed names with a score at or above a floor. Only the postings of the words needed to reach the floor are read,
/// rare words first. A name is scored only when its credit can still reach the floor.
/// </summary>
internal sealed class NameSearch(IndexView index, SearchScratch scratch, MatchWeights weights)
{
    // Listed names that are bounded, and pairs of words that are aligned, in one step of work.
    private const int NamesOfStep = 8;
    private const int EdgesOfStep = 4;

    private readonly ListedNameScorer scorer = new(index, scratch, weights);
    private readonly NameCost costs = new(weights);

    /// <summary>Scores a name on its own. After a visit it tells about the name that was visited.</summary>
    public ListedNameScorer Scorer => scorer;

    // Credit is stored in single precision, and sums of the same weights in a different order differ in the last bits. This
    // tolerance prevents the loss of a name for that reason.
    private const double Rounding = 1e-5;

    /// <summary>
    /// Calls <paramref name="visit"/> with every listed name whose score is at or above <paramref name="floor"/>, and with the
    /// score.
    /// </summary>
    public void Find(QueryExpansion expansion, double floor, Action<int, double> visit)
    {
        var total = expansion.Query.Total;
        var least = costs.LeastWeight(floor, total) - Rounding;
        var byWord = ExpansionsByWord(expansion);
        var remaining = total + expansion.Query.RepeatedWeight;
        scratch.BeginNames();
        foreach (var word in CheapestFirst(expansion.Query, byWord))
        {
            Follow(expansion.Query, word, byWord[word]);
            scratch.Work.Add(1 + (scratch.Touched.Count / NamesOfStep));
            remaining -= expansion.Query.Weights[word];
            if (remaining < least)
            {
                break;
            }
        }

        scorer.RecordExpansions(expansion);
        var bound = new ScoreBound(index, scratch, weights, expansion);
        scratch.BeginScored();
        var listedNames = CollectionsMarshal.AsSpan(scratch.Touched);
        foreach (var listedName in listedNames)
        {
            if (costs.Bound(Math.Min(total, scratch.CreditOf(listedName) + remaining), total) < floor - Rounding
                || bound.Of(listedName, floor - Rounding) < floor - Rounding)
            {
                continue;
            }

            scratch.RecordScored(listedName);
            var score = scorer.Score(expansion, listedName);
            scratch.Work.Add(1 + (scratch.Edges.Count / EdgesOfStep));
            if (score >= floor)
            {
                visit(listedName, score);
            }
        }

        FindContained(expansion, floor, visit);
    }

    // Names that a rare word or their containment in the query alone brings to the floor. The filters above skip them, because most words
    // of a long query may be left over.
    private void FindContained(QueryExpansion expansion, double floor, Action<int, double> visit)
    {
        scratch.BeginNames();
        scratch.BeginWord();
        foreach (ref readonly var match in CollectionsMarshal.AsSpan(expansion.Matches))
        {
            if (match.Kind == ExpansionKind.Initial || match.Similarity < NameVariants.Similarity)
            {
                continue;
            }

            Touch(index.AnchoredAt(match.Word));
            if (match.Second >= 0)
            {
                Touch(index.AnchoredAt(match.Second));
            }

            if (!expansion.Query.IsPerson && weights.OfRarity(index.WordRarities[match.Word]) >= NameFacts.RareWord)
            {
                Touch(index.Postings[index.PostingStarts[match.Word]..index.PostingStarts[match.Word + 1]]);
            }
        }

        scratch.Work.Add(1 + (scratch.Touched.Count / NamesOfStep));
        foreach (var listedName in CollectionsMarshal.AsSpan(scratch.Touched))
        {
            if (scratch.IsScored(listedName) || !(MayBeContained(listedName) || (!expansion.Query.IsPerson && MayBeOfFamily(listedName))))
            {
                continue;
            }

            var score = scorer.Score(expansion, listedName);
            scratch.Work.Add(1 + (scratch.Edges.Count / EdgesOfStep));
            if (score >= floor)
            {
                visit(listedName, score);
            }
        }
    }

    // Every significant word must match a word of the query. The second word of a split one is recorded with the first.
    private bool MayBeContained(int listedName)
    {
        var tokens = index.TokensOf(listedName);
        for (var token = 0; token < tokens.Length; token++)
        {
            if (IndexFormat.RoleOf(tokens[token]) is (TokenRole.Word or TokenRole.Number) && !Matches(tokens[token]) && (token == 0 || !Matches(tokens[token - 1])))
            {
                return false;
            }
        }

        return true;
    }

    // The first word must match, and every word that does not must be common.
    private bool MayBeOfFamily(int listedName)
    {
        var tokens = index.TokensOf(listedName);
        if (tokens.Length == 0 || !Matches(tokens[0]))
        {
            return false;
        }

        foreach (var token in tokens)
        {
            if (IndexFormat.RoleOf(token) is (TokenRole.Word or TokenRole.Number) && !Matches(token)
                && weights.OfRarity(index.WordRarities[IndexFormat.WordOf(token)]) > NameFacts.CommonWordLeft)
            {
                return false;
            }
        }

        return true;
    }

    private bool Matches(int token) => scratch.FirstExpansionOf(IndexFormat.WordOf(token)) >= 0;

    private void Touch(ReadOnlySpan<int> listedNames)
    {
        foreach (var listedName in listedNames)
        {
            scratch.Credit(listedName, 0);
        }
    }

    // Orders words by the number of their postings relative to their weight: rare and distinctive words come first.
    private int[] CheapestFirst(QueryName query, List<Expansion>[] byWord)
    {
        var words = new int[byWord.Length];
        var costs = new double[byWord.Length];
        var count = 0;
        for (var word = 0; word < byWord.Length; word++)
        {
            if (byWord[word].Count == 0)
            {
                continue;
            }

            var postings = 0;
            foreach (var match in byWord[word])
            {
                postings += Count(Rarest(match));
            }

            words[count] = word;
            costs[count] = postings / (query.Weights[word] + 0.01);
            count++;
        }

        Array.Sort(costs, words, 0, count);
        return words[..count];
    }

    // An initial is not sufficient evidence to select a name. Names that an initial matches must be found by another word.
    private List<Expansion>[] ExpansionsByWord(QueryExpansion expansion)
    {
        var byWord = new List<Expansion>[expansion.Query.Tokens.Length];
        for (var word = 0; word < byWord.Length; word++)
        {
            byWord[word] = [];
        }

        foreach (var match in expansion.Matches)
        {
            for (var word = match.QueryStart; word < match.QueryStart + match.QueryCount; word++)
            {
                if (expansion.Query.Tokens[word].Role != TokenRole.Initial || match.QueryCount > 1)
                {
                    byWord[word].Add(match);
                }
            }
        }

        for (var word = 0; word < byWord.Length; word++)
        {
            var at = word;
            byWord[word].Sort((left, right) => CreditOf(expansion.Query, at, right).CompareTo(CreditOf(expansion.Query, at, left)));
        }

        return byWord;
    }

    private void Follow(QueryName query, int word, List<Expansion> matches)
    {
        scratch.BeginWord();
        var postings = index.Postings;
        var starts = index.PostingStarts;
        foreach (var match in matches)
        {
            var listed = Rarest(match);
            var credit = (float)CreditOf(query, word, match);
            foreach (var listedName in postings[starts[listed]..starts[listed + 1]])
            {
                scratch.Credit(listedName, credit);
            }
        }
    }

    // The most a match adds to the matched weight of a name. A listed word that weighs less than the word of the query lowers both the
    // matched weight and the cost of the misspelling, so the similarity is not applied.
    private double CreditOf(QueryName query, int word, in Expansion match)
    {
        var weight = query.Weights[word];
        return match.QueryCount > 1 || weight > LeastWeightOf(match) ? weight : weight * match.Similarity;
    }

    private double LeastWeightOf(in Expansion match)
    {
        return LeastWeightOf(match.Word) + (match.Second < 0 ? 0 : LeastWeightOf(match.Second));

        double LeastWeightOf(int word) => weights.OfRarity(index.WordRarities[word]) * (index.WordIsSmall[word] == 0 ? 1 : weights.SmallWord);
    }

    private int Rarest(in Expansion match) =>
        match.Kind == ExpansionKind.Split && Count(match.Second) < Count(match.Word) ? match.Second : match.Word;

    private int Count(int word) => index.PostingStarts[word + 1] - index.PostingStarts[word];
}
