namespace Screening.Benchmarks.Matching.Pairs;

/// <summary>How well scores separate same from different names, by source and by threshold.</summary>
internal sealed class PairReport(IReadOnlyList<ScoredPair> pairs, double threshold)
{
    /// <summary>Rows of the name benchmark.</summary>
    public IReadOnlyList<ScoredPair> Bench { get; } = [.. pairs.Where(pair => pair.Pair.IsBench)];

    /// <summary>Wrong rows at the threshold among those that must be right.</summary>
    public int StrongErrors => Bench.Count(pair => pair.Pair.IsStrong && IsWrong(pair));

    /// <summary>Share of full names across scripts that match at the threshold.</summary>
    public double RecallAcrossScripts
    {
        get
        {
            var rows = pairs.Where(pair => pair.Pair.IsCrossScript).ToArray();
            return rows.Length == 0 ? 0 : (double)rows.Count(pair => pair.Score >= threshold) / rows.Length;
        }
    }

    /// <summary>F1 over all rows.</summary>
    public double F1OfAll => F1(pairs, threshold);

    /// <summary>F1 over the benchmark.</summary>
    public double F1OfBench => F1(Bench, threshold);

    /// <summary>Best F1 over the benchmark, and where.</summary>
    public (double F1, double At) Best() =>
        Enumerable.Range(50, 51).Select(at => (F1(Bench, at / 100.0), at / 100.0)).MaxBy(entry => entry.Item1);

    /// <summary>Prints sources and the curve.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine($"{"source",-46}{"same",6}{"found",7}{"recall",8}{"other",7}{"alerts",7}   at {threshold:0.000}");
        foreach (var group in pairs.GroupBy(pair => pair.Pair.Source.Split('#')[0]).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var same = group.Where(pair => pair.IsSame).ToArray();
            var found = same.Count(pair => pair.Score >= threshold);
            output.WriteLine($"{group.Key,-46}{same.Length,6}{found,7}{(same.Length == 0 ? "-" : $"{(double)found / same.Length:0.000}"),8}"
                + $"{group.Count() - same.Length,7}{group.Count(pair => !pair.IsSame && pair.Score >= threshold),7}");
        }

        output.WriteLine($"{"threshold",-12}{"F1 bench",9}{"F1 all",9}{"STRONG errors",15}{"across scripts",16}");
        for (var at = 0.70; at < 0.955; at += 0.01)
        {
            var report = new PairReport(pairs, Math.Round(at, 2));
            output.WriteLine($"{at,-12:0.00}{report.F1OfBench,9:0.0000}{report.F1OfAll,9:0.0000}{report.StrongErrors,15}{report.RecallAcrossScripts,16:0.0000}");
        }
    }

    /// <summary>Prints wrong benchmark rows, the largest errors first.</summary>
    public void PrintErrors(TextWriter output, int most)
    {
        output.WriteLine("wrong rows of the benchmark");
        foreach (var pair in Bench.Where(IsWrong).OrderByDescending(pair => Math.Abs(pair.Score - threshold)).Take(most))
        {
            output.WriteLine($"  {pair.Score:0.000} {(pair.IsSame ? "same " : "other")} {pair.Pair.Query} | {pair.Pair.Candidate} | {pair.Pair.Source}");
        }
    }

    private bool IsWrong(ScoredPair pair) => pair.IsSame != pair.Score >= threshold;

    private static double F1(IEnumerable<ScoredPair> rows, double at)
    {
        int right = 0, wrong = 0, missed = 0;
        foreach (var pair in rows)
        {
            var isFound = pair.Score >= at;
            right += isFound && pair.IsSame ? 1 : 0;
            wrong += isFound && !pair.IsSame ? 1 : 0;
            missed += !isFound && pair.IsSame ? 1 : 0;
        }

        return right == 0 ? 0 : 2.0 * right / ((2.0 * right) + wrong + missed);
    }
}
