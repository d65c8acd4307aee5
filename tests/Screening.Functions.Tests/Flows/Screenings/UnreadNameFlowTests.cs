using System.Net;
using System.Text.Json;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Screenings;

/// <summary>A party whose name is a placeholder over HTTP: held and on record, never refused and never passed.</summary>
[Collection(FlowGroup.Name)]
public sealed class UnreadNameFlowTests(FlowFixture fixture)
{
    private FlowApp App => fixture.App;

    [Theory]
    [InlineData("N/A")]
    [InlineData("...")]
    [InlineData("TBD")]
    [InlineData("cash customer")]
    [InlineData("GmbH")]
    public async Task APlaceholder_IsHeldWithItsQuestion_AndOnRecord(string name)
    {
        var answer = (await App.ScreenAsync(Transactions.Uav(party: name))).Expect(HttpStatusCode.OK);
        AssertHeld(answer.Decision);
        var record = (await App.GetAsync("/api/v1/screenings/" + answer.Json.GetProperty("id").GetString())).Expect(HttpStatusCode.OK);
        Assert.Equal(answer.DecisionText, record.DecisionText);
    }

    [Fact]
    public async Task ARepeatedRequest_GetsTheSameHold()
    {
        var key = Guid.NewGuid().ToString();
        var body = Transactions.Uav("SE", "to be advised");
        var first = (await App.PostAsync("/api/v1/screenings", Roles.Screener, body, key, "application/json")).Expect(HttpStatusCode.OK);
        var again = (await App.PostAsync("/api/v1/screenings", Roles.Screener, body, key, "application/json")).Expect(HttpStatusCode.OK);
        AssertHeld(first.Decision);
        Assert.True(again.Json.GetProperty("replayed").GetBoolean());
        Assert.Equal(first.DecisionText, again.DecisionText);
    }

    [Fact]
    public async Task APlaceholderInABatch_HoldsItsTransactionAndItsOrder()
    {
        var named = Transactions.With(Transactions.Uav(), "orderId", "O1");
        var unnamed = Transactions.With(Transactions.Uav(party: "unknown"), "orderId", "O2");
        var answer = (await App.PostAsync("/api/v1/screenings/batch", Roles.Screener, $"[{named},{unnamed}]")).Expect(HttpStatusCode.OK).Json;
        var results = answer.GetProperty("results").EnumerateArray().ToList();
        Assert.All(results, result => Assert.Equal("decided", result.GetProperty("status").GetString()));
        Assert.Equal("APPLY", results[0].GetProperty("decision").GetProperty("disposition").GetString());
        AssertHeld(results[1].GetProperty("decision"));
        Assert.Equal(["APPLY", "HOLD"], answer.GetProperty("orders").EnumerateArray().Select(order => order.GetProperty("disposition").GetString()));
        (await App.GetAsync("/api/v1/screenings/" + results[1].GetProperty("id").GetString())).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ALookupOfAPlaceholder_SaysThatItWasNotCompared()
    {
        var answer = (await App.PostAsync("/api/v1/parties/search", Roles.Screener, """{ "name": "N/A" }""")).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(0, answer.GetProperty("matches").GetArrayLength());
        Assert.Equal("the name could not be compared: it is a placeholder and names no one", Assert.Single(answer.GetProperty("notCompared").EnumerateArray()).GetString());
        Assert.Contains("not every name could be compared", answer.GetProperty("text").GetString(), StringComparison.Ordinal);
        var named = (await App.PostAsync("/api/v1/parties/search", Roles.Screener, """{ "name": "Rift Valley Crop Surveys" }""")).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(0, named.GetProperty("notCompared").GetArrayLength());
    }

    private static void AssertHeld(JsonElement decision)
    {
        Assert.Equal("HOLD", decision.GetProperty("disposition").GetString());
        Assert.Contains("parties[0].name", decision.GetProperty("mustAnswer").EnumerateArray().Select(question => question.GetProperty("fact").GetString()));
        Assert.Contains(decision.GetProperty("notChecked").EnumerateArray(), line => line.GetString()!.StartsWith("the name of party P1 could not be compared", StringComparison.Ordinal));
        Assert.DoesNotContain("P1", decision.GetProperty("compared").GetProperty("notFound").EnumerateArray().Select(party => party.GetString()));
    }
}
