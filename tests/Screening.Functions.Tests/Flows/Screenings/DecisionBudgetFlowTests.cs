using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Screening.Engine.Snapshots;
using Screening.Functions.Decisions;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Lists;
using Screening.Functions.Records.Write;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;
using Screening.Functions.Tests.Telemetry;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Screenings;

/// <summary>
/// The processor time of a decision belongs to a budget: units of the client's rate before it, a time during it, and an end when the
/// client leaves. The clock of these tests passes as they say; no test measures time.
/// </summary>
public sealed class DecisionBudgetFlowTests : IAsyncLifetime, IDisposable
{
    private readonly Spans spans = new();
    private FlowApp app = null!;

    private static ScreeningCall Call => new("test", null, IsDryRun: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => app = await FlowApp.StartAsync((RequestLimits.DecisionTimeVariable, "100"));

    public void Dispose() => spans.Dispose();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task ADecisionPastItsTime_Is503_WithItsReason_AndNothingIsRecorded_NorTheKeyUsed()
    {
        const string Key = "past-its-time";
        var before = await app.RecordIdsAsync();
        app.Clock.AdvanceWithEveryReading(TimeSpan.FromSeconds(40));
        var late = (await app.PostAsync("/api/v1/screenings", Roles.Screener, Large(), Key, "application/json")).Expect(HttpStatusCode.ServiceUnavailable);
        app.Clock.AdvanceWithEveryReading(TimeSpan.Zero);

        Assert.Equal("application/problem+json", late.MediaType);
        Assert.Equal("/problems/unavailable", late.Json.GetProperty("type").GetString());
        Assert.Contains("took longer than the 100 s that one may take", late.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(DecisionBudget.RetryAfter.TotalSeconds, double.Parse(late.RetryAfter!, CultureInfo.InvariantCulture));
        Assert.False(late.Json.TryGetProperty("decision", out _));
        Assert.Contains("screening.decisions.ended reason=time", spans.Measured);
        Assert.Equal(before, await app.RecordIdsAsync());

        // The key stands for no body, so that another body may use it.
        var small = (await app.PostAsync("/api/v1/screenings", Roles.Screener, Transactions.Uav(), Key, "application/json")).Expect(HttpStatusCode.OK);
        Assert.Equal("10", Assert.Single(small.Decision.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(before.Count + 1, (await app.RecordIdsAsync()).Count);
    }

    [Fact]
    public async Task ARepeatedRequest_GetsTheRecordedDecision_AlsoWhenANewOneWouldTakeTooLong()
    {
        async Task<Reply> SendAsync() => (await app.PostAsync("/api/v1/screenings", Roles.Screener, Large(), "again", "application/json")).Expect(HttpStatusCode.OK);
        var first = await SendAsync();
        app.Clock.AdvanceWithEveryReading(TimeSpan.FromSeconds(40));
        Assert.Equal(first.DecisionText, (await SendAsync()).DecisionText);
        app.Clock.AdvanceWithEveryReading(TimeSpan.Zero);
        Assert.Contains("screening.decisions.ended reason=time", spans.Measured);
        Assert.Single(await app.RecordIdsAsync());
    }

    [Fact]
    public async Task ALinePastItsTime_IsUnavailableWithItsReason_AndTheOtherLinesAreDecided()
    {
        app.Clock.AdvanceWithEveryReading(TimeSpan.FromSeconds(40));
        var answer = (await app.PostAsync("/api/v1/screenings/batch", Roles.Screener, $"[ {Large()}, {Transactions.Uav()} ]")).Expect(HttpStatusCode.OK);
        app.Clock.AdvanceWithEveryReading(TimeSpan.Zero);
        var lines = answer.Json.GetProperty("results");
        Assert.Equal(("unavailable", "decision-time"), (lines[0].GetProperty("status").GetString(), lines[0].GetProperty("reason").GetString()));
        Assert.Equal("decided", lines[1].GetProperty("status").GetString());
        Assert.Single(await app.RecordIdsAsync());
    }

    [Fact]
    public async Task AClientThatLeaves_EndsTheWork_AndNothingIsRecorded()
    {
        using var client = new HttpClient { BaseAddress = app.App.Address };
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Large(parties: 50, countries: 40)));
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/screenings") { Content = content };
        request.Headers.Add(ApiKeyAuthentication.Header, app.KeyOf(Roles.Screener));
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var readings = app.Clock.Readings;
        var sending = client.SendAsync(request, leave.Token);

        // The engine reads the clock between its steps.
        await FlowApp.UntilAsync("the decision has begun", () => Task.FromResult(app.Clock.Readings > readings + 20));
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await FlowApp.UntilAsync("the work has ended", () => Task.FromResult(spans.Measured.Contains("screening.decisions.ended reason=cancelled")));
        Assert.Empty(await app.RecordIdsAsync());
    }

    [Fact]
    public async Task NamesAndItems_AreCharged_InUnits_BeforeAnythingIsDecided()
    {
        // A burst of ten units, of which nine are used: one is left for a small transaction, which the middleware takes.
        using var rate = new ClientRate(new RequestLimits { ClientUnitsPerSecond = 1 });
        var flow = new ScreeningFlow(
            app.Service<SnapshotProvider<Snapshot>>(), app.Service<ListStandings>(), app.Service<RecordTable>(), app.Service<IdempotentRecords>(),
            new DecisionBudget(rate, new RequestLimits(), app.Clock), app.Clock);
        Assert.Null(rate.Take(Call.Client, 9));
        var refused = Assert.IsType<Problem>(await flow.ScreenAsync(Encoding.UTF8.GetBytes(Large()), Call, Stop));
        Assert.Equal(429, refused.Status);
        Assert.NotNull(refused.RetryAfter);
        Assert.IsNotType<Problem>(await flow.ScreenAsync(Encoding.UTF8.GetBytes(Transactions.Uav()), Call, Stop));
    }

    [Fact]
    public async Task ABatch_TakesTheUnitsOfItsLines_AndAtMostABurst()
    {
        BatchFlow Of(ClientRate rate) => new(
            app.Service<SnapshotProvider<Snapshot>>(), app.Service<ListStandings>(), app.Service<RecordTable>(), app.Service<IdempotentRecords>(),
            new DecisionBudget(rate, new RequestLimits(), app.Clock), app.Clock, NullLogger<BatchFlow>.Instance);
        ImmutableArray<ReadOnlyMemory<byte>> lines = [.. Enumerable.Repeat((ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(Transactions.Uav()), 30)];
        using var full = new ClientRate(new RequestLimits { ClientUnitsPerSecond = 1 });
        Assert.Null(full.Take(Call.Client));
        Assert.Equal(30, (await Of(full).ScreenAsync(lines, Call, Stop)).Response!.Results.Length);

        using var used = new ClientRate(new RequestLimits { ClientUnitsPerSecond = 1 });
        Assert.Null(used.Take(Call.Client, 9));
        Assert.Equal(429, (await Of(used).ScreenAsync(lines, Call, Stop)).Problem!.Status);
    }

    [Theory]
    [InlineData(1, 0, 0, 1)]
    [InlineData(9, 0, 0, 1)]
    [InlineData(10, 0, 0, 2)]
    [InlineData(1, 8, 0, 1)]
    [InlineData(1, 8, 1, 2)]
    [InlineData(200, 20, 50, 28)]
    public void AUnit_PaysForTenNamesAndItems(int items, int aliases, int owners, int units)
    {
        var body = JsonNode.Parse(Transactions.Uav())!.AsObject();
        body["items"] = Items(items);
        var party = body["parties"]![0]!.AsObject();
        party["aliases"] = new JsonArray([.. Enumerable.Range(0, aliases).Select(number => JsonValue.Create($"Alias {number}"))]);
        party["owners"] = new JsonArray([.. Enumerable.Range(0, owners).Select(number => new JsonObject { ["name"] = $"Owner {number}", ["percent"] = 1 })]);
        var parsed = ScreeningRequestParser.Parse(Encoding.UTF8.GetBytes(body.ToJsonString()), new DateOnly(2026, 11, 23));
        Assert.Equal(units, DecisionBudget.UnitsOf(parsed.Value));
    }

    // Nothing is declared of its items, and its end users are in many countries or in none that is known: thousands of evaluations.
    private static string Large(int parties = 20, int countries = 10)
    {
        string[] codes = [.. Engine.Model.Countries.All.Select(code => code.ToString()).Where(code => code is not ("US" or "AU")).Take(countries)];
        var body = JsonNode.Parse(Transactions.Uav())!.AsObject();
        body["items"] = Items(200);
        body["parties"] = new JsonArray([.. Enumerable.Range(0, parties).Select(number =>
        {
            var party = new JsonObject { ["id"] = $"P{number}", ["role"] = "END_USER", ["kind"] = "organization", ["name"] = $"Works Number {number} of Examples" };
            if (number < countries)
            {
                party["country"] = codes[number];
            }

            return party;
        })]);
        body["endUse"] = new JsonObject { ["code"] = "unknown" };
        return body.ToJsonString();
    }

    private static JsonArray Items(int count) =>
        [.. Enumerable.Range(0, count).Select(number => (JsonNode)new JsonObject { ["id"] = $"{number}", ["class"] = number % 2 == 0 ? "UAS" : "SUBSYSTEM" })];
}
