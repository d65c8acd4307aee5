using Screening.Engine.Model;
using Screening.Engine.Parties;

namespace Screening.Engine.Tests.Parties;

public sealed class OracleTests(ITestOutputHelper output)
{
    private const int Every = 36;

    [Fact]
    public void TheIndex_FindsAllThatScoringEveryNameFinds()
    {
        var index = RealList.Index;
        var oracle = new Oracle(index);
        var compared = 0;
        foreach (var row in RealList.Queries().Where((_, number) => number % Every == 0))
        {
            var expected = oracle.Find(row[2], Listed.Thresholds.T1);
            var actual = index.Search(Listed.Query(row[2], PartyKind.Unknown), Listed.Thresholds, int.MaxValue)
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
