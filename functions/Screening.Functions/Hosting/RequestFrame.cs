using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Http.Timeouts;
using Screening.Functions.Decisions;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Records.Write;
using Screening.Functions.Storage;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Hosting;

/// <summary>
/// Applies to every request, before and after its endpoint: security headers, limits on bodies, and a problem response for every
/// failure.
/// </summary>
public static partial class RequestFrame
{
    /// <summary>Maximum request body in bytes, unless an endpoint sets another limit.</summary>
    public const long BodyLimit = 1024 * 1024;

    /// <summary>Name of the time limit of endpoints that compile all documents or read a list.</summary>
    public const string ChangeTimes = "change";

    /// <summary>Name of the time limit of the routes on which the Functions host delivers triggers.</summary>
    public const string TriggerTimes = "trigger";

    /// <summary>Accepts bodies of up to <paramref name="bytes"/>. A larger body is refused with 413.</summary>
    public static TBuilder WithBodyLimit<TBuilder>(this TBuilder endpoint, long bytes)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new SizeLimit(bytes));

    /// <summary>Accepts bodies of these media types. Another type, or none, is refused with 415.</summary>
    public static TBuilder TakesBody<TBuilder>(this TBuilder endpoint, params string[] mediaTypes)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new BodyTypes(mediaTypes));

    /// <summary>Adds the time limits of responses. The default is <see cref="RequestLimits.AnswerTime"/>.</summary>
    public static IServiceCollection AddRequestFrame(this IServiceCollection services) =>
        services.AddRequestTimeouts(times =>
        {
            times.DefaultPolicy = Within(RequestLimits.AnswerTime);
            times.AddPolicy(ChangeTimes, Within(RequestLimits.ChangeTime));
            times.AddPolicy(TriggerTimes, Within(RequestLimits.TriggerTime));
        });

    /// <summary>
    /// Catches all exceptions, sets the headers, and gives empty error responses a body. It must be the first middleware after
    /// tracing.
    /// </summary>
    public static void UseRequestFrame(this IApplicationBuilder app)
    {
        app.Use(AnswerAsync);
        app.UseStatusCodePages(context =>
        {
            var status = context.HttpContext.Response.StatusCode;
            return ProblemResponse.WriteAsync(context.HttpContext, status, DetailOf(status));
        });
    }

    /// <summary>
    /// Refuses bodies of the wrong type. It runs after authorisation, so that an unauthenticated caller learns nothing from it.
    /// </summary>
    public static void UseBodyTypes(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var types = context.GetEndpoint()?.Metadata.GetMetadata<BodyTypes>();
        return types is null || types.Allows(context.Request)
            ? next(context)
            : ProblemResponse.WriteAsync(
                context, 415, $"Send the body as {string.Join(" or ", types.MediaTypes)}, without content encoding.");
    });

    private static RequestTimeoutPolicy Within(TimeSpan time) => new()
    {
        Timeout = time,
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = context => ProblemResponse.WriteAsync(
            context, 503, "The response took too long and was cancelled. Nothing was decided; a change may have been made.",
            StorageFailure.RetryAfter),
    };

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        CorrelationId.Set(context);
        context.Response.OnStarting(SecurityHeaders.SetAsync, context);
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException error)
        {
            await ProblemResponse.WriteAsync(context, error.StatusCode, DetailOf(error.StatusCode));
        }
        catch (MalformedConditionException condition) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await Problems.InvalidRequest($"header.{condition.Header}", ErrorCodes.Malformed, condition.Message).ExecuteAsync(context);
        }
        catch (RecordKeyNotConfiguredException sealedOtherwise) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await Problems.RecordKeyNotConfigured(sealedOtherwise.KeyId).ExecuteAsync(context);
        }
        catch (DecisionTimeException ended) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            LogEnded(LogOf(context), RouteOf(context), context.TraceIdentifier);
            await Problems.Unavailable(ended.Detail, DecisionBudget.RetryAfter).ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected.
        }
        catch (Exception error)
        {
            // Last resort: the reason is logged, and the caller learns only that the request failed.
            LogFailed(LogOf(context), MethodOf(context.Request), RouteOf(context), context.TraceIdentifier, error);
            await AnswerFailureAsync(context, StorageFailure.Is(error));
        }
    }

    private static ILogger LogOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RequestFrame));

    /// <summary>The route pattern, not the path, because a path may contain an id entered by a user.</summary>
    private static string? RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;

    private static async Task AnswerFailureAsync(HttpContext context, bool passes)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.Clear();
        }

        var status = passes ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
        await ProblemResponse.WriteAsync(context, status, DetailOf(status), passes ? StorageFailure.RetryAfter : null);
    }

    /// <summary>A caller can send any word as the method. An unusual one is not logged.</summary>
    private static string MethodOf(HttpRequest request) =>
        request.Method.Length <= 10 && request.Method.All(char.IsAsciiLetterUpper) ? request.Method : "(other)";

    private static string? DetailOf(int status) => status switch
    {
        404 => "There is nothing at this address.",
        405 => "This address does not take that method; the header Allow names those it takes.",
        408 => "The body did not arrive in time.",
        413 => "The body is larger than this address takes.",
        415 => "This address does not take a body of that type.",
        500 => "The request failed for a reason of the server's own. It was not decided.",
        429 => "Wait as long as Retry-After says.",
        503 => "Storage does not answer at the moment. Nothing was decided; a change may or may not have been made.",
        _ => null,
    };

    [LoggerMessage(LogEvents.RequestFrameFailed, LogLevel.Error, "A request failed. Method: {Method}. Route: {Route}. Correlation: {Correlation}.")]
    private static partial void LogFailed(ILogger log, string method, string? route, string correlation, Exception error);

    [LoggerMessage(LogEvents.RequestFrameEnded, LogLevel.Warning, "A decision took longer than it may and was ended. Route: {Route}. Correlation: {Correlation}.")]
    private static partial void LogEnded(ILogger log, string? route, string correlation);

    private sealed record SizeLimit(long Bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => Bytes;
    }

    private sealed record BodyTypes(string[] MediaTypes)
    {
        public bool Allows(HttpRequest request)
        {
            var isChunked = request.Headers.TransferEncoding.Count > 0;
            if (request.ContentLength is 0 || (request.ContentLength is null && !isChunked))
            {
                // A request without a body has no type. The endpoint reports what is missing.
                return true;
            }

            var type = request.ContentType?.Split(';')[0].Trim();
            return request.Headers.ContentEncoding.Count == 0
                && MediaTypes.Contains(type, StringComparer.OrdinalIgnoreCase);
        }
    }
}
