using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Parties;

public sealed class OracleTests(ITestOutputHelper output)
{
    private const int Every = 45;

    // Scoring every name takes time in proportion to the list, so at a lower effort a part of it is compared, always the same one.
    private static readonly int Parts = 100 / Math.Min(100, Effort.Of(100));

    [Fact]
    public void TheIndex_FindsAllThatScoringEveryNameFinds() =>
        Compare(RealList.Queries().Where((_, number) => number % Every == 0).Select(row => row[2]), Listed.Thresholds with { T1 = 0.75 });

    // A lower threshold, because few ordinary names are close to a listed one.
    [Fact]
    public void TheIndex_FindsAllAcrossScriptsToo() => Compare(
        ["محمد مهدیان", "احسان ماهان عبدالعلی", "مهدي مهسا معین", "אברהם כהן", "תאלא כהן", "Владимир Тетерин", "Орест Таран", "Рособоронэкспорт",
            "हर्श शशी नायर", "चिनी शाह", "성훈 김", "존 스미스", "ウラジーミル プーチン", "静 林", "华为 技术"],
        Listed.Thresholds with { T1 = 0.75 });

    // On names of many similar, joined, abbreviated and transliterated words. A list of real names has such a name once in a
    // thousand.
    [Theory]
    [InlineData(0.83)]
    [InlineData(0.6)]
    public void TheIndex_FindsAllOnAListOfNamesThatAreEasilyTakenForOneAnother(double threshold)
    {
        var names = new NameGenerator(17);
        var listed = names.Listed(260);
        ListedParty[] parties = [.. listed.Select((name, number) =>
            Listed.Party(name, number % 3 == 0 ? PartyKind.Person : PartyKind.Organization) with { Id = $"E{number}" })];
        var queries = Enumerable.Range(0, 500).Select(number => number % 10 == 0 ? names.Foreign() : names.Misspelt(listed));
        Compare(WatchlistIndex.Open(WatchlistIndexWriter.Write([.. parties])), queries, Listed.Thresholds with { T1 = threshold });
    }

    private void Compare(IEnumerable<string> names, MatchThresholds thresholds)
    {
        if (Parts == 1)
        {
            Compare(RealList.Index, names, thresholds);
            return;
        }

        // A lower threshold, so that a part has matches to compare.
        thresholds = thresholds with { T1 = 0.65 };
        var part = RealList.Parties().Where((_, number) => number % Parts == 0);
        Compare(WatchlistIndex.Open(WatchlistIndexWriter.Write([.. part])), names, thresholds);
    }

    private void Compare(WatchlistIndex index, IEnumerable<string> names, MatchThresholds thresholds)
    {
        var oracle = new Oracle(index);
        var compared = 0;
        foreach (var name in names)
        {
            var expected = oracle.Find(name, thresholds.T1);
            var actual = index.Search(Listed.Query(name, PartyKind.Unknown), thresholds, int.MaxValue)
                .ToDictionary(match => match.Index, match => match.Score);
            foreach (var party in expected.Keys.Union(actual.Keys))
            {
                var (right, found) = (Math.Round(expected.GetValueOrDefault(party), 4), actual.GetValueOrDefault(party));
                Assert.True(right.Equals(found), $"{name} | {index.PartyAt(party).Name}: {right}, found with {found}");
            }

            compared += expected.Count;
        }

        output.WriteLine($"{compared} matches compared");
        Assert.True(compared > (Parts == 1 ? 20 : 3), $"{compared} matches are too few");
    }
}
