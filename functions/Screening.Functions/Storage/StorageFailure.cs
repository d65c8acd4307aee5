using Azure;

namespace Screening.Functions.Storage;

/// <summary>Distinguishes temporary failures of storage from defects.</summary>
public static class StorageFailure
{
    /// <summary>Suggested time before a caller retries.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Whether storage did not respond, denied access, or is temporarily unavailable.</summary>
    /// <param name="error">Exception thrown by a storage call.</param>
    public static bool Is(Exception error) => error switch
    {
        // The clients aggregate the failures of all their attempts.
        AggregateException many => many.InnerExceptions.Count > 0 && many.InnerExceptions.All(Is),
        // Status 0: no response. 403 and 404: missing permission, table or container, which an operator has to fix.
        RequestFailedException failed => failed.Status is 0 or 403 or 404 or 408 or 429 or >= 500,
        StorageUnavailableException or TimeoutException or TaskCanceledException => true,
        _ => false,
    };
}
