using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Telemetry;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Telemetry;

/// <summary>One trace connects the caller with the record, and a change with the instance that uses it.</summary>
[Collection(FlowGroup.Name)]
public sealed class TelemetryFlowTests(FlowFixture fixture, ITestOutputHelper output)
{
    private const string Canary = "Qqtelemetrycanary";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FlowApp App => fixture.App;

    [Fact]
    public async Task ARequest_ContinuesTheTraceOfItsCaller_ThroughEveryStage()
    {
        using var spans = new Spans();
        var trace = await SendAsync(HttpMethod.Post, "/api/v1/screenings", Roles.Screener, Transactions.Uav(), "application/json");
        await FlowApp.UntilAsync("the request has ended", () => Task.FromResult(spans.Of(trace).Contains("POST /api/v1/screenings")));
        output.WriteLine(spans.Tree(trace));
        Assert.Superset(new HashSet<string> { "parse", "snapshot.take", "evaluate", "record.write" }, spans.Of(trace));
        foreach (var stage in new[] { "parse", "snapshot", "evaluate", "record" })
        {
            Assert.Contains($"screening.stage.duration stage={stage}", spans.Measured);
        }

        Assert.Contains(spans.Measured, one => one.StartsWith("screening.decisions outcome=CASE_BY_CASE_ELIGIBLE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AChange_IsOneTrace_FromTheRequestToTheActivation()
    {
        using var spans = new Spans();
        const string csv =
            "id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,addresses,programs,"
            + "license_requirement,license_policy,notice,source,source_date\n"
            + "T1,UN,organization,Tracing Example Works,,,,,,,,,,,,test,2026-07-31\n";
        var trace = await SendAsync(
            HttpMethod.Post, "/api/v1/watchlists/own-traced/imports?date=2026-07-31&source=test", Roles.ListEditor, csv, "text/csv");
        await FlowApp.UntilAsync("the snapshot is active", () => Task.FromResult(spans.Of(trace).Contains("snapshot.activate")));
        output.WriteLine(spans.Tree(trace));
        var expected = new HashSet<string>
        {
            "change.try", "change.write", "head.commit", "queue.send", "CompileSnapshot", "source.read", "snapshot.compile",
            "snapshot.store", "snapshot.flip", "snapshot.activate",
        };
        Assert.Superset(expected, spans.Of(trace));
        Assert.Contains("screening.queue.lag", spans.Measured);
        Assert.Contains("screening.snapshot.propagation", spans.Measured);
    }

    [Fact]
    public async Task WithoutACaller_TheAppBeginsATrace()
    {
        using var spans = new Spans();
        await App.GetAsync("/readyz");
        Assert.Contains("GET /readyz", spans.Texts);
    }

    [Fact]
    public async Task NoUserInput_IsInASpanOrAMeasure()
    {
        using var spans = new Spans();
        (await App.ScreenAsync(Transactions.Uav("AU", Canary + " Person", "person"))).Expect(HttpStatusCode.OK);
        (await App.ScreenAsync(Transactions.Uav("AU", Canary).Replace("\"name\"", $"\"{Canary}\"", StringComparison.Ordinal)))
            .Expect(HttpStatusCode.BadRequest);
        await App.GetAsync("/api/v1/screenings/" + Canary);
        await App.GetAsync($"/api/v1/{Canary}?q={Canary}");
        await App.ImportAsync("own-canary", $"id,list\n1,{Canary}\n");
        Assert.NotEmpty(spans.Texts);
        Assert.DoesNotContain(spans.Texts, text => text.Contains(Canary, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(spans.Measured, text => text.Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("http://127.0.0.1:4317", null, true)]
    [InlineData(null, "InstrumentationKey=00000000-0000-0000-0000-000000000001", true)]
    public void NothingIsExported_WithoutAnEndpointSetting(string? collector, string? monitor, bool expected)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [TelemetryExport.OtlpEndpoint] = collector, [TelemetryExport.MonitorConnection] = monitor,
        }).Build();
        var services = new ServiceCollection();
        Assert.Equal(expected, services.AddTelemetry(settings));
        Assert.Equal(expected, services.Count > 0);
    }

    /// <summary>Sends within a trace of the caller.</summary>
    private async Task<ActivityTraceId> SendAsync(HttpMethod method, string path, string role, string body, string type)
    {
        var trace = ActivityTraceId.CreateRandom();
        using var client = new HttpClient { BaseAddress = App.App.Address };
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Add(ApiKeyAuthentication.Header, App.KeyOf(role));
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        using var answer = await client.SendAsync(request, Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}");
        return trace;
    }
}
