using System.Collections.Immutable;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Development;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Lists.Formats;
using Screening.Functions.Seed;

namespace Screening.Benchmarks.Timing;

/// <summary>
/// Time of one screening inside one process, from the parsed request to the canonical bytes of its decision, sequentially on one
/// thread. Storage and HTTP are excluded.
/// </summary>
internal static class TimingCommand
{
    private const int WarmUps = 50;
    private const string NameOfTheSample = "Royal Example Air Force";
    private static readonly DateOnly Today = new(2026, 11, 23);

    /// <summary>Times <paramref name="count"/> screenings against the sample list, or a CSV list, gzip or plain.</summary>
    public static int Run(int count, string? list)
    {
        var source = SeedSource.Create(withSample: list is null);
        source = list is null ? source : source with { Watchlists = [Read(list)] };
        var clock = Stopwatch.StartNew();
        var compiled = SnapshotCompiler.Compile(source);
        if (compiled.Bytes is not { } bytes)
        {
            throw new InvalidDataException($"the snapshot does not compile: {compiled.Errors[0].Message}");
        }

        var compileMs = clock.Elapsed.TotalMilliseconds;
        var snapshot = Snapshot.Open(bytes);
        var requests = Requests([.. source.Watchlists.SelectMany(feed => feed.Entries)]);
        for (var run = 0; run < WarmUps; run++)
        {
            Screen(requests[run % requests.Length], snapshot);
        }

        var times = new double[count];
        for (var run = 0; run < count; run++)
        {
            clock.Restart();
            Screen(requests[run % requests.Length], snapshot);
            times[run] = clock.Elapsed.TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["suite"] = "timing", ["runs"] = count, ["entries"] = snapshot.Lists.Sum(feed => feed.Entries),
            ["compile_ms"] = Math.Round(compileMs, 1), ["median_ms"] = Math.Round(times[count / 2], 4),
            ["p95_ms"] = Math.Round(times[count * 95 / 100], 4), ["max_ms"] = Math.Round(times[^1], 4),
        }));
        return 0;
    }

    private static byte[] Screen(ScreeningRequest request, Snapshot snapshot) =>
        DecisionJson.Write(ScreeningEngine.Screen(request, snapshot, Today, ScreeningEngine.ModeOf(request, snapshot, Today)));

    internal static WatchlistSource Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream csv = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        var read = WatchlistCsv.Read(csv, format: null);
        return read.Errors.IsEmpty
            ? new WatchlistSource
            {
                Feed = "csl", Title = "timed list", Date = Today, Source = "file", ImportId = "timing", Entries = read.Entries,
            }
            : throw new InvalidDataException($"line {read.Errors[0].Line}: {read.Errors[0].Message}");
    }

    /// <summary>
    /// The sample transaction with other end users: every second one is listed, with a doubled letter; the rest are ordinary.
    /// </summary>
    private static ImmutableArray<ScreeningRequest> Requests(ImmutableArray<WatchlistEntrySource> entries)
    {
        string[] ordinary = ["Rift Valley Crop Surveys", "Nordic Wind Turbine Holding AB", "Maria Fernandez Lopez", "Osaka Precision Tools"];
        var step = Math.Max(1, entries.Length / 100);
        return
        [
            .. entries.Where((_, index) => index % step == 0)
                .SelectMany((entry, index) => new[] { Misspelt(entry.Name), ordinary[index % ordinary.Length] })
                .Select(Request),
        ];
    }

    private static string Misspelt(string name) => name.Length > 4 ? name.Insert(4, name[4..5]) : name;

    private static ScreeningRequest Request(string name)
    {
        var quoted = JsonSerializer.Serialize(name[..Math.Min(name.Length, Limits.NameCharacters)]);
        var body = SampleRequest.Json.Replace($"\"{NameOfTheSample}\"", quoted, StringComparison.Ordinal);
        var parsed = ScreeningRequestParser.Parse(Encoding.UTF8.GetBytes(body), Today);
        return parsed.IsValid ? parsed.Value : throw new InvalidDataException(parsed.Errors[0].Message);
    }
}
