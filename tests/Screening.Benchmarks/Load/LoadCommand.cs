using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Screening.Functions.Development;

namespace Screening.Benchmarks.Load;

/// <summary>
/// The service under load. Its limits are measured in the same run: a trivial endpoint for the load generator, and the bare
/// insert for storage.
/// </summary>
internal static class LoadCommand
{
    /// <summary>Storage of the server that stops before the write, for the restarted program.</summary>
    public const string StorageVariable = "AzureWebJobsStorage";

    // Enough turns to average out other work on the machine, and each long enough to be significant.
    private const int Turns = 4;

    // An instance that runs for hours no longer recompiles code.
    private const double MostWarmSeconds = 12;

    /// <summary>Runs and prints; the last line is JSON.</summary>
    public static async Task<int> RunAsync(LoadOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("screening-load-").FullName;
        try
        {
            await using var azurite = await AzuriteProcess.StartAsync(
                new AzuriteOptions { StorageFolder = Path.Combine(folder, "storage"), IsInMemory = true, Progress = Console.WriteLine }, CancellationToken.None);
            return await RunAsync(options, azurite.ConnectionString, folder);
        }
        finally
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // A process that just ended may still hold a file; temporary files are removed by the system.
            }
        }
    }

    private static async Task<int> RunAsync(LoadOptions options, string storage, string folder)
    {
        var (key, approver) = await LoadServer.KeysAsync(storage);
        var server = await LoadServer.StartProductAsync(storage, folder, options.Package);
        try
        {
            var entries = FindList(options) is { } list ? await server.ImportAsync(list, key, approver) : 0;
            Console.WriteLine(entries > 0 ? $"{entries} listed parties" : "SKIPPED: the full list is not beside the project; the seed alone");
            if (options.StopsBeforeRecord)
            {
                await server.DisposeAsync();
                server = await LoadServer.StartNoRecordAsync(storage, folder);
            }

            var ceiling = await new LoadClient(server.Address, "GET /healthz", null, null).RunAsync(options.Connections, Math.Min(3, options.Seconds));
            Line("trivial endpoint (ceiling)", ceiling.PerSecond, ceiling);
            var line = new Dictionary<string, object> { ["suite"] = "load", ["connections"] = options.Connections };
            var result = options.StopsBeforeRecord ? await LoadAsync(options, server, key) : await CompareAsync(options, server, key, storage, line);
            (line["rps"], line["p50_ms"]) = (Math.Round(result.PerSecond, 1), Math.Round(result.Percentile(.50), 3));
            (line["p95_ms"], line["p99_ms"]) = (Math.Round(result.Percentile(.95), 3), Math.Round(result.Percentile(.99), 3));
            (line["errors"], line["batch"], line["fresh"]) = (result.Errors, options.Batch, options.IsFresh);
            (line["recorded"], line["ceiling_rps"]) = (!options.StopsBeforeRecord, Math.Round(ceiling.PerSecond, 1));
            Console.WriteLine(JsonSerializer.Serialize(line));
            return result.Errors == 0 ? 0 : 1;
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static LoadClient Client(LoadOptions options, LoadServer server, string key)
    {
        var (path, type) = options.Batch == 1 ? (SampleRequest.Path, "application/json") : (SampleRequest.Path + "/batch", "application/x-ndjson");
        return new(server.Address, "POST " + path, key, new LoadBodies(options).Next) { ContentType = type, HasKeys = options.HasKeys };
    }

    private static async Task<LoadResult> LoadAsync(LoadOptions options, LoadServer server, string key)
    {
        var client = Client(options, server, key);
        var before = server.ProcessorTime;
        var result = await client.RunAsync(options.Connections, options.Seconds);
        Report(options, client, result, server.ProcessorTime - before);
        return result;
    }

    /// <summary>
    /// The service and the bare insert alternate, so that other work on the machine and the growth of the storage affect both.
    /// </summary>
    private static async Task<LoadResult> CompareAsync(
        LoadOptions options, LoadServer server, string key, string storage, Dictionary<string, object> line)
    {
        var client = Client(options, server, key);
        // Both start warm, and the bare insert needs a record to copy.
        var warm = Math.Min(options.Seconds, MostWarmSeconds);
        await client.RunAsync(options.Connections, warm);
        var bare = await BareAsync(storage);
        await bare.RunAsync(options.Connections * options.Batch, warm);
        var (turn, rows, busy) = (options.Seconds / (double)Turns, 0, TimeSpan.Zero);
        var runs = new List<LoadResult>();
        for (var at = 0; at < Turns; at++)
        {
            var before = server.ProcessorTime;
            runs.Add(await client.RunAsync(options.Connections, turn));
            busy += server.ProcessorTime - before;
            rows += await bare.RunAsync(options.Connections * options.Batch, turn);
        }

        var result = LoadResult.Of(runs);
        Report(options, client, result, busy);
        var (perSecond, alone) = (result.PerSecond * options.Batch, rows / (double)options.Seconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"the same insert alone: {alone:F0} rows/s, {bare.Failed} failed; with the whole screening: {perSecond:F0}, {perSecond / alone:P0} of it"));
        (line["bare_rps"], line["of_bare"]) = (Math.Round(alone, 1), alone > 0 ? Math.Round(perSecond / alone, 3) : 0);
        return result;
    }

    private static void Report(LoadOptions options, LoadClient client, LoadResult result, TimeSpan busy)
    {
        Line($"screenings, {(options.IsFresh ? "fresh" : "known")} parties, {(options.StopsBeforeRecord ? "before the record" : "recorded")}", result.PerSecond, result);
        var perRequest = busy.TotalMilliseconds / Math.Max(1, options.Seconds * 4 / 3.0 * result.PerSecond);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{result.PerSecond * options.Batch:F0} transactions/s; {perRequest:F3} ms of the server's processor per request"));
        if (client.FirstError is { } error)
        {
            Console.WriteLine($"first error: {error}");
        }
    }

    /// <summary>The bare insert of what the app has written: one of its records and the wrapped key.</summary>
    private static async Task<BareInsert> BareAsync(string storage)
    {
        var records = new TableClient(storage, "ScreeningRecords");
        await foreach (var record in records.QueryAsync<TableEntity>("RowKey lt ':'", maxPerPage: 1))
        {
            var keys = await records.GetEntityAsync<TableEntity>(record.PartitionKey, record.GetString("Keys"));
            var table = new TableClient(storage, "BareInsert");
            await table.CreateIfNotExistsAsync();
            return new BareInsert(table, record, keys.Value.GetBinary("K" + record.RowKey));
        }

        throw new InvalidOperationException("the server recorded nothing, so there is nothing to compare it with");
    }

    private static void Line(string what, double perSecond, LoadResult result) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {perSecond:F0}/s, p50 {result.Percentile(.5):F2} ms, p95 {result.Percentile(.95):F2} ms, p99 {result.Percentile(.99):F2} ms"));

    /// <summary>The full list, where the shared data exist next to the project.</summary>
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
