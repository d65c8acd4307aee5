using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Screening.Benchmarks.Hosts;
using Screening.Functions.Hosting;
using Screening.Functions.Tests.Hosting;
using Screening.Functions.Tests.Package;

namespace Screening.Functions.Tests.Hosts;

/// <summary>
/// The executable as a custom handler behind the stand-in for the Functions host. It is that of the native package where one was
/// published, or else that of the build.
/// </summary>
internal sealed class HostedProcess : IAsyncDisposable
{
    private readonly Process process;

    private HostedProcess(Process process, Uri handler, StandInHost host, ConcurrentQueue<string> output) =>
        (this.process, Handler, Host, Output) = (process, handler, host, output);

    /// <summary>Where the handler listens.</summary>
    public Uri Handler { get; }

    public StandInHost Host { get; }

    /// <summary>Every line of both outputs so far.</summary>
    public ConcurrentQueue<string> Output { get; }

    public bool HasEnded => process.HasExited;

    /// <summary>Starts it with these settings, and returns when it has responded to the ping of the host.</summary>
    public static async Task<HostedProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var handler = new Uri($"http://127.0.0.1:{ScreeningAppTests.FreePort()}");
        var output = new ConcurrentQueue<string>();
        var process = Run([.. settings, (HostSettings.HandlerPortVariable, handler.Port.ToString(CultureInfo.InvariantCulture))], output);
        var host = await StandInHost.StartAsync(handler, DeclaredRoutes.OfHandler(Folder).Select(function => function.Route));
        var started = new HostedProcess(process, handler, host, output);
        if (await Task.WhenAny(host.Ready, process.WaitForExitAsync()) != host.Ready)
        {
            var said = string.Join('\n', output);
            await started.DisposeAsync();
            throw new InvalidOperationException($"the handler ended with {process.ExitCode}: {said}");
        }

        return started;
    }

    /// <summary>Runs it alone until it ends by itself.</summary>
    public static async Task<(int Code, string Output)> RunToEndAsync(params (string Name, string Value)[] settings)
    {
        var output = new ConcurrentQueue<string>();
        using var process = Run(settings, output);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, string.Join('\n', output));
    }

    /// <summary>Stops it as an operator does, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    private static string Folder => Environment.GetEnvironmentVariable(Packages.Native) is { Length: > 0 } native ? native : AppContext.BaseDirectory;

    private static Process Run((string Name, string Value)[] settings, ConcurrentQueue<string> output)
    {
        var start = new ProcessStartInfo(Path.Combine(Folder, "Screening.Functions" + (OperatingSystem.IsWindows() ? ".exe" : "")))
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        void Keep(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is { } text)
            {
                output.Enqueue(text);
            }
        }

        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
