using System.Net;
using System.Text.Json;
using Screening.Functions.Decisions;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Screenings;

/// <summary>
/// A decision that is returned again, by its key or from its record, says whether it would be given today (decisions D38 and D40).
/// </summary>
[Collection(FlowGroup.Name)]
public sealed class CurrentFlowTests(FlowFixture fixture)
{
    private const string Screenings = "/api/v1/screenings";
    private const string Batch = Screenings + "/batch";

    private FlowApp App => fixture.App;

    /// <summary>The attack: the key of the order is sent again at delivery, and the party was listed in between.</summary>
    [Fact]
    public async Task APartyListedMeanwhile_IsSaid_WhereTheKeyIsRepeated_AndWhereTheRecordIsRead()
    {
        const string Party = "Ostrawell Thimblewood Foundry";
        var (key, body) = (Guid.NewGuid().ToString(), Transactions.Uav("SE", Party));
        var line = Transactions.With(body, "orderId", "O-CURRENT");
        var first = await SendAsync(body, key);
        Assert.Equal("APPLY", Text(first.Decision, "disposition"));
        var batch = (await App.PostAsync(Batch, Roles.Screener, $"[{line}]", key + "-batch", "application/json")).Expect(HttpStatusCode.OK);
        Assert.Empty(Order(batch).GetProperty("notCurrent").EnumerateArray());
        var path = $"{Screenings}/{Text(first.Json, "id")}";
        var read = (await App.GetAsync(path)).Expect(HttpStatusCode.OK).Json;
        Assert.True(read.GetProperty("current").GetBoolean());
        Assert.NotNull(Text(read, "validUntil"));

        await App.UntilActiveAsync(await App.ImportAsync("own-current", FlowLists.Csv("SDN", Party)));
        var again = await SendAsync(body, key);
        Assert.Equal((Text(first.Json, "id"), first.DecisionText), (Text(again.Json, "id"), again.DecisionText));
        IsSuperseded(again.Json);

        foreach (var role in new[] { Roles.Screener, Roles.Auditor })
        {
            var record = (await App.GetAsync(path, role)).Expect(HttpStatusCode.OK).Json;
            IsSuperseded(record);
            // What differs is said by its place: the name of the party is not repeated to who may not read it.
            Assert.DoesNotContain(Party, record.GetProperty("today").GetRawText(), StringComparison.OrdinalIgnoreCase);
        }

        var repeated = (await App.PostAsync(Batch, Roles.Screener, $"[{line}]", key + "-batch", "application/json")).Expect(HttpStatusCode.OK);
        IsSuperseded(repeated.Json.GetProperty("results")[0]);
        Assert.Equal("APPLY", Text(Order(repeated), "disposition"));
        Assert.Equal([0], Order(repeated).GetProperty("notCurrent").EnumerateArray().Select(index => index.GetInt32()));

        // A new key is a new attempt: it is decided on the lists of now.
        Assert.Equal("BLOCK", Text((await SendAsync(body, key + "-delivery")).Decision, "disposition"));
    }

    [Fact]
    public async Task TheSameListAgain_AndAListOfOthers_LeaveADecisionCurrent()
    {
        var (key, body) = (Guid.NewGuid().ToString(), Transactions.Uav("SE", "Quillmarsh Bellfounders"));
        var first = await SendAsync(body, key);
        var csv = FlowLists.Csv("SDN", "Yarrowgate Pinnace Works");
        await App.UntilActiveAsync(await App.ImportAsync("own-others", csv));
        var revision = App.Health().Pointer!.Revision;
        await App.UntilActiveAsync(await App.ImportAsync("own-others", csv));
        Assert.Equal(revision, App.Health().Pointer!.Revision);
        var again = (await SendAsync(body, key)).Json;
        Assert.True(again.GetProperty("current").GetBoolean(), again.GetProperty("today").GetRawText());
        Assert.Empty(again.GetProperty("today").GetProperty("differs").EnumerateArray());
        Assert.NotEqual(Text(first.Decision.GetProperty("snapshot"), "revision"), Text(again.GetProperty("today"), "revision"));
        Assert.NotNull(Text(again, "validUntil"));
    }

