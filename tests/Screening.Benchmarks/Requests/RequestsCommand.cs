using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Screening.Benchmarks.Requests;

/// <summary>
/// Posts whole requests to the real app, each in the world it describes, and reports every member of an answer that is not as
/// it must be.
/// </summary>
internal static class RequestsCommand
{
    /// <summary>Findings shown of an answer that is not as it must be.</summary>
    private const int MostFindings = 8;

    /// <summary>Runs a file.</summary>
    /// <param name="file">Cases, one JSON object a line.</param>
    /// <param name="only">Ids of the cases to run; empty for all.</param>
    /// <param name="output">Where the report goes; its last line is JSON.</param>
    /// <param name="answersTo">File for every decision, none when null.</param>
    /// <returns>0 only when at least one case was run and none differs; 2 when the file cannot be run.</returns>
    public static async Task<int> RunAsync(string file, ImmutableArray<string> only, TextWriter output, string? answersTo = null)
    {
        using var answers = new AnswerFile(answersTo);
        var run = new List<(RequestCase Case, ImmutableArray<Difference> Differences)>();
        try
        {
            var cases = RequestCase.Read(file);
            foreach (var environment in Chosen(cases, only).GroupBy(one => one.World.EnvironmentKey, StringComparer.Ordinal))
            {
                await RunAsync(environment, run, output, answers);
            }
        }
        catch (FormatException error)
        {
            await output.WriteLineAsync($"the cases cannot be run: {error.Message}");
            return 2;
        }

        PrintTable(run, output);
        var mismatches = run.Count(one => !one.Differences.IsEmpty);
        await output.WriteLineAsync(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["suite"] = "requests", ["rows"] = run.Count, ["mismatches"] = mismatches,
        }));
        return mismatches == 0 && run.Count > 0 ? 0 : 1;
    }

    private static IEnumerable<RequestCase> Chosen(ImmutableArray<RequestCase> cases, ImmutableArray<string> only) =>
        only.Except(cases.Select(one => one.Id)).FirstOrDefault() is { } unknown
            ? throw new FormatException($"there is no case {unknown}")
            : cases.Where(one => only.IsEmpty || only.Contains(one.Id));

    /// <summary>The cases of one environment, world by world: first those that add no list.</summary>
    private static async Task RunAsync(
        IEnumerable<RequestCase> cases, List<(RequestCase Case, ImmutableArray<Difference> Differences)> run, TextWriter output, AnswerFile answers)
    {
        var worlds = cases.GroupBy(one => one.World.ListsKey, StringComparer.Ordinal).OrderBy(world => world.Key.Length > 0).ToArray();
        var listed = worlds.SelectMany(world => world).SelectMany(one => one.World.Listed).Distinct(StringComparer.Ordinal);
        await using var environment = await WorldEnvironment.StartAsync(worlds[0].First().World, [.. listed]);
        foreach (var world in worlds)
        {
            await environment.EnterAsync(world.First().World);
            foreach (var one in world)
            {
                var (status, body) = await environment.ScreenAsync(one.Body);
                answers.Add(one.Id, DecisionOf(status, body));
                var differences = one.Expected.Check(status, body);
                run.Add((one, differences));
                Print(one, differences, status, body, output);
            }
        }
    }

    /// <summary>The decision, or the whole answer where there is none.</summary>
    private static string DecisionOf(int status, string body)
    {
        using var answer = JsonDocument.Parse(body);
        return answer.RootElement.TryGetProperty("decision", out var decision) ? decision.GetRawText() : $"{status}";
    }

    private static void Print(RequestCase one, ImmutableArray<Difference> differences, int status, string body, TextWriter output)
    {
        if (differences.IsEmpty)
        {
            return;
        }

        output.WriteLine($"{one.Id} {one.Decision}: {one.Why}");
        foreach (var difference in differences)
        {
            output.WriteLine($"  {difference.Member}: expected {difference.Expected}, actual {difference.Actual}");
        }

        if (status != 200)
        {
            return;
        }

        var answer = Answered.Read(body);
        output.WriteLine($"  {answer.Disposition}, {answer.Outcome}{(answer.IsUndecided ? ", undecided" : "")}, asks [{string.Join(" | ", answer.Asked)}]");
        foreach (var finding in answer.Findings.Take(MostFindings))
        {
            output.WriteLine($"    {finding}");
        }

        if (answer.Findings.Length > MostFindings)
        {
            output.WriteLine($"    and {answer.Findings.Length - MostFindings} more findings");
        }
    }

    private static void PrintTable(List<(RequestCase Case, ImmutableArray<Difference> Differences)> run, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("decision   rows  mismatches");
        foreach (var decision in run.GroupBy(one => one.Case.Decision, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{decision.Key,-9} {decision.Count(),5} {decision.Count(one => !one.Differences.IsEmpty),11}"));
        }
    }
}
