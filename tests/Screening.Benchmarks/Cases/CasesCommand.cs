using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Benchmarks.Cases;

/// <summary>Runs any truth-table file through the whole path and reports every row that differs.</summary>
internal static class CasesCommand
{
    public static async Task<int> RunAsync(string file, string? answersTo)
    {
        using var answers = new AnswerFile(answersTo);
        var rows = CaseRow.Read(file);
        rows = [.. rows, .. rows.Where(CaseRequest.CanDropAnnexItem).Select(row => row with { AnnexItem = "", IsWithoutAnnexItem = true })];
        await using var path = await CasePath.StartAsync();
        var mismatches = new List<string>();
        var ambiguous = new List<string>();
        var skipped = new Dictionary<string, int>(StringComparer.Ordinal);
        var run = 0;
        foreach (var world in rows.GroupBy(CaseWorld.KeyOf))
        {
            var snapshot = await path.SnapshotOfAsync(world.First());
            foreach (var row in world)
            {
                if (CaseWorld.UnknownFlags(row).ToArray() is { Length: > 0 } unknown)
                {
                    throw new FormatException($"{row.Id}: unknown flag {string.Join(", ", unknown)}");
                }

                if (snapshot.Policy(row.Policy) is null)
                {
                    skipped[row.Policy] = skipped.GetValueOrDefault(row.Policy) + 1;
                    continue;
                }

                run++;
                if (Mismatch(row, snapshot, answers) is { } mismatch)
                {
                    (row.IsAmbiguous ? ambiguous : mismatches).Add(mismatch);
                }
            }
        }

        Print("mismatches", mismatches);
        Print("mismatches of ambiguous rows", ambiguous);
        Print("rows of policies not shipped", [.. skipped.Select(pair => $"{pair.Key}: {pair.Value}")]);
        Print("end uses mapped to other", [.. rows.Select(row => row.EndUse).Where(use => use.Length > 0 && !Code<EndUseCode>.TryParse(use, out _)).Distinct()]);
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["suite"] = "cases", ["rows"] = run, ["mismatches"] = mismatches.Count, ["ambiguous_mismatches"] = ambiguous.Count,
            ["skipped"] = skipped.Values.Sum(),
        }));
        return mismatches.Count == 0 && run > 0 ? 0 : 1;
    }

    private static string? Mismatch(CaseRow row, Snapshot snapshot, AnswerFile answers)
    {
        var asOf = CaseRequest.AsOf(row);
        var decision = ScreeningEngine.Screen(CaseRequest.From(row), snapshot, asOf, ScreeningMode.WhatIf, CaseWorld.Standing(snapshot, asOf));
        answers.Add(row.Id, DecisionJson.Write(decision));
        var outcome = Code<Outcome>.Of(decision.Outcome);
        var rule = decision.Undecided?.Label ?? decision.Findings.FirstOrDefault(finding => finding.Wins)?.Rule ?? "none";
        if (outcome == row.ExpectedOutcome && rule == row.ExpectedRule)
        {
            return null;
        }

        var findings = string.Join(", ", decision.Findings.Select(finding =>
            $"{finding.Rule}{(finding.Certain ? "" : "?")}={Code<Outcome>.Of(finding.Outcome)}"));
        var possible = decision.Undecided is { } open
            ? $"; possible {string.Join(", ", open.Possible.Select(Code<Outcome>.Of))}; ask {string.Join(", ", open.Ask)}"
            : "";
        return $"{row.Id}{(row.IsWithoutAnnexItem ? " (without Annex item)" : "")}: expected {row.ExpectedOutcome} by {row.ExpectedRule}, "
            + $"actual {outcome} by {rule}; findings {findings}{possible}";
    }

    private static void Print(string title, List<string> lines)
    {
        Console.WriteLine($"{title}: {lines.Count}");
        foreach (var line in lines)
        {
            Console.WriteLine($"  {line}");
        }
    }
}
