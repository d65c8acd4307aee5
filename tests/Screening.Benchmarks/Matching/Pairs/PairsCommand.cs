using System.Text.Json;

namespace Screening.Benchmarks.Matching.Pairs;

/// <summary>Scores labelled pairs of names.</summary>
internal static class PairsCommand
{
    private const int Errors = 20;

    public static int Run(string file)
    {
        var pairs = ScoredPair.Read(file);
        var report = new PairReport(pairs, Product.Settings.T1);
        report.Print(Console.Out);
        report.PrintErrors(Console.Out, Errors);
        var (best, at) = report.Best();
        Console.WriteLine($"best F1 of the benchmark at {at:0.00}; pairs at exactly 1: {pairs.Count(pair => pair.Score >= 1)}");
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["suite"] = "pairs",
            ["rows"] = pairs.Length,
            ["f1"] = Math.Round(report.F1OfBench, 4),
            ["f1_all"] = Math.Round(report.F1OfAll, 4),
            ["best_f1"] = Math.Round(best, 4),
            ["strong_errors"] = report.StrongErrors,
            ["recall_cross_script"] = Math.Round(report.RecallAcrossScripts, 4),
        }));
        return 0;
    }
}
