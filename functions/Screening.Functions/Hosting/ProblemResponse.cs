using Microsoft.AspNetCore.WebUtilities;
using Screening.Functions.Contracts;

namespace Screening.Functions.Hosting;

/// <summary>
/// Answers of the frame around the endpoints, in the same problem form as those of the endpoints. The detail is a sentence
/// written for the caller; nothing of an exception is ever in it.
/// </summary>
public static class ProblemResponse
{
    /// <summary>Writes a problem with <paramref name="status"/>, unless the response has already begun.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string? detail = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return;
        }

        var title = ReasonPhrases.GetReasonPhrase(status);
        var problem = new Problem
        {
            Slug = title.ToLowerInvariant().Replace(' ', '-'),
            Title = title,
            Status = status,
            Detail = detail,
        };
        await problem.ExecuteAsync(context);
    }
}
