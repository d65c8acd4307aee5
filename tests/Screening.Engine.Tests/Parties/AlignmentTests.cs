using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Search;
using Screening.Engine.Parties.Text;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Parties;

/// <summary>Which word stands for which: the most telling pair first, each word once.</summary>
public sealed class AlignmentTests
{
    private const int Words = 6;

    private static readonly Gen<WordEdge> Edge = Gen.Select(
        Gen.Int[0, Words - 2], Gen.Int[1, 2], Gen.Int[0, Words - 2], Gen.Int[1, 2], Gen.OneOfConst(1, 0.9, 0.8), Gen.Bool,
        (asked, askedCount, listed, listedCount, similarity, isInitial) => new WordEdge(asked, askedCount, listed, listedCount, similarity, isInitial));

    // Ties are the rule: weights repeat, and so do similarities. More than 64 pairs come of names of many initials.
    [Fact]
    public void Align_ChoosesWhatSortingAllAndTakingTheFirstFreeOneChooses() =>
        Gen.Select(Edge.Array[0, 150], Gen.OneOfConst(1, 0.5, 0.25).Array[Words]).Sample((edges, weights) =>
        {
            var query = new QueryName(NameParser.ParseListed("alpha beta gamma delta kappa sigma", PartyKind.Organization), weights);
            var alignment = new NameAlignment();
            // One place, one pair: two that differ in nothing but how alike they are have no order.
            var distinct = edges.DistinctBy(edge => (edge.QueryStart, edge.QueryCount, edge.ListedStart, edge.ListedCount)).ToList();
            var expected = Chosen(query, distinct);
            alignment.Align(query, Words, [.. distinct]);
            Assert.Equal(expected, alignment.Chosen.ToArray());
            for (var word = 0; word < Words; word++)
            {
                Assert.Equal(expected.Any(edge => word >= edge.QueryStart && word < edge.QueryStart + edge.QueryCount), alignment.IsQueryUsed(word));
                Assert.Equal(expected.Any(edge => word >= edge.ListedStart && word < edge.ListedStart + edge.ListedCount), alignment.IsListedUsed(word));
            }
        }, iter: Effort.Of(5_000));

    private static List<WordEdge> Chosen(QueryName query, List<WordEdge> edges)
    {
        var chosen = new List<WordEdge>();
        var best = edges
            .OrderByDescending(edge => query.WeightOf(edge)
                * (edge.IsInitial ? 0.01 : edge.QueryCount != edge.ListedCount ? Cubed(Cubed(edge.Similarity)) : Cubed(edge.Similarity)))
            .ThenBy(edge => Math.Abs(edge.QueryStart - edge.ListedStart))
            .ThenBy(edge => (edge.QueryStart, edge.ListedStart, edge.QueryCount, edge.ListedCount));
        foreach (var edge in best)
        {
            if (chosen.TrueForAll(other => !Meet(edge.QueryStart, edge.QueryCount, other.QueryStart, other.QueryCount)
                && !Meet(edge.ListedStart, edge.ListedCount, other.ListedStart, other.ListedCount)))
            {
                chosen.Add(edge);
            }
        }

        return [.. chosen.OrderBy(edge => edge.QueryStart)];
    }

    private static double Cubed(double value) => value * value * value;

    private static bool Meet(int first, int count, int second, int secondCount) => first < second + secondCount && second < first + count;
}
