using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Phonetics;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Search;
using Screening.Engine.Parties.Text;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Parties;

/// <summary>The rules by which a search skips names, against comparing everything with everything.</summary>
public sealed class SearchInvariantTests
{
    private static readonly Gen<string> Latin = Gen.String[Gen.Char["abdehiklmnorstuxz1"], 2, 11];
    private static readonly Gen<string> Name = Gen.OneOfConst(
        "ali", "hassan", "mohammad", "reza", "trading", "company", "al", "bin", "general", "oil", "petro", "gaz", "prom", "bank", "a", "j", "45", "llc", "jsc",
        "kim", "jong", "sik", "maria", "lopez", "shipping", "lines", "gazprom", "gazprombank").List[1, 5].Select(words => string.Join(' ', words));

    [Fact]
    public void PhoneticSearch_FindsWhatComparingEveryWordFinds() =>
        Gen.Select(Latin.Array[1, 60], Latin, Gen.OneOfConst(NameScript.Abjad, NameScript.Syllabic, NameScript.Cyrillic)).Sample((listed, query, script) =>
        {
            var index = WatchlistIndex.Open(WatchlistIndexWriter.Write([.. listed.Distinct(StringComparer.Ordinal).Select(word => Listed.Party(word))])).View;
            var found = new List<(int Word, double Similarity)>();
            PhoneticSearch.Find(index, query, script, new SearchScratch(index.Names, index.Words), found);
            var expected = Enumerable.Range(0, index.Words)
                .Select(word => (Word: word, Similarity: Oracle.ShareAPhoneticKey(query, index.Word(word)) ? PhoneticSimilarity.Of(query, index.Word(word), script) : 0))
                .Where(pair => pair.Similarity is > 0 and < 1).ToArray();
            Assert.Equal(expected, found.Where(pair => !index.Word(pair.Word).SequenceEqual(query)).OrderBy(pair => pair.Word));
        }, iter: Effort.Of(2_000));

    /// <summary>
    /// Long words that differ in two consonants are similar enough but share no phonetic key: none is found, though some of them
    /// share a bucket by chance.
    /// </summary>
    [Fact]
    public void WordsThatShareABucketByChance_AreNotFound()
    {
        const string word = "kasigakimaba";
        var others = (from first in Enumerable.Range(0, 6) from second in Enumerable.Range(0, 6) where first < second select Turned(Turned(word, first), second)).ToArray();
        var index = WatchlistIndex.Open(WatchlistIndexWriter.Write([.. others.Select(other => Listed.Party(other))])).View;
        var alike = 0;
        foreach (var query in others.Concat(others.Select(other => other + "r")).Append(word))
        {
            var found = new List<(int Word, double Similarity)>();
            PhoneticSearch.Find(index, query, NameScript.Abjad, new SearchScratch(index.Names, index.Words), found);
            Assert.All(found, pair => Assert.True(Oracle.ShareAPhoneticKey(query, index.Word(pair.Word)), $"{query} {index.Word(pair.Word)}"));
            alike += Enumerable.Range(0, index.Words).Count(listed => PhoneticSimilarity.Of(query, index.Word(listed), NameScript.Abjad) > 0 && !Oracle.ShareAPhoneticKey(query, index.Word(listed)));
        }

        Assert.True(alike > 100, $"{alike} pairs that must not be found.");

        static string Turned(string of, int consonant) =>
            string.Concat(of.AsSpan(0, 2 * consonant), of[2 * consonant] switch { 'k' => "h", 's' => "t", 'g' => "j", 'm' => "n", _ => "v" }, of.AsSpan((2 * consonant) + 1));
    }

    [Fact]
    public void TheBoundOfAName_IsNeverBelowItsScore() =>
        Gen.Select(Name.Array[1, 12], Name, Gen.Bool).Sample((listed, query, isPerson) =>
        {
            var kind = isPerson ? PartyKind.Person : PartyKind.Organization;
            ListedParty[] parties = [.. listed.Distinct(StringComparer.Ordinal).Select(name => Listed.Party(name, kind))];
            var index = WatchlistIndex.Open(WatchlistIndexWriter.Write(parties)).View;
            var scratch = new SearchScratch(index.Names, index.Words);
            var names = new NameSearch(index, scratch, MatchWeights.Default);
            var parsed = NameParser.ParseQuery(query, kind);
            var expanded = QueryExpansion.Of(index, parsed, MatchWeights.Default, scratch);
            names.Scorer.RecordExpansions(expanded);
            var reach = new ScoreBound(index, scratch, MatchWeights.Default, expanded);
            for (var name = 0; name < index.Names; name++)
            {
                AssertBounded(index, scratch, expanded, names.Scorer.Score(expanded, name), reach.Of(name), name);
            }
        }, iter: Effort.Of(5_000));

