using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Phonetics;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Search;
using Screening.Engine.Parties.Text;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Tests.Parties;

/// <summary>
/// Scores a question against every listed name by comparing all words with all words as text: no neighbour table, no
/// postings, no bounds. Shares the scoring of a pair, which it does not test, and nothing of how names are found.
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


    // A word no list knows may be alike to one two edits away.
    private double Similarity(string word, string listed) =>
        words.Contains(word) ? TokenSimilarity.Of(word, listed) : TokenSimilarity.OfUnlisted(word, listed);

    private List<WordEdge> Edges(QueryName query, ParsedName listed)
    {
        var edges = new List<WordEdge>();
        for (var asked = 0; asked < query.Tokens.Length; asked++)
        {
            for (var token = 0; token < listed.Tokens.Length; token++)
            {
                AddAlike(query, listed, asked, token, edges);
                AddSplit(query, listed, asked, token, edges);
                AddInitial(query.Tokens[asked], listed.Tokens[token], asked, token, edges);
            }
        }

        return edges;
    }

    private void AddAlike(QueryName query, ParsedName listed, int asked, int token, List<WordEdge> edges)
    {
        var text = "";
        var script = query.Tokens[asked].Script;
        for (var count = 1; count <= JoinedWords.MostJoined && asked + count <= query.Tokens.Length; count++)
        {
            text += query.Tokens[asked + count - 1].Text;
            var similarity = count > 1 && text.Length < JoinedWords.ShortestJoined
                ? 0 : Similarity(text, listed.Tokens[token].Text);
            similarity = similarity < 1 && !MayBeMisspelt(query, listed, (asked, count, token), text) ? 0 : similarity;
            if (NameScripts.IsPhonetic(script) && !words.Contains(text))
            {
                var isPhonetic = SoundOf(text, listed.Tokens[token].Text, script);
                similarity = Math.Max(similarity, count > 1 ? JoinedWords.JoinedBySound(isPhonetic, script) : isPhonetic);
            }

            if (similarity > 0)
            {
                edges.Add(new WordEdge(asked, count, token, 1, similarity, false));
            }
        }
    }

    private static bool MayBeMisspelt(QueryName query, ParsedName listed, (int Asked, int Count, int Token) at, string text) =>
        NameScripts.MayBeMisspelt(query.Tokens[at.Asked].Script, text, listed.Tokens[at.Token].Text)
        && (at.Count == 1 || JoinedWords.MayStandFor(query.Tokens.AsSpan(at.Asked, at.Count), listed.Tokens[at.Token].Text));

    private double SoundOf(string asked, string listed, NameScript script) =>
        StandsOf(asked).Overlaps(StandsOf(listed)) ? PhoneticSimilarity.Of(asked, listed, script) : 0;

    /// <summary>
    /// Whether two words meet by sound: their consonants differ by at most one, left out or replaced. By all that can stand for
    /// each, and without a hash, so that unauthenticated callers which share a bucket do not meet here.
    /// </summary>
    internal static bool Meet(string asked, ReadOnlySpan<char> listed) => Stands(asked).Overlaps(Stands(listed));

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

    private void AddSplit(QueryName query, ParsedName listed, int asked, int token, List<WordEdge> edges)
    {
        if (token + 1 == listed.Tokens.Length || query.Tokens[asked].Role != TokenRole.Word)
        {
            return;
        }

        var word = query.Tokens[asked].Text;
        var similarity = JoinedWords.Split(word, listed.Tokens[token].Text, listed.Tokens[token + 1].Text);
        if (similarity >= 1 || (similarity > 0 && !HasAlike(word)))
        {
            edges.Add(new WordEdge(asked, 1, token, 2, similarity, false));
        }
    }

    private static void AddInitial(NameToken asked, NameToken listed, int askedAt, int listedAt, List<WordEdge> edges)
    {
        var askedIsInitial = asked.Role == TokenRole.Initial && listed.Role != TokenRole.Initial;
        var listedIsInitial = listed.Role == TokenRole.Initial && asked.Role != TokenRole.Initial && asked.Text.Length > 1;
        if ((askedIsInitial || listedIsInitial) && asked.Text[0] == listed.Text[0])
        {
            edges.Add(new WordEdge(askedAt, 1, listedAt, 1, 1, true));
        }
    }
}
