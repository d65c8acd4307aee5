using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json;
using Screening.Benchmarks.Worlds;
using Screening.Functions;
using Screening.Functions.Security;
using Screening.Functions.Storage;

namespace Screening.Benchmarks.Load;

/// <summary>A server under load: a separate process with its own Azurite.</summary>
internal sealed class LoadServer : IAsyncDisposable
{
    private readonly Process process;
    private bool isDisposed;

    private LoadServer(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.HasExited
                ? throw new InvalidOperationException($"the server ended by itself with code {process.ExitCode}")
                : process.TotalProcessorTime;
        }
    }

    /// <summary>The executable of the product, from the build or from a package.</summary>
    public static Task<LoadServer> StartProductAsync(string storage, string folder, string? package = null) => StartAsync(
        new ProcessStartInfo(Path.Combine(package ?? AppContext.BaseDirectory, "Screening.Functions" + (OperatingSystem.IsWindows() ? ".exe" : ""))), storage, folder);

    /// <summary>This program again, with the wiring that stops before the storage write.</summary>
    public static Task<LoadServer> StartNoRecordAsync(string storage, string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(LoadServer).Assembly.Location);
        }

        start.ArgumentList.Add("load-host");
        // Same setting as in the product's executable.
        start.Environment["DOTNET_gcServer"] = "1";
        return StartAsync(start, storage, folder);
    }

    /// <summary>A key with every role that the load needs, and one of another person.</summary>
    public static async Task<(string Key, string Approver)> KeysAsync(string storage)
    {
        var tables = await ScreeningStorage.OpenAsync(new StorageOptions { ConnectionString = storage }, CancellationToken.None);
        var now = TimeProvider.System.GetUtcNow();
        return (await TwoPersons.AddKeyAsync(tables, "load", now), await TwoPersons.AddKeyAsync(tables, "approver", now));
    }

    /// <summary>Imports a list over HTTP and waits until it is in use.</summary>
    public async Task<int> ImportAsync(string list, string key, string approver)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Add(ApiKeyAuthentication.Header, key);
        await using var file = File.OpenRead(list);
        await using Stream csv = list.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var whole = new MemoryStream();
        await csv.CopyToAsync(whole);
        using var imported = await TwoPersons.ImportAsync(client, "csl", "date=2026-07-31&source=load", whole.ToArray());
        var version = await TwoPersons.VersionAsync(client, imported, approver, "the list");
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < client.Timeout;)
        {
            using var response = await client.GetAsync("/api/v1/status");
            // A busy storage may fail the status request once; the list is built anyway.
            if (response.IsSuccessStatusCode && JsonElement.Parse(await response.Content.ReadAsStringAsync()) is var status
                && status.GetProperty("activeSourceVersion") is { ValueKind: JsonValueKind.Number } active && active.GetInt64() >= version)
            {
                return status.GetProperty("lists").EnumerateArray().Sum(feed => feed.GetProperty("entries").GetInt32());
            }

            await Task.Delay(200);
        }

        throw new TimeoutException("the imported list was not in use after five minutes");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        process.StandardInput.Close();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<LoadServer> StartAsync(ProcessStartInfo start, string storage, string folder)
    {
        (start.RedirectStandardOutput, start.RedirectStandardInput) = (true, true);
        start.Environment["SCREENING_PORT"] = "0";
        start.Environment["SCREENING_DATA_FOLDER"] = Path.Combine(folder, "server");
        start.Environment["AzureWebJobsStorage"] = storage;
        // One client sends the whole load, so its rate must not be limited.
        start.Environment["SCREENING_CLIENT_RATE"] = "1000000";
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Ready: ", StringComparison.Ordinal))
            {
                // A full pipe would block the server.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new LoadServer(process, new Uri(line.Split(' ')[1]));
            }
        }

        throw new InvalidOperationException("the server ended before it was ready");
    }
}
