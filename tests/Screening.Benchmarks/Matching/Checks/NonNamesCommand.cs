using System.Text.Json.Nodes;
using Screening.Benchmarks.Cases;
using Screening.Engine;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Development;
using Screening.Functions.Http.Contracts.Requests;

namespace Screening.Benchmarks.Matching.Checks;

/// <summary>
/// Texts in the place of a name, each as the end user of a whole request: read as a body and screened with the complete list on
/// file. A text that names no one must be refused, or leave the transaction open with a question about the name. A name must be
/// taken without either.
/// </summary>
internal static class NonNamesCommand
{
    private const string NamePath = "parties[0].name";
    private static readonly DateOnly Today = new(2026, 11, 29);

    /// <summary>Runs the rows of a file: text, label, kind, note.</summary>
    public static int Run(string file, int? rows, int misses)
    {
        var snapshot = ImportedList.Snapshot(DataFolder.List);
        var report = new SuiteReport("nonnames", misses);
        var (refused, asked, taken, matched) = (0, 0, 0, 0);
        foreach (var row in CheckRows.Slice([.. Corpus.Lines(file).Skip(1).Where(line => line.Length > 0).Select(line => line.Split('\t'))], rows))
        {
            var isName = row[1] == "name";
            var answer = Ask(row[0], snapshot);
            refused += answer.IsRefused ? 1 : 0;
            asked += answer.IsAsked ? 1 : 0;
            taken += answer.IsTaken ? 1 : 0;
            matched += !isName && answer.Matches > 0 ? 1 : 0;
            report.Add($"{row[1]}/{row[2]}", row.Length > 3 && SuiteReport.IsDoubtful(row[3]), answer.IsTaken == isName ? null : $"`{row[0]}` {answer.Text}");
        }

        return report.Finish(Console.Out, ("refused", refused), ("asked", asked), ("taken", taken), ("nonnames_matched", matched));
    }

    private static Answer Ask(string text, Snapshot snapshot)
    {
        var body = JsonNode.Parse(SampleRequest.Json)!;
        var party = body["parties"]![0]!.AsObject();
        party["name"] = text;
        party.Remove("kind");
        var parsed = ScreeningRequestParser.Parse(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), Today);
        if (!parsed.IsValid)
        {
            var atName = parsed.Errors.Where(error => error.Path.Contains(NamePath, StringComparison.Ordinal)).ToArray();
            return atName.Length > 0
                ? new Answer(true, false, 0, $"is refused: {atName[0].Message}")
                : throw new InvalidDataException($"{parsed.Errors[0].Path}: {parsed.Errors[0].Message}");
        }

        var decision = ScreeningEngine.Screen(parsed.Value, snapshot, Today, ScreeningMode.Live, CaseWorld.Standing(snapshot, Today));
        var isAsked = decision.MustAnswer.Any(question => question.Fact.Contains(NamePath, StringComparison.Ordinal));
        return new Answer(false, isAsked, decision.Matches.Length,
            $"is {(isAsked ? "asked about" : "taken")}: {Code<Disposition>.Of(decision.Disposition)}, matches {decision.Matches.Length}"
            + $"{(decision.Matches.IsEmpty ? "" : $", the first `{decision.Matches[0].Name}` {decision.Matches[0].Score:0.000}")}");
    }

    private sealed record Answer(bool IsRefused, bool IsAsked, int Matches, string Text)
    {
        public bool IsTaken => !IsRefused && !IsAsked;
    }
}
