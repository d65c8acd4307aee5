using System.Text.Json;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;

namespace Screening.Benchmarks.Matching.Checks;

/// <summary>
/// Entries that share a word with many siblings beside the complete list: what must be found is found whatever the number of
/// siblings, and a bare common word alerts for none.
/// </summary>
internal static class FamiliesCommand
{
    /// <summary>Runs every question of a file for every number of siblings; a question is right when it is right for each.</summary>
    public static int Run(string file, string list, int? rows, int misses)
    {
        var cases = CheckRows.Read(file, rows);
        var entries = ImportedList.Entries([.. cases.SelectMany(Members)]);
        var complete = ImportedList.PartiesOf(ImportedList.Snapshot(list).Parties);
        var alone = IndexOf(complete);
        var report = new SuiteReport("families", misses);
        var bySize = new SortedDictionary<int, (int Right, int All)>();
        foreach (var test in cases)
        {
            ListedParty?[] members = [.. Members(test).Select(member => entries.GetValueOrDefault(member.Key))];
            var questions = test.GetProperty("queries").EnumerateArray().ToArray();
            var errors = questions.Select(_ => new List<string>()).ToArray();
            foreach (var size in SizesOf(test))
            {
                var index = members.Length == 0 ? alone : IndexOf([.. complete, .. members.Take(size + 1).OfType<ListedParty>()]);
                for (var number = 0; number < questions.Length; number++)
                {
                    var error = ErrorOf(index, questions[number], test.Text("word")!, members.FirstOrDefault());
                    errors[number].AddRange(error is null ? [] : [$"{size}: {error}"]);
                    var (right, all) = bySize.GetValueOrDefault(size);
                    bySize[size] = (right + (error is null ? 1 : 0), all + 1);
                }
            }

            for (var number = 0; number < questions.Length; number++)
            {
                report.Add($"{test.Text("kind")}/{questions[number].Text("kind")}", SuiteReport.IsDoubtful(questions[number].Text("note")),
                    errors[number].Count == 0 ? null : $"`{questions[number].Text("text")}` expects {questions[number].Text("expect")} "
                        + $"({members.FirstOrDefault()?.Name ?? test.Text("word")}), found with siblings {string.Join("; ", errors[number])}");
            }
        }

        Console.WriteLine($"right by number of siblings: {string.Join(", ", bySize.Select(pair => $"{pair.Key}: {pair.Value.Right} of {pair.Value.All}"))}");
        return report.Finish(Console.Out, ("cases", cases.Length), ("checks", bySize.Values.Sum(size => size.All)),
            ("checks_wrong", bySize.Values.Sum(size => size.All - size.Right)),
            ("right_by_size", bySize.ToDictionary(pair => pair.Key, pair => Math.Round((double)pair.Value.Right / pair.Value.All, 4))));
    }

    private static int[] SizesOf(JsonElement test) =>
        test.GetProperty("sizes").GetArrayLength() == 0 ? [0] : [.. test.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt32())];

    // One index of the whole: the rarity of a word depends on all names of an index, so parts searched apart would score otherwise.
    private static WatchlistIndex IndexOf(ListedParty[] parties) => WatchlistIndex.Open(WatchlistIndexWriter.Write(parties));

    private static IEnumerable<(string Key, JsonElement Entry)> Members(JsonElement test)
    {
        if (!test.TryGetProperty("entry", out var entry) || entry.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        return test.GetProperty("siblings").EnumerateArray().Prepend(entry)
            .Select((member, number) => ($"{test.Text("id")}.{number}", member));
    }

    private static string? ErrorOf(WatchlistIndex index, JsonElement question, string word, ListedParty? target)
    {
        var found = index.Search(PartyQuery.FromName(question.Text("text")!), Product.Settings, Limits.MatchesPerParty);
        var isRight = question.Text("expect") switch
        {
            "target" => target is not null && found.Any(match => index.PartyAt(match.Index) is var party && party.Id == target.Id && party.Feed == target.Feed),
            "family" => found.Any(match => index.PartyAt(match.Index).Names.Any(name => Bears(name.Text, word))),
            "none" => found.IsEmpty,
            var other => throw new InvalidDataException($"`{other}` is not an expectation"),
        };
        return isRight ? null : $"{found.Length}{(found.IsEmpty ? "" : $", the best `{found[0].MatchedName}` {found[0].Score:0.000}")}";
    }

    private static bool Bears(string name, string word) =>
        Corpus.Plain(name).Contains(Corpus.Plain(word), StringComparison.Ordinal);
}
