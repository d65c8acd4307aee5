using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Screening.Benchmarks.Hosts;
using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Security;

namespace Screening.Benchmarks.Startup;

/// <summary>
/// The published custom handler as the Functions host runs it: in its own folder, with its port in the environment, pinged until
/// it responds, and killed without a shutdown signal at the end.
/// </summary>
internal sealed partial class HandlerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly ProcessStartInfo start;
    private readonly HttpClient client;
    private readonly Dictionary<string, (double Ms, double Cpu)> phases = [];
    private Process? process;

    /// <summary>Prepares a start.</summary>
    /// <param name="package">Folder of the package.</param>
    /// <param name="executable">Name of the executable in it.</param>
    /// <param name="connection">Connection string of the storage.</param>
    /// <param name="cache">Folder of the last good snapshot; null for a handler without one.</param>
    public HandlerProcess(string package, string executable, string connection, string? cache)
    {
        var port = FreePort();
        start = new ProcessStartInfo(Path.Combine(package, executable))
        {
            WorkingDirectory = package, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment[HostSettings.HandlerPortVariable] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment[HostSettings.JobsStorage] = connection;
        if (cache is not null)
        {
            start.Environment[HostSettings.CacheFolderVariable] = cache;
        }

        client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Timeout };
    }

    /// <summary>Sets an environment variable of the process.</summary>
    public void Set(string variable, string value) => start.Environment[variable] = value;

    /// <summary>Starts it and requests a decision as soon as it is ready.</summary>
    /// <param name="key">A key that may screen; null to send only the ping.</param>
    public async Task<ColdStart> StartAsync(string? key)
    {
        var clock = Stopwatch.StartNew();
        Run();
        await UntilReadyAsync(clock);
        var ready = (clock.Elapsed.TotalMilliseconds, Processor());
        if (key is null)
        {
            return new ColdStart(ready, ready, phases);
        }

        await DecideAsync(client, key, clock);
        return new ColdStart(ready, (clock.Elapsed.TotalMilliseconds, Processor()), phases);
    }

    /// <summary>
    /// Starts it as the Functions host does for a request that waits: the stand-in pings it every 25 ms, then forwards the request,
    /// and at the same time reports the tick of the timer that was missed while no instance ran.
    /// </summary>
    /// <param name="key">A key that may screen.</param>
    /// <param name="routes">Route templates of the functions.</param>
    public async Task<ColdStart> StartBehindHostAsync(string key, IEnumerable<string> routes)
    {
        await using var host = await StandInHost.StartAsync(client.BaseAddress!, routes);
        using var caller = new HttpClient { BaseAddress = host.Address, Timeout = Timeout };
        // The host has served requests before it starts a handler, and its own first request is not of interest here.
        using (await caller.GetAsync("/none"))
        {
        }

        var clock = Stopwatch.StartNew();
        Run();
        var tick = TickAsync(host);
        await DecideAsync(caller, key, clock);
        var decided = (clock.Elapsed.TotalMilliseconds, Processor());
        await tick;
        return new ColdStart(decided, decided, phases);
    }

    private async Task TickAsync(StandInHost host)
    {
        await host.Ready;
        using var content = new StringContent(
            """{"Data":{"timer":{"IsPastDue":true}},"Metadata":{"sys":{"MethodName":"SweepSnapshot"}}}""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync("/SweepSnapshot", content);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task DecideAsync(HttpClient to, string key, Stopwatch clock)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, SampleRequest.Path)
            {
                Content = new StringContent(SampleRequest.Json, Encoding.UTF8, "application/json"),
            };
            request.Headers.Add(ApiKeyAuthentication.Header, key);
            using var answer = await to.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || clock.Elapsed > Timeout)
            {
                throw new InvalidOperationException($"the first decision was refused: {(int)answer.StatusCode}");
            }
        }
    }

    private void Run()
    {
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private async Task UntilReadyAsync(Stopwatch clock)
    {
        while (true)
        {
            try
            {
                // Any status counts, as for the host.
                using var answer = await client.GetAsync("/");
                return;
            }
            catch (HttpRequestException) when (clock.Elapsed < Timeout && !process!.HasExited)
            {
                await Task.Delay(2);
            }
        }
    }

    private double Processor()
    {
        process!.Refresh();
        return process.TotalProcessorTime.TotalMilliseconds;
    }

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    private void Note(string? line)
    {
        foreach (Match phase in Phase().Matches(line ?? ""))
        {
            phases[phase.Groups["name"].Value.Trim()] =
                (Number(phase.Groups["ms"]), Number(phase.Groups["cpu"]));
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The phases in the app's line "Started: name 12.3 ms (cpu 10.0), name 45.6 ms (cpu 40.0)".</summary>
    [GeneratedRegex(@"(?:Started:|,) (?<name>[a-z][a-z ]*) (?<ms>\d+(\.\d+)?) ms \(cpu (?<cpu>\d+(\.\d+)?)\)")]
    private static partial Regex Phase();
}
