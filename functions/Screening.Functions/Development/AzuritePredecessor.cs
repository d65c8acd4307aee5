using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Screening.Functions.Hosting;

namespace Screening.Functions.Development;

/// <summary>
/// The embedded storage of a server that was killed: it writes its files and ends some seconds after the server. The lock of the
/// folder is free by then, so the next server waits for that process, because two of them would overwrite each other's files.
/// </summary>
public static class AzuritePredecessor
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Two processes may compute the start time of a third one slightly differently.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>Notes the process that uses <paramref name="folder"/>.</summary>
    public static void Note(string folder, Process process)
    {
        ArgumentNullException.ThrowIfNull(process);
        File.WriteAllText(
            PathIn(folder), string.Create(CultureInfo.InvariantCulture, $"{process.Id} {process.StartTime.ToUniversalTime().Ticks}"));
    }

    /// <summary>Waits until the process that was noted last has ended.</summary>
    /// <exception cref="StartupException">It still runs after 20 seconds.</exception>
    public static async Task WaitAsync(string folder, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        while (Read(folder) is var (id, startedAt) && IsRunning(id, startedAt))
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
            {
                throw new StartupException(
                    ExitCode.DataFolderInUse,
                    $"The embedded storage of an earlier server still uses '{folder}' (process {id}): end that process and run again.");
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    private static string PathIn(string folder) => Path.Combine(folder, "process");

    private static (int Id, DateTime StartedAt)? Read(string folder) =>
        File.Exists(PathIn(folder)) && File.ReadAllText(PathIn(folder)).Split(' ') is [var id, var ticks]
        && int.TryParse(id, CultureInfo.InvariantCulture, out var number) && long.TryParse(ticks, CultureInfo.InvariantCulture, out var time)
            ? (number, new DateTime(time, DateTimeKind.Utc))
            : null;

    private static bool IsRunning(int id, DateTime startedAt)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return (process.StartTime.ToUniversalTime() - startedAt).Duration() < Tolerance && !process.HasExited && !IsZombie(id);
        }
        catch (Exception ended) when (ended is ArgumentException or InvalidOperationException or Win32Exception or IOException)
        {
            return false;
        }
    }

    // It has ended, and no one has asked for its exit code: its parent was killed, and a container may have no one who does.
    private static bool IsZombie(int id) =>
        OperatingSystem.IsLinux() && File.ReadAllText($"/proc/{id}/stat") is var stat && stat[stat.LastIndexOf(')')..].StartsWith(") Z", StringComparison.Ordinal);
}
