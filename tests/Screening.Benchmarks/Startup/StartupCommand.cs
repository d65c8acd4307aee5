using System.Text.Json;
using Screening.Benchmarks.Hosts;
using Screening.Benchmarks.Worlds;

namespace Screening.Benchmarks.Startup;

/// <summary>
/// Time of a cold instance, from the start of the process to the readiness ping and to the first recorded decision. The
/// executables are the published packages, started as the Functions host starts them, alternating with a trivial handler: on a
/// busy machine the ratio is more reliable than the milliseconds. The last line is that of the last package, the native one where
/// a linker is available.
/// </summary>
internal static class StartupCommand
{
    /// <summary>Starts every package many times on a storage with one list.</summary>
    /// <param name="options">Packages to compare, and the list.</param>
    public static async Task<int> RunAsync(StartupOptions options)
    {
        using var published = await PublishedHandlers.PublishAsync(withPackages: options.Packages.Count == 0);
        var packages = options.Packages.Count > 0 ? options.Packages : published.Packages;
        Console.WriteLine(options.List is null
            ? "THE SAMPLE of 39 parties, because no full list is beside the project: the figures are not those of a full list"
            : $"list: {Path.GetFileName(options.List)}");
        await using var world = await ListedWorld.StartAsync(options.List);
        Console.WriteLine($"{world.Entries} parties in the snapshot");
        var trivial = new List<ColdStart>();
        var starts = packages.Select(_ => new List<ColdStart>()).ToArray();
        var hosted = packages.Select(_ => new List<ColdStart>()).ToArray();
        var caches = packages.Select(_ => Directory.CreateTempSubdirectory("screening-startup-").FullName).ToArray();
        using var busy = new BusyThreads(options.Busy);
        // The first start finds no snapshot on the local disk, as on a new instance. It is reported separately.
        for (var run = 0; run <= options.Runs; run++)
        {
            trivial.Add(await StartAsync(new(published.Trivial, PublishedHandlers.TrivialName, world.Connection, null), null));
            for (var at = 0; at < packages.Count; at++)
            {
                starts[at].Add(await StartAsync(new(packages[at], "Screening.Functions", world.Connection, caches[at]), world.Key));
                hosted[at].Add(await StartBehindHostAsync(new(packages[at], "Screening.Functions", world.Connection, caches[at]), world.Key, packages[at]));
            }
        }

        Array.ForEach(caches, cache => Directory.Delete(cache, recursive: true));
        var floor = trivial[1..];
        Print("trivial handler: first answer", floor, floor, start => start.Ready);
        for (var at = 0; at < packages.Count; at++)
        {
            Print(packages[at], starts[at], floor);
            Print("behind the stand-in host, with a missed tick", hosted[at][1..], floor, start => start.Decision);
        }

        var last = starts[^1][1..];
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["suite"] = "startup", ["package"] = Path.GetFileName(packages[^1]), ["n"] = options.Runs, ["parties"] = world.Entries,
            ["trivial_ms"] = Round(Median(floor.Select(start => start.Ready.Ms))),
            ["to_ready_ms"] = Round(Median(last.Select(start => start.Ready.Ms))),
            ["to_first_decision_ms"] = Round(Median(last.Select(start => start.Decision.Ms))),
            ["behind_host_ms"] = Round(Median(hosted[^1][1..].Select(start => start.Decision.Ms))), ["busy_threads"] = options.Busy,
        }));
        return 0;
    }

    private static async Task<ColdStart> StartAsync(HandlerProcess started, string? key)
    {
        await using var handler = started;
        return await handler.StartAsync(key);
    }

    private static async Task<ColdStart> StartBehindHostAsync(HandlerProcess started, string key, string package)
    {
        await using var handler = started;
        return await handler.StartBehindHostAsync(key, DeclaredRoutes.OfHandler(package).Select(function => function.Route));
    }

    private static void Print(string package, List<ColdStart> starts, List<ColdStart> floor)
    {
        var warm = starts[1..];
        Console.WriteLine($"{package}: median of {warm.Count} starts");
        Console.WriteLine($"  {Megabytes(package)} MB in the folder");
        foreach (var phase in warm[0].Phases.Keys)
        {
            Print(phase, warm, floor, start => start.Phases.GetValueOrDefault(phase));
        }

        Print("ready (GET / answered)", warm, floor, start => start.Ready);
        Print("first decision on record", warm, floor, start => start.Decision);
        Print("the same with nothing on the local disk, once", starts[..1], floor, start => start.Decision);
    }

    private static void Print(string what, List<ColdStart> starts, List<ColdStart> floor, Func<ColdStart, (double Ms, double Cpu)> of)
    {
        var (ms, cpu) = (Median(starts.Select(start => of(start).Ms)), Median(starts.Select(start => of(start).Cpu)));
        var (floorMs, floorCpu) = (Median(floor.Select(start => start.Ready.Ms)), Median(floor.Select(start => start.Ready.Cpu)));
        Console.WriteLine($"  {what,-48} {ms,8:F1} ms {cpu,8:F1} ms of processor   {ms / floorMs:F2} and {cpu / floorCpu:F2} of the trivial handler");
    }

    private static long Megabytes(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) / 1_000_000;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double Round(double milliseconds) => Math.Round(milliseconds, 1);
}

/// <summary>One start.</summary>
/// <param name="Ready">Until the response to the ping: ms from the start of the process, and ms of processor time.</param>
/// <param name="Decision">Until the first recorded decision is returned, in the same units as <paramref name="Ready"/>; for a
/// handler that decides nothing, the same as it.</param>
/// <param name="Phases">Phases that the process itself reports.</param>
internal sealed record ColdStart(
    (double Ms, double Cpu) Ready, (double Ms, double Cpu) Decision, IReadOnlyDictionary<string, (double Ms, double Cpu)> Phases);
