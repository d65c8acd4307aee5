using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Benchmarks.Cases;
using Screening.Engine;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Snapshots;
using Screening.Functions.Development;
using Screening.Functions.Http.Contracts.Requests;

namespace Screening.Benchmarks.Matching.Worst;

/// <summary>
/// Looks for the slowest name that a caller can send: a hill climb from random names with a fixed seed, on the complete list. What
/// it finds depends on the time it has and on the machine. Times are running times of the thread.
/// </summary>
internal static class WorstCommand
{
    private const int Seed = 14;
    private const int Kept = 6;
    private const int NamesOfOneSource = 6;
    private const int Plain = 1000;
    private static readonly DateOnly Today = new(2026, 11, 29);

    private sealed record Measured(SlowName Name, double Us);

    /// <summary>Climbs for <paramref name="seconds"/> of running time.</summary>
    public static int Run(int seconds)
    {
        var snapshot = ImportedList.Snapshot(DataFolder.List);
        var plain = PlainMedian(snapshot);
        var sources = PartGenerators.Of(ImportedList.PartiesOf(snapshot.Parties));
        var random = new Random(Seed);
        var end = Latency.Running() + (seconds * 1e6);
        var (tried, refused, unequal) = (0, 0, 0);
        List<Measured> best = [];
        Console.WriteLine($"{"names of one source",-40}{"slowest, ms",12}");
        foreach (var source in sources)
        {
            var slowest = Enumerable.Range(0, NamesOfOneSource)
                .Select(number => Try(SlowName.Of(source, random, number == 0 ? null : number))).MaxBy(measured => measured?.Us ?? 0);
            Console.WriteLine($"{source.Name,-40}{(slowest?.Us ?? 0) / 1000,12:0.00}");
        }

        while (Latency.Running() < end)
        {
            Try(random.Next(20) == 0
                ? SlowName.Of(sources[random.Next(sources.Length)], random, random.Next(2) == 0 ? null : random.Next(1, 8))
                : best[random.Next(best.Count)].Name.Changed(sources, random));
        }

        return Print(snapshot, best[0], plain, (tried, refused, unequal));

        // A time near the best ones is measured again and the least counts, because other programs disturb.
        Measured? Try(SlowName name)
        {
            tried++;
            if (!IsAccepted(name.Text))
            {
                refused++;
                return null;
            }

            var (us, found) = Time(snapshot, name);
            for (var again = 0; again < 2 && us > (best.Count < Kept ? 0 : best[^1].Us); again++)
            {
                var (next, foundNext) = Time(snapshot, name);
                us = Math.Min(us, next);
                unequal += foundNext == found ? 0 : 1;
            }

            var measured = new Measured(name, us);
            if (best.All(known => known.Name.Text != name.Text))
            {
                best = [.. best.Append(measured).OrderByDescending(known => known.Us).Take(Kept)];
            }

            return measured;
        }
    }

    private static int Print(Snapshot snapshot, Measured worst, double plain, (int Tried, int Refused, int Unequal) counts)
    {
        string[] Variants(int first, int count) => [.. Enumerable.Range(first, count).Select(worst.Name.Variant)];
        var aliasUs = TimeOfParty(snapshot, worst.Name, Variants(0, Limits.Aliases), []);
        var partyUs = TimeOfParty(snapshot, worst.Name, Variants(Limits.Aliases, Limits.Aliases), Variants(2 * Limits.Aliases, Limits.Owners));
        Console.WriteLine($"tried {counts.Tried}, refused by the request reader {counts.Refused}, different answers to one name {counts.Unequal}");
        Console.WriteLine($"slowest name, {Code<PartyKind>.Of(worst.Name.Kind)}, {worst.Name.Text.Length} characters:\n  {worst.Name.Text}");
        Console.WriteLine($"plain search {plain / 1000:0.000} ms (median); slowest name {worst.Us / 1000:0.00} ms, {worst.Us / plain:0} times as long");
        Console.WriteLine($"a screening of one party with {Limits.Aliases} such aliases {aliasUs / 1000:0} ms; with {Limits.Owners} such owners too {partyUs / 1000:0} ms");
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["suite"] = "worst", ["rows"] = counts.Tried, ["wrong"] = counts.Unequal, ["refused"] = counts.Refused,
            ["plain_ms"] = Math.Round(plain / 1000, 4), ["worst_ms"] = Math.Round(worst.Us / 1000, 2), ["ratio"] = Math.Round(worst.Us / plain, 1),
            ["aliases_ms"] = Math.Round(aliasUs / 1000, 1), ["aliases_ratio"] = Math.Round(aliasUs / plain, 1),
            ["party_ms"] = Math.Round(partyUs / 1000, 1), ["party_ratio"] = Math.Round(partyUs / plain, 1), ["worst"] = worst.Name.Text,
        }));
        return 0;
    }

    private static double PlainMedian(Snapshot snapshot)
    {
        string[][] rows = [.. Corpus.Lines(DataFolder.Questions).Skip(1).Where(line => line.Length > 0).Select(line => line.Split('\t'))];
        var names = Checks.CheckRows.Slice(rows, Plain).Select(row => new SlowName([row[2]], Corpus.KindOf(row[1]))).ToArray();
        var times = Enumerable.Repeat(double.MaxValue, names.Length).ToArray();
        for (var round = 0; round < 3; round++)
        {
            for (var number = 0; number < names.Length; number++)
            {
                times[number] = Math.Min(times[number], Time(snapshot, names[number]).Us);
            }
        }

        Array.Sort(times);
        return times[times.Length / 2];
    }

    private static (double Us, int Found) Time(Snapshot snapshot, SlowName name)
    {
        var query = PartyQuery.FromName(name.Text) with { Kind = name.Kind };
        var from = Latency.Running();
        var found = PartyLookup.Find(snapshot, query, Product.Settings, Limits.MatchesPerParty, Today).Matches.Length;
        return (Latency.Running() - from, found);
    }

    // No two names are equal, not in another call either, so that no result is taken from the cache of the snapshot.
    private static double TimeOfParty(Snapshot snapshot, SlowName name, string[] aliases, string[] owners)
    {
        var body = Body(name.Text);
        var party = body["parties"]![0]!.AsObject();
        party["kind"] = Code<PartyKind>.Of(name.Kind);
        party["aliases"] = new JsonArray([.. aliases.Select(alias => JsonValue.Create(alias))]);
        party["owners"] = new JsonArray([.. owners.Select(owner => new JsonObject { ["name"] = owner, ["percent"] = 1 })]);
        var parsed = Parse(body);
        var request = parsed.IsValid ? parsed.Value : throw new InvalidDataException($"{parsed.Errors[0].Path}: {parsed.Errors[0].Message}");
        var from = Latency.Running();
        ScreeningEngine.Screen(request, snapshot, Today, ScreeningMode.Live, CaseWorld.Standing(snapshot, Today));
        return Latency.Running() - from;
    }

    private static bool IsAccepted(string name) => Parse(Body(name)).IsValid;

    private static JsonNode Body(string name)
    {
        var body = JsonNode.Parse(SampleRequest.Json)!;
        body["parties"]![0]!["name"] = name;
        return body;
    }

    private static Functions.Http.Contracts.Reading.Parsed<ScreeningRequest> Parse(JsonNode body) =>
        ScreeningRequestParser.Parse(Encoding.UTF8.GetBytes(body.ToJsonString()), Today);
}
