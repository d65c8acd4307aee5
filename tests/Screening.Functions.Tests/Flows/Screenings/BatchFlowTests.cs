using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Screenings;

/// <summary>Many transactions in one request.</summary>
[Collection(FlowGroup.Name)]
public sealed class BatchFlowTests(FlowFixture fixture)
{
    private const string Path = "/api/v1/screenings/batch";
    private const string Lines = "application/x-ndjson";

    private FlowApp App => fixture.App;

    [Fact]
    public async Task AThousandTransactions_AreAnsweredInTheirOrder_AndOnRecord()
    {
        var body = "[" + string.Join(',', Enumerable.Range(0, 1000).Select(n => Line(n % 2 == 0 ? "AU" : "IR", $"R{n}", null))) + "]";
        var results = (await DecidedAsync(body, Guid.NewGuid().ToString())).GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(0, 1000), results.Select(result => result.GetProperty("index").GetInt32()));
        Assert.All(results, (result, n) => Assert.Equal(n % 2 == 0 ? "APPLY" : "BLOCK", DispositionOf(result)));
        Assert.Single(results.Select(result => result.GetProperty("decision").GetProperty("snapshot").GetRawText()).Distinct());
        var ids = results.Select(result => result.GetProperty("id").GetString()!).ToHashSet();
        Assert.Equal(1000, ids.Count);
        Assert.Subset((await App.RecordIdsAsync()).ToHashSet(), ids);
        var record = (await App.GetAsync("/api/v1/screenings/" + results[17].GetProperty("id").GetString())).Expect(HttpStatusCode.OK);
        Assert.Equal(results[17].GetProperty("decision").GetRawText(), record.DecisionText);
    }

    [Fact]
    public async Task ABadTransaction_FailsAlone_AndHoldsItsOrder()
    {
        var wrong = JsonNode.Parse(Line("AU", "bad", "O1"))!;
        wrong["items"]![0]!["class"] = "UASS";
        var body = $$"""{ "transactions": [ {{Line("AU", "a", "O1")}}, {{wrong.ToJsonString()}}, {{Line("AU", "b", "O2")}}, {{Line("IR", "c", "O3")}}, {{Line("AU", "d", "O3")}} ] }""";
        var answer = (await App.PostAsync(Path, Roles.Screener, body)).Expect(HttpStatusCode.OK).Json;
        var results = answer.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["decided", "invalid", "decided", "decided", "decided"], results.Select(result => result.GetProperty("status").GetString()));
        Assert.Equal("items[0].class", results[1].GetProperty("errors")[0].GetProperty("path").GetString());
        Assert.False(results[1].TryGetProperty("decision", out _));
        Assert.Equal(
            [("O1", "HOLD", 1), ("O2", "APPLY", 2), ("O3", "BLOCK", 3)],
            answer.GetProperty("orders").EnumerateArray().Select(order => (
                order.GetProperty("orderId").GetString(), order.GetProperty("disposition").GetString(), order.GetProperty("worstIndex").GetInt32())));
    }

    [Fact]
    public async Task ALineThatCannotBeRead_FailsAlone_AndHoldsEveryOrderItMayBelongTo()
    {
        var body = $"{Line("AU", "a", "O1")}\r\n\n{{ \"orderId\": \n{Line("IR", "b", "O2")}\n";
        var answer = await App.SendAsync(HttpMethod.Post, Path, App.KeyOf(Roles.Screener), body, null, Lines);
        Assert.Equal((HttpStatusCode.OK, Lines), (answer.Status, answer.MediaType));
        var lines = answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(["decided", "invalid", "decided"], lines.SkipLast(1).Select(line => line.GetProperty("status").GetString()));
        Assert.Equal("malformed", lines[1].GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(
            ["HOLD", "BLOCK"], lines[^1].GetProperty("orders").EnumerateArray().Select(order => order.GetProperty("disposition").GetString()));
    }

    [Theory]
    [InlineData("\"orderId\":\"O1\"", "\"orderID\":\"O1\"", "HOLD", "HOLD")]
    [InlineData("\"orderId\":\"O1\"", "\"orderId\":\"O1\",\"orderId\":\"O2\"", "HOLD", "HOLD")]
    [InlineData("\"movement\"", "\"movment\"", "HOLD", "APPLY")]
    public async Task AMisspeltMember_LeavesNoOrderFree_ThatMayBeMeant(string right, string wrong, string first, string second)
    {
        var bad = Line("IR", "c", "O1").Replace(right, wrong, StringComparison.Ordinal);
        var answer = (await App.PostAsync(Path, Roles.Screener, $"[{Line("AU", "a", "O1")},{Line("AU", "b", "O2")},{bad}]")).Expect(HttpStatusCode.OK).Json;
        Assert.Equal("invalid", answer.GetProperty("results")[2].GetProperty("status").GetString());
        Assert.Equal([first, second], answer.GetProperty("orders").EnumerateArray().Select(order => order.GetProperty("disposition").GetString()));
    }

    [Theory]
    [InlineData("", "$", "malformed")]
    [InlineData("[]", "$", "required")]
    [InlineData("[{},", "$", "malformed")]
    [InlineData("[{}] []", "$", "malformed")]
    [InlineData("{\"lines\": []}", "$", "wrong_type")]
    [InlineData("{\"transactions\": {}}", "transactions", "wrong_type")]
    [InlineData("{\"transactions\": [{}], \"more\": 1}", "$", "unknown_member")]
    [InlineData("7", "$", "wrong_type")]
    public async Task ABodyThatIsNoBatch_IsRefusedWhole(string body, string path, string code) =>
        Assert.Equal([(path, code)], (await App.PostAsync(Path, Roles.Screener, body)).Expect(HttpStatusCode.BadRequest).Errors);

    [Fact]
    public async Task TooManyTransactions_AreRefused_AndTooManyBytesToo()
    {
        var many = "[" + string.Join(',', Enumerable.Repeat("{}", 1001)) + "]";
        Assert.Equal([("$", "too_many")], (await App.PostAsync(Path, Roles.Screener, many)).Expect(HttpStatusCode.BadRequest).Errors);
        foreach (var past in new[] { 1, 4 * 1024 * 1024 })
        {
            var large = "[\"" + new string('x', (16 * 1024 * 1024) - 4 + past) + "\"]";
            (await App.PostAsync(Path, Roles.Screener, large)).Expect(HttpStatusCode.RequestEntityTooLarge).Is("too-large");
        }

        var text = await App.SendAsync(HttpMethod.Post, Path, App.KeyOf(Roles.Screener), "x", null, "text/plain");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, text.Status);
    }

    [Fact]
    public async Task ARepeatedBatch_GivesTheSameRecords_AndRecordsWhatWasMissing()
    {
        var key = Guid.NewGuid().ToString();
        var body = "[" + string.Join(',', Enumerable.Range(0, 120).Select(n => Line("AU", $"K{n}", "O1"))) + "]";
        var first = await DecidedAsync(body, key);
        var again = (await App.PostAsync(Path, Roles.Screener, body, key, "application/json")).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(Ids(first), Ids(again));
        Assert.All(again.GetProperty("results").EnumerateArray(), result => Assert.True(result.GetProperty("replayed").GetBoolean()));
        (await App.PostAsync(Path, Roles.Screener, body.Replace("K7", "K8", StringComparison.Ordinal), key, "application/json"))
            .Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task ADryRunOfABatch_RecordsNothing()
    {
        var before = await App.RecordIdsAsync();
        var answer = (await App.PostAsync(Path + "?dryRun=true", Roles.Screener, $"[{Line("AU", "a", "O1")}]")).Expect(HttpStatusCode.OK).Json;
        Assert.False(answer.GetProperty("results")[0].GetProperty("recorded").GetBoolean());
        Assert.Equal("WHAT_IF", answer.GetProperty("orders")[0].GetProperty("disposition").GetString());
        Assert.Equal(before, await App.RecordIdsAsync());
    }

    [Fact]
    public async Task WithoutStorage_NoTransactionOfABatchIsDecided()
    {
        (await App.PostAsync(Path, Roles.Screener, $"[{Line("AU", "a", "O1")}]")).Expect(HttpStatusCode.OK);
        App.Storage.Table.Cut();
        try
        {
            (await App.PostAsync(Path, Roles.Screener, $"[{Line("AU", "a", "O1")},{Line("IR", "b", "O1")}]")).Expect(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            App.Storage.Table.Mend();
        }
    }

    /// <summary>Sends a batch as a client should: with a key, and again until everything is recorded.</summary>
    private async Task<JsonElement> DecidedAsync(string body, string key)
    {
        JsonElement answer = default;
        await FlowApp.UntilAsync("every transaction is decided", async () =>
        {
            var reply = await App.PostAsync(Path, Roles.Screener, body, key, "application/json");
            if (reply.Status == HttpStatusCode.OK)
            {
                answer = reply.Json;
                return answer.GetProperty("results").EnumerateArray().All(result => result.GetProperty("status").GetString() == "decided");
            }

            return false;
        });
        return answer;
    }

    private static string?[] Ids(JsonElement answer) =>
        [.. answer.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("id").GetString())];

    private static string DispositionOf(JsonElement result) => result.GetProperty("decision").GetProperty("disposition").GetString()!;

    private static string Line(string country, string reference, string? order)
    {
        var body = JsonNode.Parse(Transactions.With(Transactions.Uav(country), "reference", reference))!;
        body["orderId"] = order;
        return body.ToJsonString();
    }
}
