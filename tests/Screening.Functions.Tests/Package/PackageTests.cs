using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Screening.Functions.Hosting;
using Screening.Functions.Telemetry;
using Screening.Functions.Tests.Flows;
using Screening.Functions.Tests.Hosting;
using Screening.Functions.Tests.Telemetry;
using Screening.Functions.Triggers;

namespace Screening.Functions.Tests.Package;

/// <summary>
/// The published packages, started as the Functions host starts them: in their own folder, with their port in the environment,
/// pinged until they answer. <c>.ci/run</c> publishes them and says where.
/// </summary>
public sealed partial class PackageTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Packages.ReadyToRun)]
    [InlineData(Packages.Native)]
    public async Task ThePackage_StartsUnderTheHost_AndAnswers(string package)
    {
        var folder = Packages.FolderOf(package);
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

    /// <summary>In Azure there is no key to storage: the identity of the app is asked for a token, over the address that the host names.</summary>
    [Theory]
    [InlineData(Packages.ReadyToRun)]
    [InlineData(Packages.Native)]
    public async Task ThePackage_AsksTheIdentityOfTheApp_ForAToken(string package)
    {
        var folder = Packages.FolderOf(package);
        using var identity = new HttpListener();
        var address = $"http://127.0.0.1:{ScreeningAppTests.FreePort()}/";
        identity.Prefixes.Add(address);
        identity.Start();
        var start = new ProcessStartInfo(Path.Combine(folder, "Screening.Functions")) { WorkingDirectory = folder };
        start.Environment[HostSettings.HandlerPortVariable] = $"{ScreeningAppTests.FreePort()}";
        // A name that no name server knows: the token is asked for, and nothing is sent anywhere.
        start.Environment[HostSettings.JobsStorage + "__accountName"] = "nowhere";
        foreach (var service in new[] { "blob", "queue", "table" })
        {
            start.Environment[$"{HostSettings.JobsStorage}__{service}ServiceUri"] = $"https://nowhere.{service}.invalid";
        }

        start.Environment["IDENTITY_ENDPOINT"] = address;
        start.Environment["IDENTITY_HEADER"] = "from-the-host";
        start.Environment[RecordKeys.Setting] = Convert.ToBase64String(new byte[32]);
        using var process = Process.Start(start)!;
        try
        {
            var asked = await identity.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(60), Stop);
            Assert.Equal(("from-the-host", "https://storage.azure.com"), (asked.Request.Headers["X-IDENTITY-HEADER"], asked.Request.QueryString["resource"]));
            await using var answer = asked.Response.OutputStream;
            var expires = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds();
            await answer.WriteAsync(
                Encoding.UTF8.GetBytes($$"""{"access_token":"t","expires_on":"{{expires}}","resource":"https://storage.azure.com","token_type":"Bearer"}"""), Stop);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Theory]
    [InlineData(Packages.ReadyToRun)]
    [InlineData(Packages.Native)]
    public async Task ThePackage_TellsItsCollector_AndAzureMonitor(string package)
    {
        var folder = Packages.FolderOf(package);
        await using var collector = await Collector.StartAsync(Stop);
        var port = ScreeningAppTests.FreePort();
        var start = new ProcessStartInfo(Path.Combine(folder, "Screening.Functions")) { WorkingDirectory = folder };
        start.Environment[HostSettings.HandlerPortVariable] = $"{port}";
        start.Environment[HostSettings.JobsStorage] = azurite.ConnectionString;
        start.Environment[TelemetryExport.OtlpEndpoint] = collector.Address;
        start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        start.Environment["OTEL_BSP_SCHEDULE_DELAY"] = "200";
        start.Environment["OTEL_METRIC_EXPORT_INTERVAL"] = "500";
        start.Environment[TelemetryExport.MonitorConnection] =
            $"InstrumentationKey={Guid.NewGuid()};IngestionEndpoint={collector.Address}/;LiveEndpoint={collector.Address}/";
        using var process = Process.Start(start)!;
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            await PingAsync(client, process);
            await FlowApp.UntilAsync("spans, measures and what is tracked arrive", async () =>
            {
                using var body = new StringContent(SampleRequest.Json, Encoding.UTF8, "application/json");
                using var refused = await client.PostAsync(SampleRequest.Path, body, Stop);
                return collector.Spans.Any(span => span.Name == "POST " + SampleRequest.Path) && !collector.Measures.IsEmpty && collector.Tracked > 0;
            });
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Theory]
    [InlineData(Packages.ReadyToRun)]
    [InlineData(Packages.Native)]
    public void ThePackage_HoldsWhatTheHostReads_AndItsOwnRuntime(string package)
    {
        var folder = Packages.FolderOf(package);
        Assert.All(FunctionTable.Rows, row => Assert.True(File.Exists(Path.Combine(folder, row.Name, "function.json")), row.Name));
        Assert.Contains("extensionBundle", File.ReadAllText(Path.Combine(folder, "host.json")), StringComparison.Ordinal);
        // The custom runtime of Azure has no .NET: it lies beside the executable, or is in it.
        var isNative = package == Packages.Native;
        Assert.Equal(!isNative, File.Exists(Path.Combine(folder, "libcoreclr.so")));
        Assert.Equal(isNative, !Directory.EnumerateFiles(folder, "*.dll").Any());
        Assert.Equal(!isNative, File.Exists(Path.Combine(folder, "Screening.Functions.runtimeconfig.json")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.True(File.GetUnixFileMode(Path.Combine(folder, "Screening.Functions")).HasFlag(UnixFileMode.UserExecute));
        }
    }

    /// <summary>
    /// A native executable needs a system library as new as that of the machine it was linked on; Azure's images are Debian 12 or
    /// younger.
    /// </summary>
    [Fact]
    public void TheNativePackage_RunsOnTheOldestImageOfAzure()
    {
        var bytes = File.ReadAllText(Path.Combine(Packages.FolderOf(Packages.Native), "Screening.Functions"), Encoding.Latin1);
        var newest = GlibcVersion().Matches(bytes).Select(match => Version.Parse(match.Groups[1].Value)).Max();
        Assert.InRange(newest!, new Version(2, 2), new Version(2, 36));
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

    [GeneratedRegex(@"GLIBC_(2\.\d+)\0", RegexOptions.CultureInvariant)]
    private static partial Regex GlibcVersion();
}
