using System.Diagnostics;
using System.Diagnostics.Metrics;
using Screening.Functions.Decisions;

namespace Screening.Functions.Telemetry;

/// <summary>What is counted and timed. Attributes are codes from closed lists, so their number is bounded.</summary>
public static class Measures
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Screening";

    /// <summary>The meter, also of the gauges.</summary>
    internal static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Decisions = Meter.CreateCounter<long>(
        "screening.decisions", "{decision}", "Recorded decisions by outcome, disposition and mode");

    private static readonly Counter<long> Holds = Meter.CreateCounter<long>(
        "screening.holds", "{decision}", "Recorded decisions that hold the transaction");

    private static readonly Counter<long> Matches = Meter.CreateCounter<long>(
        "screening.matches", "{match}", "Matches of recorded decisions, by strength");

    private static readonly Histogram<double> Stages = Meter.CreateHistogram<double>(
        "screening.stage.duration", "s", "How long a stage of a screening takes");

    private static readonly Histogram<double> Queued = Meter.CreateHistogram<double>(
        "screening.queue.lag", "s", "From sending a compile request to handling it");

    private static readonly Histogram<double> Propagated = Meter.CreateHistogram<double>(
        "screening.snapshot.propagation", "s", "From building a snapshot to deciding from it on this instance");

    private static readonly Histogram<double> Compiled = Meter.CreateHistogram<double>(
        "screening.snapshot.compile", "s", "How long reading and compiling the whole source takes");

    private static readonly Counter<long> Poison = Meter.CreateCounter<long>(
        "screening.poison", "{message}", "Messages given up");

    /// <summary>A decision is on record.</summary>
    public static void Decided(string outcome, string disposition, string mode)
    {
        Decisions.Add(1, new("outcome", outcome), new("disposition", disposition), new("mode", mode));
        if (disposition == "HOLD")
        {
            Holds.Add(1);
        }
    }

    /// <summary>It had matches of one strength.</summary>
    public static void Matched(string strength, int count)
    {
        if (count > 0)
        {
            Matches.Add(count, new KeyValuePair<string, object?>("strength", strength));
        }
    }

    /// <summary>Times a stage until disposed.</summary>
    /// <param name="stage">parse, snapshot, evaluate or record.</param>
    public static StageTimer Stage(string stage) => new(stage, Stopwatch.GetTimestamp());

    /// <summary>A compile request was handled.</summary>
    public static void Handled(TimeSpan lag) => Queued.Record(Math.Max(0, lag.TotalSeconds));

    /// <summary>A snapshot has come into use here.</summary>
    public static void Activated(TimeSpan sinceBuilt) => Propagated.Record(Math.Max(0, sinceBuilt.TotalSeconds));

    /// <summary>The source was compiled.</summary>
    public static void CompiledIn(TimeSpan time, bool isGood) =>
        Compiled.Record(time.TotalSeconds, new KeyValuePair<string, object?>("good", isGood));

    /// <summary>A message was dead-lettered.</summary>
    public static void DeadLettered() => Poison.Add(1);

    /// <summary>A running stage.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Began">When it began, in ticks of the stopwatch.</param>
    public readonly record struct StageTimer(string Name, long Began) : IDisposable
    {
        /// <summary>Ends it.</summary>
        public void Dispose() => Stages.Record(
            Stopwatch.GetElapsedTime(Began).TotalSeconds, new KeyValuePair<string, object?>("stage", Name));
    }
}
