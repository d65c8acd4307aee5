namespace Screening.Benchmarks.Matching;

/// <summary>Recall and alerts of a run, by kind and by threshold, and the errors nearest to the threshold.</summary>
internal sealed class QuestionReport(IReadOnlyList<QuestionResult> results, double threshold)
{
    private static readonly double[] Thresholds = [0.70, 0.75, 0.78, 0.80, 0.82, 0.83, 0.84, 0.85, 0.86, 0.87, 0.88, 0.90, 0.92, 0.95];

    /// <summary>Share of targets found.</summary>
    public double Recall => Share(results.Where(result => !result.Question.IsNegative), threshold);

    /// <summary>Share of ordinary names with any result.</summary>
    public double AlertRate => Share(results.Where(result => result.Question.IsNegative), threshold);

    /// <summary>Share of targets found, without rows whose label may be wrong.</summary>
    public double SureRecall => new QuestionReport(Sure, threshold).Recall;

    /// <summary>Share of ordinary names with any result, without rows whose label may be wrong.</summary>
    public double SureAlertRate => new QuestionReport(Sure, threshold).AlertRate;

    /// <summary>The same without names that equal a listed name word for word.</summary>
    public double AlertRateOfOthers => AlertsOfOthers(threshold);

    /// <summary>Share of alerts whose highest score is shared by entries of different names.</summary>
    public double Ties
    {
        get
        {
            var alerts = results.Where(result => result.Score >= threshold).ToArray();
            return alerts.Length == 0 ? 0 : (double)alerts.Count(result => result.IsTied) / alerts.Length;
        }
    }

    /// <summary>Share found, or with an alert, by kind.</summary>
    public SortedDictionary<string, double> ByKind() => new(results.GroupBy(result => result.Question.Kind)
        .ToDictionary(group => group.Key, group => Math.Round(Share(group, threshold), 4)), StringComparer.Ordinal);

    /// <summary><see cref="ByKind"/> without rows whose label may be wrong.</summary>
    public SortedDictionary<string, double> SureByKind() => new QuestionReport(Sure, threshold).ByKind();

    private QuestionResult[] Sure => [.. results.Where(result => !result.Question.IsDoubtful)];

    public void Print(TextWriter output)
    {
        output.WriteLine($"{"kind",-26}{"rows",6}{"found",7}{"share",8}{"sure",6}{"found",7}{"share",8}   at {threshold:0.000}");
        foreach (var group in results.GroupBy(result => result.Question.Kind).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var found = group.Count(result => result.Score >= threshold);
            var sure = group.Where(result => !result.Question.IsDoubtful).ToArray();
            output.WriteLine($"{group.Key,-26}{group.Count(),6}{found,7}{(double)found / group.Count(),8:0.0000}"
                + $"{sure.Length,6}{sure.Count(result => result.Score >= threshold),7}{Share(sure, threshold),8:0.0000}");
        }

        output.WriteLine($"{"threshold",-12}{"recall",8}{"alerts",8}{"others",8}   by kind, ordinary names equal to a listed one left out of `others`");
        foreach (var at in Thresholds)
        {
            var kinds = results.GroupBy(result => result.Question.Kind).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Key} {Share(group, at):0.000}");
            output.WriteLine($"{at,-12:0.00}{Share(results.Where(result => !result.Question.IsNegative), at),8:0.0000}"
                + $"{Share(results.Where(result => result.Question.IsNegative), at),8:0.0000}{AlertsOfOthers(at),8:0.0000}   {string.Join(", ", kinds)}");
        }

        output.WriteLine($"ties at the highest score among alerts: {Ties:0.0000}");
    }

    /// <summary>Prints the misses and the false alerts with the highest scores.</summary>
    public void PrintErrors(TextWriter output, int most)
    {
        output.WriteLine("misses");
        foreach (var miss in results.Where(result => !result.Question.IsNegative && result.Score < threshold)
            .OrderByDescending(result => result.Score).Take(most))
        {
            output.WriteLine($"  {miss.Score:0.000} {miss.Question.Kind,-24} {miss.Question.Text} | {miss.Question.TargetNames.FirstOrDefault()} | {miss.Found}");
        }

        output.WriteLine("false alerts");
        foreach (var alert in results.Where(result => result.Question.IsNegative && result.Score >= threshold && !result.IsEqual)
            .OrderByDescending(result => result.Score).Take(most))
        {
            output.WriteLine($"  {alert.Score:0.000} {alert.Question.Kind,-24} {alert.Question.Text} | {alert.Found}");
        }
    }

    private double AlertsOfOthers(double at) =>
        Share(results.Where(result => result.Question.IsNegative && !(result.IsEqual && result.Score >= at)), at);

    private static double Share(IEnumerable<QuestionResult> some, double at)
    {
        var all = some.ToArray();
        return all.Length == 0 ? 0 : (double)all.Count(result => result.Score >= at) / all.Length;
    }
}
