using System.Diagnostics;

namespace Screening.Functions.Telemetry;

/// <summary>
/// The spans of the app: one per request, message and snapshot, and one per step within it. Names and attributes contain codes,
/// counts and revisions, never text entered by a user. Without a listener no spans are created.
/// </summary>
public static class Tracing
{
    /// <summary>Name of the activity source of all spans.</summary>
    public const string SourceName = "Screening";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The traceparent to send along, so that the receiver continues the trace; null outside of a trace.</summary>
    public static string? Context => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current && current.Source == Source
        ? current.Id
        : null;

    /// <summary>Starts a span for a step of the current operation.</summary>
    public static Activity? Step(string name, ActivityKind kind = ActivityKind.Internal) => Source.StartActivity(name, kind);

    /// <summary>
    /// Starts a span for an operation that was caused elsewhere: by a caller, a message, or the instance that built a snapshot.
    /// </summary>
    /// <param name="name">Name of the span.</param>
    /// <param name="kind">Server or consumer.</param>
    /// <param name="context">W3C traceparent as received. If it is absent or invalid, a new trace starts.</param>
    /// <param name="state">W3C tracestate as received.</param>
    public static Activity? Continue(string name, ActivityKind kind, string? context, string? state = null)
    {
        // A span opened by the web server or by other code is not part of this trace and is never exported.
        Activity.Current = null;
        return ActivityContext.TryParse(context, state, isRemote: true, out var parent)
            ? Source.StartActivity(name, kind, parent)
            : Source.StartActivity(name, kind);
    }

    /// <summary>
    /// Marks a span as failed with the type of the exception. Its message is left out, because it may contain text entered by a
    /// user.
    /// </summary>
    public static void Fail(this Activity? span, Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", failure.GetType().Name);
    }
}
