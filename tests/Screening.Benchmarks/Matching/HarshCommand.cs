using System.Globalization;
using System.Text.Json;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;

namespace Screening.Benchmarks.Matching;

/// <summary>
/// Generates the harsh set of a seed and runs its queries. Seeds up to 199 were used for tuning; higher ones are held out.
/// </summary>
internal static class HarshCommand
{
    /// <summary>Runs a share of the set; 1 is all of it. Prints at most <paramref name="errors"/> errors of each kind.</summary>
    public static int Run(int seed, double share, int errors)
    {
        var parties = Corpus.List(DataFolder.List);
        var index = WatchlistIndex.Open(WatchlistIndexWriter.Write(parties));
        var questions = HarshSet.Make(parties, DataFolder.Path, seed, share);
        var report = new QuestionReport(QuestionRun.Of(index, questions), Product.Settings.T1);
        report.Print(Console.Out);
        report.PrintErrors(Console.Out, errors);
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["suite"] = "harsh",
            ["seed"] = seed.ToString(CultureInfo.InvariantCulture),
            ["questions"] = questions.Length,
            ["recall_at_10"] = Math.Round(report.Recall, 4),
            ["alert_rate"] = Math.Round(report.AlertRate, 4),
            ["alert_rate_of_unequal"] = Math.Round(report.AlertRateOfOthers, 4),
            ["ties"] = Math.Round(report.Ties, 4),
            ["by_kind"] = report.ByKind(),
        }));
        return 0;
    }
}
