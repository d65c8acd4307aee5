using System.Diagnostics;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.Parties;

/// <summary>
/// Recall and alert rate over the complete list. The limits are below the measured values, so that they detect a regression and
/// not small variations.
/// </summary>
public sealed class RealListTests(ITestOutputHelper output)
{
    private const double RecallFloor = 0.98;
    private const double KindFloor = 0.92;
    private const double AlertCeiling = 0.006;

    [Fact]
    public void FindsMutatedNames_WithinTheLimitOfAlerts()
    {
        var index = RealList.Index;
        Assert.Equal(25_921, index.Count);
        var names = Enumerable.Range(0, index.Count).Select(index.PartyAt)
            .ToLookup(party => (party.List, party.Name), party => party.Names.Select(name => Plain(name.Text)).ToHashSet());
        var tally = new SortedDictionary<string, (int Hits, int Rows)>(StringComparer.Ordinal);
        var watch = Stopwatch.StartNew();
        foreach (var row in RealList.Queries())
        {
            var found = index.Search(Listed.Query(row[2], RealList.KindOf(row[1])), Listed.Thresholds, 10);
            var hit = row[3].StartsWith("neg", StringComparison.Ordinal)
                ? found.Length > 0
                : found.Any(match => names[(row[4], row[6])].Any(target =>
                    index.PartyAt(match.Index).Names.Any(name => target.Contains(Plain(name.Text)))));
            var (hits, rows) = tally.GetValueOrDefault(row[3]);
            tally[row[3]] = (hits + (hit ? 1 : 0), rows + 1);
        }

        Report(tally, watch.Elapsed);
        var kinds = tally.Where(kind => !kind.Key.StartsWith("neg", StringComparison.Ordinal)).ToArray();
        var negatives = tally.Where(kind => kind.Key.StartsWith("neg", StringComparison.Ordinal)).ToArray();
        Assert.InRange(Share(kinds), RecallFloor, 1);
        Assert.All(kinds, kind => Assert.InRange((double)kind.Value.Hits / kind.Value.Rows, KindFloor, 1));
        Assert.InRange(Share(negatives), 0, AlertCeiling);
    }

    private void Report(SortedDictionary<string, (int Hits, int Rows)> tally, TimeSpan elapsed)
    {
        foreach (var (kind, (hits, rows)) in tally)
        {
            output.WriteLine($"{kind,-16} {hits,4} of {rows}");
        }

        output.WriteLine($"{elapsed.TotalMicroseconds / tally.Values.Sum(value => value.Rows):F0} us per search, with its check");
    }

    private static double Share(KeyValuePair<string, (int Hits, int Rows)>[] kinds) =>
        (double)kinds.Sum(kind => kind.Value.Hits) / kinds.Sum(kind => kind.Value.Rows);

    private static string Plain(string name) => string.Join(' ', name.ToLowerInvariant()
        .Split([' ', '.', ',', ';', ':', '-', '\'', '"', '(', ')', '/', '&'], StringSplitOptions.RemoveEmptyEntries));
}
