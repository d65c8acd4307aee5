using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Screening.Benchmarks.Worlds;
using Screening.Functions.Development;
using Screening.Functions.Storage;

namespace Screening.Benchmarks.Scale;

/// <summary>
/// Several instances on one storage: their joint throughput, the time until a change reaches all of them, whether any decision
/// uses half a change, and the number of storage requests. Instances, storage and clients share this machine, so the throughput
/// is not that of a cloud.
/// </summary>
internal static class ScaleCommand
{
    private const int Changes = 20;
    private const int Connections = 8;
    private const int CompileRequests = 1000;
    private const string Header = "id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,addresses,programs,"
        + "license_requirement,license_policy,notice,source,source_date\n";

    private static readonly TimeSpan Load = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(int count)
    {
        await using var world = await ListedWorld.StartAsync(null);
        await using var instances = await Instances.StartAsync(world, world.Connection, count);
        using var counts = new Counts(world.Connection);
        var check = new DecisionCheck(await world.StorageAsync());
        var idle = await IdleAsync(counts);

        var before = counts.Operations;
        var quiet = await LoadAsync(instances, check, Load);
        var perMillion = (counts.Operations - before) * 1_000_000.0 / Math.Max(1, quiet.Decisions);

        var propagation = await PropagateAsync(instances);
        var stream = StreamAsync(instances, Load);
        var changing = await LoadAsync(instances, check, Load);
        var made = await stream;
        var (builds, took) = await CollapseAsync(instances, counts);

        Console.WriteLine($"{count} instances, {Connections} connections each");
        Console.WriteLine($"  decisions on record, each checked       {quiet.Decisions,8}   {quiet.PerSecond,8:F0}/s   differing {quiet.Torn}");
        Console.WriteLine($"  the same under {made,3} changes              {changing.Decisions,8}   {changing.PerSecond,8:F0}/s   differing {changing.Torn}, from {check.Revisions} revisions");
        Console.WriteLine($"  a change in use everywhere, ms          p50 {At(propagation, 0.5):F0}   p95 {At(propagation, 0.95):F0}   of {propagation.Count}");
        Console.WriteLine($"  storage requests per million screenings {perMillion,12:F0}   and {idle:F1}/s while idle");
        Console.WriteLine($"  {CompileRequests} compile requests at once                    {builds,8} builds, all answered in {took.TotalSeconds:F1} s");
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["suite"] = "scale", ["instances"] = count, ["rps"] = Math.Round(quiet.PerSecond),
            ["propagation_p95_ms"] = Math.Round(At(propagation, 0.95)), ["torn"] = quiet.Torn + changing.Torn,
        }));
        return quiet.Torn + changing.Torn == 0 ? 0 : 1;
    }

    /// <summary>Storage requests per second while no client sends requests.</summary>
    private static async Task<double> IdleAsync(Counts counts)
    {
        var (before, clock) = (counts.Operations, Stopwatch.StartNew());
        await Task.Delay(TimeSpan.FromSeconds(5));
        return (counts.Operations - before) / clock.Elapsed.TotalSeconds;
    }

    private static async Task<Loaded> LoadAsync(Instances instances, DecisionCheck check, TimeSpan time)
    {
        var answers = new ConcurrentBag<byte[]>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(instances.Clients.SelectMany(client => Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed < time)
            {
                using var body = new StringContent(SampleRequest.Json, Encoding.UTF8, "application/json");
                using var answer = await client.PostAsync(SampleRequest.Path, body);
                answer.EnsureSuccessStatusCode();
                answers.Add(await answer.Content.ReadAsByteArrayAsync());
            }
        }))));
        var seconds = clock.Elapsed.TotalSeconds;
        var torn = 0;
        foreach (var answer in answers)
        {
            torn += await check.HoldsAsync(answer) ? 0 : 1;
        }

        return new Loaded(answers.Count, answers.Count / seconds, torn);
    }

    private static async Task<List<double>> PropagateAsync(Instances instances)
    {
        var times = new List<double>();
        for (var change = 0; change < Changes; change++)
        {
            var client = instances.Clients[change % instances.Clients.Count];
            using var filed = await FileAsync(client, change);
            var clock = Stopwatch.StartNew();
            var version = await TwoPersons.VersionAsync(client, filed, instances.Approver, "a change");
            while (instances.Versions().Any(active => active < version))
            {
                await Task.Delay(5);
            }

            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        return times;
    }

    private static async Task<int> StreamAsync(Instances instances, TimeSpan time)
    {
        var (made, clock) = (0, Stopwatch.StartNew());
        while (clock.Elapsed < time)
        {
            await ChangeAsync(instances, made % instances.Clients.Count, Changes + made);
            made++;
        }

        return made;
    }

    /// <summary>
    /// Lists the party of the sample transaction, or one with another name, in turns: every change changes the decision.
    /// </summary>
    private static async Task<HttpResponseMessage> FileAsync(HttpClient client, int number)
    {
        var name = number % 2 == 0 ? "Royal Example Air Force" : $"Somebody Else {number}";
        var csv = Encoding.UTF8.GetBytes($"{Header}S{number},UN,organization,{name},,,,,,,,,,,,bench,2026-07-31\n");
        return await TwoPersons.ImportAsync(client, "own-scale", "date=2026-07-31&source=bench&confirmDrop=true&reason=bench", csv);
    }

    private static async Task ChangeAsync(Instances instances, int instance, int number)
    {
        using var filed = await FileAsync(instances.Clients[instance], number);
        await TwoPersons.VersionAsync(instances.Clients[instance], filed, instances.Approver, "a change");
    }

    private static async Task<(long Builds, TimeSpan Took)> CollapseAsync(Instances instances, Counts counts)
    {
        var handlers = instances.Handlers();
        await ChangeAsync(instances, 0, -1);
        var (before, clock) = (counts.Builds, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, CompileRequests).Select(at =>
            handlers[at % handlers.Count].CompileSnapshot(new QueueMessage($"{at}", "{}", 1), CancellationToken.None)));
        return (counts.Builds - before, clock.Elapsed);
    }

    private static double At(List<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }

    private sealed record Loaded(int Decisions, double PerSecond, int Torn);
}