    [Fact]
    public void TheBoundOfAName_IsNeverBelowItsScore_WhereInitialsStandForWords()
    {
        ListedParty[] parties = [.. new[] { "SERGEY VLADIMIR IVANOV", "ALI JONG HASSAN", "J. K. ROWLING TRADING", "ABDUL B MALIK" }.Select(name => Listed.Party(name, PartyKind.Person))];
        var index = WatchlistIndex.Open(WatchlistIndexWriter.Write(parties)).View;
        var scratch = new SearchScratch(index.Names, index.Words);
        var names = new NameSearch(index, scratch, MatchWeights.Default);
        foreach (var query in new[] { "S. V. Ivanov", "S. Vladimir I.", "A. J. Hassan", "Abdul B. M.", "Joanne Kathleen Rowling Trading", "S. V. I. A. J." })
        {
            var expanded = QueryExpansion.Of(index, NameParser.ParseQuery(query, PartyKind.Person), MatchWeights.Default, scratch);
            names.Scorer.RecordExpansions(expanded);
            var reach = new ScoreBound(index, scratch, MatchWeights.Default, expanded);
            for (var name = 0; name < index.Names; name++)
            {
                AssertBounded(index, scratch, expanded, names.Scorer.Score(expanded, name), reach.Of(name), name);
            }
        }
    }

