namespace Screening.Functions.Snapshots;

/// <summary>All periods and limits of the snapshots.</summary>
public static class SnapshotTimes
{
    /// <summary>Time between two background checks of the pointer.</summary>
    public static readonly TimeSpan CheckPeriod = TimeSpan.FromSeconds(0.5);

    /// <summary>Time between two checks whether the versions row is ahead of the pointer.</summary>
    public static readonly TimeSpan HeadCheckPeriod = TimeSpan.FromSeconds(5);

    /// <summary>A request waits for a check only if the last successful read of the pointer is older than this.</summary>
    public static readonly TimeSpan CheckIsRecent = TimeSpan.FromSeconds(5);

    /// <summary>Maximum time a request waits for a check.</summary>
    public static readonly TimeSpan RequestWait = TimeSpan.FromSeconds(2);

    /// <summary>Maximum duration of a check, download included.</summary>
    public static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Time before a revision that could not be loaded is tried again.</summary>
    public static readonly TimeSpan BadRevisionRetry = TimeSpan.FromSeconds(5);

    /// <summary>Time between two checks whether the stored snapshot is damaged.</summary>
    public static readonly TimeSpan StoredCheckPeriod = TimeSpan.FromSeconds(5);

    /// <summary>Time after the first request to rebuild a damaged snapshot before the next; each further one is twice as long.</summary>
    public static readonly TimeSpan RebuildPause = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Maximum time between two such requests, and how long the snapshot must have been sound before the pauses begin anew.
    /// </summary>
    public static readonly TimeSpan LongestRebuildPause = TimeSpan.FromMinutes(1);

    /// <summary>Maximum time since this instance last confirmed its snapshot. After that no decision is made.</summary>
    public static readonly TimeSpan StalenessBound = TimeSpan.FromHours(24);

    /// <summary>Maximum time the versions row may be ahead of the pointer. After that no decision is made.</summary>
    public static readonly TimeSpan HeadAheadBound = TimeSpan.FromHours(1);

    /// <summary>Minimum time between two builds. Compile requests in between share the next build.</summary>
    public static readonly TimeSpan CompileRequestCollapse = TimeSpan.FromSeconds(0.5);
}
