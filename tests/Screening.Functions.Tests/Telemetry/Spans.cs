using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Tests.Telemetry;

/// <summary>Everything the app emits while this listener is active, as an exporter would receive it.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly ConcurrentQueue<string> measured = new();
    private readonly ActivityListener spans;
    private readonly MeterListener measures = new();

    public Spans()
    {
        spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Tracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(spans);
        measures.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Measures.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        measures.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        measures.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        measures.Start();
    }

    /// <summary>Instruments with their attributes, without values.</summary>
    public IReadOnlyCollection<string> Measured => measured;

    /// <summary>All text of all spans.</summary>
    public IEnumerable<string> Texts => ended.SelectMany(span => span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Append(span.DisplayName));

    /// <summary>Names of the ended spans of a trace.</summary>
    public ISet<string> Of(ActivityTraceId trace) => ended.Where(span => span.TraceId == trace).Select(span => span.DisplayName).ToHashSet();

    /// <summary>A trace as a tree, for display.</summary>
    public string Tree(ActivityTraceId trace)
    {
        var all = ended.Where(span => span.TraceId == trace).OrderBy(span => span.StartTimeUtc).ToArray();
        var known = all.Select(span => span.SpanId).ToHashSet();
        var roots = all.Where(span => !known.Contains(span.ParentSpanId));
        return string.Join('\n', roots.SelectMany(root => Lines(root, all, 0)));
    }

    public void Dispose()
    {
        spans.Dispose();
        measures.Dispose();
    }

    private static IEnumerable<string> Lines(Activity span, Activity[] all, int depth)
    {
        var tags = string.Join(' ', span.TagObjects.Where(tag => tag.Value is not null).Select(tag => $"{tag.Key}={tag.Value}"));
        yield return string.Create(CultureInfo.InvariantCulture,
            $"{new string(' ', depth * 2)}{span.DisplayName} [{span.Kind}] {span.Duration.TotalMilliseconds:F1} ms {tags}");
        foreach (var line in all.Where(one => one.ParentSpanId == span.SpanId).SelectMany(child => Lines(child, all, depth + 1)))
        {
            yield return line;
        }
    }

    private void Note<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = instrument.Name;
        foreach (var tag in tags)
        {
            text += $" {tag.Key}={tag.Value}";
        }

        measured.Enqueue(text);
    }
}
