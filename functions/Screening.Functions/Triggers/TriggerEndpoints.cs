using System.Text;
using Screening.Functions.Hosting;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Triggers;

/// <summary>
/// The routes to which the Functions host delivers messages and timer ticks. They are mapped only under the host, which calls
/// the app over loopback. No HTTP function has a route that matches their paths.
/// </summary>
public static partial class TriggerEndpoints
{
    /// <summary>The response body that completes an invocation. With an empty body the invocation would never end.</summary>
    public const string Done = """{"Outputs":{},"Logs":[],"ReturnValue":null}""";

    /// <summary>The response body of a failed invocation, which the host repeats. The reason is only in the log.</summary>
    public const string TryAgain = """{"error":"the function failed; the log has the reason"}""";

    /// <summary>Bytes. A queue message has at most 64 KiB; three encodings and the metadata stay far below this.</summary>
    private const long BodyLimit = 1024 * 1024;

    /// <summary>
    /// Maps <c>POST /&lt;FunctionName&gt;</c> for every trigger. The readiness ping <c>GET /</c> is answered by the sign-in page.
    /// The host calls a trigger at a loopback address and forwards a request with the Host header of its client, so other
    /// Host headers are refused. This is a second line of defence: a client that reaches the host directly can forge the header.
    /// </summary>
    public static void MapTriggers(this IEndpointRouteBuilder routes, HostSettings settings, TriggerHandlers handlers)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(handlers);
        if (settings.Mode != HostMode.FunctionsHost)
        {
            return;
        }

        foreach (var row in FunctionTable.Rows.Where(row => row.Kind is FunctionKind.Queue or FunctionKind.Timer))
        {
            routes.MapPost("/" + row.Name, context => AnswerAsync(context, row, handlers))
                .AllowAnonymous()
                .RequireHost("127.0.0.1", "localhost")
                .WithRequestTimeout(RequestFrame.TriggerTimes)
                .WithBodyLimit(BodyLimit);
        }
    }

    private static async Task AnswerAsync(HttpContext context, FunctionRow row, TriggerHandlers handlers)
    {
        var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(row.Name);
        var isDone = false;
        try
        {
            isDone = await HandleAsync(context, row, handlers, log);
        }
        catch (Exception error)
        {
            // An unhandled exception could end the process, which fails every request in flight. The third exit stops the host.
            LogFailed(log, row.Name, error);
        }

        context.Response.StatusCode = isDone ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
        context.Response.ContentType = "application/json";
        // The host never signals that a request was aborted, so the response is always written completely.
        var answer = Encoding.UTF8.GetBytes(isDone ? Done : TryAgain);
        await context.Response.Body.WriteAsync(answer, CancellationToken.None);
    }

    private static async Task<bool> HandleAsync(
        HttpContext context, FunctionRow row, TriggerHandlers handlers, ILogger log)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (row.Kind == FunctionKind.Timer)
        {
            await handlers.ForTimer(row.Name)(context.RequestAborted);
            return true;
        }

        if (TriggerPayload.ReadQueueMessage(body.ToArray()) is not { } message)
        {
            LogUnreadable(log, row.Name, body.Length);
            return false;
        }

        await handlers.ForQueue(row.Name)(message, context.RequestAborted);
        return true;
    }

    [LoggerMessage(LogEvents.TriggerEndpointsFailed, LogLevel.Error, "A trigger failed and will be tried again. Function: {Function}.")]
    private static partial void LogFailed(ILogger log, string function, Exception error);

    [LoggerMessage(LogEvents.TriggerEndpointsUnreadable, LogLevel.Error, "A trigger's payload cannot be read. Function: {Function}. Bytes: {Bytes}.")]
    private static partial void LogUnreadable(ILogger log, string function, long bytes);
}
