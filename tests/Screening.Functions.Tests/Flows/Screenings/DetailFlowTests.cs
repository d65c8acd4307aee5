using System.Net;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Development;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Screenings;

/// <summary>The short form of a response, and the full decision on record.</summary>
[Collection(FlowGroup.Name)]
public sealed class DetailFlowTests(FlowFixture fixture)
{
    private const string Path = "/api/v1/screenings";

    private static readonly string[] Short =
    [
        "detail", "mode", "asOf", "disposition", "outcome", "text", "undecided", "policy", "findings", "matches", "mustAnswer", "lists", "snapshot", "engine",
    ];

    private FlowApp App => fixture.App;

    [Fact]
    public async Task TheShortForm_IsOfTheRecordedDecision()
    {
        var answer = (await App.PostAsync(Path + "?detail=summary", Roles.Screener, Transactions.Uav())).Expect(HttpStatusCode.OK);
        var decision = answer.Json.GetProperty("decision");
        Assert.Equal(Short, Members(decision));
        Assert.Equal(("summary", "APPLY", "R25-PARTNER"), (
            decision.GetProperty("detail").GetString(), decision.GetProperty("disposition").GetString(),
            Assert.Single(decision.GetProperty("findings").EnumerateArray()).GetProperty("rule").GetString()));

        var record = Path + "/" + answer.Json.GetProperty("id").GetString();
        var whole = (await App.GetAsync(record)).Expect(HttpStatusCode.OK).Json.GetProperty("decision");
        Assert.True(whole.GetProperty("findings")[0].TryGetProperty("facts", out _));
        Assert.All(Short.Except(["detail", "findings", "matches"]), member => Assert.True(
            JsonElement.DeepEquals(whole.GetProperty(member), decision.GetProperty(member)), member));
        var read = (await App.GetAsync(record + "?detail=summary")).Expect(HttpStatusCode.OK).Json.GetProperty("decision");
        Assert.Equal(decision.GetRawText(), read.GetRawText());
    }

    [Fact]
    public async Task ARepeatedKey_ReturnsTheRequestedForm()
    {
        var key = Guid.NewGuid().ToString();
        var first = (await SendAsync("", key)).Expect(HttpStatusCode.OK);
        var again = (await SendAsync("?detail=summary", key)).Expect(HttpStatusCode.OK);
        Assert.True(again.Json.GetProperty("replayed").GetBoolean());
        Assert.Equal(first.Json.GetProperty("id").GetString(), again.Json.GetProperty("id").GetString());
        Assert.Equal(Short, Members(again.Json.GetProperty("decision")));
        Assert.Equal(first.DecisionText, (await SendAsync("?detail=full", key)).DecisionText);
    }

    [Fact]
    public async Task ABatch_AndADryRun_HaveAShortForm_Too()
    {
        var batch = (await App.PostAsync(Path + "/batch?detail=summary", Roles.Screener, $"[{Transactions.Uav()},{{}}]")).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(Short, Members(batch.GetProperty("results")[0].GetProperty("decision")));
        Assert.Equal("invalid", batch.GetProperty("results")[1].GetProperty("status").GetString());
        var dry = (await App.PostAsync(Path + "?detail=summary&dryRun=true", Roles.Screener, Transactions.Uav())).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(Short, Members(dry.GetProperty("decision")));
        Assert.False(dry.GetProperty("recorded").GetBoolean());
    }

    [Theory]
    [InlineData("brief")]
    [InlineData("Summary")]
    [InlineData("summary&detail=full")]
    public async Task AnotherForm_IsAnError(string detail)
    {
        (string, string)[] expected = [("detail", "unknown_code")];
        Assert.Equal(expected, (await App.PostAsync($"{Path}?detail={detail}", Roles.Screener, Transactions.Uav())).Expect(HttpStatusCode.BadRequest).Errors);
        Assert.Equal(expected, (await App.PostAsync($"{Path}/batch?detail={detail}", Roles.Screener, "[]")).Expect(HttpStatusCode.BadRequest).Errors);
        Assert.Equal(expected, (await App.GetAsync($"{Path}/none?detail={detail}")).Expect(HttpStatusCode.BadRequest).Errors);
    }

    [Fact]
    public async Task TheExampleOfTheDescription_IsDecided()
    {
        var description = await App.DescriptionAsync();
        var body = description.OperationOf("POST", Path)!["requestBody"]!["content"]!["application/json"]!["example"]!;
        var answer = (await App.ScreenAsync(body.ToJsonString())).Expect(HttpStatusCode.OK).Json;
        Assert.Equal("live", answer.GetProperty("decision").GetProperty("mode").GetString());

        var read = (await App.GetAsync(Path + "/" + answer.GetProperty("id").GetString())).Expect(HttpStatusCode.OK).Json.GetProperty("request");
        Assert.Equal("AU", read.GetProperty("destination").GetProperty("country").GetString());
        Assert.Equal("PURCHASER", read.GetProperty("parties")[1].GetProperty("role").GetString());
        Assert.Equal("880694", read.GetProperty("items")[0].GetProperty("hsCode").GetString());
    }

    private static IEnumerable<string> Members(JsonElement element) => element.EnumerateObject().Select(member => member.Name);

    private Task<Reply> SendAsync(string query, string key) =>
        App.PostAsync(SampleRequest.Path + query, Roles.Screener, Transactions.Uav("SE"), key, "application/json");
}
