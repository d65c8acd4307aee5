using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Hosting;

/// <summary>
/// Problem responses of the middleware, of the same kinds as those of the endpoints. The detail is written for the caller and
/// never contains the text of an exception.
/// </summary>
public static class ProblemResponse
{
    /// <summary>Writes a problem with <paramref name="status"/>, unless the response has already begun.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string? detail = null, TimeSpan? retryAfter = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Response.HasStarted)
        {
            // An incomplete response must not look complete.
            context.Abort();
            return;
        }

        // An unexpected status maps to the problem of 400 if it is below 500, otherwise to that of 500.
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
