namespace Screening.Functions.Snapshots;

/// <summary>
/// Allows a repair at once, and then after pauses that double while it is needed. They begin anew once it has not been needed for the
/// longest of them.
/// </summary>
internal sealed class GrowingPause(TimeProvider time)
{
    private Instant? needed;
    private Instant? allowed;
    private TimeSpan pause;

    /// <summary>Notes that the repair is needed now.</summary>
    /// <returns>Whether it is due.</returns>
    internal bool IsDue()
    {
        if (needed is not { } last || last.Age(time) > SnapshotTimes.LongestRebuildPause)
        {
            pause = TimeSpan.Zero;
        }

        needed = Instant.Now(time);
        if (allowed?.Age(time) < pause)
        {
            return false;
        }

        var doubled = 2 * pause;
        pause = pause == TimeSpan.Zero ? SnapshotTimes.RebuildPause
            : doubled < SnapshotTimes.LongestRebuildPause ? doubled : SnapshotTimes.LongestRebuildPause;
        allowed = Instant.Now(time);
        return true;
    }
}
