using System.Diagnostics;
using System.Globalization;

namespace Screening.Functions.Hosting;

/// <summary>
/// Where a start spends its time: each phase with the milliseconds since the process began, and the processor time used
/// by then, which says on a busy machine what the clock cannot.
/// </summary>
public sealed class StartClock
{
    private readonly DateTime began = Process.GetCurrentProcess().StartTime.ToUniversalTime();
    private readonly List<string> phases = [];
    private readonly Lock gate = new();

    /// <summary>Notes that a phase has ended.</summary>
    /// <param name="phase">Lower-case letters and spaces.</param>
    public void Mark(string phase)
    {
        var wall = (DateTime.UtcNow - began).TotalMilliseconds;
        var processor = Environment.CpuUsage.TotalTime.TotalMilliseconds;
        lock (gate)
        {
            phases.Add(string.Create(CultureInfo.InvariantCulture, $"{phase} {wall:F1} ms (cpu {processor:F1})"));
        }
    }

    /// <summary>The phases so far, in order.</summary>
    public override string ToString()
    {
        lock (gate)
        {
            return string.Join(", ", phases);
        }
    }
}
