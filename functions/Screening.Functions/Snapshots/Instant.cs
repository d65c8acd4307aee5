namespace Screening.Functions.Snapshots;

/// <summary>
/// A moment by two clocks: the wall clock may be set back, the other stands still while the machine sleeps. Of the two
/// ages the greater counts, so that neither makes a snapshot look fresher than it is.
/// </summary>
internal readonly record struct Instant(DateTimeOffset Wall, long Tick)
{
    /// <summary>This moment.</summary>
    internal static Instant Now(TimeProvider time) => new(time.GetUtcNow(), time.GetTimestamp());

    /// <summary>Time since then.</summary>
    internal TimeSpan Age(TimeProvider time)
    {
        var (wall, tick) = (time.GetUtcNow() - Wall, time.GetElapsedTime(Tick));
        return wall > tick ? wall : tick;
    }
}
