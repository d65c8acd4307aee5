using System.Text.Json;

namespace Screening.Benchmarks.Matching.Checks;

/// <summary>
/// What is right and wrong in a file of checks, by kind: a table, the wrong rows and one line of JSON. Rows marked as doubtful are
/// counted apart.
/// </summary>
internal sealed class SuiteReport(string suite, int misses)
{
    private readonly SortedDictionary<string, Counts> kinds = new(StringComparer.Ordinal);
    private readonly List<string> wrong = [];

    /// <summary>Whether the note of a row says that its label may be wrong.</summary>
    public static bool IsDoubtful(string? note) => note?.Contains("doubtful", StringComparison.Ordinal) ?? false;

    /// <summary>Counts a row.</summary>
    /// <param name="kind">Kind of the row.</param>
    /// <param name="isDoubtful">Whether its label may be wrong.</param>
    /// <param name="error">What is wrong; null for a right row.</param>
    public void Add(string kind, bool isDoubtful, string? error)
    {
        if (!kinds.TryGetValue(kind, out var counts))
        {
            kinds[kind] = counts = new Counts();
        }

        counts.Rows++;
        counts.SureRows += isDoubtful ? 0 : 1;
        if (error is not null)
        {
            counts.Wrong++;
            counts.SureWrong += isDoubtful ? 0 : 1;
            wrong.Add($"  {kind}{(isDoubtful ? " (doubtful)" : "")}: {error}");
        }
    }

    /// <summary>Prints table and wrong rows, and a line of JSON with <paramref name="more"/> members at its end.</summary>
    public int Finish(TextWriter output, params ReadOnlySpan<(string Name, object Value)> more)
    {
        output.WriteLine($"{"kind",-44}{"rows",7}{"wrong",7}{"right",8}{"sure rows",11}{"wrong",7}");
        foreach (var (kind, counts) in kinds)
        {
            output.WriteLine($"{kind,-44}{counts.Rows,7}{counts.Wrong,7}{counts.Right,8:0.0000}{counts.SureRows,11}{counts.SureWrong,7}");
        }

        output.WriteLine($"wrong: {wrong.Count}{(wrong.Count > misses ? $", the first {misses}" : "")}");
        foreach (var line in wrong.Take(misses))
        {
            output.WriteLine(line);
        }

        var members = new Dictionary<string, object>
        {
            ["suite"] = suite,
            ["rows"] = kinds.Values.Sum(counts => counts.Rows),
            ["wrong"] = wrong.Count,
            ["rows_sure"] = kinds.Values.Sum(counts => counts.SureRows),
            ["wrong_sure"] = kinds.Values.Sum(counts => counts.SureWrong),
            ["right_by_kind"] = kinds.ToDictionary(pair => pair.Key, pair => Math.Round(pair.Value.Right, 4)),
        };
        foreach (var (name, value) in more)
        {
            members[name] = value is double number ? Math.Round(number, 4) : value;
        }

        output.WriteLine(JsonSerializer.Serialize(members));
        return 0;
    }

    private sealed class Counts
    {
        public int Rows { get; set; }

        public int Wrong { get; set; }

        public int SureRows { get; set; }

        public int SureWrong { get; set; }

        public double Right => 1 - ((double)Wrong / Rows);
    }
}
