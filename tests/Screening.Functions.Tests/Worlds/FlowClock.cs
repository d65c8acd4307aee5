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
    private long perReadingTicks;
    private int readings;

    private TimeSpan Advanced => TimeSpan.FromTicks(Interlocked.Read(ref advancedTicks));

    /// <summary>Whether passing midnight is an error, because tests that name the day may share the app of this clock, in any order.</summary>
    public bool KeepsItsDay { get; set; }

    /// <summary>How often the monotonic time was read.</summary>
    public int Readings => Volatile.Read(ref readings);

    /// <summary>Advances the clock by this with every reading of the monotonic time, as if everything took that long.</summary>
    public void AdvanceWithEveryReading(TimeSpan by) => Interlocked.Exchange(ref perReadingTicks, by.Ticks);

    /// <summary>Makes everything older by this at once.</summary>
    /// <exception cref="InvalidOperationException">The clock keeps its day, and this would pass midnight.</exception>
    public void Advance(TimeSpan by)
    {
        if (KeepsItsDay && (GetUtcNow() + by).UtcDateTime.Date != Start.UtcDateTime.Date)
        {
            throw new InvalidOperationException("A shared app keeps its day. A test that passes midnight starts an app of its own.");
        }

        Interlocked.Add(ref advancedTicks, by.Ticks);
    }

    /// <summary>Sets the wall clock and not the monotonic one, as a time correction does.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref jumpedTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() =>
        Start + Stopwatch.GetElapsedTime(start) + Advanced + TimeSpan.FromTicks(Interlocked.Read(ref jumpedTicks));

    public override long GetTimestamp()
    {
        Interlocked.Increment(ref readings);
        Interlocked.Add(ref advancedTicks, Interlocked.Read(ref perReadingTicks));
        return Stopwatch.GetTimestamp() + (long)(Advanced.TotalSeconds * TimestampFrequency);
    }
}