    /// <summary>Names longer than the preallocated buffers, and queries of more words than the limit.</summary>
    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(70)]
    [InlineData(150)]
    public void AVeryLongName_IsFoundByItself_AndByHalfOfIt(int words)
    {
        var name = string.Join(' ', Enumerable.Range(0, words).Select(number => $"word{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}"));
        var index = Listed.Index(Listed.Party(name));
        Assert.Equal(1, Assert.Single(index.Find(name)).Score);
        var half = string.Join(' ', name.Split(' ').Take((words / 2) + 1));
        Assert.InRange(Assert.Single(index.Search(Listed.Query(half), Listed.Thresholds with { T1 = 0.5 }, 5)).Score, 0.5, 0.99);
        var initials = string.Join(' ', Enumerable.Repeat("w", words).Append("wordaa"));
        Assert.All(index.Search(Listed.Query(initials, PartyKind.Person), Listed.Thresholds with { T1 = 0.5 }, 5), match => Assert.InRange(match.Score, 0.5, 0.99));
    }

    [Fact]
    public void AWorkingMemory_IsResetBetweenQueries()
    {
        var scratch = new SearchScratch(3, 3);
        scratch.BeginNames();
        scratch.BeginWord();
        scratch.Credit(1, 0.5f);
        scratch.Credit(1, 0.4f);
        scratch.BeginWord();
        scratch.Credit(1, 0.25f);
        scratch.Credit(2, 0.125f);
        Assert.Equal([1, 2], scratch.Touched);
        Assert.Equal((0.75f, 0.125f), (scratch.CreditOf(1), scratch.CreditOf(2)));
        scratch.BeginNames();
        Assert.Empty(scratch.Touched);
        scratch.BeginWord();
        scratch.Credit(1, 0.1f);
        Assert.Equal([1], scratch.Touched);
        Assert.Equal(0.1f, scratch.CreditOf(1));
        scratch.BeginWords();
        scratch.RecordFirst(2, 5);
        Assert.Equal((5, -1), (scratch.FirstExpansionOf(2), scratch.FirstExpansionOf(1)));
        scratch.BeginWords();
        Assert.Equal(-1, scratch.FirstExpansionOf(2));
        scratch.Compared.Begin();
        Assert.Equal((true, false, true), (scratch.Compared.IsNew(0), scratch.Compared.IsNew(0), scratch.Compared.IsNew(1)));
        scratch.Compared.Begin();
        Assert.True(scratch.Compared.IsNew(0));
        scratch.BeginGroups(2);
        Assert.Equal((true, false), (scratch.IsNewGroup(1), scratch.IsNewGroup(1)));
        scratch.BeginGroups(9);
        Assert.Equal((true, true), (scratch.IsNewGroup(1), scratch.IsNewGroup(8)));
    }

    /// <summary>Concurrent searches never share a working memory, and a reused one carries nothing over.</summary>
    [Fact]
    public void ManySearchesAtOnce_FindWhatEachFindsAlone()
    {
        var generator = new NameGenerator(41);
        var names = generator.Listed(120);
        var queries = Enumerable.Range(0, 60).Select(_ => generator.Misspelt(names)).ToArray();
        byte[] section = WatchlistIndexWriter.Write([.. names.Select(name => Listed.Party(name))]);
        var alone = queries.Select(name => Results(WatchlistIndex.Open(section), name)).ToArray();
        var index = WatchlistIndex.Open(section);
        for (var round = 0; round < 6; round++)
        {
            var together = new string[queries.Length];
            Parallel.For(0, queries.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, at => together[at] = Results(index, queries[at]));
            Assert.Equal(alone, together);
        }

        static string Results(WatchlistIndex index, string name) => string.Join('\n', index
            .Search(Listed.Query(name, PartyKind.Unknown), Listed.Thresholds with { T1 = 0.5 }, 50).Select(match => $"{match.Index} {match.Score} {string.Join('|', match.Explanation)}"));
    }

    /// <summary>A query word that is listed, and that two other listed words form together, is searched as both.</summary>
    [Fact]
    public void AWordThatIsListed_IsAlsoTwoWordsTogether()
    {
        var index = Listed.Index(Listed.Party("STARLINE QUANTOR"), Listed.Party("STAR LINE QUANTOR"), Listed.Party("STARLINES QUANTOR"));
        Assert.Equal(
            ["STARLINE QUANTOR", "STAR LINE QUANTOR", "STARLINES QUANTOR"], index.Find("Starline Quantor").Select(match => match.MatchedName));
        Assert.Equal([1, 0.995], index.Find("Starline Quantor").Take(2).Select(match => match.Score));
    }

    // The bound is of the score without the least scores of names that are contained or of a family.
    private static void AssertBounded(IndexView index, SearchScratch scratch, QueryExpansion expanded, double score, double bound, int name)
    {
        var tokens = index.TokensOf(name).ToArray();
        var weights = MatchWeights.Default;
        var (_, legal, _) = IndexFormat.TraitsOf(index.NameTraits[name]);
        var kind = IndexFormat.KindOf(index.NameTraits[name]);
        var terms = new ListedTerms(
            tokens.Select(IndexFormat.RoleOf).ToArray(),
            tokens.Select(token => weights.OfRarity(index.WordRarities[IndexFormat.WordOf(token)]) * weights.OfRole(IndexFormat.RoleOf(token))).ToArray(),
            legal, kind);
        var facts = new NameFacts(
            expanded.Query, legal, kind, AlignedSums.Of(expanded.Query, terms, scratch.Alignment, weights.InitialProof), weights);
        var least = facts.IsContained ? weights.Contained : facts.IsOfFamily ? weights.Family : 0;
        Assert.True(score <= least || Math.Max(0, bound) >= score - 1e-9, $"{string.Join(' ', expanded.Query.Tokens.Select(token => token.Text))} | {index.Party(index.NameParties[name]).Name}");
    }

    /// <summary>The similar words of a word, against comparing all words.</summary>
    [Fact]
    public void Neighbours_AreAllListedWordsThatAreAlike() =>
        Gen.Select(Latin.Array[1, 25], Latin).Sample((listed, query) =>
        {
            var index = WatchlistIndex.Open(WatchlistIndexWriter.Write([.. listed.Distinct(StringComparer.Ordinal).Select(word => Listed.Party(word))])).View;
            var scratch = new SearchScratch(index.Names, index.Words);
            var found = new List<(int Word, double Similarity)>();
            foreach (var word in listed.SelectMany(word => new[] { word, word + "e", word[1..] }).Append(query).Where(word => word.Length > 0))
            {
                index.Neighbours(word, scratch.Compared, found);
                Assert.Equal(
                    Enumerable.Range(0, index.Words)
                        .Select(other => (other, BackgroundWords.Has(word) ? TokenSimilarity.Of(word, index.Word(other)) : TokenSimilarity.OfUnlisted(word, index.Word(other))))
                        .Where(pair => pair.Item2 > 0),
                    found.Order());
            }
        }, iter: Effort.Of(1_000));
}
