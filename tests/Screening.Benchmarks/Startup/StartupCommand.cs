using System.Text.Json;
using Screening.Benchmarks.Worlds;

namespace Screening.Benchmarks.Startup;

/// <summary>
/// How long a cold instance takes, from the start of the process to the readiness ping and to the first decision that is
/// on record. The executable is the published package, started as the Functions host starts it.
/// </summary>
internal static class StartupCommand
{
    private const int Runs = 20;

    /// <summary>Starts the package twenty times on a storage that holds <paramref name="list"/>.</summary>
    /// <param name="package">Folder of the published package.</param>
    /// <param name="list">A CSV of a list, gzip or plain; null for the sample list.</param>
    public static async Task<int> RunAsync(string package, string? list)
    {
        await using var world = await ListedWorld.StartAsync(list);
        var cache = Directory.CreateTempSubdirectory("screening-startup-").FullName;
        var starts = new List<ColdStart>();
        // The first start finds no snapshot on the local disk, as on a new instance; it is shown apart.
        for (var run = 0; run <= Runs; run++)
        {
            await using var handler = new HandlerProcess(package, world.Connection, cache);
            starts.Add(await handler.StartAsync(world.Key));
        }

        Directory.Delete(cache, recursive: true);
        var warm = starts[1..];
        Console.WriteLine("median of each phase, ms from the start of the process:");
        foreach (var phase in warm[0].Phases.Keys)
        {
            Console.WriteLine($"  {phase,-44} {Median(warm.Select(start => start.Phases.GetValueOrDefault(phase))),8:F1}");
        }

        Console.WriteLine($"  {"ready (GET / answered)",-44} {Median(warm.Select(start => start.ReadyMs)),8:F1}");
        Console.WriteLine($"  {"first decision on record",-44} {Median(warm.Select(start => start.DecisionMs)),8:F1}");
        Console.WriteLine($"  {"first decision, nothing on the local disk",-44} {starts[0].DecisionMs,8:F1}");
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["suite"] = "startup", ["n"] = Runs, ["to_ready_ms"] = Round(Median(warm.Select(start => start.ReadyMs))),
            ["to_first_decision_ms"] = Round(Median(warm.Select(start => start.DecisionMs))),
        }));
        return 0;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double Round(double milliseconds) => Math.Round(milliseconds, 1);
}

/// <summary>One start.</summary>
/// <param name="ReadyMs">From the start of the process until the ping was answered.</param>
/// <param name="DecisionMs">Until the first decision was answered, which is on record then.</param>
/// <param name="Phases">What the process itself tells of its start, ms from its start.</param>
internal sealed record ColdStart(double ReadyMs, double DecisionMs, IReadOnlyDictionary<string, double> Phases);
