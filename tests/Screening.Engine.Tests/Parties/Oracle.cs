using Screening.Engine.Model;
using Screening.Engine.Parties.Phonetics;
using Screening.Engine.Parties.Reading;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Search;
using Screening.Engine.Parties.Text;
using Screening.Engine.Parties.Words;

namespace Screening.Engine.Tests.Parties;

/// <summary>
/// Scores a query against every listed name by comparing all words with all words as text, without index, neighbour table, postings or
/// bounds. It shares the parser and the scoring of a pair, which it does not test, and nothing of the candidate search. The weights of
/// words are its own.
/// </summary>
internal sealed class Oracle
{
    private readonly List<(int Party, bool IsWeak, PartyKind Kind, ParsedName Name)> names = [];
    private readonly MatchWeights weights = MatchWeights.Default;
    private readonly Dictionary<string, HashSet<(int Place, string Left)>> stands = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Word, string Listed), double> similarities = [];

    public Oracle(WatchlistIndex index)
    {
        for (var party = 0; party < index.Count; party++)
        {
            var listed = index.PartyAt(party);
            var kind = listed.Kind == PartyKind.Unknown ? listed.KindRead : listed.Kind;
            names.AddRange(listed.Names.Select(name => (party, name.IsWeak, kind, NameParser.ParseListed(name.Text, listed.Kind))));
        }
    }

    /// <summary>Best score of each party, at or above <paramref name="floor"/>, over every reading of the field.</summary>
    public Dictionary<int, double> Find(string field, double floor)
    {
        var best = new Dictionary<int, double>();
        foreach (var asked in AskedReading.Of(field, PartyKind.Unknown))
        {
            var least = asked.IsExactOnly ? Math.Max(floor, Listed.Thresholds.T2) : floor;
            ParsedName[] all = [NameParser.ParseQuery(asked.Text, PartyKind.Unknown), NameParser.ParseListed(asked.Text, PartyKind.Unknown)];
            foreach (var parsed in AskedReading.HasInitials(asked.Text) ? [.. all, NameParser.ParseQuery(asked.Text, PartyKind.Person)] : all)
            {
                Find(asked.IsKorean ? parsed with { Tokens = [.. parsed.Tokens.Select(token => token with { Script = NameScript.Korean })] } : parsed, asked, (least, floor), best);
            }
        }

        return best;
    }

    private void Find(ParsedName parsed, AskedName asked, (double Least, double T1) floors, Dictionary<int, double> best)
    {
        var query = new QueryName(parsed, [.. parsed.Tokens.Select(WeightOf)]);
        var scorer = new NameScorer(weights);
        var alignment = new NameAlignment();
        foreach (var (party, isWeak, kind, listed) in names)
        {
            var edges = Edges(query, listed);
            if (edges.Count == 0)
            {
                continue;
            }

            var terms = new ListedTerms(
                listed.Tokens.Select(token => token.Role).ToArray(), listed.Tokens.Select(WeightOf).ToArray(), listed.Legal, kind);
            alignment.Align(query, terms, edges);
            var whole = scorer.Score(query, terms, alignment);
            var left = Enumerable.Range(0, listed.Tokens.Length).Where(token => !alignment.IsListedUsed(token)).ToArray();
            if (whole < floors.Least || (asked.IsExactOnly && left.Any(token => listed.Tokens[token].Role is TokenRole.Word or TokenRole.Number)))
            {
                continue;
            }

            var score = whole - (asked.IsRelated ? weights.Related : 0) - (isWeak ? weights.WeakAlias : 0);
            score = IsOfOtherPlace(listed, left, asked) ? Math.Min(score, Math.Max(weights.OtherPlace, floors.T1)) : score;
            if (score >= floors.T1 && score > best.GetValueOrDefault(party))
            {
                best[party] = score;
            }
        }
    }

    private static bool IsOfOtherPlace(ParsedName listed, int[] left, AskedName asked) => asked.Places.Count > 0 && left.Any(token =>
        !asked.Places.Contains(listed.Tokens[token].Text)
        && ContextWords.ClassOf(listed.Tokens.Select(word => word.Text).ToArray(), token, out _) == WordClass.Place);

    private double WeightOf(NameToken token) =>
        Math.Max(weights.CommonWord, Math.Pow(BackgroundWords.RarityOf(token.Text), weights.RarityPower))
        * (token.Role is TokenRole.Particle or TokenRole.Initial ? weights.SmallWord : 1);

    // A word that the background table does not have may be alike to one at two edits.
    private double Similarity(string word, string listed)
    {
        if (!similarities.TryGetValue((word, listed), out var similarity))
        {
            similarity = BackgroundWords.Has(word) ? TokenSimilarity.Of(word, listed) : TokenSimilarity.OfUnlisted(word, listed);
            similarities[(word, listed)] = similarity;
        }

        return similarity;
    }

    private List<WordEdge> Edges(QueryName query, ParsedName listed)
    {
        var edges = new List<WordEdge>();
        for (var queryToken = 0; queryToken < query.Tokens.Length; queryToken++)
        {
            for (var token = 0; token < listed.Tokens.Length; token++)
            {
                AddAlike(query, listed, queryToken, token, edges);
                AddSplit(query, listed, queryToken, token, edges);
                AddGlued(query, listed.Tokens[token].Text, queryToken, token, edges);
                AddLetters(query.Tokens[queryToken], listed.Tokens[token].Text, queryToken, token, edges);
                AddInitial(query.Tokens[queryToken], listed.Tokens[token], queryToken, token, edges);
            }
        }

        return edges;
    }

    private void AddAlike(QueryName query, ParsedName listed, int queryToken, int token, List<WordEdge> edges)
    {
        var text = "";
        var script = query.Tokens[queryToken].Script;
        for (var count = 1; count <= JoinedWords.MostJoined && queryToken + count <= query.Tokens.Length; count++)
        {
            text += query.Tokens[queryToken + count - 1].Text;
            if (count > 1 && text.Length < JoinedWords.ShortestJoined)
            {
                continue;
            }

            var similarity = Similarity(text, listed.Tokens[token].Text);
            similarity = similarity < 1 && !MayBeMisspelt(query, listed, (queryToken, count, token), text) ? 0 : similarity;
            if (NameScripts.IsPhonetic(script) && !BackgroundWords.Has(text))
            {
                var isPhonetic = SoundOf(text, listed.Tokens[token].Text, script);
                similarity = Math.Max(similarity, count > 1 ? JoinedWords.JoinedBySound(isPhonetic, script) : isPhonetic);
            }

            if (similarity > 0)
            {
                edges.Add(new WordEdge(queryToken, count, token, 1, similarity, false));
            }
        }
    }

    private static bool MayBeMisspelt(QueryName query, ParsedName listed, (int QueryToken, int Count, int Token) at, string text) =>
        NameScripts.MayBeMisspelt(query.Tokens[at.QueryToken].Script, text, listed.Tokens[at.Token].Text)
        && (at.Count == 1 || !query.Tokens.AsSpan(at.QueryToken, at.Count).ToArray().Any(token => token.Role == TokenRole.Initial))
        && (at.Count == 1 || JoinedWords.MayStandFor(query.Tokens.AsSpan(at.QueryToken, at.Count), listed.Tokens[at.Token].Text));

    // "focuslimited": a name and a legal form written together.
    private static void AddGlued(QueryName query, string listed, int queryToken, int token, List<WordEdge> edges)
    {
        var asked = query.Tokens[queryToken];
        if (asked.Role != TokenRole.Word || query.Name.Kind == PartyKind.Person || !NameScripts.IsOfAlphabet(asked.Script)
            || BackgroundWords.Has(asked.Text))
        {
            return;
        }

        var parts = new List<Range>();
        GluedForms.Parts(asked.Text, parts);
        if (parts.Exists(part => IsPart(asked.Text[part], listed)))
        {
            edges.Add(new WordEdge(queryToken, 1, token, 1, GluedForms.Similarity, false));
        }
    }

    private static bool IsPart(string part, string listed) => part == listed || NumberWords.DigitsOf(part) == listed;

    // "Sech1n": digits for letters.
    private void AddLetters(NameToken asked, string listed, int queryToken, int token, List<WordEdge> edges)
    {
        foreach (var letters in asked.Role == TokenRole.Number ? new[] { Leet.Fold(asked.Text), Leet.FoldOther(asked.Text) } : [])
        {
            var similarity = letters is null || letters == asked.Text ? 0 : Similarity(letters, listed);
            if (similarity > 0 && (similarity >= 1 || NameScripts.MayBeMisspelt(asked.Script, letters, listed)))
            {
                edges.Add(new WordEdge(queryToken, 1, token, 1, similarity * Leet.Similarity, false));
            }
        }
    }

    private double SoundOf(string word, string listed, NameScript script) =>
        StandsOf(word).Overlaps(StandsOf(listed)) ? PhoneticSimilarity.Of(word, listed, script) : 0;

    /// <summary>
    /// Whether two words share a phonetic key: their consonants differ by at most one, omitted or replaced. All keys are compared
    /// as text and not by hash, so that words that share a bucket by a hash collision do not match.
    /// </summary>
    internal static bool ShareAPhoneticKey(string word, ReadOnlySpan<char> listed) => Stands(word).Overlaps(Stands(listed));

    private HashSet<(int Place, string Left)> StandsOf(string word) =>
        stands.TryGetValue(word, out var known) ? known : stands[word] = Stands(word);

    private static HashSet<(int Place, string Left)> Stands(ReadOnlySpan<char> word)
    {
        Span<char> consonants = stackalloc char[PhoneticKeys.Letters];
        var isPhonetic = new string(consonants[..PhoneticKeys.ConsonantsOf(word, consonants)]);
        HashSet<(int, string)> stands = isPhonetic.Length == 0 ? [] : [(-1, isPhonetic)];
        for (var place = 0; place <= isPhonetic.Length && isPhonetic.Length >= 2; place++)
        {
            stands.Add((place, isPhonetic));
            if (place < isPhonetic.Length && isPhonetic.Length >= 3)
            {
                stands.Add((place, isPhonetic.Remove(place, 1)));
            }
        }

        return stands;
    }

    private void AddSplit(QueryName query, ParsedName listed, int queryToken, int token, List<WordEdge> edges)
    {
        if (token + 1 == listed.Tokens.Length || query.Tokens[queryToken].Role != TokenRole.Word)
        {
            return;
        }

        var word = query.Tokens[queryToken].Text;
        var (first, second) = (listed.Tokens[token].Text, listed.Tokens[token + 1].Text);
        if (word.Length < JoinedWords.ShortestJoined)
        {
            return;
        }

        var similarity = Enumerable.Range(JoinedWords.ShortestPart, word.Length - (2 * JoinedWords.ShortestPart) + 1)
            .Max(cut => OfParts(word[..cut], word[cut..], first, second));
        if (similarity >= 1 || (similarity > 0 && !BackgroundWords.Has(word)))
        {
            edges.Add(new WordEdge(queryToken, 1, token, 2, similarity, false));
        }
    }

    // At least one part is equal to its listed word.
    private double OfParts(string left, string right, string first, string second)
    {
        var (isFirst, isSecond) = (left == first, right == second);
        return isFirst && isSecond ? 1
            : Math.Max(isFirst ? Misspelt(left.Length, right, second) : 0, isSecond ? Misspelt(right.Length, left, first) : 0);
    }

    private double Misspelt(int equal, string rest, string listed)
    {
        var similarity = listed.Length >= JoinedWords.ShortestPart && JoinedWords.MayBeMisspelt(equal, rest.Length) ? Similarity(rest, listed) : 0;
        return similarity is > 0 and < 1 ? JoinedWords.Weigh(equal, rest.Length, similarity) : 0;
    }

    private static void AddInitial(NameToken queryToken, NameToken listed, int queryAt, int listedAt, List<WordEdge> edges)
    {
        var queryIsInitial = queryToken.Role == TokenRole.Initial && listed.Role != TokenRole.Initial;
        var listedIsInitial = listed.Role == TokenRole.Initial && queryToken.Role != TokenRole.Initial && queryToken.Text.Length > 1;
        if ((queryIsInitial || listedIsInitial) && queryToken.Text[0] == listed.Text[0])
        {
            edges.Add(new WordEdge(queryAt, 1, listedAt, 1, 1, true));
        }
    }
}
