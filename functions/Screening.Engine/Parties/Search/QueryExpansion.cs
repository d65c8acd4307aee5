using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;
using Screening.Engine.Parties.Words;

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

/// <summary>
/// The name of a query with every listed word that matches one of its words. Whether a word matches depends on the two words alone and not
/// on other words of the list, so an added entry never removes a match.
/// </summary>
internal sealed class QueryExpansion
{
    // Listed names in which two words are looked for in one step of work.
    private const int NamesOfStep = 16;

    private readonly IndexView index;
    private readonly ParsedName name;
    private readonly List<Expansion> expansions = new(64);
    private readonly List<(int Word, double Similarity)> found = new(32);
    private readonly List<Range> parts = new(4);
    private readonly SearchScratch scratch;

    private QueryExpansion(IndexView index, ParsedName name, SearchScratch scratch) =>
        (this.index, this.name, this.scratch) = (index, name, scratch);

    /// <summary>The name with its weights.</summary>
    public QueryName Query { get; private set; } = null!;

    /// <summary>Every match, sorted by listed word.</summary>
    public List<Expansion> Matches => expansions;

    /// <summary>Looks up every word of <paramref name="name"/>.</summary>
    public static QueryExpansion Of(IndexView index, ParsedName name, MatchWeights weights, SearchScratch scratch)
    {
        var expansion = new QueryExpansion(index, name, scratch) { Query = QueryName.Of(name, weights) };
        for (var word = 0; word < name.Tokens.Length; word++)
        {
            expansion.ExpandWord(word);
            expansion.ExpandJoined(word);
        }

        expansion.expansions.Sort((left, right) =>
            left.Word != right.Word ? left.Word.CompareTo(right.Word)
            : left.QueryStart != right.QueryStart ? left.QueryStart.CompareTo(right.QueryStart)
            : right.Similarity.CompareTo(left.Similarity));
        return expansion;
    }

    private void ExpandWord(int word)
    {
        var token = name.Tokens[word];
        index.Neighbours(token.Text, scratch.Compared, found);
        AddFound(word, 1, token.Text, static similarity => similarity);
        var isKnown = WordRarity.IsKnown(token.Text);
        if (!isKnown && NameScripts.IsPhonetic(token.Script))
        {
            ExpandSound(word, token);
        }

        if (!isKnown && token.Role == TokenRole.Word && name.Kind != Model.PartyKind.Person && NameScripts.IsOfAlphabet(token.Script))
        {
            ExpandGlued(word, token.Text);
        }

        if (token.Role == TokenRole.Number)
        {
            ExpandLetters(word, token.Text, Leet.Fold(token.Text));
            ExpandLetters(word, token.Text, Leet.FoldOther(token.Text));
        }

        if (token.Role == TokenRole.Word && token.Text.Length >= JoinedWords.ShortestJoined)
        {
            ExpandSplit(word, token.Text, isKnown);
        }

        if (token.Role != TokenRole.Initial && token.Text.Length > 1 && index.Find(token.Text.AsSpan(0, 1)) is var letter and >= 0)
        {
            expansions.Add(new Expansion(letter, -1, word, 1, 1, ExpansionKind.Initial));
        }
    }

    private void AddFound(int start, int count, string text, Func<double, double> similarityOf)
    {
        scratch.Work.Add(1 + scratch.Compared.Marked);
        foreach (var (listed, similarity) in found)
        {
            if (similarity >= 1 || (!(count > 1 && HasInitial(start, count)) && NameScripts.MayBeMisspelt(name.Tokens[start].Script, text, index.Word(listed))
                && (count == 1 || JoinedWords.MayStandFor(name.Tokens.AsSpan(start, count), index.Word(listed)))))
            {
                expansions.Add(new Expansion(listed, -1, start, count, similarityOf(similarity), ExpansionKind.Word));
            }
        }
    }

    // An initial and a word together are only an equal word: "A. C. Hiller" is not "Achille".
    private bool HasInitial(int start, int count)
    {
        for (var word = start; word < start + count; word++)
        {
            if (name.Tokens[word].Role == TokenRole.Initial)
            {
                return true;
            }
        }

        return false;
    }

    // "Sech1n": digits between letters are read as the letters that they resemble.
    private void ExpandLetters(int word, string text, string? letters)
    {
        if (letters is not null && !string.Equals(letters, text, StringComparison.Ordinal))
        {
            index.Neighbours(letters, scratch.Compared, found);
            AddFound(word, 1, letters, static similarity => similarity * Leet.Similarity);
        }
    }

