using System.Net;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Screenings;

/// <summary>A client that repeats its request gets the original response.</summary>
[Collection(FlowGroup.Name)]
public sealed class IdempotencyFlowTests(FlowFixture fixture)
{
    private const string Path = "/api/v1/screenings";

    private FlowApp App => fixture.App;

    [Fact]
    public async Task ARepeatedRequest_GetsTheRecordedDecision_MarkedAsReplayed()
    {
        var key = Guid.NewGuid().ToString();
        var first = (await SendAsync(Transactions.Uav("SE"), key)).Expect(HttpStatusCode.OK);
        // The same body with other whitespace is the same request.
        var again = (await SendAsync(Transactions.With(Transactions.Uav("SE"), "redFlags", null), key)).Expect(HttpStatusCode.OK);
        Assert.False(first.Json.TryGetProperty("replayed", out _));
        Assert.True(again.Json.GetProperty("replayed").GetBoolean());
        Assert.Equal(first.Json.GetProperty("id").GetString(), again.Json.GetProperty("id").GetString());
        Assert.Equal(first.DecisionText, again.DecisionText);
        Assert.True(again.Json.GetProperty("current").GetBoolean());
        Assert.False(first.Json.TryGetProperty("current", out _));
    }

    [Fact]
    public async Task AnotherBody_IsUnprocessable_AndAnInvalidKeyIsAnError()
    {
        var key = Guid.NewGuid().ToString();
        (await SendAsync(Transactions.Uav("SE"), key)).Expect(HttpStatusCode.OK);
        var refused = (await SendAsync(Transactions.Uav("FI"), key)).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal([("Idempotency-Key", "key_reused")], refused.Errors);
        var wrong = (await SendAsync(Transactions.Uav("FI"), new string('k', 256))).Expect(HttpStatusCode.BadRequest);
        Assert.Equal([("Idempotency-Key", "invalid_format")], wrong.Errors);
    }

    [Fact]
    public async Task AnInstanceWithoutASnapshot_StillRepeatsWhatIsOnRecord()
    {
        await using var app = await FlowApp.StartAsync();
        var first = (await app.PostAsync(Path, Roles.Screener, Transactions.Uav(), "k1", "application/json")).Expect(HttpStatusCode.OK);
        app.Clock.Advance(TimeSpan.FromHours(25));
        app.Storage.Blob.Cut();
        var again = (await app.PostAsync(Path, Roles.Screener, Transactions.Uav(), "k1", "application/json")).Expect(HttpStatusCode.OK);
        Assert.Equal(first.DecisionText, again.DecisionText);
        Assert.Equal(JsonValueKind.Null, again.Json.GetProperty("current").ValueKind);
        Assert.Contains("No decision can be made", again.Json.GetProperty("today").GetProperty("reason").GetString()!, StringComparison.Ordinal);
        (await app.PostAsync(Path, Roles.Screener, Transactions.Uav(), "k2", "application/json")).Expect(HttpStatusCode.ServiceUnavailable);
        app.Storage.Blob.Mend();
    }

    [Fact]
    public async Task ADryRun_IsNotRecorded_AndIsMarkedWhatIf()
    {
        var before = await App.RecordIdsAsync();
        var dry = (await App.PostAsync(Path + "?dryRun=true", Roles.Screener, Transactions.Uav("CA"))).Expect(HttpStatusCode.OK);
        Assert.False(dry.Json.GetProperty("recorded").GetBoolean());
        Assert.Equal(JsonValueKind.Null, dry.Json.GetProperty("id").ValueKind);
        Assert.Equal(JsonValueKind.Null, dry.Json.GetProperty("validUntil").ValueKind);
        Assert.Equal("what_if", dry.Decision.GetProperty("mode").GetString());
        Assert.Equal("WHAT_IF", dry.Decision.GetProperty("disposition").GetString());
        Assert.Equal(before, await App.RecordIdsAsync());
        (await App.PostAsync(Path + "?dryRun=perhaps", Roles.Screener, Transactions.Uav("CA"))).Expect(HttpStatusCode.BadRequest);
    }

    private Task<Reply> SendAsync(string body, string key) => App.PostAsync(Path, Roles.Screener, body, key, "application/json");
}
