using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Parties;

/// <summary>The alignment of query words with listed words: the pair of the greatest weight first, each word once.</summary>
public sealed class AlignmentTests
{
    private const int Words = 6;

    private static readonly Gen<WordEdge> Edge = Gen.Select(
        Gen.Int[0, Words - 2], Gen.Int[1, 2], Gen.Int[0, Words - 2], Gen.Int[1, 2], Gen.OneOfConst(1, 0.9, 0.8), Gen.Bool,
        (query, queryCount, listed, listedCount, similarity, isInitial) => new WordEdge(query, queryCount, listed, listedCount, similarity, isInitial));

    private static readonly Gen<double> Weight = Gen.OneOfConst(1, 0.5, 0.25);

    // Ties are frequent, because weights and similarities repeat. More than 64 pairs occur with names of many initials.
    [Fact]
    public void Align_ChoosesWhatSortingAllAndTakingTheFirstFreeOneChooses() =>
        Gen.Select(Edge.Array[0, 150], Weight.Array[Words], Weight.Array[Words]).Sample((edges, weights, listedWeights) =>
        {
            var query = new QueryName(NameParser.ParseListed("alpha beta gamma delta kappa sigma", PartyKind.Organization), weights);
            var alignment = new NameAlignment();
            // One pair per position: pairs that differ only in their similarity have no defined order.
            var distinct = edges.DistinctBy(edge => (edge.QueryStart, edge.QueryCount, edge.ListedStart, edge.ListedCount)).ToList();
            var expected = Chosen(query, listedWeights, distinct);
            alignment.Align(query, new ListedTerms(new TokenRole[Words], listedWeights, LegalClass.None, PartyKind.Organization), [.. distinct]);
            Assert.Equal(expected, alignment.Chosen.ToArray());
            for (var word = 0; word < Words; word++)
            {
                Assert.Equal(expected.Any(edge => word >= edge.QueryStart && word < edge.QueryStart + edge.QueryCount), alignment.IsQueryUsed(word));
                Assert.Equal(expected.Any(edge => word >= edge.ListedStart && word < edge.ListedStart + edge.ListedCount), alignment.IsListedUsed(word));
            }
        }, iter: Effort.Of(5_000));

    private static List<WordEdge> Chosen(QueryName query, double[] listedWeights, List<WordEdge> edges)
    {
        var chosen = new List<WordEdge>();
        var best = edges
            .OrderByDescending(edge => WeightOf(query, listedWeights, edge)
                * (edge.IsInitial ? 0.01 : edge.QueryCount != edge.ListedCount ? Cubed(Cubed(edge.Similarity)) : Cubed(edge.Similarity)))
            .ThenBy(edge => Math.Abs(edge.QueryStart - edge.ListedStart))
            .ThenBy(edge => (edge.QueryStart, edge.ListedStart, edge.QueryCount, edge.ListedCount));
        foreach (var edge in best)
        {
            if (chosen.TrueForAll(other => !Overlap(edge.QueryStart, edge.QueryCount, other.QueryStart, other.QueryCount)
                && !Overlap(edge.ListedStart, edge.ListedCount, other.ListedStart, other.ListedCount)))
            {
                chosen.Add(edge);
            }
        }

        return [.. chosen.OrderBy(edge => edge.QueryStart)];
    }

    // An edge weighs what its lighter side weighs; an initial what the words of the query weigh.
    private static double WeightOf(QueryName query, double[] listedWeights, WordEdge edge)
    {
        var asked = query.Weights.AsSpan(edge.QueryStart, edge.QueryCount).ToArray().Sum();
        return edge.IsInitial ? asked : Math.Min(asked, listedWeights.AsSpan(edge.ListedStart, edge.ListedCount).ToArray().Sum());
    }

    private static double Cubed(double value) => value * value * value;

    private static bool Overlap(int first, int count, int second, int secondCount) => first < second + secondCount && second < first + count;
}
