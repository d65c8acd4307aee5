using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text;
using Screening.Functions.Development;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Hosting;

/// <summary>The executable in a process of its own, with embedded storage in a folder.</summary>
internal sealed class EmbeddedServer : IDisposable
{
    private readonly Process process;
    private readonly string folder;
    private readonly HttpClient client;
    private readonly Dictionary<string, string> keys;

    private EmbeddedServer(Process process, string folder, Uri address, Dictionary<string, string> keys, ConcurrentQueue<string> output)
    {
        (this.process, this.folder, this.keys, Output) = (process, folder, keys, output);
        client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        _ = ReadAsync();
    }

    /// <summary>The lines written so far.</summary>
    public ConcurrentQueue<string> Output { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Task<EmbeddedServer> StartAsync(string folder) => ReadyAsync(Run("", [], folder), folder);

    public static Task<EmbeddedServer> StartAsync(SmallDisk disk) => ReadyAsync(Run(disk), disk.Outside);

    /// <summary>Runs the executable where the small disk is.</summary>
    public static Process Run(SmallDisk disk) => Run("nsenter", disk.Enter, disk.Folder);

    /// <summary>The id of a new decision; null when it was refused.</summary>
    public async Task<string?> DecideAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, SampleRequest.Path);
        request.Headers.Add(ApiKeyAuthentication.Header, keys["dev-" + Roles.Screener]);
        request.Content = new StringContent(SampleRequest.Json, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, Stop);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            return null;
        }

        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(Stop)).GetProperty("id").GetString();
    }

    public async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add(ApiKeyAuthentication.Header, keys["dev-" + Roles.Auditor]);
        return await client.SendAsync(request, Stop);
    }

    public async Task<string> DegradedAsync()
    {
        using var answer = await GetAsync("/api/v1/status");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(Stop)).GetProperty("degraded").GetRawText();
    }

    /// <summary>Kills the server as SIGKILL does.</summary>
    public void Kill() => process.Kill();

    /// <summary>Kills the storage, so that it writes nothing more.</summary>
    public void KillStorage()
    {
        var id = int.Parse(
            File.ReadAllText(Path.Combine(folder, "storage", "process")).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        using var storage = Process.GetProcessById(id);
        storage.Kill();
    }

    public Task EndAsync() => process.EndedAsync(Stop);

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        // The storage writes its files and ends later.
        AzuritePredecessor.WaitAsync(Path.Combine(folder, "storage"), CancellationToken.None).GetAwaiter().GetResult();
        process.Dispose();
        client.Dispose();
    }

    private static Process Run(string enter, string[] arguments, string folder)
    {
        var executable = Path.Combine(AppContext.BaseDirectory, "Screening.Functions" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = enter.Length == 0 ? new ProcessStartInfo(executable) : new ProcessStartInfo(enter, [.. arguments, executable]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.Environment["SCREENING_PORT"] = "0";
        start.Environment[DataFolder.FolderVariable] = folder;
        start.Environment[DataFolder.InstallVariable] = DataFolder.DefaultInstallFolder();
        start.Environment["SCREENING_CACHE_FOLDER"] = Path.Combine(Path.GetTempPath(), Path.GetFileName(folder) + "-cache");
        return Process.Start(start)!;
    }

    private static async Task<EmbeddedServer> ReadyAsync(Process process, string folder)
    {
        var output = new ConcurrentQueue<string>();
        Uri? address = null;
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        while (keys.Count < Roles.All.Length)
        {
            var line = await process.StandardOutput.ReadLineAsync(Stop)
                ?? throw new InvalidOperationException("the server ended: " + await process.StandardError.ReadToEndAsync(Stop));
            output.Enqueue(line);
            if (line.StartsWith("Ready: ", StringComparison.Ordinal))
            {
                address = new Uri(line.Split(' ')[1]);
            }
            else if (line.TrimStart().StartsWith("dev-", StringComparison.Ordinal)
                && line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, var key])
            {
                keys[name] = key;
            }
        }

        Assert.NotNull(address);
        return new EmbeddedServer(process, folder, address, keys, output);
    }

    private async Task ReadAsync()
    {
        try
        {
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
            {
                Output.Enqueue(line);
            }
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process has ended.
        }
    }
}
