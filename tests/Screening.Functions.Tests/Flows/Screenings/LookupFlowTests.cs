using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Screenings;

/// <summary>Partial queries over HTTP: countries, items, eligibility, gaps. They are not recorded.</summary>
[Collection(FlowGroup.Name)]
public sealed class LookupFlowTests(FlowFixture fixture)
{
    private const string Uas = """{ "id": "10", "class": "UAS", "performance": [ { "rangeKm": 1850, "payloadKg": 600 } ] }""";

    private FlowApp App => fixture.App;

    [Fact]
    public async Task ADestination_ShowsWhatIsOnFile_AtADate()
    {
        var now = (await App.GetAsync("/api/v1/destinations/AE?asOf=2026-07-01")).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(("AE", false), (now.GetProperty("country").GetString(), now.GetProperty("missileConcernD4").GetBoolean()));
        Assert.False(Row(now, "memberships", "EAR-D4").GetProperty("holds").GetBoolean());
        var left = Row(now, "suspensions", "EAR-D4");
        Assert.True(left.GetProperty("holds").GetBoolean());
        Assert.Equal(("2026-06-30", "source"), (left.GetProperty("confirmBy").GetString(), left.GetProperty("basis").GetString()));
        Assert.NotEmpty(left.GetProperty("confirmer").GetString()!);
        Assert.NotEmpty(left.GetProperty("sentence").GetString()!);
        var before = (await App.GetAsync("/api/v1/destinations/AE?asOf=2026-06-30")).Expect(HttpStatusCode.OK).Json;
        Assert.True(before.GetProperty("missileConcernD4").GetBoolean());
        var membership = Row(before, "memberships", "EAR-D4");
        Assert.Equal(("2026-07-23", true), (membership.GetProperty("to").GetString(), membership.GetProperty("holds").GetBoolean()));

        var india = (await App.GetAsync("/api/v1/destinations/india", Roles.Screener)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal("IN", india.GetProperty("country").GetString());
        Assert.True(india.GetProperty("regimes").GetProperty("mtcr").GetBoolean());
        Assert.False(india.GetProperty("regimes").GetProperty("nsg").GetBoolean());
        Assert.Equal("INDICATED_UNCONFIRMED", india.GetProperty("partnerStatus").GetProperty("status").GetString());
        Assert.Equal("2025-01-07", india.GetProperty("partnerStatus").GetProperty("entries")[0].GetProperty("confirmBy").GetString());
        var assessment = india.GetProperty("assessment").GetProperty("entries")[0];
        Assert.NotEmpty(assessment.GetProperty("evidence").GetString()!);
        Assert.Equal("assumption", assessment.GetProperty("basis").GetString());

        var ukraine = (await App.GetAsync("/api/v1/destinations/UA")).Expect(HttpStatusCode.OK).Json;
        Assert.Contains(ukraine.GetProperty("embargoedRegions").EnumerateArray(), region => region.GetProperty("region").GetString() == "UA-43");
        Assert.Equal("CN", (await App.GetAsync("/api/v1/destinations/HK")).Expect(HttpStatusCode.OK).Json.GetProperty("follows").GetString());
    }

    private static JsonElement Row(JsonElement answer, string member, string set) =>
        answer.GetProperty(member).EnumerateArray().Single(row => row.GetProperty("set").GetString() == set);

    [Theory]
    [InlineData("/api/v1/destinations/Utopia", "country", "unknown_country")]
    [InlineData("/api/v1/destinations/Korea", "country", "ambiguous_country")]
    [InlineData("/api/v1/destinations/AU?asOf=yesterday", "asOf", "invalid_format")]
    [InlineData("/api/v1/destinations/AU?asOf=1900-01-01", "asOf", "out_of_range")]
    [InlineData("/api/v1/destinations/AU?asof=2026-01-01", "query", "unknown_member")]
    [InlineData("/api/v1/policies/proposed-reform/eligibility?asOf=x", "asOf", "invalid_format")]
    [InlineData("/api/v1/policies/proposed-reform/eligibility/Utopia/gap", "country", "unknown_country")]
    public async Task ABadQuery_IsRefused_WithPathAndCode(string path, string place, string code)
    {
        var refused = (await App.GetAsync(path)).Expect(HttpStatusCode.BadRequest);
        Assert.Contains(refused.Errors, error => error.Path == place);
        Assert.Contains(code, refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAmbiguousName_ListsItsCandidates()
    {
        var refused = (await App.GetAsync("/api/v1/destinations/Korea")).Expect(HttpStatusCode.BadRequest);
        Assert.Contains("\"KP\"", refused.Text, StringComparison.Ordinal);
        Assert.Contains("\"KR\"", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_AreClassified_WithoutARecord()
    {
        var records = (await App.RecordIdsAsync()).Count;
        var body = $$"""{ "items": [ {{Uas}}, { "id": "20", "class": "UAS", "performance": [ { "rangeKm": 900 } ] } ] }""";
        var answer = (await App.PostAsync("/api/v1/items/classify", Roles.Screener, body)).Expect(HttpStatusCode.OK).Json;
        var (first, second) = (answer.GetProperty("items")[0], answer.GetProperty("items")[1]);
        Assert.Equal(("I", "1.A.2"), (first.GetProperty("category").GetString(), first.GetProperty("annexItem").GetString()));
        Assert.Contains("at least 500 kg", first.GetProperty("explanation").GetString(), StringComparison.Ordinal);
        Assert.Equal(1850, first.GetProperty("decisivePoint").GetProperty("rangeKm").GetDouble());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("category").ValueKind);
        Assert.Equal("items[1].performance", second.GetProperty("missing")[0].GetProperty("fact").GetString());
        Assert.Contains("no record", answer.GetProperty("notice").GetString(), StringComparison.Ordinal);
        Assert.Equal(records, (await App.RecordIdsAsync()).Count);
    }

    [Theory]
    [InlineData("{}", "items")]
    [InlineData("""{ "items": [ { "id": "10" } ] }""", "items[0].class")]
    [InlineData("""{ "items": [ { "id": "10", "class": "UAS", "clas": "UAS" } ] }""", "items[0].clas")]
    [InlineData("""{ "items": [ { "id": "10", "class": "UAS" } ], "destination": { "country": "AU" } }""", "destination")]
    [InlineData("""{ "items": [ { "id": "10", "class": "UAS" } ], "asOf": "1990-01-01" }""", "asOf")]
    public async Task ABadItem_IsRefused_WithItsPath(string body, string path)
    {
        var refused = (await App.PostAsync("/api/v1/items/classify", Roles.Screener, body)).Expect(HttpStatusCode.BadRequest);
        Assert.Contains(refused.Errors, error => error.Path == path);
    }

    [Fact]
    public async Task Eligibility_StatesItsBasis_ForEveryCountry()
    {
        var answer = (await App.GetAsync("/api/v1/policies/us-uas-2025-09/eligibility")).Expect(HttpStatusCode.OK).Json;
        var countries = answer.GetProperty("countries").EnumerateArray().ToDictionary(row => row.GetProperty("country").GetString()!);
        Assert.True(countries.Count > 200);
        Assert.Equal(["AU", "GB"], countries.Where(row => row.Value.GetProperty("status").GetString() == "IMPLIED").Select(row => row.Key).Order());
        Assert.StartsWith("founding article of this service", countries["AU"].GetProperty("citation").GetString(), StringComparison.Ordinal);
        Assert.Contains(countries["PL"].GetProperty("groups").EnumerateArray(), group => group.GetProperty("set").GetString() == "NATO");
        (await App.GetAsync("/api/v1/policies/us-common-base/eligibility")).Expect(HttpStatusCode.NotFound);
        (await App.GetAsync("/api/v1/policies/nowhere/eligibility")).Expect(HttpStatusCode.NotFound);
        (await App.GetAsync("/api/v1/policies/us-uas-2025-09/eligibility", Roles.Admin)).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task AGap_NamesWhatIsUnmet_AndIsMarkedDerived()
    {
        var gap = (await App.GetAsync("/api/v1/policies/proposed-reform/eligibility/Brazil/gap")).Expect(HttpStatusCode.OK).Json;
        Assert.Equal("INDICATED_UNCONFIRMED", gap.GetProperty("status").GetString());
        Assert.True(gap.GetProperty("derived").GetBoolean());
        Assert.Contains(gap.GetProperty("unmet").EnumerateArray(), row => row.GetProperty("id").GetString() == "assessed_clear");
        Assert.Contains(gap.GetProperty("unknown").EnumerateArray(), row => row.GetProperty("id").GetString() == "catch_all_law");
        Assert.Contains(gap.GetProperty("met").EnumerateArray(), row => row.GetProperty("id").GetString() == "group");
    }

    [Fact]
    public async Task APolicy_IsShownWithSentenceAndData_AndItsHashIsThatOfDecisions()
    {
        var policy = (await App.GetAsync("/api/v1/policies/us-uas-2025-09")).Expect(HttpStatusCode.OK);
        Assert.NotNull(policy.ETag);
        Assert.Equal("us-mtcr-2025-guidance", policy.Json.GetProperty("extends").GetProperty("policy").GetString());
        var flat = policy.Json.GetProperty("flat");
        var rules = flat.GetProperty("rules").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, rules.Count), rules.Select(rule => rule.GetProperty("position").GetInt32()));
        var relief = rules.Single(rule => rule.GetProperty("id").GetString() == "R20-UAS800");
        Assert.Equal("us-mtcr-2020-uas@1", relief.GetProperty("origin").GetString());
        Assert.Contains("less than 800 km/h", relief.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, relief.GetProperty("when").ValueKind);
        Assert.Equal("us-common-base@1", rules[^1].GetProperty("origin").GetString());
        var decision = (await App.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK).Decision;
        Assert.Equal(flat.GetProperty("hash").GetString(), decision.GetProperty("policy").GetProperty("hash").GetString());

        // The response can be sent back: members that the service added are ignored.
        var draft = JsonNode.Parse(policy.Text)!;
        draft["title"] = "Edited";
        (await App.PostAsync("/api/v1/policies/us-uas-2025-09/validate", Roles.PolicyEditor, draft.ToJsonString())).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TheBill_IsOnFile_RefusedWithAHint_AndActivatedByTwoPersons()
    {
        const string Bill = "/api/v1/policies/us-hr3068-bill";
        Assert.Equal("on_file", (await App.GetAsync(Bill)).Expect(HttpStatusCode.OK).Json.GetProperty("state").GetString());
        var whatIf = Transactions.With(Transactions.Uav("PL"), "policy", "us-hr3068-bill");
        var refused = (await App.ScreenAsync(whatIf)).Expect(HttpStatusCode.BadRequest);
        Assert.Contains("must be activated by an approver first", refused.Text, StringComparison.Ordinal);

        (await App.ActivateAsync(Bill, 1, Roles.PolicyApprover)).Expect(HttpStatusCode.Forbidden);
        await App.UntilActiveAsync(await App.ActivateAsync(Bill, 1));
        var answer = (await App.ScreenAsync(whatIf)).Expect(HttpStatusCode.OK).Decision;
        Assert.Equal(("WHAT_IF", "what_if"), (answer.GetProperty("disposition").GetString(), answer.GetProperty("mode").GetString()));
        Assert.Contains(answer.GetProperty("findings").EnumerateArray(), finding =>
            finding.GetProperty("rule").GetString() == "HR-NOPRESUMPTION" && finding.GetProperty("wins").GetBoolean());
        await App.UntilActiveAsync(await App.RetireAsync(Bill));
        (await App.ScreenAsync(whatIf)).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task ARegistry_KeepsWhoChangedWhatWhen()
    {
        const string Path = "/api/v1/registries/programmes";
        var before = (await App.GetAsync(Path)).Expect(HttpStatusCode.OK);
        var count = (await VersionsAsync(Path)).Count;
        var edited = JsonNode.Parse(before.Text)!;
        edited["entries"]!.AsArray().Add(JsonNode.Parse(
            """{ "id": "FLOW-1", "name": "Flow", "country": "KR", "vetted": true, "startYear": 2010, "evidence": "test value, not a claim" }"""));
        await App.UntilActiveAsync(await App.PutAsync(Path, Roles.PolicyEditor, edited.ToJsonString(), before.ETag));

        var versions = await VersionsAsync(Path);
        Assert.Equal(count + 1, versions.Count);
        var last = versions[^1];
        Assert.True(last.GetProperty("live").GetBoolean());
        Assert.Equal("FLOW-1", last.GetProperty("added")[0].GetProperty("id").GetString());
        Assert.NotEqual("seed", last.GetProperty("actor").GetString());
        Assert.True(last.GetProperty("at").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
        var old = (await App.GetAsync($"{Path}/versions/{versions[^2].GetProperty("version").GetInt32()}")).Expect(HttpStatusCode.OK);
        Assert.Equal(before.Text, old.Text);
        (await App.GetAsync($"{Path}/versions/999")).Expect(HttpStatusCode.NotFound);
        (await App.GetAsync("/api/v1/registries/secrets/versions")).Expect(HttpStatusCode.NotFound);

        var now = (await App.GetAsync(Path)).Expect(HttpStatusCode.OK);
        await App.UntilActiveAsync(await App.PutAsync(Path, Roles.PolicyEditor, before.Text, now.ETag));
        Assert.Equal("FLOW-1", (await VersionsAsync(Path))[^1].GetProperty("removed")[0].GetProperty("id").GetString());
    }

    private async Task<List<JsonElement>> VersionsAsync(string path) =>
        [.. (await App.GetAsync($"{path}/versions")).Expect(HttpStatusCode.OK).Json.GetProperty("versions").EnumerateArray()];
}
