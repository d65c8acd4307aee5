using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Screening.Engine.Snapshots;
using Screening.Functions.Hosting;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Tests.Flows;

/// <summary>The executable itself, killed the moment it has accepted a change; the next start finishes it.</summary>
public sealed class KilledServerFlowTests : IDisposable
{
    private const string Set = "/api/v1/country-sets/EAR-E1";

    private readonly string folder = Path.Combine(Path.GetTempPath(), "screening-killed-" + Guid.NewGuid().ToString("N"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task AnAcceptedChange_OutlivesTheServer()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the storage process is found through /proc");
        var version = await ChangeAndKillAsync();
        await FlowApp.UntilAsync("the embedded storage has ended with its server", () => Task.FromResult(!IsStorageRunning()));

        await using var app = await ScreeningApp.StartAsync(
            new ScreeningAppOptions { Settings = new Dictionary<string, string?> { ["SCREENING_PORT"] = "0", ["SCREENING_DATA_FOLDER"] = folder } },
            Stop);
        var provider = app.Web.Services.GetRequiredService<SnapshotProvider<Snapshot>>();
        await FlowApp.UntilAsync(
            "the change is active", () => Task.FromResult(provider.Health().Pointer?.SourceVersion >= version));
        var key = app.Development!.KeyOf(Roles.Screener);
        var answer = await SendAsync(app.Address, HttpMethod.Post, SampleRequest.Path, key, Transactions.Uav("BR"));
        Assert.Equal("PROHIBITED", answer.Json.GetProperty("decision").GetProperty("outcome").GetString());

        // What a stranger is told to try is decided too, and the sample list is there.
        var sample = await SendAsync(app.Address, HttpMethod.Post, SampleRequest.Path, key, SampleRequest.Json);
        Assert.Equal("CASE_BY_CASE_ELIGIBLE", sample.Json.GetProperty("decision").GetProperty("outcome").GetString());
        var listed = await SendAsync(
            app.Address, HttpMethod.Post, SampleRequest.Path, key, Transactions.Uav("AU", "Korea Tangun Trading Corporation"));
        Assert.Equal("PROHIBITED", listed.Json.GetProperty("decision").GetProperty("outcome").GetString());
    }

    private async Task<long> ChangeAndKillAsync()
    {
        using var process = StartServer();
        try
        {
            var address = await ReadyAsync(process);
            var keys = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "development-keys.json"), Stop));
            var key = keys.GetProperty("dev-policy-editor").GetString()!;
            var (json, tag, _) = await SendAsync(address, HttpMethod.Get, Set, key);
            var changed = json.GetRawText().Replace("\"members\": [", "\"members\": [ { \"country\": \"BR\" },", StringComparison.Ordinal);
            var accepted = await SendAsync(address, HttpMethod.Put, Set, key, changed, tag);
            Assert.Equal(HttpStatusCode.Accepted, accepted.Status);
            return accepted.Json.GetProperty("sourceVersion").GetInt64();
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(Stop);
        }
    }

    private Process StartServer()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Screening.Functions")) { RedirectStandardOutput = true };
        start.Environment["SCREENING_PORT"] = "0";
        start.Environment["SCREENING_DATA_FOLDER"] = folder;
        start.Environment[DataFolder.InstallVariable] = DataFolder.DefaultInstallFolder();
        return Process.Start(start)!;
    }

    private static async Task<Uri> ReadyAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync(Stop) is { } line)
        {
            if (line.StartsWith("Ready: ", StringComparison.Ordinal))
            {
                return new Uri(line.Split(' ')[1]);
            }
        }

        throw new InvalidOperationException("the server ended before it was ready");
    }

    private bool IsStorageRunning() => Process.GetProcessesByName("node").Any(node =>
        File.Exists($"/proc/{node.Id}/cmdline")
        && File.ReadAllText($"/proc/{node.Id}/cmdline").Contains(folder, StringComparison.Ordinal));

    private static async Task<(JsonElement Json, string? Tag, HttpStatusCode Status)> SendAsync(
        Uri address, HttpMethod method, string path, string key, string? body = null, string? ifMatch = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(address, path));
        request.Headers.Add(ApiKeyAuthentication.Header, key);
        if (ifMatch is not null)
        {
            request.Headers.Add("If-Match", ifMatch);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var answer = await client.SendAsync(request, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        return (JsonElement.Parse(text), answer.Headers.ETag?.ToString(), answer.StatusCode);
    }
}
