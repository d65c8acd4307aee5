using System.Text;
using Screening.Functions.Hosting;
using Screening.Functions.Http.OpenApi;
using Screening.Functions.Storage;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Triggers;

/// <summary>
/// The routes on which the Functions host delivers messages and ticks. They exist under the host alone: it listens on
/// loopback, and its guard functions keep unauthenticated callers from these paths.
/// </summary>
public static partial class TriggerEndpoints
{
    /// <summary>The answer that completes an invocation. An empty one would hang it for good.</summary>
    public const string Done = """{"Outputs":{},"Logs":[],"ReturnValue":null}""";

    /// <summary>The answer that makes the host try again, without a word of why: the reason is in the log.</summary>
    public const string TryAgain = """{"error":"the function failed; the log has the reason"}""";

    /// <summary>
    /// A queue message has at most 64 KiB; encoding it three times and the metadata leave room to spare.
    /// </summary>
    private const long BodyLimit = 1024 * 1024;

    /// <summary>
    /// Maps <c>POST /&lt;FunctionName&gt;</c> for every trigger. The readiness ping <c>GET /</c> is answered by the sign-in page.
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
            // A handler that dies takes every request in flight with it, and the third death the whole host.
            LogFailed(log, row.Name, error);
        }

        context.Response.StatusCode = isDone ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
        context.Response.ContentType = "application/json";
        // The host does not tell when it goes away, so the answer is written to the end.
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
            await handlers.SweepSnapshot(context.RequestAborted);
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
