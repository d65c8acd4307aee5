using System.Diagnostics;
using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Polly;

namespace Screening.Functions.Storage;

/// <summary>One storage call with its attempts.</summary>
/// <param name="message">Request and response of the client.</param>
/// <param name="next">The rest of the client's pipeline: signs, sends, reads the response.</param>
/// <param name="retry">Timeouts of the call and of each attempt.</param>
internal sealed class StorageCall(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> next, StorageRetryOptions retry)
{
    private readonly long start = Stopwatch.GetTimestamp();
    private int attempts;

    /// <summary>
    /// Whether the call may be repeated. A POST is a plain insert, except for a transaction, whose writers recognise their own
    /// rows after a lost response, and for the creation of a table.
    /// </summary>
    internal bool MayBeRepeated =>
        message.Request.Method != RequestMethod.Post
        || message.Request.Uri.Path.EndsWith("/$batch", StringComparison.Ordinal)
        || message.Request.Uri.Path.EndsWith("/Tables", StringComparison.Ordinal);

    /// <summary>Pause requested by storage; null when there is none.</summary>
    internal static TimeSpan? RetryAfter(Response? answer)
    {
        if (answer?.Headers.TryGetValue("Retry-After", out var text) != true)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at) && at > TimeProvider.System.GetUtcNow()
                ? at - TimeProvider.System.GetUtcNow()
                : null;
    }

    /// <summary>
    /// Sends once. The client applies the timeout set here, because its own cancellation token cannot be replaced.
    /// </summary>
    internal async ValueTask<Response> AttemptAsync()
    {
        var processing = message.ProcessingContext;
        processing.RetryNumber = attempts++;
        var rest = retry.TotalTimeout - Stopwatch.GetElapsedTime(start);
        message.NetworkTimeout = rest < retry.AttemptTimeout && rest > TimeSpan.Zero ? rest : retry.AttemptTimeout;
        await next.Span[0].ProcessAsync(message, next[1..]);
        return message.Response;
    }

    /// <summary>Whether storage did not respond, or responded that it is temporarily unavailable.</summary>
    internal bool HasFailed(Outcome<Response> outcome) => outcome.Exception is { } error
        ? message.ResponseClassifier.IsRetriable(message, error)
        : message.ResponseClassifier.IsRetriableResponse(message);
}
