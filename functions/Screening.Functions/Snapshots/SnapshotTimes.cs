namespace Screening.Functions.Snapshots;

/// <summary>Every period and bound of the life of a snapshot, in one place.</summary>
public static class SnapshotTimes
{
    /// <summary>Between two background checks of the pointer.</summary>
    public static readonly TimeSpan CheckPeriod = TimeSpan.FromSeconds(0.5);

    /// <summary>Between two looks at the head, to see whether it is ahead of the pointer.</summary>
    public static readonly TimeSpan HeadCheckPeriod = TimeSpan.FromSeconds(5);

    /// <summary>A request waits for a check only when the last one that was answered is older than this.</summary>
    public static readonly TimeSpan CheckIsRecent = TimeSpan.FromSeconds(5);

    /// <summary>Longest time a request waits for a check.</summary>
    public static readonly TimeSpan RequestWait = TimeSpan.FromSeconds(2);

    /// <summary>Longest time a check may take, download included.</summary>
    public static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Before a revision that could not be loaded is tried again.</summary>
    public static readonly TimeSpan BadRevisionRetry = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Since this instance last confirmed that the pointer names its snapshot; after it, no decision.
    /// </summary>
    public static readonly TimeSpan StalenessBound = TimeSpan.FromHours(24);

    /// <summary>For how long the head may be ahead of the pointer; after it, no decision.</summary>
    public static readonly TimeSpan HeadAheadBound = TimeSpan.FromHours(1);

    /// <summary>Compile requests that come within this time of a build collapse into the next one.</summary>
    public static readonly TimeSpan CompileRequestCollapse = TimeSpan.FromSeconds(0.5);
}
