using System.Diagnostics;
using System.Globalization;

namespace Screening.Functions.Hosting;

/// <summary>
/// Measures the phases of a start: for each phase the milliseconds since the start of the process, and the processor time used so
/// far. On a busy machine the processor time is the more reliable value.
/// </summary>
public sealed class StartClock
{
    private readonly List<(string Phase, DateTime At, double Processor)> phases = [];
    private readonly Lock gate = new();

    /// <summary>Records that a phase has ended.</summary>
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
        // Read last, because reading it costs more than all marks.
        var began = Process.GetCurrentProcess().StartTime.ToUniversalTime();
        lock (gate)
        {
            return string.Join(", ", phases.Select(mark => string.Create(
                CultureInfo.InvariantCulture, $"{mark.Phase} {(mark.At - began).TotalMilliseconds:F1} ms (cpu {mark.Processor:F1})")));
        }
    }
}
