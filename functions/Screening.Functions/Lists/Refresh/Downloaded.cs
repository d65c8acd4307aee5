using Screening.Functions.Lists.Formats;

namespace Screening.Functions.Lists.Refresh;

/// <summary>What the source said of its last usable answer; sent back to ask whether it has changed.</summary>
/// <param name="ETag">Entity tag; null when it stated none.</param>
/// <param name="LastModified">Time of the last change; null when it stated none.</param>
public sealed record SourceValidators(string? ETag, DateTimeOffset? LastModified);

/// <summary>Result of a download.</summary>
public abstract record Downloaded
{
    private Downloaded()
    {
    }

    /// <summary>The source states that nothing has changed (304).</summary>
    public sealed record Unchanged : Downloaded;

    /// <summary>A whole file.</summary>
    /// <param name="Bytes">Its bytes.</param>
    /// <param name="Validators">What the source said of it.</param>
    public sealed record Whole(ArraySegment<byte> Bytes, SourceValidators Validators) : Downloaded;

    /// <summary>Nothing usable.</summary>
    /// <param name="Reason">Why, in one sentence that names hosts and no address.</param>
    /// <param name="IsTransient">Whether another attempt may succeed at once.</param>
    public sealed record Failed(string Reason, bool IsTransient = false) : Downloaded;
}

/// <summary>Limits of a download.</summary>
public sealed record DownloadLimits
{
    /// <summary>Maximum time of all attempts together.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Maximum time until a connection is made.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Maximum size of the file.</summary>
    public int Bytes { get; init; } = ImportLimits.FileBytes;

    /// <summary>Attempts after the first.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Pause before the second attempt; it doubles, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(2);
}
