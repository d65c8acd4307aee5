using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Search;

/// <summary>How a listed word matches words of the query.</summary>
internal enum ExpansionKind
{
    /// <summary>It is similar to a word of the query, or to several words of the query written together.</summary>
    Word,

    /// <summary>It is the first letter of a word of the query.</summary>
    Initial,

    /// <summary>It and the following listed word together spell one word of the query.</summary>
    Split,
}

/// <summary>A listed word that matches words of the query.</summary>
/// <param name="Word">Number of the listed word.</param>
/// <param name="Second">For a split, the number of the following listed word; otherwise -1.</param>
/// <param name="QueryStart">Position of the first word of the query.</param>
/// <param name="QueryCount">Number of words of the query.</param>
/// <param name="Similarity">Similarity, 0 to 1.</param>
/// <param name="Kind">Kind of match.</param>
internal readonly record struct Expansion(
    int Word, int Second, int QueryStart, int QueryCount, double Similarity, ExpansionKind Kind);

/// <summary>The name of a query with every listed word that matches one of its words.</summary>
internal sealed class QueryExpansion
{
    private readonly IndexView index;
    private readonly ParsedName name;
    private readonly List<Expansion> expansions = new(64);
    private readonly List<(int Word, double Similarity)> found = new(32);
    private readonly MatchWeights weights;
    private readonly double[] wordWeights;

    private readonly SearchScratch scratch;

    private QueryExpansion(IndexView index, ParsedName name, MatchWeights weights, SearchScratch scratch)
    {
        (this.index, this.name, this.weights, this.scratch) = (index, name, weights, scratch);
        wordWeights = new double[name.Tokens.Length];
    }

    /// <summary>The name with its weights.</summary>
    public QueryName Query { get; private set; } = null!;

    /// <summary>Every match, sorted by listed word.</summary>
    public List<Expansion> Matches => expansions;

    /// <summary>Looks up every word of <paramref name="name"/>.</summary>
    public static QueryExpansion Of(IndexView index, ParsedName name, MatchWeights weights, SearchScratch scratch)
    {
        var expansion = new QueryExpansion(index, name, weights, scratch);
        for (var word = 0; word < name.Tokens.Length; word++)
        {
            expansion.ExpandWord(word);
            expansion.ExpandJoined(word);
        }

        expansion.Query = new QueryName(name, expansion.wordWeights);
        expansion.expansions.Sort((left, right) =>
            left.Word != right.Word ? left.Word.CompareTo(right.Word)
            : left.QueryStart != right.QueryStart ? left.QueryStart.CompareTo(right.QueryStart)
            : right.Similarity.CompareTo(left.Similarity));
        return expansion;
    }

    private void ExpandWord(int word)
    {
        var token = name.Tokens[word];
        var heaviest = 0.0;
        var isListed = false;
        index.Neighbours(token.Text, scratch.Compared, found);
        foreach (var (listed, similarity) in found)
        {
            if (similarity < 1 && !NameScripts.MayBeMisspelt(token.Script, token.Text, index.Word(listed)))
            {
                continue;
            }

            isListed |= similarity >= 1;
            heaviest = Math.Max(heaviest, WeightOf(listed));
            expansions.Add(new Expansion(listed, -1, word, 1, similarity, ExpansionKind.Word));
        }

        var isAlike = found.Count > 0;
        if (!isListed && NameScripts.IsPhonetic(token.Script))
        {
            heaviest = Math.Max(heaviest, ExpandSound(word, token));
        }

        if (isListed)
        {
            heaviest = WeightOf(index.Find(token.Text));
        }

        if (token.Role == TokenRole.Word && token.Text.Length >= JoinedWords.ShortestJoined)
        {
            var together = ExpandSplit(word, token.Text, isAlike);
            heaviest = isListed ? heaviest : Math.Max(heaviest, together);
        }

        if (token.Role != TokenRole.Initial && token.Text.Length > 1 && index.Find(token.Text.AsSpan(0, 1)) is var letter and >= 0)
        {
            expansions.Add(new Expansion(letter, -1, word, 1, 1, ExpansionKind.Initial));
        }

        wordWeights[word] = weights.OfRole(token.Role) * (heaviest > 0 ? heaviest : weights.OfRarity(WordRarity.OfUnlisted(token.Text)));
    }

    private double ExpandSound(int word, NameToken token)
    {
        var heaviest = 0.0;
        found.Clear();
        PhoneticSearch.Find(index, token.Text, token.Script, scratch, found);
        foreach (var (listed, similarity) in found)
        {
            heaviest = Math.Max(heaviest, WeightOf(listed));
            expansions.Add(new Expansion(listed, -1, word, 1, similarity, ExpansionKind.Word));
        }

        return heaviest;
    }

