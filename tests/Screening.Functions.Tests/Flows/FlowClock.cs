using System.Diagnostics;

namespace Screening.Functions.Tests.Flows;

/// <summary>
/// A clock that starts at noon of a fixed day and runs as the real one, so that no test meets midnight. Advancing it makes
/// everything older at once; timers keep the pace of the machine.
/// </summary>
internal sealed class FlowClock : TimeProvider
{
    /// <summary>Where it starts: the day every live decision of these tests is made.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly long start = Stopwatch.GetTimestamp();
    private long advancedTicks;
    private long jumpedTicks;

    private TimeSpan Advanced => TimeSpan.FromTicks(Interlocked.Read(ref advancedTicks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref advancedTicks, by.Ticks);

    /// <summary>Sets the clock on the wall and leaves the one that measures: what a correction of the time does.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref jumpedTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() =>
        Start + Stopwatch.GetElapsedTime(start) + Advanced + TimeSpan.FromTicks(Interlocked.Read(ref jumpedTicks));

    public override long GetTimestamp() =>
        Stopwatch.GetTimestamp() + (long)(Advanced.TotalSeconds * TimestampFrequency);
}
