using System.Diagnostics;

namespace Screening.Functions.Telemetry;

/// <summary>
/// The spans of the app: one per request, message and snapshot, and one per step within. Names and attributes hold codes,
/// counts and revisions, never what somebody typed. Without a listener nothing is made.
/// </summary>
public static class Tracing
{
    /// <summary>Name of the source of all spans.</summary>
    public const string SourceName = "Screening";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>What to send along so that the other end continues the trace; null outside of one.</summary>
    public static string? Context => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current && current.Source == Source
        ? current.Id
        : null;

    /// <summary>Begins a step of what is under way.</summary>
    public static Activity? Step(string name, ActivityKind kind = ActivityKind.Internal) => Source.StartActivity(name, kind);

    /// <summary>Begins what was caused elsewhere: by a caller, a message, or whoever built a snapshot.</summary>
    /// <param name="name">Name of the span.</param>
    /// <param name="kind">Server or consumer.</param>
    /// <param name="context">W3C traceparent as received; a new trace begins where it is absent or cannot be read.</param>
    /// <param name="state">W3C tracestate as received.</param>
    public static Activity? Continue(string name, ActivityKind kind, string? context, string? state = null)
    {
        // Whatever span the web server or the caller's code has open is not ours, and is never exported.
        Activity.Current = null;
        return ActivityContext.TryParse(context, state, isRemote: true, out var parent)
            ? Source.StartActivity(name, kind, parent)
            : Source.StartActivity(name, kind);
    }

    /// <summary>Marks a span as failed, by the kind of failure: a message may hold what somebody typed.</summary>
    public static void Fail(this Activity? span, Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", failure.GetType().Name);
    }
}
