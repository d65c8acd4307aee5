using System.Net;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>Emergency stops over HTTP: set by one person at once, shown in the decisions they hold, lifted by two.</summary>
public sealed class EmergencyStopFlowTests(FlowFixture fixture) : IClassFixture<FlowFixture>
{
    private const string Stops = "/api/v1/emergency-stops";
    private const string Reason = """{ "reason": "explained, ticket 2" }""";

    private FlowApp App => fixture.App;

    [Theory]
    [InlineData(Roles.PolicyEditor, """{ "scope": "everything", "reason": "ticket 1" }""", "SE", false)]
    [InlineData(Roles.ListEditor, """{ "scope": "destination", "country": "Australia", "reason": "ticket 1" }""", "SE", true)]
    [InlineData(Roles.PolicyApprover, """{ "scope": "party", "name": "Holdfast Instruments", "reason": "ticket 1" }""", "AU", true)]
    public async Task AStop_HoldsAtOnce_WhatItNames_AndIsLiftedByTwo(string role, string body, string elsewhere, bool isNarrow)
    {
        var here = Transactions.Uav("AU", "Holdfast Instruments");
        var there = Transactions.Uav(elsewhere, "Somebody Otherwise");
        var (before, free) = (await DecisionAsync(here), await DecisionAsync(there));
        Assert.NotEqual("HOLD", Text(before, "disposition"));

        var set = (await App.PostAsync(Stops, role, body)).Expect(HttpStatusCode.Accepted).Json;
        await App.UntilActiveAsync(set.GetProperty("sourceVersion").GetInt64());
        var held = await DecisionAsync(here);
        Assert.Equal(("HOLD", "HOLD_FOR_REVIEW"), (Text(held, "disposition"), Text(held, "outcome")));
        Assert.Contains("ticket 1", held.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(isNarrow ? Text(free, "disposition") : "HOLD", Text(await DecisionAsync(there), "disposition"));
        var id = Text(set, "id");
        var row = Assert.Single((await App.GetAsync(Stops)).Expect(HttpStatusCode.OK).Json.GetProperty("stops").EnumerateArray());
        Assert.Equal((id, "ticket 1"), (Text(row, "id"), Text(row, "reason")));

        // Another role sets none, and one person lifts none.
        (await App.PostAsync(Stops, Roles.Screener, body)).Expect(HttpStatusCode.Forbidden);
        var proposed = await App.PostAsync($"{Stops}/{id}/lift", Roles.PolicyEditor, Reason);
        Assert.Equal("lift_stop", Text(proposed.Expect(HttpStatusCode.Accepted).Json, "action"));
        Assert.Equal("HOLD", Text(await DecisionAsync(here), "disposition"));
        await App.UntilActiveAsync(proposed);
        Assert.Equal(Text(before, "disposition"), Text(await DecisionAsync(here), "disposition"));
        Assert.Empty((await App.GetAsync(Stops)).Json.GetProperty("stops").EnumerateArray());
        (await App.PostAsync($"{Stops}/{id}/lift", Roles.PolicyEditor, Reason)).Expect(HttpStatusCode.NotFound);
    }

    /// <summary>Two people who set a stop at the same time both succeed: neither overwrites the other.</summary>
    [Fact]
    public async Task StopsSetAtTheSameTime_AreAllInForce()
    {
        string[] countries = ["JO", "KW", "OM", "QA"];
        var set = await Task.WhenAll(countries.Select(country =>
            App.PostAsync(Stops, Roles.PolicyEditor, $$"""{ "scope": "destination", "country": "{{country}}", "reason": "ticket 3" }""")));
        Assert.All(set, reply => reply.Expect(HttpStatusCode.Accepted));
        var inForce = (await App.GetAsync(Stops)).Json.GetProperty("stops").EnumerateArray().ToArray();
        Assert.Equal(countries, inForce.Select(stop => Text(stop, "country")).Order(StringComparer.Ordinal));
        foreach (var stop in inForce)
        {
            await App.UntilActiveAsync(await App.PostAsync($"{Stops}/{Text(stop, "id")}/lift", Roles.PolicyEditor, Reason));
        }
    }

    [Theory]
    [InlineData("{}", "scope required", "reason required")]
    [InlineData("""{ "scope": "all", "reason": "x" }""", "scope unknown_code")]
    [InlineData("""{ "scope": "everything", "country": "AU", "name": "A", "reason": "x" }""", "country not_applicable", "name not_applicable")]
    [InlineData("""{ "scope": "destination", "name": "A", "reason": "x" }""", "country required", "name not_applicable")]
    [InlineData("""{ "scope": "party", "country": "XX", "reason": " " }""", "country unknown_country", "name required", "reason blank")]
    public async Task AStopThatCannotBe_IsRefusedWithEveryReason(string body, params string[] expected)
    {
        var refused = (await App.PostAsync(Stops, Roles.PolicyEditor, body)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(expected.Order(StringComparer.Ordinal), refused.Errors.Select(error => $"{error.Path} {error.Code}").Order(StringComparer.Ordinal));
    }

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    private async Task<JsonElement> DecisionAsync(string transaction) => (await App.ScreenAsync(transaction)).Expect(HttpStatusCode.OK).Decision;
}
