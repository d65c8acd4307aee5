using System.Text.Json;
using Screening.Benchmarks.Matching.Checks;

namespace Screening.Benchmarks.Matching;

/// <summary>Runs the queries of a file against a list and reports recall, alerts and latency.</summary>
internal static class QueriesCommand
{
    /// <summary>
    /// Runs the queries of <paramref name="file"/>; targets by index when <paramref name="targets"/> is given; prints at most
    /// <paramref name="errors"/> misses and alerts; takes a slice of <paramref name="rows"/> rows when given.
    /// </summary>
    public static int Run(string file, string list, string? targets, int errors, int? rows)
    {
        var parties = Corpus.List(list);
        var questions = CheckRows.Slice(targets is null
            ? NameQuestion.Read(file, parties)
            : NameQuestion.Read(file, Corpus.Targets(targets).ToDictionary(party => party.Id, StringComparer.Ordinal)), rows);
        var (index, asPrinted) = ImportedList.Index(list, parties);
        var report = new QuestionReport(QuestionRun.Of(index, questions, asPrinted), Product.Settings.T1);
        report.Print(Console.Out);
        report.PrintErrors(Console.Out, errors);
        var latency = Latency.Of(index, questions);
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["suite"] = "queries",
            ["recall_at_10"] = Math.Round(report.Recall, 4),
            ["recall_sure"] = Math.Round(report.SureRecall, 4),
            ["alert_rate"] = Math.Round(report.AlertRate, 4),
            ["alert_rate_sure"] = Math.Round(report.SureAlertRate, 4),
            ["by_kind"] = report.ByKind(),
            ["by_kind_sure"] = report.SureByKind(),
            ["mean_us"] = latency.Mean,
            ["p50_us"] = latency.P50,
            ["p95_us"] = latency.P95,
            ["p99_us"] = latency.P99, ["running_mean_us"] = latency.RunningMean, ["running_p95_us"] = latency.RunningP95,
        }));
        return 0;
    }
}
