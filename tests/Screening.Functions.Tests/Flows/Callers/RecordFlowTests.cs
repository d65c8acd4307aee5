using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Callers;

/// <summary>The operations on a record over HTTP, and the roles they require.</summary>
[Collection(FlowGroup.Name)]
public sealed class RecordFlowTests(FlowFixture fixture)
{
    private const string Canary = "Zzyzxcanary";

    private static readonly string[] Personal =
        ["name", "alias", "address", "identifier", "owner", "second owner", "fifth owner", "item", "evidence", "purpose", "statement", "resolver", "resolution"];

    private FlowApp App => fixture.App;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PersonalFields_AreShownOnlyToAuditors_AndNeverStoredInPlainText()
    {
        var answer = (await App.ScreenAsync(Body("SDGT-7"))).Expect(HttpStatusCode.OK);
        var path = "/api/v1/screenings/" + answer.Json.GetProperty("id").GetString();
        foreach (var role in new[] { Roles.Screener, Roles.Reviewer })
        {
            var masked = (await App.GetAsync(path, role)).Expect(HttpStatusCode.OK);
            Assert.Equal("masked", masked.Json.GetProperty("personal").GetString());
            Assert.DoesNotContain(Canary, masked.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("1961-02-03", masked.Text, StringComparison.Ordinal);
            Assert.Equal("***", masked.Json.GetProperty("request").GetProperty("parties")[0].GetProperty("name").GetString());
        }

        var shown = (await App.GetAsync(path, Roles.Auditor)).Expect(HttpStatusCode.OK);
        Assert.Equal("shown", shown.Json.GetProperty("personal").GetString());
        Assert.All(Personal, field => Assert.Contains($"{Canary} {field}", shown.Text, StringComparison.Ordinal));
        Assert.Equal(answer.DecisionText, shown.DecisionText);
        await AssertNowhereInTheClearAsync();
    }

    [Fact]
    public async Task AReplay_IsIdentical_UntilThePersonalFieldsAreErased()
    {
        var answer = (await App.ScreenAsync(Body("SDGT-8"))).Expect(HttpStatusCode.OK);
        var id = answer.Json.GetProperty("id").GetString();
        var replay = (await App.PostAsync($"/api/v1/screenings/{id}/replay", Roles.Auditor)).Expect(HttpStatusCode.OK).Json;
        Assert.True(replay.GetProperty("identical").GetBoolean(), replay.GetRawText());
        Assert.Equal(replay.GetProperty("recordedSha256").GetString(), replay.GetProperty("replayedSha256").GetString());

        (await App.PostAsync($"/api/v1/records/{id}/erase", Roles.Auditor, """{ "reason": "r" }""")).Expect(HttpStatusCode.Forbidden);
        (await App.PostAsync($"/api/v1/records/{id}/erase", Roles.Admin, "{}")).Expect(HttpStatusCode.BadRequest);
        (await App.PostAsync($"/api/v1/records/{id}/erase", Roles.Admin, """{ "reason": "request 17" }""")).Expect(HttpStatusCode.OK);
        var erased = (await App.GetAsync("/api/v1/screenings/" + id)).Expect(HttpStatusCode.OK);
        Assert.Equal("erased", erased.Json.GetProperty("personal").GetString());
        Assert.DoesNotContain(Canary, erased.Text, StringComparison.OrdinalIgnoreCase);
        replay = (await App.PostAsync($"/api/v1/screenings/{id}/replay", Roles.Auditor)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal("personal_fields_erased", replay.GetProperty("reason").GetString());
        Assert.True((await VerifyAsync()).GetProperty("isSound").GetBoolean());
        (await App.PostAsync("/api/v1/screenings/2026112312-aaaaaaaa-00-0000000001/replay", Roles.Auditor)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Records_AreFound_ByQueryAndByParty()
    {
        var id = (await App.ScreenAsync(Body("FIND-1"))).Expect(HttpStatusCode.OK).Json.GetProperty("id").GetString();
        var byReference = (await App.GetAsync("/api/v1/screenings?reference=FIND-1&from=2026-11-23&to=2026-11-24", Roles.Screener)).Expect(HttpStatusCode.OK);
        Assert.Equal([id], Ids(byReference));
        Assert.DoesNotContain(Canary, byReference.Text, StringComparison.OrdinalIgnoreCase);
        var byParty = (await App.PostAsync("/api/v1/screenings/search", Roles.Reviewer, $$"""{ "party": "{{Canary.ToUpperInvariant()}} name", "limit": 500 }""")).Expect(HttpStatusCode.OK);
        Assert.Contains(id, Ids(byParty));
        var byOwner = (await App.PostAsync("/api/v1/screenings/search", Roles.Auditor, $$"""{ "party": "{{Canary}} fifth", "limit": 500 }""")).Expect(HttpStatusCode.OK);
        Assert.Contains(id, Ids(byOwner));
        Assert.Equal(
            [("refrence", "unknown_member"), ("limit", "out_of_range"), ("cursor", "invalid_format")],
            (await App.GetAsync("/api/v1/screenings?refrence=a&limit=0&cursor=!")).Expect(HttpStatusCode.BadRequest).Errors);
        Assert.Equal([("party", "required")], (await App.PostAsync("/api/v1/screenings/search", Roles.Auditor, "{}")).Expect(HttpStatusCode.BadRequest).Errors);
    }

    [Fact]
    public async Task AnExport_HoldsTheRecord_AndIsForAuditorsAlone()
    {
        var id = (await App.ScreenAsync(Body("EXP-1"))).Expect(HttpStatusCode.OK).Json.GetProperty("id").GetString()!;
        const string Path = "/api/v1/records/export?from=2026-11-23&to=2026-11-24&limit=10000";
        var csv = (await App.GetAsync(Path + "&format=csv")).Expect(HttpStatusCode.OK);
        Assert.Equal("text/csv", csv.MediaType);
        Assert.Contains(csv.Text.Split("\r\n"), row => row.Contains(id, StringComparison.Ordinal) && row.Contains("us-uas-2025-09", StringComparison.Ordinal));
        Assert.DoesNotContain(Canary, csv.Text, StringComparison.OrdinalIgnoreCase);
        (await App.GetAsync(Path, Roles.Screener)).Expect(HttpStatusCode.Forbidden);
        (await App.GetAsync("/api/v1/records/verify", Roles.Reviewer)).Expect(HttpStatusCode.Forbidden);
        (await App.GetAsync("/api/v1/records/verify?from=2026-01-01&to=2026-11-24")).Expect(HttpStatusCode.BadRequest);
        (await App.PostAsync("/api/v1/records/reindex?from=2026-11-23&to=2026-11-24", Roles.Admin)).Expect(HttpStatusCode.Accepted);
    }

    private async Task<JsonElement> VerifyAsync() =>
        (await App.GetAsync("/api/v1/records/verify?from=2026-11-23&to=2026-11-24")).Expect(HttpStatusCode.OK).Json;

    private static string?[] Ids(Reply reply) =>
        [.. reply.Json.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("id").GetString())];

    private async Task AssertNowhereInTheClearAsync()
    {
        var tables = new TableServiceClient(App.Storage.DirectConnectionString);
        var seen = 0;
        await foreach (var table in tables.QueryAsync(cancellationToken: Stop))
        {
            await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: Stop))
            {
                seen++;
                Assert.DoesNotContain(row, column => $"{column.Value}".Contains(Canary, StringComparison.OrdinalIgnoreCase));
            }
        }

        Assert.True(seen > 0);
    }

    // A canary value in every personal field.
    private static string Body(string reference)
    {
        var body = JsonNode.Parse(Transactions.With(Transactions.Uav("AU", Canary + " name", "person"), "reference", reference))!;
        var party = body["parties"]![0]!;
        party["aliases"] = new JsonArray(Canary + " alias");
        party["address"] = Canary + " address";
        party["birthDate"] = "1961-02-03";
        party["identifiers"] = new JsonArray(new JsonObject { ["type"] = "Passport", ["value"] = Canary + " identifier" });
        party["owners"] = new JsonArray(
            new JsonObject
            {
                ["name"] = Canary + " owner", ["percent"] = 50, ["owners"] = OwnedBy("second owner", OwnedBy("third", OwnedBy("fourth", OwnedBy("fifth owner", null)))),
            }, new JsonObject { ["name"] = "Shahid Hemat Industrial Group", ["percent"] = 20 });
        body["items"]![0]!["description"] = Canary + " item";
        body["items"]![0]!["foreignAvailability"] = new JsonObject { ["status"] = "comparable", ["evidence"] = Canary + " evidence" };
        body["endUse"]!["description"] = Canary + " purpose";
        body["endUse"]!["statements"] = new JsonArray(Canary + " statement");
        body["redFlags"] = new JsonArray(new JsonObject { ["code"] = "reluctant_on_end_use", ["resolvedBy"] = Canary + " resolver", ["resolution"] = Canary + " resolution" });
        return body.ToJsonString();
    }

    private static JsonArray OwnedBy(string name, JsonArray? owners) =>
        [new JsonObject { ["name"] = $"{Canary} {name}", ["percent"] = null, ["owners"] = owners }];
}
