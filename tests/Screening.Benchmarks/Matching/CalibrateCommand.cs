using System.Text.Json;
using Screening.Benchmarks.Matching.Pairs;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;

namespace Screening.Benchmarks.Matching;

/// <summary>
/// The repeatable calibration of T1 and T2: recall and alerts on the queries of the data folder and on held-out harsh sets, F1 of
/// the pairs and recall across scripts, at every threshold, and the thresholds that the rules select.
/// </summary>
internal static class CalibrateCommand
{
    private const double MostAlerts = 0.005;
    private const double MostStrongAlerts = 0.001;
    private static readonly int[] Seeds = [201, 202];

    /// <summary>Prints the curve and the selected thresholds.</summary>
    public static int Run()
    {
        var parties = Corpus.List(DataFolder.List);
        var index = WatchlistIndex.Open(WatchlistIndexWriter.Write(parties));
        var dev = QuestionRun.Of(index, NameQuestion.Read(DataFolder.Questions, parties));
        QuestionResult[] harsh = [.. Seeds.SelectMany(seed => QuestionRun.Of(index, HarshSet.Make(parties, DataFolder.Path, seed)))];
        var pairs = ScoredPair.Read(DataFolder.Pairs);
        Console.WriteLine($"{"threshold",-10}{"recall",8}{"alerts",8}{"harsh",8}{"alerts",8}{"F1",8}{"STRONG",8}{"scripts",8}");
        double t1 = 1, t2 = 1, best = 0;
        for (var step = 70; step <= 98; step++)
        {
            var at = step / 100.0;
            var (plain, hard, scored) = (new QuestionReport(dev, at), new QuestionReport(harsh, at), new PairReport(pairs, at));
            Console.WriteLine($"{at,-10:0.00}{plain.Recall,8:0.0000}{plain.AlertRateOfOthers,8:0.0000}{hard.Recall,8:0.0000}"
                + $"{hard.AlertRateOfOthers,8:0.0000}{scored.F1OfBench,8:0.0000}{scored.StrongErrors,8}{scored.RecallAcrossScripts,8:0.0000}");
            // The lowest threshold with few alerts on the ordinary names of the queries would give twice the alerts on those of
            // the harsh sets.
            if (plain.AlertRateOfOthers <= MostAlerts && scored.StrongErrors == 0 && scored.F1OfBench > best)
            {
                (t1, best) = (at, scored.F1OfBench);
            }

            if (t2 >= 1 && hard.AlertRateOfOthers <= MostStrongAlerts)
            {
                t2 = at;
            }
        }

        Console.WriteLine($"T1, of the best F1 where ordinary names alert at most {MostAlerts:0.0%} and no STRONG row is wrong: {t1:0.00}; shipped {Product.Settings.T1:0.00}");
        Console.WriteLine($"T2, the lowest at which ordinary names of the harsh sets alert at most {MostStrongAlerts:0.0%}: {t2:0.00}; shipped {Product.Settings.T2:0.00}");
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object> { ["suite"] = "calibrate", ["t1"] = t1, ["t2"] = t2 }));
        return 0;
    }
}
