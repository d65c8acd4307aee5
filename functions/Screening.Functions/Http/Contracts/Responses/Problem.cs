using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.OpenApi;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>
/// A refusal or failure as application/problem+json (RFC 9457). It is an endpoint result, and middleware writes it with
/// <see cref="ExecuteAsync"/>. It never carries a stack trace, a name of a party or free text of the sender.
/// </summary>
public sealed record Problem : IResult
{
    /// <summary>Media type.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>Last part of the type, /problems/{slug}; stable.</summary>
    public required string Slug { get; init; }

    /// <summary>What kind of problem it is, the same words every time.</summary>
    public required string Title { get; init; }

    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What happened this time and what to do; null when the title says it all.</summary>
    public string? Detail { get; init; }

    /// <summary>Every error of the request.</summary>
    public ImmutableArray<RequestError> Errors { get; init; } = [];

    /// <summary>When to try again; written as the Retry-After header, whole seconds rounded up.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How to authenticate; written as the WWW-Authenticate header of a 401.</summary>
    public string? Challenge { get; init; }

    /// <summary>Methods allowed; written as the Allow header of a 405.</summary>
    public ImmutableArray<string> Allow { get; init; } = [];

    /// <summary>The problem as UTF-8 JSON.</summary>
    /// <param name="correlationId">Id under which the logs tell more.</param>
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
            // Never cancelled: that of a request which took too long has its token cancelled already, and must still be told.
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
