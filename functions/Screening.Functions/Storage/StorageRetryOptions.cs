namespace Screening.Functions.Storage;

/// <summary>
/// Retry policy of storage calls: timeouts, retries and circuit breaker. All of its numbers are here. The clients' own retries
/// are off, so that retries do not multiply.
/// </summary>
public sealed record StorageRetryOptions
{
    /// <summary>
    /// For calls that a request waits for: rows, the pointer, messages. Storage responds to these within a tenth of a second, the
    /// emulator on a busy machine within a few seconds. A screening must return 503 within seconds; the caller decides whether to
    /// wait longer.
    /// </summary>
    public static readonly StorageRetryOptions Requests = new()
    {
        AttemptTimeout = TimeSpan.FromSeconds(8), TotalTimeout = TimeSpan.FromSeconds(16), Retries = 2,
    };

    /// <summary>
    /// For whole lists and snapshots, which no request waits for and whose transfer time depends on their size.
    /// </summary>
    public static readonly StorageRetryOptions Bulk = new()
    {
        AttemptTimeout = TimeSpan.FromSeconds(30), TotalTimeout = TimeSpan.FromSeconds(100), Retries = 3,
    };

    /// <summary>Maximum time of one attempt, response included.</summary>
    public required TimeSpan AttemptTimeout { get; init; }

    /// <summary>Maximum time of all attempts and the pauses between them.</summary>
    public required TimeSpan TotalTimeout { get; init; }

    /// <summary>Attempts after the first, for calls that may be repeated; 1 or more.</summary>
    public required int Retries { get; init; }

    /// <summary>
    /// Pause before the first retry. It doubles each time, with jitter, so that instances do not retry in step.
    /// </summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Maximum pause. If storage requests a longer one with Retry-After, the call is not retried and the response is passed on.
    /// </summary>
    public TimeSpan PauseLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Share of failed attempts that opens the circuit. It stays closed when, for example, every third attempt fails.
    /// </summary>
    public double BreakRatio { get; init; } = 0.5;

    /// <summary>Minimum number of attempts within <see cref="BreakWindow"/> before the share is evaluated.</summary>
    public int BreakMinimum { get; init; } = 10;

    /// <summary>Sampling window of the share. It must hold several attempts that each ran into their timeout.</summary>
    public TimeSpan BreakWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the circuit stays open before one trial call. Short, because it delays the recovery after an outage and already
    /// limits the attempts to one a second.
    /// </summary>
    public TimeSpan BreakTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Maximum number of concurrent calls. The clients open at most 50 connections to a service.</summary>
    public int Parallel { get; init; } = 48;

    /// <summary>Maximum number of waiting calls. Further calls are refused at once, to protect memory.</summary>
    public int Waiting { get; init; } = 2_000;
}
