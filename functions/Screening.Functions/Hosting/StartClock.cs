using System.Diagnostics;
using System.Globalization;

namespace Screening.Functions.Hosting;

/// <summary>
/// Where a start spends its time: each phase with the milliseconds since the process began, and the processor time used
/// by then, which says on a busy machine what the clock cannot.
/// </summary>
public sealed class StartClock
{
    private readonly List<(string Phase, DateTime At, double Processor)> phases = [];
    private readonly Lock gate = new();

    /// <summary>Notes that a phase has ended.</summary>
    /// <param name="phase">Lower-case letters and spaces.</param>
    public void Mark(string phase)
    {
        var now = (phase, DateTime.UtcNow, Environment.CpuUsage.TotalTime.TotalMilliseconds);
        lock (gate)
        {
            phases.Add(now);
        }
    }

    /// <summary>The phases so far, in order.</summary>
    public override string ToString()
    {
        // Asked for last: it is dearer than any phase's own marks.
        var began = Process.GetCurrentProcess().StartTime.ToUniversalTime();
        lock (gate)
        {
            return string.Join(", ", phases.Select(mark => string.Create(
                CultureInfo.InvariantCulture, $"{mark.Phase} {(mark.At - began).TotalMilliseconds:F1} ms (cpu {mark.Processor:F1})")));
        }
    }
}
