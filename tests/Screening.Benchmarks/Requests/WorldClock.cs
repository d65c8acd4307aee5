using System.Diagnostics;

namespace Screening.Benchmarks.Requests;

/// <summary>
/// The clock of an app under test: stands at an instant and runs on from there at the pace of the machine. It may be set anew.
/// </summary>
internal sealed class WorldClock : TimeProvider
{
    /// <summary>Where it stands when a case is asked.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    private long aheadTicks;

    /// <summary>A clock that stands at an instant.</summary>
    public WorldClock(DateTimeOffset at) => Set(at);

    /// <summary>Its day, UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(GetUtcNow().UtcDateTime);

    /// <summary>Sets it.</summary>
    public void Set(DateTimeOffset at) => Interlocked.Exchange(ref aheadTicks, (at - System.GetUtcNow()).Ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref aheadTicks));

    /// <inheritdoc/>
    public override long GetTimestamp() => Stopwatch.GetTimestamp();
}
