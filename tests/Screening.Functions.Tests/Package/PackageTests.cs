using System.Diagnostics;
using System.Net;
using System.Text;
using Screening.Functions.Hosting;
using Screening.Functions.Tests.Hosting;
using Screening.Functions.Triggers;

namespace Screening.Functions.Tests.Package;

/// <summary>
/// The published package, started as the Functions host starts it: in its own folder, with its port in the environment,
/// pinged until it answers. <c>.ci/run</c> publishes it and says where.
/// </summary>
public sealed class PackageTests(AzuriteFixture azurite)
{
    private const string FolderVariable = "SCREENING_PACKAGE";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ThePackage_StartsUnderTheHost_AndAnswers()
    {
        var folder = Folder();
        var port = ScreeningAppTests.FreePort();
        var start = new ProcessStartInfo(Path.Combine(folder, "Screening.Functions")) { WorkingDirectory = folder };
        start.Environment[HostSettings.HandlerPortVariable] = $"{port}";
        start.Environment[HostSettings.JobsStorage] = azurite.ConnectionString;
        // The host hands on what it listens on itself; the handler must not care.
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:1";
        using var process = Process.Start(start)!;
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            Assert.True((int)await PingAsync(client, process) < 300, "the readiness ping");
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz", Stop)).StatusCode);
            using var body = new StringContent(SampleRequest.Json, Encoding.UTF8, "application/json");
            var stranger = await client.PostAsync(SampleRequest.Path, body, Stop);
            Assert.Equal(
                (HttpStatusCode.Unauthorized, "application/problem+json"), (stranger.StatusCode, stranger.Content.Headers.ContentType?.MediaType));
            using var tick = new StringContent("""{"Data":{"timer":{"IsPastDue":false}},"Metadata":{}}""", Encoding.UTF8, "application/json");
            var swept = await client.PostAsync("/" + FunctionTable.SweepSnapshot, tick, Stop);
            Assert.Equal(TriggerEndpoints.Done, await swept.Content.ReadAsStringAsync(Stop));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public void ThePackage_HoldsWhatTheHostReads_AndItsOwnRuntime()
    {
        var folder = Folder();
        Assert.All(FunctionTable.Rows, row => Assert.True(File.Exists(Path.Combine(folder, row.Name, "function.json")), row.Name));
        Assert.Contains("extensionBundle", File.ReadAllText(Path.Combine(folder, "host.json")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "libcoreclr.so")), "the custom runtime of Azure has no .NET");
        if (!OperatingSystem.IsWindows())
        {
            Assert.True(File.GetUnixFileMode(Path.Combine(folder, "Screening.Functions")).HasFlag(UnixFileMode.UserExecute));
        }
    }

    private static string Folder()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(
            string.IsNullOrEmpty(folder) && Environment.GetEnvironmentVariable("CI") != "true",
            $"no package: dotnet publish functions/Screening.Functions -c Release -p:ForAzure=true -o FOLDER, and set {FolderVariable}");
        return folder is { Length: > 0 } ? folder : throw new InvalidOperationException($"{FolderVariable} is not set");
    }

    private static async Task<HttpStatusCode> PingAsync(HttpClient client, Process process)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            try
            {
                return (await client.GetAsync("/", patience.Token)).StatusCode;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(25, patience.Token);
            }
        }
    }
}
