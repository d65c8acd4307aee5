using System.Diagnostics;

namespace Screening.Functions.Telemetry;

/// <summary>One span per request, which continues the trace of the caller or starts a new one.</summary>
public static class RequestSpan
{
    /// <summary>Adds the middleware. The span includes everything after it.</summary>
    public static void UseRequestSpan(this IApplicationBuilder app) => app.Use(RunAsync);

    private static async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        using var span = Tracing.Continue(context.Request.Method, ActivityKind.Server, headers.TraceParent, headers.TraceState);
        if (span is null)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            // The route pattern, not the path, because a path may contain text entered by a user.
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
            span.DisplayName = $"{context.Request.Method} {route}";
            span.SetTag("http.request.method", context.Request.Method);
            span.SetTag("http.route", route);
            span.SetTag("http.response.status_code", context.Response.StatusCode);
            if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            {
                span.SetStatus(ActivityStatusCode.Error);
            }
        }
    }
}