    [Fact]
    public async Task WhatCannotBeDecidedAgain_IsNeverCurrent()
    {
        var id = Text((await SendAsync(Transactions.Uav("SE", "Marrowby Tin Assay"), Guid.NewGuid().ToString())).Json, "id");
        (await App.PostAsync($"/api/v1/records/{id}/erase", Roles.Admin, """{ "reason": "request 17" }""")).Expect(HttpStatusCode.OK);
        var erased = (await App.GetAsync($"{Screenings}/{id}")).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(JsonValueKind.Null, erased.GetProperty("current").ValueKind);
        Assert.Contains("erased", Text(erased.GetProperty("today"), "reason")!, StringComparison.Ordinal);
    }

    /// <summary>The policy that the request names is gone. A retry still gets what is on record, and is told.</summary>
    [Fact]
    public async Task ARequestThatWouldBeRefusedToday_GetsWhatIsOnRecord_AndIsTold()
    {
        await using var app = await FlowApp.StartAsync();
        const string Policy = "proposed-reform";
        var (key, body) = (Guid.NewGuid().ToString(), Transactions.With(Transactions.Uav("SE"), "policy", Policy));
        var first = (await app.PostAsync(Screenings, Roles.Screener, body, key, "application/json")).Expect(HttpStatusCode.OK);
        await app.UntilActiveAsync(await app.RetireAsync("/api/v1/policies/" + Policy));
        (await app.PostAsync(Screenings, Roles.Screener, body, key + "-new", "application/json")).Expect(HttpStatusCode.BadRequest);
        foreach (var reply in new[]
        {
            (await app.PostAsync(Screenings, Roles.Screener, body, key, "application/json")).Expect(HttpStatusCode.OK),
            (await app.GetAsync($"{Screenings}/{Text(first.Json, "id")}")).Expect(HttpStatusCode.OK),
        })
        {
            Assert.Equal(Text(first.Json, "id"), Text(reply.Json, "id"));
            Assert.Equal(JsonValueKind.Null, reply.Json.GetProperty("current").ValueKind);
            Assert.Contains("policy unknown_code", Text(reply.Json.GetProperty("today"), "reason")!, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ALiveDecision_IsNotValid_OnceItsRequestWouldBeRefused(bool isRefused)
    {
        var today = isRefused ? CurrentCheck.Refused([new("policy", "unknown_code", "is unknown")]) : DecisionToday.Unknown("no snapshot");
        var answer = new ScreeningResponse("1", DateTimeOffset.UnixEpoch, TimeSpan.Zero, "{}"u8.ToArray()) { IsLive = true, IsReplay = true, Today = today };
        using var json = JsonDocument.Parse(answer.ToUtf8());
        Assert.Equal(isRefused ? JsonValueKind.Null : JsonValueKind.String, json.RootElement.GetProperty("validUntil").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("current").ValueKind);
    }

    private async Task<Reply> SendAsync(string body, string key) =>
        (await App.PostAsync(Screenings, Roles.Screener, body, key, "application/json")).Expect(HttpStatusCode.OK);

    private static void IsSuperseded(JsonElement answer)
    {
        Assert.False(answer.GetProperty("current").GetBoolean());
        var today = answer.GetProperty("today");
        Assert.Equal(("BLOCK", "PROHIBITED"), (Text(today, "disposition"), Text(today, "outcome")));
        Assert.Equal(["disposition", "outcome", "findings", "matches"], today.GetProperty("differs").EnumerateArray().Select(place => place.GetString()));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("validUntil").ValueKind);
    }

    private static JsonElement Order(Reply batch) => batch.Json.GetProperty("orders")[0];

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();
}
