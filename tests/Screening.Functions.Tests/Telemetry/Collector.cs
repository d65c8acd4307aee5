using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Screening.Functions.Tests.Telemetry;

/// <summary>A received span.</summary>
internal sealed record SentSpan(string Trace, string Id, string Parent, string Name);

/// <summary>
/// A collector for the OpenTelemetry protocol over HTTP and for the Azure Monitor exporter. Data arrive here by the same path as
/// in production. Field numbers are those of the published definitions.
/// </summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication web;
    private int tracked;

    private Collector(WebApplication web) => this.web = web;

    /// <summary>Spans, in the order they arrived.</summary>
    public ConcurrentQueue<SentSpan> Spans { get; } = new();

    /// <summary>The last sum of each counter over all its attributes, by name; 0 for other instruments.</summary>
    public ConcurrentDictionary<string, long> Measures { get; } = new(StringComparer.Ordinal);

    /// <summary>Every body as text; only its ASCII parts are readable.</summary>
    public ConcurrentQueue<string> Bodies { get; } = new();

    /// <summary>Number of requests of the Azure Monitor exporter.</summary>
    public int Tracked => tracked;

    public string Address => web.Urls.First();

    public static async Task<Collector> StartAsync(CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var web = builder.Build();
        web.Urls.Add("http://127.0.0.1:0");
        var collector = new Collector(web);
        web.MapPost("/v1/traces", request => collector.TakeAsync(request, collector.TakeSpans));
        web.MapPost("/v1/metrics", request => collector.TakeAsync(request, collector.TakeMeasures));
        web.MapPost("/v2.1/track", () =>
        {
            Interlocked.Increment(ref collector.tracked);
            return Results.Text("""{"itemsReceived":1,"itemsAccepted":1,"errors":[]}""", "application/json");
        });
        await web.StartAsync(stop);
        return collector;
    }

    /// <summary>Names of the spans of a trace.</summary>
    public ISet<string> Of(ActivityTraceId trace) =>
        Spans.Where(span => span.Trace == trace.ToHexString()).Select(span => span.Name).ToHashSet(StringComparer.Ordinal);

    public async ValueTask DisposeAsync() => await web.DisposeAsync();

    private async Task TakeAsync(HttpContext context, Action<ProtobufFields> take)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Bodies.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
        take(new ProtobufFields(body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }

    private void TakeSpans(ProtobufFields request)
    {
        foreach (var span in request.Messages(1).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2)))
        {
            Spans.Enqueue(new(Hex(span.Bytes(1)), Hex(span.Bytes(2)), Hex(span.Bytes(4)), Encoding.UTF8.GetString(span.Bytes(5))));
        }
    }

    private void TakeMeasures(ProtobufFields request)
    {
        foreach (var metric in request.Messages(1).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2)))
        {
            // Sum is field 7, its points are field 1, the integer value of a point is field 6.
            Measures[Encoding.UTF8.GetString(metric.Bytes(1))] =
                metric.Messages(7).SelectMany(sum => sum.Messages(1)).Sum(point => point.Fixed64(6));
        }
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
