using System.Diagnostics;

namespace Screening.Benchmarks.Requests;

/// <summary>
/// The clock of an app under test. It starts at a given time and continues at the pace of the machine. It can be set.
/// </summary>
internal sealed class WorldClock : TimeProvider
{
    /// <summary>Time at which a case is run.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    private long aheadTicks;

    /// <summary>A clock that starts at a given time.</summary>
    public WorldClock(DateTimeOffset at) => Set(at);

    /// <summary>Current day, UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(GetUtcNow().UtcDateTime);

    public void Set(DateTimeOffset at) => Interlocked.Exchange(ref aheadTicks, (at - System.GetUtcNow()).Ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref aheadTicks));

    /// <inheritdoc/>
    public override long GetTimestamp() => Stopwatch.GetTimestamp();
}
