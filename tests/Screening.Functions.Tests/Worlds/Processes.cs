using System.Diagnostics;
using System.Globalization;

namespace Screening.Functions.Tests.Worlds;

/// <summary>What tests need of processes that they start.</summary>
internal static class Processes
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Waits for the end of a process, and ends it when it does not: a test never waits without a bound.</summary>
    public static async Task EndedAsync(this Process process, CancellationToken cancellation)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(Longest);
        try
        {
            await process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"A process has not ended within {Longest.TotalMinutes} minutes.");
        }
    }

    /// <summary>
    /// Whether this process, and with it every process that it starts, ignores SIGINT. A shell starts its background jobs like that.
    /// </summary>
    public static bool IgnoreInterrupt()
    {
        const string Label = "SigIgn:";
        const ulong Interrupt = 1UL << (2 - 1);
        return OperatingSystem.IsLinux()
            && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Label, StringComparison.Ordinal)) is { } line
            && (ulong.Parse(line.AsSpan(Label.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & Interrupt) != 0;
    }
}
