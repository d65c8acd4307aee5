using System.Diagnostics;

namespace Screening.Functions.Telemetry;

/// <summary>One span per request: it continues the caller's trace, or begins one.</summary>
public static class RequestSpan
{
    /// <summary>Wraps everything that comes after it.</summary>
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
            // The pattern, not the path: a path may carry what somebody typed.
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
