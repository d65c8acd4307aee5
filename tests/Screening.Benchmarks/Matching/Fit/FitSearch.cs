using System.Collections.Immutable;
using Screening.Engine.Parties.Scoring;

namespace Screening.Benchmarks.Matching.Fit;

/// <summary>
/// Finds weights of low loss: one weight after the other is moved up and down by shrinking steps, and a move is kept where the loss falls.
/// A weight stays in its range of the policy, and the order of weights that belong together is kept.
/// </summary>
internal static class FitSearch
{
    // A weight that the rows do not need stays where it is.
    private const double CostOfChange = 0.004;
    private const double Least = 3e-4;
    private static readonly ImmutableArray<double> Steps = [0.35, 0.2, 0.1, 0.05];

    // The first of each pair is never more than the second: what says more about the difference of two names costs no less.
    private static readonly ImmutableArray<(string Less, string More)> Order =
    [
        ("missingFromRareWord", "missingFromWhole"), ("missingFromWhole", "missingInQuery"), ("missingInQuery", "extraInQuery"),
        ("misspeltOfMany", "misspeltOfTwo"), ("misspeltOfMany", "misspeltAlone"), ("initial", "initialOfCompany"), ("onlyCommonWordsOfWhole", "onlyCommonWords"),
        ("legalFormMissing", "legalForm"), ("family", "contained"),
    ];

    /// <summary>Weights that are no matter of names, or that a law fixes: a contained name is possible whatever stands around it.</summary>
    public static ImmutableArray<string> Fixed { get; } = ["kind", "birthDate", "weakAlias", "related", "contained", "family", "otherPlace"];

    /// <summary>Fits the weights to <paramref name="rows"/>.</summary>
    public static MatchWeights Fit(IReadOnlyList<FitRow> rows, MatchWeights from, TextWriter? log = null)
    {
        var (best, loss) = (from, FitLoss.Of(rows, from));
        foreach (var step in Steps)
        {
            foreach (var weight in MatchWeight.All.Where(weight => !Fixed.Contains(weight.Name)))
            {
                foreach (var factor in (double[])[1 + step, 1 / (1 + step)])
                {
                    var trial = Moved(weight, best, factor);
                    if (trial is null)
                    {
                        continue;
                    }

                    var tried = FitLoss.Of(rows, trial) + Change(trial, from);
                    if (tried < loss - Least)
                    {
                        (best, loss) = (trial, tried);
                        break;
                    }
                }
            }

            log?.WriteLine($"  step {step:0.00}: loss {loss:0.0000}");
        }

        return best;
    }

    private static MatchWeights? Moved(MatchWeight weight, MatchWeights from, double factor)
    {
        var moved = weight.With(from, Math.Round(Math.Clamp(Math.Max(weight.Get(from), 0.004) * factor, weight.Least, weight.Most), 4));
        return IsOrdered(moved) && !weight.Get(moved).Equals(weight.Get(from)) ? moved : null;
    }

    private static bool IsOrdered(MatchWeights weights) => Order.All(pair => Value(pair.Less, weights) <= Value(pair.More, weights));

    private static double Value(string name, MatchWeights weights) => MatchWeight.All.Single(weight => weight.Name == name).Get(weights);

    private static double Change(MatchWeights weights, MatchWeights from) =>
        CostOfChange * MatchWeight.All.Average(weight => Math.Abs(Math.Log((weight.Get(weights) + 0.01) / (weight.Get(from) + 0.01))));
}
