using Screening.Engine.Model;
using Screening.Engine.Parties;

namespace Screening.Engine.Tests.Parties;

public sealed class OracleTests(ITestOutputHelper output)
{
    private const int Every = 36;

    [Fact]
    public void TheIndex_FindsAllThatScoringEveryNameFinds() =>
        Compare(RealList.Queries().Where((_, number) => number % Every == 0).Select(row => row[2]), Listed.Thresholds);

    // A lower threshold, since few ordinary names come near a listed one.
    [Fact]
    public void TheIndex_FindsAllAcrossScriptsToo() => Compare(
        ["محمد مهدیان", "احسان ماهان عبدالعلی", "مهدي مهسا معین", "אברהם כהן", "תאלא כהן", "Владимир Тетерин", "Орест Таран", "Рособоронэкспорт",
            "हर्श शशी नायर", "चिनी शाह", "성훈 김", "존 스미스", "ウラジーミル プーチン", "静 林", "华为 技术"],
        Listed.Thresholds with { T1 = 0.75 });

    private void Compare(IEnumerable<string> names, MatchThresholds thresholds)
    {
        var index = RealList.Index;
        var oracle = new Oracle(index);
        var compared = 0;
        foreach (var name in names)
        {
            var expected = oracle.Find(name, thresholds.T1);
            var actual = index.Search(Listed.Query(name, PartyKind.Unknown), thresholds, int.MaxValue)
                .ToDictionary(match => match.Index, match => match.Score);
            Assert.Equal(
                expected.OrderBy(pair => pair.Key).Select(pair => (pair.Key, Math.Round(pair.Value, 4))),
                actual.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
            compared += expected.Count;
        }

        output.WriteLine($"{compared} matches compared");
        Assert.True(compared > 20);
    }
}
