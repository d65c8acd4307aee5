using Azure;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Storage;

/// <summary>Tells a failure of storage, which passes, from a bug, which does not.</summary>
public static class StorageFailure
{
    /// <summary>When a caller may sensibly try again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Whether storage did not answer, or answered that it cannot serve us now.</summary>
    /// <param name="error">What a call to storage threw.</param>
    public static bool Is(Exception error) => error switch
    {
        // The clients gather the failures of all their attempts in one.
        AggregateException many => many.InnerExceptions.Count > 0 && many.InnerExceptions.All(Is),
        // Status 0: no answer at all. 403 and 404: no right, or no table or container, to be put right by an operator.
        RequestFailedException failed => failed.Status is 0 or 403 or 404 or 408 or 429 or >= 500,
        RecordNotWrittenException or TimeoutException or TaskCanceledException => true,
        _ => false,
    };
}
