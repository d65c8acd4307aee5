using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Screening.Functions.Hosting;

namespace Screening.Benchmarks.Load;

/// <summary>
/// The service under load, with what bounds it measured in the same run: a trivial endpoint for the load generator, and
/// the bare insert for storage.
/// </summary>
internal static class LoadCommand
{
    /// <summary>Storage of the server that stops before the write, for the program that is started again.</summary>
    public const string StorageVariable = "AzureWebJobsStorage";

    /// <summary>Runs and prints; the last line is JSON.</summary>
    public static async Task<int> RunAsync(LoadOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("screening-load-").FullName;
        try
        {
            await using var azurite = await AzuriteProcess.StartAsync(
                new AzuriteOptions { StorageFolder = Path.Combine(folder, "storage"), Progress = Console.WriteLine }, CancellationToken.None);
            return await RunAsync(options, azurite.ConnectionString);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(LoadOptions options, string storage)
    {
        var key = await LoadServer.KeyAsync(storage);
        var server = await LoadServer.StartProductAsync(storage);
        try
        {
            var entries = FindList(options) is { } list ? await server.ImportAsync(list, key) : 0;
            Console.WriteLine(entries > 0 ? $"{entries} listed parties" : "SKIPPED: the full list is not beside the project; the seed alone");
            if (options.StopsBeforeRecord)
            {
                await server.DisposeAsync();
                server = await LoadServer.StartNoRecordAsync(storage);
            }

            var ceiling = await new LoadClient(server.Address, "GET /healthz", null, null).RunAsync(options.Connections, Math.Min(3, options.Seconds));
            Line("trivial endpoint (ceiling)", ceiling.PerSecond, ceiling);
            var result = await LoadAsync(options, server, key);
            if (!options.StopsBeforeRecord)
            {
                await CompareAsync(options, storage, result);
            }

            Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["suite"] = "load", ["connections"] = options.Connections, ["rps"] = Math.Round(result.PerSecond, 1),
                ["p50_ms"] = Math.Round(result.Percentile(.50), 3), ["p95_ms"] = Math.Round(result.Percentile(.95), 3),
                ["p99_ms"] = Math.Round(result.Percentile(.99), 3), ["errors"] = result.Errors,
            }));
            return result.Errors == 0 ? 0 : 1;
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<LoadResult> LoadAsync(LoadOptions options, LoadServer server, string key)
    {
        var (path, type) = options.Batch == 1 ? (SampleRequest.Path, "application/json") : (SampleRequest.Path + "/batch", "application/x-ndjson");
        var client = new LoadClient(server.Address, "POST " + path, key, new LoadBodies(options).Next) { ContentType = type };
        var before = server.ProcessorTime;
        var result = await client.RunAsync(options.Connections, options.Seconds);
        var busy = (server.ProcessorTime - before).TotalMilliseconds / (options.Seconds * 4 / 3.0 * result.PerSecond);
        Line($"screenings, {(options.IsFresh ? "fresh" : "known")} parties, {(options.StopsBeforeRecord ? "before the record" : "recorded")}", result.PerSecond, result);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.PerSecond * options.Batch:F0} transactions/s; {busy:F3} ms of processor per request"));
        if (client.FirstError is { } error)
        {
            Console.WriteLine($"first error: {error}");
        }

        return result;
    }

    private static async Task CompareAsync(LoadOptions options, string storage, LoadResult result)
    {
        var records = new TableClient(storage, "ScreeningRecords");
        TableEntity? sample = null;
        await foreach (var row in records.QueryAsync<TableEntity>(maxPerPage: 1))
        {
            sample = row;
            break;
        }

        var table = new TableClient(storage, "BareInsert");
        await table.CreateIfNotExistsAsync();
        var bare = await new BareInsert(table, sample!).RunAsync(options.Connections * options.Batch, options.Seconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"the same insert alone: {bare:F0} rows/s; with the whole screening: {result.PerSecond * options.Batch:F0}, {result.PerSecond * options.Batch / bare:P0} of it"));
    }

    private static void Line(string what, double perSecond, LoadResult result) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {perSecond:F0}/s, p50 {result.Percentile(.5):F2} ms, p95 {result.Percentile(.95):F2} ms, p99 {result.Percentile(.99):F2} ms"));

    /// <summary>The full list, where the shared data stand beside the project.</summary>
    private static string? FindList(LoadOptions options)
    {
        if (options.List is not null)
        {
            return options.List;
        }

        var shared = Environment.GetEnvironmentVariable("SCREENING_DATA");
        string[] places = [shared ?? "", Path.Combine("..", "shared", "data"), Path.Combine("..", "shared")];
        return places.Select(place => Path.Combine(place, "watchlists", "csl_2026-07-31.flat.csv.gz")).FirstOrDefault(File.Exists);
    }
}
