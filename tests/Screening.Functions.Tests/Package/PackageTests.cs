using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Telemetry;
using Screening.Functions.Tests.Hosting;
using Screening.Functions.Tests.Telemetry;
using Screening.Functions.Tests.Triggers;
using Screening.Functions.Tests.Worlds;
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
        // The host hands on what it listens on itself; the handler must not care.
        await using var handler = new Handler(
            package, (HostSettings.JobsStorage, azurite.ConnectionString), ("ASPNETCORE_URLS", "http://127.0.0.1:1"));
        Assert.True((int)await handler.PingAsync() < 300, "the readiness ping");
        Assert.Equal(HttpStatusCode.OK, (await handler.Client.GetAsync("/healthz", Stop)).StatusCode);
        using var body = new StringContent(SampleRequest.Json, Encoding.UTF8, "application/json");
        var unauthenticated = await handler.Client.PostAsync(SampleRequest.Path, body, Stop);
        Assert.Equal(
            (HttpStatusCode.Unauthorized, "application/problem+json"), (unauthenticated.StatusCode, unauthenticated.Content.Headers.ContentType?.MediaType));
        using var tick = new StringContent("""{"Data":{"timer":{"IsPastDue":false}},"Metadata":{}}""", Encoding.UTF8, "application/json");
        var swept = await handler.Client.PostAsync("/" + FunctionTable.SweepSnapshot, tick, Stop);
        Assert.Equal(TriggerEndpoints.Done, await swept.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>In Azure there is no key to storage: the identity of the app is asked for a token, over the address that the host names.</summary>
    [Theory]
    [InlineData(Packages.ReadyToRun)]
    [InlineData(Packages.Native)]
    public async Task ThePackage_AsksTheIdentityOfTheApp_ForAToken(string package)
    {
        using var identity = new HttpListener();
        var address = $"http://127.0.0.1:{ScreeningAppTests.FreePort()}/";
        identity.Prefixes.Add(address);
        identity.Start();
        // Names that no name server knows: the token is asked for, and nothing is sent anywhere.
        await using var handler = new Handler(
            package,
            [.. new[] { "blob", "queue", "table" }.Select(service => ($"{HostSettings.JobsStorage}__{service}ServiceUri", $"https://nowhere.{service}.invalid")),
                ("IDENTITY_ENDPOINT", address), ("IDENTITY_HEADER", "from-the-host"), (RecordKeys.Setting, Convert.ToBase64String(new byte[32]))]);
        var asked = await identity.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(60), Stop);
        Assert.Equal(("from-the-host", "https://storage.azure.com"), (asked.Request.Headers["X-IDENTITY-HEADER"], asked.Request.QueryString["resource"]));
    }

    [Theory]
    [InlineData(Packages.ReadyToRun)]
    [InlineData(Packages.Native)]
    public async Task ThePackage_TellsItsCollector_AndAzureMonitor(string package)
    {
        await using var collector = await Collector.StartAsync(Stop);
        await using var handler = new Handler(
            package,
            (HostSettings.JobsStorage, azurite.ConnectionString),
            (TelemetryExport.OtlpEndpoint, collector.Address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "200"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
            (TelemetryExport.MonitorConnection, $"InstrumentationKey={Guid.NewGuid()};IngestionEndpoint={collector.Address}/;LiveEndpoint={collector.Address}/"));
        await handler.PingAsync();
        await FlowApp.UntilAsync("spans, measures and what is tracked arrive", async () =>
        {
            using var body = new StringContent(SampleRequest.Json, Encoding.UTF8, "application/json");
            using var refused = await handler.Client.PostAsync(SampleRequest.Path, body, Stop);
            return collector.Spans.Any(span => span.Name == "POST " + SampleRequest.Path) && !collector.Measures.IsEmpty && collector.Tracked > 0;
        });
    }

    [Theory]
    [InlineData(Packages.ReadyToRun)]
    [InlineData(Packages.Native)]
    public void ThePackage_HoldsWhatTheHostReads_AndItsOwnRuntime(string package)
    {
        var folder = Packages.FolderOf(package);
        Assert.Equal(DeclaredFunctions.InTable, DeclaredFunctions.In(folder));
        Assert.False(Directory.Exists(Path.Combine(folder, "Functions")));
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

    [GeneratedRegex(@"GLIBC_(2\.\d+)\0", RegexOptions.CultureInvariant)]
    private static partial Regex GlibcVersion();

    /// <summary>The executable of a package as the host runs it, killed at the end.</summary>
    private sealed class Handler : IAsyncDisposable
    {
        private readonly Process process;

        public Handler(string package, params (string Name, string Value)[] settings)
        {
            var folder = Packages.FolderOf(package);
            var port = ScreeningAppTests.FreePort();
            var start = new ProcessStartInfo(Path.Combine(folder, "Screening.Functions")) { WorkingDirectory = folder };
            foreach (var (name, value) in settings.Append((HostSettings.HandlerPortVariable, $"{port}")))
            {
                start.Environment[name] = value;
            }

            Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            process = Process.Start(start)!;
        }

        public HttpClient Client { get; }

        /// <summary>Asks until it answers, as the host does.</summary>
        public async Task<HttpStatusCode> PingAsync()
        {
            using var retry = new CancellationTokenSource(TimeSpan.FromSeconds(120));
            while (true)
            {
                try
                {
                    return (await Client.GetAsync("/", retry.Token)).StatusCode;
                }
                catch (HttpRequestException) when (!process.HasExited)
                {
                    await Task.Delay(25, retry.Token);
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            process.Kill(entireProcessTree: true);
            await process.EndedAsync(CancellationToken.None);
            process.Dispose();
        }
    }
}
