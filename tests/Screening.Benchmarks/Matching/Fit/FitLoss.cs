using Screening.Engine.Parties.Scoring;

namespace Screening.Benchmarks.Matching.Fit;

/// <summary>Errors of one set of rows at the shipped T1.</summary>
/// <param name="Recall">Share of the rows that must match and do, the mean of the kinds.</param>
/// <param name="Alerts">Share of the others that match.</param>
/// <param name="F1">F1 over the rows.</param>
/// <param name="StrongErrors">Rows that must not be wrong and are.</param>
internal sealed record FitErrors(double Recall, double Alerts, double F1, int StrongErrors);

/// <summary>
/// What the fit minimises: for sets of pairs 1 - F1, for sets of queries missed targets and alerts of ordinary names, each computed with a
/// smooth step at T1 so that a row near it counts in part. Each set counts alike, whatever its number of rows.
/// </summary>
internal static class FitLoss
{
    // Scores this far from T1 count as three quarters right or wrong.
    private const double Step = 0.012;

    // One alert among a hundred ordinary names counts like six missed targets among a hundred.
    private const double CostOfAlert = 6;

    // A row that must not be wrong counts like so many others.
    private const double CostOfStrong = 8;

    /// <summary>The loss of each set, by its name.</summary>
    public static SortedDictionary<string, double> BySet(IReadOnlyList<FitRow> rows, MatchWeights weights)
    {
        var scores = Scores(rows, weights);
        return new(Sets(rows).ToDictionary(set => set.Key, set => set.Key is FitRows.Plain or FitRows.Asked
            ? OfQueries(rows, scores, [.. set]) : OfPairs(rows, scores, [.. set])), StringComparer.Ordinal);
    }

    /// <summary>The loss of all sets together.</summary>
    public static double Of(IReadOnlyList<FitRow> rows, MatchWeights weights) => BySet(rows, weights).Values.Average();

    /// <summary>Exact errors of each set, by its name.</summary>
    public static SortedDictionary<string, FitErrors> ErrorsBySet(IReadOnlyList<FitRow> rows, MatchWeights weights)
    {
        var scores = Scores(rows, weights);
        var t1 = Product.Settings.T1;
        return new(Sets(rows).ToDictionary(set => set.Key, set =>
        {
            int right = set.Count(row => rows[row].IsSame && scores[row] >= t1), same = set.Count(row => rows[row].IsSame), found = set.Count(row => scores[row] >= t1);
            return new FitErrors(
                set.Where(row => rows[row].IsSame).GroupBy(row => rows[row].Kind).Select(kind => kind.Average(row => scores[row] >= t1 ? 1.0 : 0)).DefaultIfEmpty(1).Average(),
                (double)(found - right) / Math.Max(1, set.Count() - same), right == 0 ? 0 : 2.0 * right / (same + found),
                set.Count(row => rows[row].IsStrong && rows[row].IsSame != scores[row] >= t1));
        }), StringComparer.Ordinal);
    }

    private static IEnumerable<IGrouping<string, int>> Sets(IReadOnlyList<FitRow> rows) => Enumerable.Range(0, rows.Count).GroupBy(row => rows[row].Set);

    private static double[] Scores(IReadOnlyList<FitRow> rows, MatchWeights weights)
    {
        var scores = new double[rows.Count];
        Parallel.For(0, rows.Count, row => scores[row] = rows[row].Score(weights));
        return scores;
    }

    private static double OfPairs(IReadOnlyList<FitRow> rows, double[] scores, int[] set)
    {
        double right = 0, same = 0, found = 0;
        foreach (var row in set)
        {
            var (weight, match) = (rows[row].IsStrong ? CostOfStrong : 1, Matches(scores[row]));
            right += rows[row].IsSame ? weight * match : 0;
            same += rows[row].IsSame ? weight : 0;
            found += weight * match;
        }

        return 1 - (2 * right / (same + found));
    }

    private static double OfQueries(IReadOnlyList<FitRow> rows, double[] scores, int[] set)
    {
        var missed = set.Where(row => rows[row].IsSame).GroupBy(row => rows[row].Kind).Select(kind => kind.Average(row => 1 - Matches(scores[row])));
        var alerts = set.Where(row => !rows[row].IsSame).Select(row => Matches(scores[row]));
        return missed.DefaultIfEmpty(0).Average() + (CostOfAlert * alerts.DefaultIfEmpty(0).Average());
    }

    private static double Matches(double score) => 1 / (1 + Math.Exp((Product.Settings.T1 - score) / Step));
}
