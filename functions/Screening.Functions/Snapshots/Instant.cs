namespace Screening.Functions.Snapshots;

/// <summary>
/// A point in time on two clocks. The wall clock may be set back; the monotonic clock may stop while the machine sleeps. The
/// greater of the two ages counts, so that neither clock makes a snapshot appear more recent than it is.
/// </summary>
internal readonly record struct Instant(DateTimeOffset Wall, long Tick)
{
    /// <summary>The current point in time.</summary>
    internal static Instant Now(TimeProvider time) => new(time.GetUtcNow(), time.GetTimestamp());

    /// <summary>Time since this point.</summary>
    internal TimeSpan Age(TimeProvider time)
    {
        var (wall, tick) = (time.GetUtcNow() - Wall, time.GetElapsedTime(Tick));
        return wall > tick ? wall : tick;
    }
}
