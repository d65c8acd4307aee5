using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>
/// A refusal or failure as application/problem+json (RFC 9457). Endpoints return it as their result; middleware writes it with
/// <see cref="ExecuteAsync"/>. It never contains a stack trace, a name of a party or free text of the sender.
/// </summary>
public sealed record Problem : IResult
{
    /// <summary>Media type.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>Last segment of the type, /problems/{slug}. It is stable.</summary>
    public required string Slug { get; init; }

    /// <summary>Title of this kind of problem, identical for every occurrence.</summary>
    public required string Title { get; init; }

    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What happened in this case and what to do; null if the title is sufficient.</summary>
    public string? Detail { get; init; }

    /// <summary>All errors of the request.</summary>
    public ImmutableArray<RequestError> Errors { get; init; } = [];

    /// <summary>When to retry. Written as the Retry-After header in whole seconds, rounded up.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How to authenticate. Written as the WWW-Authenticate header of a 401.</summary>
    public string? Challenge { get; init; }

    /// <summary>Allowed methods. Written as the Allow header of a 405.</summary>
    public ImmutableArray<string> Allow { get; init; } = [];

    /// <summary>The problem as UTF-8 JSON.</summary>
    /// <param name="correlationId">Id under which the logs contain details.</param>
    public byte[] ToUtf8(string correlationId) => CanonicalJson.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", $"/problems/{Slug}");
        writer.WriteString("title", Title);
        writer.WriteNumber("status", Status);
        if (Detail is not null)
        {
            writer.WriteString("detail", Detail);
        }

        if (!Errors.IsDefaultOrEmpty)
        {
            writer.Objects("errors", Errors, Error);
        }

        writer.WriteString("correlationId", correlationId);
        writer.WriteEndObject();
    });

    /// <summary>Writes status, headers and body. The correlation id is the trace identifier of the request.</summary>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } wait)
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (Challenge is not null)
        {
            response.Headers.WWWAuthenticate = Challenge;
        }

        if (!Allow.IsDefaultOrEmpty)
        {
            response.Headers.Allow = string.Join(", ", Allow);
        }

        var body = ToUtf8(httpContext.TraceIdentifier);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            // Not cancellable: after a request timeout the token of the request is already cancelled, but the response must still
            // be written.
            await response.Body.WriteAsync(body, CancellationToken.None);
        }
    }

    private static void Error(Utf8JsonWriter writer, RequestError error)
    {
        writer.WriteString("path", error.Path);
        writer.WriteString("code", error.Code);
        writer.WriteString("message", error.Message);
        if (error.Candidates is { } candidates)
        {
            writer.Texts("candidates", candidates);
        }
    }
}
