using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Screening.Functions.Telemetry;

/// <summary>The metrics of the app. Attributes are codes from closed lists, so their number is bounded.</summary>
public static class Measures
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Screening";

    /// <summary>The meter, also used by the gauges.</summary>
    internal static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Decisions = Meter.CreateCounter<long>(
        "screening.decisions", "{decision}", "Recorded decisions by outcome, disposition and mode");

    private static readonly Counter<long> Holds = Meter.CreateCounter<long>(
        "screening.holds", "{decision}", "Recorded decisions that hold the transaction");

    private static readonly Counter<long> Matches = Meter.CreateCounter<long>(
        "screening.matches", "{match}", "Matches of recorded decisions, by strength");

    private static readonly Counter<long> Ends = Meter.CreateCounter<long>(
        "screening.decisions.ended", "{decision}", "Decisions that were ended before they were made, by reason");

    private static readonly Histogram<double> Stages = Meter.CreateHistogram<double>(
        "screening.stage.duration", "s", "How long a stage of a screening takes");

    private static readonly Histogram<double> Queued = Meter.CreateHistogram<double>(
        "screening.queue.lag", "s", "From sending a compile request to handling it");

    private static readonly Histogram<double> Propagated = Meter.CreateHistogram<double>(
        "screening.snapshot.propagation", "s", "From building a snapshot to deciding from it on this instance");

    private static readonly Histogram<double> Compiled = Meter.CreateHistogram<double>(
        "screening.snapshot.compile", "s", "How long reading and compiling the whole source takes");

    private static readonly Counter<long> Poison = Meter.CreateCounter<long>(
        "screening.poison", "{message}", "Messages dead-lettered");

    private static readonly Counter<long> RuleChanges = Meter.CreateCounter<long>(
        "screening.rule_changes", "{document}", "Documents whose live version or state was changed, by kind");

    private static readonly Counter<long> ListDrops = Meter.CreateCounter<long>(
        "screening.list_drops", "{import}", "Imports that became live although entries disappear or a list is empty, because a person confirmed it");

    private static readonly Counter<long> ListRefreshes = Meter.CreateCounter<long>(
        "screening.list_refreshes", "{refresh}", "Refreshes of lists from their addresses, by result");

    private static readonly Counter<long> ListRefreshesOverdue = Meter.CreateCounter<long>(
        "screening.list_refreshes.overdue", "{list}", "Lists without a successful refresh for two intervals, counted in every run of the timer");

    /// <summary>Counts a recorded decision.</summary>
    public static void Decided(string outcome, string disposition, string mode)
    {
        Decisions.Add(1, new("outcome", outcome), new("disposition", disposition), new("mode", mode));
        if (disposition == "HOLD")
        {
            Holds.Add(1);
        }
    }

    /// <summary>Counts the matches of one strength in a recorded decision.</summary>
    public static void Matched(string strength, int count)
    {
        if (count > 0)
        {
            Matches.Add(count, new KeyValuePair<string, object?>("strength", strength));
        }
    }

    /// <summary>Counts a decision that was ended before it was made.</summary>
    /// <param name="reason">"time": it took too long. "cancelled": the caller left, or the response took too long.</param>
    public static void Ended(string reason) => Ends.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Measures the time of a stage until the result is disposed.</summary>
    /// <param name="stage">parse, snapshot, evaluate or record.</param>
    public static StageTimer Stage(string stage) => new(stage, Stopwatch.GetTimestamp());

    /// <summary>Records the time from sending a compile request to handling it.</summary>
    public static void Handled(TimeSpan lag) => Queued.Record(Math.Max(0, lag.TotalSeconds));

    /// <summary>Records the time from building a snapshot to using it on this instance.</summary>
    public static void Activated(TimeSpan sinceBuilt) => Propagated.Record(Math.Max(0, sinceBuilt.TotalSeconds));

    /// <summary>Records the time of compiling all documents.</summary>
    public static void CompiledIn(TimeSpan time, bool isGood) =>
        Compiled.Record(time.TotalSeconds, new KeyValuePair<string, object?>("good", isGood));

    /// <summary>Counts a dead-lettered message.</summary>
    public static void DeadLettered() => Poison.Add(1);

    /// <summary>Counts documents of one kind that were changed.</summary>
    public static void RulesChanged(string kind, int documents) =>
        RuleChanges.Add(documents, new KeyValuePair<string, object?>("kind", kind));

    /// <summary>Counts an import that a person let pass the limits on what may disappear.</summary>
    /// <param name="confirmed">drop or empty.</param>
    public static void ListDropConfirmed(string confirmed) => ListDrops.Add(1, new KeyValuePair<string, object?>("confirmed", confirmed));

    /// <summary>Counts a refresh of a list.</summary>
    /// <param name="result">imported, unchanged or failed.</param>
    public static void ListRefreshed(string result) => ListRefreshes.Add(1, new KeyValuePair<string, object?>("result", result));

    /// <summary>Counts a list whose refreshes have not succeeded for two intervals.</summary>
    public static void ListRefreshOverdue() => ListRefreshesOverdue.Add(1);

    /// <summary>A stage in progress.</summary>
    /// <param name="Name">Name of the stage.</param>
    /// <param name="Began">Start in stopwatch ticks.</param>
    public readonly record struct StageTimer(string Name, long Began) : IDisposable
    {
        /// <summary>Records the elapsed time.</summary>
        public void Dispose() => Stages.Record(
            Stopwatch.GetElapsedTime(Began).TotalSeconds, new KeyValuePair<string, object?>("stage", Name));
    }
}
