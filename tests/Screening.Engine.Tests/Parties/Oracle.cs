using Screening.Engine.Model;
using Screening.Engine.Parties.Phonetics;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Search;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Tests.Parties;

/// <summary>
/// Scores a query against every listed name by comparing all words with all words as text, without neighbour table, postings or
/// bounds. It shares the scoring of a pair, which it does not test, and nothing of the candidate search.
/// </summary>
internal sealed class Oracle
{
    private readonly List<(int Party, ParsedName Name)> names = [];
    private readonly WatchlistIndex index;
    private readonly MatchWeights weights = MatchWeights.Default;
    private readonly Dictionary<string, bool> alike = new(StringComparer.Ordinal);
    private readonly SearchScratch scratch;
    private readonly HashSet<string> words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<(int Place, string Left)>> stands = new(StringComparer.Ordinal);

    public Oracle(WatchlistIndex index)
    {
        this.index = index;
        scratch = new SearchScratch(index.View.Names, index.View.Words);
        for (var party = 0; party < index.Count; party++)
        {
            var listed = index.PartyAt(party);
            names.AddRange(listed.Names.Select(name => (party, NameParser.ParseListed(name.Text, listed.Kind))));
        }

        words.UnionWith(names.SelectMany(name => name.Name.Tokens).Select(token => token.Text));
    }

    /// <summary>Best score of each party, at or above <paramref name="floor"/>.</summary>
    public Dictionary<int, double> Find(string name, double floor)
    {
        var parsed = NameParser.ParseQuery(name, PartyKind.Unknown, new Vocabulary(words.Contains, HasAlike));
        var query = QueryExpansion.Of(index.View, parsed, weights, scratch).Query;
        var scorer = new NameScorer(weights);
        var alignment = new NameAlignment();
        var best = new Dictionary<int, double>();
        foreach (var (party, listed) in names)
        {
            var edges = Edges(query, listed);
            if (edges.Count == 0)
            {
                continue;
            }

            var roles = listed.Tokens.Select(token => token.Role).ToArray();
            var listedWeights = listed.Tokens.Select(token =>
                weights.OfRarity(index.View.WordRarities[index.View.Find(token.Text)]) * weights.OfRole(token.Role)).ToArray();
            alignment.Align(query, roles.Length, edges);
            var score = scorer.Score(query, new ListedTerms(roles, listedWeights, listed.Legal), alignment);
            if (score >= floor && score > best.GetValueOrDefault(party))
            {
                best[party] = score;
            }
        }

        return best;
    }

    private bool HasAlike(string word)
    {
        if (!alike.TryGetValue(word, out var has))
        {
            has = words.Any(listed => Similarity(word, listed) > 0);
            alike[word] = has;
        }

        return has;
    }


    // A word that no list contains may be alike to one at two edits.
    private double Similarity(string word, string listed) =>
        words.Contains(word) ? TokenSimilarity.Of(word, listed) : TokenSimilarity.OfUnlisted(word, listed);

    private List<WordEdge> Edges(QueryName query, ParsedName listed)
    {
        var edges = new List<WordEdge>();
        for (var queryToken = 0; queryToken < query.Tokens.Length; queryToken++)
        {
            for (var token = 0; token < listed.Tokens.Length; token++)
            {
                AddAlike(query, listed, queryToken, token, edges);
                AddSplit(query, listed, queryToken, token, edges);
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
            var similarity = count > 1 && text.Length < JoinedWords.ShortestJoined
                ? 0 : Similarity(text, listed.Tokens[token].Text);
            similarity = similarity < 1 && !MayBeMisspelt(query, listed, (queryToken, count, token), text) ? 0 : similarity;
            if (NameScripts.IsPhonetic(script) && !words.Contains(text))
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
        && (at.Count == 1 || JoinedWords.MayStandFor(query.Tokens.AsSpan(at.QueryToken, at.Count), listed.Tokens[at.Token].Text));

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
        var similarity = JoinedWords.Split(word, listed.Tokens[token].Text, listed.Tokens[token + 1].Text);
        if (similarity >= 1 || (similarity > 0 && !HasAlike(word)))
        {
            edges.Add(new WordEdge(queryToken, 1, token, 2, similarity, false));
        }
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