    private void ExpandJoined(int start)
    {
        var text = name.Tokens[start].Text;
        for (var count = 2; count <= JoinedWords.MostJoined && start + count <= name.Tokens.Length; count++)
        {
            text += name.Tokens[start + count - 1].Text;
            if (text.Length < JoinedWords.ShortestJoined)
            {
                continue;
            }

            index.Neighbours(text, scratch.Compared, found);
            foreach (var (listed, similarity) in found)
            {
                if (similarity < 1 && !(NameScripts.MayBeMisspelt(name.Tokens[start].Script, text, index.Word(listed))
                    && JoinedWords.MayStandFor(name.Tokens.AsSpan(start, count), index.Word(listed))))
                {
                    continue;
                }

                expansions.Add(new Expansion(listed, -1, start, count, similarity, ExpansionKind.Word));
            }

            if (NameScripts.IsPhonetic(name.Tokens[start].Script) && index.Find(text) < 0)
            {
                found.Clear();
                PhoneticSearch.Find(index, text, name.Tokens[start].Script, scratch, found);
                foreach (var (listed, similarity) in found)
                {
                    if (JoinedWords.JoinedBySound(similarity, name.Tokens[start].Script) is > 0 and var together)
                    {
                        expansions.Add(new Expansion(listed, -1, start, count, together, ExpansionKind.Word));
                    }
                }
            }
        }
    }

    // Returns the weight of the heaviest pair found, limited to 1.5.
    private double ExpandSplit(int word, string text, bool isAlike)
    {
        var heaviest = 0.0;
        for (var cut = JoinedWords.ShortestPart; cut <= text.Length - JoinedWords.ShortestPart; cut++)
        {
            // A word with a similar listed word is split only where both parts are listed.
            var first = index.Find(text.AsSpan(0, cut));
            var second = isAlike && first < 0 ? -1 : index.Find(text.AsSpan(cut));
            if (first >= 0 && second >= 0)
            {
                heaviest = Math.Max(heaviest, AddSplit(word, first, second, 1));
            }

            if (isAlike)
            {
                // A word that is listed, or has a similar listed word, is not also treated as a misspelt pair of other words.
                continue;
            }

            if (first >= 0 && JoinedWords.MayBeMisspelt(cut, text.Length - cut))
            {
                index.Neighbours(text.AsSpan(cut), scratch.Compared, found);
                heaviest = Math.Max(heaviest, AddMisspelt(word, cut, text.Length - cut, pair => (first, pair)));
            }

            if (second >= 0 && JoinedWords.MayBeMisspelt(text.Length - cut, cut))
            {
                index.Neighbours(text.AsSpan(0, cut), scratch.Compared, found);
                heaviest = Math.Max(heaviest, AddMisspelt(word, text.Length - cut, cut, pair => (pair, second)));
            }
        }

        return heaviest;
    }

    private double AddMisspelt(int word, int equal, int rest, Func<int, (int First, int Second)> pair)
    {
        var heaviest = 0.0;
        foreach (var (listed, similarity) in found)
        {
            if (similarity < 1 && index.Word(listed).Length >= JoinedWords.ShortestPart)
            {
                var (first, second) = pair(listed);
                heaviest = Math.Max(heaviest, AddSplit(word, first, second, JoinedWords.Weigh(equal, rest, similarity)));
            }
        }

        return heaviest;
    }

    private double AddSplit(int word, int first, int second, double similarity)
    {
        if (!AreNeighboursSomewhere(first, second))
        {
            return 0;
        }

        expansions.Add(new Expansion(first, second, word, 1, similarity, ExpansionKind.Split));
        return Math.Min(1.5, WeightOf(first) + WeightOf(second));
    }

    private bool AreNeighboursSomewhere(int first, int second)
    {
        foreach (var listedName in Postings(PostingCount(first) <= PostingCount(second) ? first : second))
        {
            var tokens = index.TokensOf(listedName);
            for (var token = 0; token < tokens.Length - 1; token++)
            {
                if (IndexFormat.WordOf(tokens[token]) == first && IndexFormat.WordOf(tokens[token + 1]) == second)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private double WeightOf(int word) => weights.OfRarity(index.WordRarities[word]);

    private int PostingCount(int word) => index.PostingStarts[word + 1] - index.PostingStarts[word];

    private ReadOnlySpan<int> Postings(int word) =>
        index.Postings[index.PostingStarts[word]..index.PostingStarts[word + 1]];
}
