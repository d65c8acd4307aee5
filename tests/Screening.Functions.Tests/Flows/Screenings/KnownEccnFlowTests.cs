using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Screenings;

/// <summary>An ECCN that is not on the Commerce Control List is refused over HTTP, and nothing is recorded.</summary>
[Collection(FlowGroup.Name)]
public sealed class KnownEccnFlowTests(FlowFixture fixture)
{
    private const string Said = "`3A919` is no entry of the Commerce Control List; did you mean `3A991`";

    private FlowApp App => fixture.App;

    [Theory]
    [InlineData("")]
    [InlineData("?dryRun=true")]
    [InlineData("?detail=summary")]
    public async Task AScreening_IsRefused_AndNamesTheNearest(string query)
    {
        var before = (await App.RecordIdsAsync()).Count;
        var refused = (await App.PostAsync("/api/v1/screenings" + query, Roles.Screener, Body("3A919"))).Expect(HttpStatusCode.BadRequest);
        NamesTheNearest(refused.Json.GetProperty("errors"));
        Assert.Equal(before, (await App.RecordIdsAsync()).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?detail=summary")]
    public async Task OneOfABatch_FailsAlone_AndNamesTheNearest(string query)
    {
        var body = $"[{Body("3A991")},{Body("3A919")}]";
        var results = (await App.PostAsync("/api/v1/screenings/batch" + query, Roles.Screener, body)).Expect(HttpStatusCode.OK).Json.GetProperty("results");
        Assert.Equal("decided", results[0].GetProperty("status").GetString());
        Assert.Equal("invalid", results[1].GetProperty("status").GetString());
        Assert.False(results[1].TryGetProperty("decision", out _));
        NamesTheNearest(results[1].GetProperty("errors"));
    }

    private static void NamesTheNearest(JsonElement errors)
    {
        var error = Assert.Single(errors.EnumerateArray());
        Assert.Equal(
            ("items[0].eccn", "unknown_code", Said),
            (error.GetProperty("path").GetString(), error.GetProperty("code").GetString(), error.GetProperty("message").GetString()));
        Assert.Equal("3A991", Assert.Single(error.GetProperty("candidates").EnumerateArray()).GetString());
    }

    private static string Body(string eccn) => Transactions.With(
        Transactions.Uav(),
        "items",
        new JsonArray(new JsonObject { ["id"] = "10", ["class"] = "GENERIC", ["jurisdiction"] = "EAR", ["eccn"] = eccn }));
}
