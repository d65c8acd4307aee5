using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Screening.Engine.Model;
using Screening.Functions.Development;
using Screening.Functions.Security;
using Screening.Functions.Telemetry;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Telemetry;

/// <summary>Exported telemetry, as a collector receives it; settings alone enable it.</summary>
public sealed class ExportFlowTests(ITestOutputHelper output)
{
    private const string Canary = "Zzexportcanary";
    private const int BatchLines = 3;
    private const int Changes = 5;

    private static readonly TimeSpan SpansArriveWithin = TimeSpan.FromSeconds(20);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ACollector_ReceivesWholeTraces_EveryDecisionCounted_AndNoNames()
    {
        await using var collector = await Collector.StartAsync(Stop);
        await using var app = await FlowApp.StartAsync(
            (TelemetryExport.OtlpEndpoint, collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "200"), ("OTEL_METRIC_EXPORT_INTERVAL", "500"));
        var screening = await SendAsync(app, "/api/v1/screenings", Roles.Screener, Transactions.Uav("AU", Canary + " Works"), "application/json");
        var change = await ActivatedChangeAsync(app, collector);
        await FlowApp.UntilAsync("the decision was counted", () => Task.FromResult(collector.Measures.GetValueOrDefault("screening.decisions") > 0));
        var alone = collector.Measures["screening.decisions"];
        var lines = Enumerable.Repeat(Transactions.Uav("AU", Canary + " Person", "person"), BatchLines);
        await SendAsync(app, "/api/v1/screenings/batch", Roles.Screener, $"[{string.Join(',', lines)}]", "application/json");

        await FlowApp.UntilAsync(
            "every line of the batch is counted",
            () => Task.FromResult(collector.Measures["screening.decisions"] >= alone + BatchLines));
        await FlowApp.UntilAsync(
            "the measures of the change have been sent",
            () => Task.FromResult(collector.Measures.ContainsKey("screening.snapshot.propagation") && collector.Measures.ContainsKey("screening.list.age")
                && collector.Measures.ContainsKey("screening.poison.queue")));
        output.WriteLine($"a request: {string.Join(", ", collector.Of(screening))}\na change: {string.Join(", ", collector.Of(change))}");
        output.WriteLine($"measures: {string.Join(", ", collector.Measures.Keys.Order(StringComparer.Ordinal))}");

        Assert.Superset(
            new HashSet<string> { "POST /api/v1/screenings", "parse", "snapshot.take", "evaluate", "record.write" }, collector.Of(screening));
        Assert.Superset(
            new HashSet<string>
            {
                "POST /api/v1/watchlists/{id}/imports", "change.write", "head.commit", "queue.send", "CompileSnapshot", "source.read",
                "snapshot.compile", "snapshot.store", "snapshot.flip", "snapshot.activate",
            },
            collector.Of(change));
        Assert.Superset(
            new HashSet<string>
            {
                "screening.decisions", "screening.stage.duration", "screening.snapshot.age", "screening.snapshot.size", "screening.snapshot.damaged",
                "screening.snapshot.propagation", "screening.queue.lag", "screening.list.age", "screening.poison.queue",
            },
            collector.Measures.Keys.ToHashSet(StringComparer.Ordinal));
        Assert.DoesNotContain(collector.Bodies, body => body.Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Every span except the root has a received parent: a trace must be connected.</summary>
    [Fact]
    public async Task ATrace_HasOneRoot_AndNoSpanWithoutItsParent()
    {
        await using var collector = await Collector.StartAsync(Stop);
        await using var app = await FlowApp.StartAsync(
            (TelemetryExport.OtlpEndpoint, collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_BSP_SCHEDULE_DELAY", "200"));
        var trace = await SendAsync(app, "/api/v1/screenings", Roles.Screener, SampleRequest.Json, "application/json");
        await FlowApp.UntilAsync("the request has ended", () => Task.FromResult(collector.Of(trace).Contains("POST /api/v1/screenings")));
        var spans = collector.Spans.Where(span => span.Trace == trace.ToHexString()).ToArray();
        var known = spans.Select(span => span.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Single(spans, span => !known.Contains(span.Parent));
    }

    /// <summary>
    /// A change in use, with its own trace. A build for another compile request, such as that of the sweep, can include the
    /// change, which is then activated in the trace of that request. In that case another change is made.
    /// </summary>
    private static async Task<ActivityTraceId> ActivatedChangeAsync(FlowApp app, Collector collector)
    {
        const string header = "id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,addresses,programs,"
            + "license_requirement,license_policy,notice,source,source_date\n";
        for (var attempt = 1; attempt <= Changes; attempt++)
        {
            var before = app.Health().Pointer!.SourceVersion;
            var change = await SendAsync(
                app, "/api/v1/watchlists/own-exported/imports?date=2026-07-31&source=test", Roles.ListEditor,
                // The same entry under another name: a list that drops its entries must be confirmed.
                $"{header}X1,UN,organization,{Canary} Trading {attempt},,,,,,,,,,,,test,2026-07-31\n", "text/csv");
            await FlowApp.UntilAsync("the change is in use", () => Task.FromResult(app.Health().Pointer!.SourceVersion > before));
            using var retry = new CancellationTokenSource(SpansArriveWithin);
            while (!retry.IsCancellationRequested)
            {
                if (collector.Of(change).Contains("snapshot.activate"))
                {
                    return change;
                }

                await Task.Delay(20, Stop);
            }
        }

        throw new InvalidOperationException($"of {Changes} changes none was activated in its own trace");
    }

    private static async Task<ActivityTraceId> SendAsync(FlowApp app, string path, string role, string body, string type)
    {
        var trace = ActivityTraceId.CreateRandom();
        using var client = new HttpClient { BaseAddress = app.App.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Add(ApiKeyAuthentication.Header, app.KeyOf(role));
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        using var answer = await client.SendAsync(request, Stop);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted, $"{(int)answer.StatusCode}");
        return trace;
    }
}
