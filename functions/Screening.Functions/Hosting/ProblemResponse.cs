using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Hosting;

/// <summary>
/// Answers of the frame around the endpoints, of the same kinds as those of the endpoints. The detail is a sentence
/// written for the caller; nothing of an exception is ever in it.
/// </summary>
public static class ProblemResponse
{
    /// <summary>Writes a problem with <paramref name="status"/>, unless the response has already begun.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string? detail = null, TimeSpan? retryAfter = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return;
        }

        // A status nobody foresaw is still somebody's fault: the caller's below 500, ours from there on.
        var type = ProblemTypes.Of(status) ?? ProblemTypes.Of(status < 500 ? 400 : 500)!;
        var problem = new Problem
        {
            Slug = type.Slug,
            Title = type.Title,
            Status = status,
            Detail = detail,
            RetryAfter = retryAfter,
        };
        await problem.ExecuteAsync(context);
    }
}
