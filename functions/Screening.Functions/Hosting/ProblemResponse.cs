using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Screening.Functions.Hosting;

/// <summary>
/// Answers of the frame around the endpoints, as RFC 9457 problem details. The detail is a sentence written for the
/// caller; nothing of an exception is ever in it.
/// </summary>
public static class ProblemResponse
{
    /// <summary>The media type.</summary>
    public const string ContentType = "application/problem+json";

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

        var problem = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
        };
        if (detail is not null)
        {
            problem["detail"] = detail;
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(problem);
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, CancellationToken.None);
    }
}
