using System.Diagnostics;
using System.Text.Json;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;

namespace Screening.Benchmarks.Matching;

/// <summary>
/// Time, memory and start of a search over many names: copies of the complete list, each copy of a name with its own letters so
/// that the vocabulary grows too. All data derive from a fixed seed.
/// </summary>
internal static class SearchCommand
{
    private const int Questions = 2000;
    private const int Seed = 7;

    /// <summary>
    /// Runs over <paramref name="names"/> names. The section is written here and searched in a separate process, so that the
    /// memory for writing it is not counted.
    /// </summary>
    public static int Run(int names)
    {
        var folder = Directory.CreateTempSubdirectory("screening-search");
        try
        {
            var (section, questions) = (Path.Combine(folder.FullName, "section"), Path.Combine(folder.FullName, "questions"));
            Make(names, section, questions);
            var (host, program) = (Environment.ProcessPath!, typeof(SearchCommand).Assembly.Location);
            string[] arguments = [.. host.EndsWith("dotnet", StringComparison.Ordinal) ? [program] : Array.Empty<string>(), "search", "--section", section, questions];
            using var searcher = Process.Start(new ProcessStartInfo(host, arguments) { UseShellExecute = false })!;
            searcher.WaitForExit();
            return searcher.ExitCode;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Searches a written section, and prints time and memory.</summary>
    public static int Search(string section, string queryFile)
    {
        NameQuestion[] questions = [.. Corpus.Lines(queryFile).Select(line => line.Split('\t'))
            .Select(row => new NameQuestion("", Corpus.KindOf(row[0]), row[1], new HashSet<string>()))];
        var bytes = File.ReadAllBytes(section);
        var clock = Stopwatch.StartNew();
        var index = WatchlistIndex.Open(bytes);
        var first = index.Search(Corpus.QueryOf(questions[0].Text, questions[0].Type), Product.Settings, 10).Length;
        var ready = clock.Elapsed.TotalMilliseconds;
        var latency = Latency.Of(index, questions);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"{index.NameCount} names of {index.Count} parties; section {bytes.Length / 1048576.0:0.0} MiB; "
            + $"managed {GC.GetTotalMemory(true) / 1048576.0:0.0} MiB; first search found {first}");
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["suite"] = "search", ["names"] = index.NameCount, ["section_bytes"] = bytes.Length, ["ready_ms"] = Math.Round(ready, 1),
            ["resident_mb"] = Math.Round(process.WorkingSet64 / 1048576.0, 1), ["mean_us"] = latency.Mean, ["p50_us"] = latency.P50,
            ["p95_us"] = latency.P95, ["p99_us"] = latency.P99, ["running_mean_us"] = latency.RunningMean, ["running_p95_us"] = latency.RunningP95,
        }));
        return 0;
    }

    private static void Make(int names, string section, string queryFile)
    {
        var list = Corpus.List(DataFolder.List);
        var random = new Random(Seed);
        var parties = new List<ListedParty>();
        var count = 0;
        for (var copy = 0; count < names; copy++)
        {
            foreach (var party in list)
            {
                var made = copy == 0 ? party : Copy(party, copy, random);
                parties.Add(made);
                count += made.Names.Length;
                if (count >= names)
                {
                    break;
                }
            }
        }

        var questions = NameQuestion.Read(DataFolder.Questions, list);
        random.Shuffle(questions);
        var clock = Stopwatch.StartNew();
        File.WriteAllBytes(section, WatchlistIndexWriter.Write(parties));
        Console.WriteLine($"{count} names written as a section in {clock.Elapsed.TotalMilliseconds:0} ms");
        File.WriteAllLines(queryFile, questions.Take(Questions).Select(question => $"{question.Type}\t{question.Text}"));
    }

    private static ListedParty Copy(ListedParty party, int copy, Random random)
    {
        ListedName[] names = [.. party.Names.Select(name => new ListedName(Perturb(name.Text, random), name.IsWeak))];
        // An entry that lists only an address has no name to change.
        return party with { Id = $"{party.Id}-{copy}", Name = names.Length == 0 ? party.Name : names[0].Text, Names = [.. names] };
    }

    // One word in three is changed: a list of real people and companies shares most of its words too.
    private static string Perturb(string name, Random random) => string.Join(' ', name.Split(' ').Select(word =>
        word.Length < 4 || random.Next(3) > 0 ? word
            : word.Remove(random.Next(1, word.Length - 1), 1).Insert(random.Next(1, word.Length - 1), ((char)('a' + random.Next(26))).ToString())));
}
