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
        Console.WriteLine($"median of {Runs} starts, from the start of the process        ms   processor ms");
        foreach (var phase in warm[0].Phases.Keys)
        {
            Print(phase, warm, start => start.Phases.GetValueOrDefault(phase));
        }

        Print("ready (GET / answered)", warm, start => start.Ready);
        Print("first decision on record", warm, start => start.Decision);
        Print("the same with nothing on the local disk, once", starts[..1], start => start.Decision);
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["suite"] = "startup", ["n"] = Runs, ["to_ready_ms"] = Round(Median(warm.Select(start => start.Ready.Ms))),
            ["to_first_decision_ms"] = Round(Median(warm.Select(start => start.Decision.Ms))),
        }));
        return 0;
    }

    private static void Print(string what, List<ColdStart> starts, Func<ColdStart, (double Ms, double Cpu)> of) => Console.WriteLine(
        $"  {what,-48} {Median(starts.Select(start => of(start).Ms)),8:F1} {Median(starts.Select(start => of(start).Cpu)),10:F1}");

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double Round(double milliseconds) => Math.Round(milliseconds, 1);
}

/// <summary>One start.</summary>
/// <param name="Ready">Until the ping was answered: ms from the start of the process, and ms of processor time.</param>
/// <param name="Decision">Until the first decision was answered, which is on record then.</param>
/// <param name="Phases">What the process itself tells of its start.</param>
internal sealed record ColdStart(
    (double Ms, double Cpu) Ready, (double Ms, double Cpu) Decision, IReadOnlyDictionary<string, (double Ms, double Cpu)> Phases);