    private void ExpandGlued(int word, string text)
    {
        GluedForms.Parts(text, parts);
        foreach (var part in parts)
        {
            if (FindPart(text.AsSpan(part)) is var listed and >= 0)
            {
                expansions.Add(new Expansion(listed, -1, word, 1, GluedForms.Similarity, ExpansionKind.Word));
            }
        }
    }

    private void ExpandSound(int word, NameToken token)
    {
        found.Clear();
        PhoneticSearch.Find(index, token.Text, token.Script, scratch, found);
        scratch.Work.Add(1 + scratch.Groups);
        foreach (var (listed, similarity) in found)
        {
            expansions.Add(new Expansion(listed, -1, word, 1, similarity, ExpansionKind.Word));
        }
    }

    private void ExpandJoined(int start)
    {
        var text = name.Tokens[start].Text;
        var script = name.Tokens[start].Script;
        for (var count = 2; count <= JoinedWords.MostJoined && start + count <= name.Tokens.Length; count++)
        {
            text += name.Tokens[start + count - 1].Text;
            if (text.Length < JoinedWords.ShortestJoined)
            {
                continue;
            }

            index.Neighbours(text, scratch.Compared, found);
            AddFound(start, count, text, static similarity => similarity);
            if (NameScripts.IsPhonetic(script) && !WordRarity.IsKnown(text))
            {
                found.Clear();
                PhoneticSearch.Find(index, text, script, scratch, found);
                scratch.Work.Add(1 + scratch.Groups);
                foreach (var (listed, similarity) in found)
                {
                    if (JoinedWords.JoinedBySound(similarity, script) is > 0 and var together)
                    {
                        expansions.Add(new Expansion(listed, -1, start, count, together, ExpansionKind.Word));
                    }
                }
            }
        }
    }

    private void ExpandSplit(int word, string text, bool isKnown)
    {
        for (var cut = JoinedWords.ShortestPart; cut <= text.Length - JoinedWords.ShortestPart; cut++)
        {
            var first = index.Find(text.AsSpan(0, cut));
            var second = index.Find(text.AsSpan(cut));
            if (first >= 0 && second >= 0)
            {
                AddSplit(word, first, second, 1);
            }

            if (isKnown)
            {
                // A known word is not also treated as a misspelt pair of other words.
                continue;
            }

            if (first >= 0 && JoinedWords.MayBeMisspelt(cut, text.Length - cut))
            {
                index.Neighbours(text.AsSpan(cut), scratch.Compared, found);
                scratch.Work.Add(1 + scratch.Compared.Marked);
                AddMisspelt(word, cut, text.Length - cut, pair => (first, pair));
            }

            if (second >= 0 && JoinedWords.MayBeMisspelt(text.Length - cut, cut))
            {
                index.Neighbours(text.AsSpan(0, cut), scratch.Compared, found);
                scratch.Work.Add(1 + scratch.Compared.Marked);
                AddMisspelt(word, text.Length - cut, cut, pair => (pair, second));
            }
        }
    }

    // Numbers are listed in digits: "threeltd" is "3 Ltd".
    private int FindPart(ReadOnlySpan<char> part) =>
        index.Find(part) is var listed and >= 0 ? listed
        : NumberWords.DigitsOf(part) is { } digits ? index.Find(digits)
        : -1;

    private void AddMisspelt(int word, int equal, int rest, Func<int, (int First, int Second)> pair)
    {
        foreach (var (listed, similarity) in found)
        {
            if (similarity < 1 && index.Word(listed).Length >= JoinedWords.ShortestPart)
            {
                var (first, second) = pair(listed);
                AddSplit(word, first, second, JoinedWords.Weigh(equal, rest, similarity));
            }
        }
    }

    private void AddSplit(int word, int first, int second, double similarity)
    {
        if (AreNeighboursSomewhere(first, second))
        {
            expansions.Add(new Expansion(first, second, word, 1, similarity, ExpansionKind.Split));
        }
    }

    private bool AreNeighboursSomewhere(int first, int second)
    {
        var names = Postings(PostingCount(first) <= PostingCount(second) ? first : second);
        scratch.Work.Add(1 + (names.Length / NamesOfStep));
        foreach (var listedName in names)
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

    private int PostingCount(int word) => index.PostingStarts[word + 1] - index.PostingStarts[word];

    private ReadOnlySpan<int> Postings(int word) =>
        index.Postings[index.PostingStarts[word]..index.PostingStarts[word + 1]];
}
