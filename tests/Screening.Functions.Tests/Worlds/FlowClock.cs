using System.Diagnostics;

namespace Screening.Functions.Tests.Worlds;

/// <summary>
/// A clock that starts at noon of a fixed day and runs like the real one, so that no test crosses midnight. Advancing it makes
/// everything older at once; timers keep the pace of the machine.
/// </summary>
internal sealed class FlowClock : TimeProvider
{
    /// <summary>Start time: the day of every live decision in these tests.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly long start = Stopwatch.GetTimestamp();
    private long advancedTicks;
    private long jumpedTicks;

    private TimeSpan Advanced => TimeSpan.FromTicks(Interlocked.Read(ref advancedTicks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref advancedTicks, by.Ticks);

    /// <summary>Sets the wall clock and not the monotonic one, as a time correction does.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref jumpedTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() =>
        Start + Stopwatch.GetElapsedTime(start) + Advanced + TimeSpan.FromTicks(Interlocked.Read(ref jumpedTicks));

    public override long GetTimestamp() =>
        Stopwatch.GetTimestamp() + (long)(Advanced.TotalSeconds * TimestampFrequency);
}
