using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;
using Screening.Engine.Parties.Text;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Parties;

/// <summary>
/// A search over segments finds what a search over one index of all parties finds, in the same order and with the same scores.
/// </summary>
public sealed class SegmentSearchTests
{
    private static readonly string[] Feeds = ["a", "b", "c", "d"];

    /// <summary>On words that resemble no other, so that a match is one by its own words.</summary>
    [Fact]
    public void SegmentsFindTheSameEntries_InTheSameOrder_AsOneIndex()
    {
        var compared = 0;
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 4]).Sample((seed, feeds) =>
        {
            var draw = new Random(seed);
            var words = UnlikeWords(draw, 60);
            ListedParty[] parties = [.. words.Chunk(3).Select((name, number) => Listed.Party(string.Join(' ', name), (PartyKind)(number % 3)) with
            {
                Feed = Feeds[draw.Next(feeds)], List = number % 2 == 0 ? "SDN" : "UVL", Id = $"E{number:D2}",
                Identifiers = number % 5 == 0 ? [new PartyIdentifier("DUNS", $"12345678{number % 2}")] : [],
            })];
            var one = WatchlistIndex.Open(WatchlistIndexWriter.Write(parties));
            var many = Segments(parties);
            Assert.Equal((one.Count, one.NameCount), (many.Count, many.NameCount));
            Assert.All(Enumerable.Range(0, one.Count), at => Assert.Equal((one.PlaceAt(at), one.PartyAt(at).Id), (many.PlaceAt(at), many.PartyAt(at).Id)));
            for (var query = 0; query < 5; query++)
            {
                var names = Enumerable.Range(0, 6).Select(_ => Misspelt(parties[draw.Next(parties.Length)].Name, draw)).ToArray();
                compared += Compare(one, many, Listed.Query(names[0], (PartyKind)draw.Next(3)) with
                {
                    Aliases = [.. names[1..]],
                    Identifiers = [new PartyIdentifier("DUNS", $"12345678{draw.Next(2)}")],
                });
            }
        }, iter: Effort.Of(60), threads: 1);
        Assert.True(compared > 500, $"{compared} matches compared");
    }

    [Fact]
    public void AnEntryInTwoFeeds_IsReturnedOnce_FromTheFeedWithTheBetterMatch()
    {
        ListedParty[] parties =
        [
            Listed.Party("Quixlan Directorate") with { Feed = "a", Id = "X" }, Listed.Party("Quixlan Directorat") with { Feed = "b", Id = "X" },
            Listed.Party("Quixlan Directorate") with { Feed = "c", Id = "X", List = "EL" },
        ];
        var index = Segments(parties);
        var found = index.Search(Listed.Query("Quixlan Directorat"), Listed.Thresholds, 10);
        Assert.Equal([("b", "SDN"), ("c", "EL")], found.Select(match => index.PlaceAt(match.Index)));
        var all = index.SearchAll(Listed.Query("Quixlan Directorat"), Listed.Thresholds, 10);
        Assert.Equal([("b", false), ("c", false), ("a", true)], all.Select(match => (index.PlaceAt(match.Index).Feed, match.IsRepeated)));
    }

    [Fact]
    public void OnlyTheBestMatches_AreExplained_OfEveryListAndInAll()
    {
        ListedParty[] parties = [.. Enumerable.Range(0, 30).Select(number =>
            Listed.Party("Quixlan Directorate") with { Feed = Feeds[number % 2], Id = $"{number:D2}", List = number < 20 ? "SDN" : "UVL" })];
        var index = Segments(parties);
        var perList = index.SearchAll(Listed.Query("Quixlan Directorate"), Listed.Thresholds, int.MaxValue, 3);
        Assert.Equal(30, perList.Length);
        Assert.Equal(
            ["00", "01", "02", "20", "21", "22"], perList.Where(match => !match.Explanation.IsEmpty).Select(match => index.PartyAt(match.Index).Id));
        Assert.All(perList, match => Assert.Equal("Quixlan Directorate", match.MatchedName));
        var inAll = index.SearchAll(Listed.Query("Quixlan Directorate"), Listed.Thresholds, 4);
        Assert.Equal((30, 4), (inAll.Length, inAll.Count(match => !match.Explanation.IsEmpty)));
        Assert.All(index.Search(Listed.Query("Quixlan Directorate"), Listed.Thresholds, 4), match => Assert.NotEmpty(match.Explanation));
    }

    [Fact]
    public void SegmentsWithoutParties_ChangeNothing()
    {
        byte[] empty = WatchlistIndexWriter.Write([]);
        byte[] full = WatchlistIndexWriter.Write([Listed.Party("Vornamir"), Listed.Party("Rosvertol")]);
        var index = WatchlistIndex.Open([empty, full, empty, empty]);
        Assert.Equal(["Rosvertol", "Vornamir"], Enumerable.Range(0, index.Count).Select(at => index.PartyAt(at).Name));
        Assert.Equal("Vornamir", index.Find("Vornamir").Single().MatchedName);
        Assert.Empty(WatchlistIndex.Open([]).Find("Vornamir"));
    }

    [Fact]
    public void ConcurrentSearchesOverSegments_AgreeWithSingleOnes()
    {
        var names = new NameGenerator(43);
        var listed = names.Listed(80);
        var index = Segments([.. listed.Select((name, number) => Listed.Party(name) with { Feed = Feeds[number % 4], Id = $"{number}" })]);
        var queries = Enumerable.Range(0, 40).Select(_ => names.Misspelt(listed)).ToArray();
        var alone = queries.Select(Results).ToArray();
        var together = new string[queries.Length];
        Parallel.For(0, queries.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, at => together[at] = Results(queries[at]));
        Assert.Equal(alone, together);

        string Results(string name) => string.Join('\n', index.Search(Listed.Query(name, PartyKind.Unknown), Listed.Thresholds with { T1 = 0.5 }, 50)
            .Select(match => $"{match.Index} {match.Score} {string.Join('|', match.Explanation)}"));
    }

    private static int Compare(WatchlistIndex one, WatchlistIndex many, PartyQuery query)
    {
        var expected = one.Search(query, Listed.Thresholds with { T1 = 0.6 }, int.MaxValue);
        var actual = many.Search(query, Listed.Thresholds with { T1 = 0.6 }, int.MaxValue);
        Assert.Equal(
            expected.Select(match => (match.Index, match.Score, match.Strength, match.MatchedName, string.Join('|', match.Explanation))),
            actual.Select(match => (match.Index, match.Score, match.Strength, match.MatchedName, string.Join('|', match.Explanation))));
        return expected.Length;
    }

    private static string[] UnlikeWords(Random draw, int count)
    {
        var words = new List<string>();
        while (words.Count < count)
        {
            var word = string.Concat(Enumerable.Range(0, 4).Select(_ => $"{"bdfgklmnprstvz"[draw.Next(14)]}{"aeiou"[draw.Next(5)]}"));
            if (words.TrueForAll(other => TokenSimilarity.OfUnlisted(word, other) <= 0 && TokenSimilarity.OfUnlisted(other, word) <= 0))
            {
                words.Add(word);
            }
        }

        return [.. words];
    }

    // As listed, in another order, with a word less, or with a letter less in one word.
    private static string Misspelt(string name, Random draw)
    {
        var words = name.Split(' ');
        return draw.Next(4) switch
        {
            0 => name,
            1 => $"{words[2]} {words[0]} {words[1]}",
            2 => $"{words[0]} {words[2]}",
            _ => $"{words[0]} {words[1].Remove(draw.Next(1, words[1].Length - 1), 1)} {words[2]}",
        };
    }

    private static WatchlistIndex Segments(ListedParty[] parties) => WatchlistIndex.Open(
        [.. parties.GroupBy(party => party.Feed).OrderBy(feed => feed.Key, StringComparer.Ordinal)
            .Select(feed => (ReadOnlyMemory<byte>)WatchlistIndexWriter.Write([.. feed]))]);
}
