namespace Screening.Functions.Storage;

/// <summary>
/// How long storage is waited for, how often it is asked again, and when it is left alone for a while. Every number
/// there is about this stands here; the clients' own retries are off, so that none are multiplied.
/// </summary>
public sealed record StorageRetryOptions
{
    /// <summary>
    /// For what a caller waits for: rows, the pointer, messages. Storage answers these within a tenth of a second, the
    /// emulator on a machine with other work in a few; a screening must say 503 in seconds, and the caller knows better
    /// than we do whether to wait longer.
    /// </summary>
    public static readonly StorageRetryOptions Requests = new()
    {
        AttemptTimeout = TimeSpan.FromSeconds(8), TotalTimeout = TimeSpan.FromSeconds(16), Retries = 2,
    };

    /// <summary>For whole lists and snapshots, where nobody waits and a transfer takes as long as it is large.</summary>
    public static readonly StorageRetryOptions Bulk = new()
    {
        AttemptTimeout = TimeSpan.FromSeconds(30), TotalTimeout = TimeSpan.FromSeconds(100), Retries = 3,
    };

    /// <summary>Longest wait for one attempt, its answer included.</summary>
    public required TimeSpan AttemptTimeout { get; init; }

    /// <summary>Longest wait for all attempts and the pauses between them.</summary>
    public required TimeSpan TotalTimeout { get; init; }

    /// <summary>Attempts after the first, of calls that may be repeated; 1 or more.</summary>
    public required int Retries { get; init; }

    /// <summary>Pause before the first retry; doubles, with jitter, so that instances do not return in step.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Longest pause. Storage that asks for a longer one, by Retry-After, is not asked again: its wish is passed on.
    /// </summary>
    public TimeSpan PauseLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Share of failed attempts from which storage is left alone; every third one failing is still use.</summary>
    public double BreakRatio { get; init; } = 0.5;

    /// <summary>Attempts within <see cref="BreakWindow"/> before the share means anything.</summary>
    public int BreakMinimum { get; init; } = 10;

    /// <summary>Window the share is taken over: a few attempts that each ran into their timeout must fit.</summary>
    public TimeSpan BreakWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long storage is left alone; then one call tries. Short: after an outage it is all that delays the recovery,
    /// and it already turns a flood of attempts into one a second.
    /// </summary>
    public TimeSpan BreakTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Calls under way at once; the clients open at most 50 connections to a service.</summary>
    public int Parallel { get; init; } = 48;

    /// <summary>Calls that may wait for their turn; those past it are refused at once, before memory is.</summary>
    public int Waiting { get; init; } = 2_000;
}
