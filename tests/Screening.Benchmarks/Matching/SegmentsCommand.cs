using System.Diagnostics;
using System.Text.Json;
using Screening.Benchmarks.Timing;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;
using Screening.Engine.Snapshots;
using Screening.Functions.Seed;

namespace Screening.Benchmarks.Matching;

/// <summary>
/// The complete list with a small own list: time to compile a snapshot in full and after a change of the own list, time to open
/// it, and a search over its segments against one index of the same parties, in turns.
/// </summary>
internal static class SegmentsCommand
{
    private const int Rounds = 7;
    private const int OwnEntries = 50;
    private const int Questions = 2000;

    /// <summary>Measures and prints medians.</summary>
    public static int Run()
    {
        var csl = TimingCommand.Read(DataFolder.List);
        var first = Source(csl, 0);
        var whole = SnapshotCompiler.Compile(first).Bytes ?? throw new InvalidDataException("the snapshot does not compile");
        var previous = Snapshot.Open(whole).Segments;
        var (full, changed, open) = (new double[Rounds], new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            var source = Source(csl, round + 1);
            full[round] = Time(() => SnapshotCompiler.Compile(source));
            changed[round] = Time(() => SnapshotCompiler.Compile(source, previous));
            open[round] = Time(() => Snapshot.Open(whole));
        }

        var segments = Snapshot.Open(whole).Parties;
        var one = WatchlistIndex.Open(WatchlistIndexWriter.Write([.. Enumerable.Range(0, segments.Count).Select(segments.PartyAt)]));
        var questions = NameQuestion.Read(DataFolder.Questions, Corpus.List(DataFolder.List)).Take(Questions).ToArray();
        var (alone, together) = (Latencies(one, questions), new List<Latency>());
        together.AddRange(Latencies(segments, questions));
        alone.AddRange(Latencies(one, questions));
        together.AddRange(Latencies(segments, questions));
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["suite"] = "segments", ["entries"] = segments.Count, ["segments"] = previous.Feeds.Length, ["bytes"] = whole.Length,
            ["compile_full_ms"] = Median(full), ["compile_after_change_ms"] = Median(changed), ["ratio"] = Math.Round(Median(full) / Median(changed), 1),
            ["open_ms"] = Median(open),
            ["one_mean_us"] = Median(alone.Select(latency => latency.RunningMean)), ["one_p95_us"] = Median(alone.Select(latency => latency.RunningP95)),
            ["segments_mean_us"] = Median(together.Select(latency => latency.RunningMean)), ["segments_p95_us"] = Median(together.Select(latency => latency.RunningP95)),
        }));
        return 0;
    }

    private static List<Latency> Latencies(WatchlistIndex index, NameQuestion[] questions) =>
        [.. Enumerable.Range(0, 3).Select(_ => Latency.Of(index, questions))];

    private static SnapshotSource Source(WatchlistSource csl, int change) => SeedSource.Create(withSample: false) with
    {
        Watchlists =
        [
            csl,
            csl with
            {
                Feed = "own-small",
                Entries =
                [
                    .. Enumerable.Range(0, OwnEntries).Select(number => new WatchlistEntrySource
                    {
                        Id = $"{number}", List = "SDN", Name = $"Vornamir {number} Dynamics {change}",
                    }),
                ],
            },
        ],
    };

    private static double Time(Func<object> work)
    {
        GC.Collect();
        var clock = Stopwatch.StartNew();
        GC.KeepAlive(work());
        return clock.Elapsed.TotalMilliseconds;
    }

    private static double Median(IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        return Math.Round(sorted[sorted.Length / 2], 1);
    }
}
