using System.Net;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>Identifiers, dates and owners over HTTP: what an import leaves out, what a request is asked for, what has ended.</summary>
[Collection(FlowGroup.Name)]
public sealed class EntryValuesFlowTests(FlowFixture fixture)
{
    private const string OfficialHeader = "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,"
        + "standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,"
        + "vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids\n";

    private const string OwnHeader = "id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,addresses,programs,"
        + "license_requirement,license_policy,notice,source,source_date";

    private FlowApp App => fixture.App;

    [Fact]
    public async Task AWrongImoNumberOfAnOfficialList_IsReported_AndNeverMatches()
    {
        var row = "88001,Specially Designated Nationals (SDN) - Treasury Department,88001,Vessel,NPWMD,GRAVELINE OSPREY,,,,,,,,,,,,,,,,http://x,,,circa 1958,,,http://x,"
            + "\"Vessel Registration Identification, IMO 9187628\"\n";
        var accepted = await App.ImportAsync("csl-imo", OfficialHeader + row);
        await App.UntilActiveAsync(accepted);
        var left = Assert.Single(accepted.Json.GetProperty("leftOut").EnumerateArray());
        Assert.Equal((2, "ids"), (left.GetProperty("line").GetInt32(), left.GetProperty("column").GetString()));
        var import = (await App.GetAsync($"/api/v1/watchlists/csl-imo/imports/{accepted.Json.GetProperty("version").GetString()}")).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(1, import.GetProperty("import").GetProperty("leftOut").GetArrayLength());
        Assert.Equal(1, import.GetProperty("import").GetProperty("entries").GetInt32());

        // The entry is found by its name. The wrong number matches nothing and is asked for.
        Assert.Equal("PROHIBITED", (await App.ScreenAsync(Transactions.Uav("AU", "Graveline Osprey", "vessel"))).Expect(HttpStatusCode.OK).Outcome);
        var asked = (await App.ScreenAsync(Vessel("9187628"))).Expect(HttpStatusCode.OK);
        Assert.Equal(0, asked.Decision.GetProperty("matches").GetArrayLength());
        Assert.Contains(asked.Decision.GetProperty("mustAnswer").EnumerateArray(),
            question => question.GetProperty("fact").GetString() == "parties[0].identifiers[0].value");
        var right = (await App.ScreenAsync(Vessel("9187629"))).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain("identifiers[0].value", right.DecisionText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongImoNumberOfAnOwnList_IsAnErrorRow()
    {
        var refused = (await App.ImportAsync("own-imo", OwnHeader + "\nV1,SDN,vessel,GRAVELINE HERON,,,,,,IMO=9187628,,,,,,test,2026-07-31\n"))
            .Expect(HttpStatusCode.UnprocessableEntity);
        Assert.All(refused.Errors, error => Assert.Equal("line 2", error.Path));
        Assert.Contains("IMO number", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APartySearch_RefusesAWrongImoNumber()
    {
        var refused = (await App.PostAsync("/api/v1/parties/search", Roles.Screener,
            """{ "name": "Meadow Lark", "identifiers": [ { "type": "IMO", "value": "9187628" } ] }""")).Expect(HttpStatusCode.BadRequest);
        Assert.Contains(refused.Errors, error => error.Path == "identifiers[0].value");
    }

    [Fact]
    public async Task AnEndedEntry_IsNoMatch_IsNoted_AndIsListedByASearch()
    {
        await App.UntilActiveAsync(await App.ImportAsync(
            "own-ended", OwnHeader + ",start_date,end_date\nE1,DPL,organization,MERRIDEW KITTIWAKE WORKS,,,,,,,,,,,,test,2026-07-31,2020-01-01,2024-05-01\n"));
        var live = (await App.ScreenAsync(Transactions.Uav("AU", "Merridew Kittiwake Works"))).Expect(HttpStatusCode.OK);
        Assert.Equal(0, live.Decision.GetProperty("matches").GetArrayLength());
        Assert.Contains("Entry DPL-E1 of list DPL ended on 2024-05-01", live.DecisionText, StringComparison.Ordinal);
        var then = (await App.ScreenAsync(Transactions.With(Transactions.Uav("AU", "Merridew Kittiwake Works"), "asOf", "2024-05-01"))).Expect(HttpStatusCode.OK);
        Assert.Equal("PROHIBITED", then.Outcome);
        var search = (await App.PostAsync("/api/v1/parties/search", Roles.Screener, """{ "name": "Merridew Kittiwake Works" }""")).Expect(HttpStatusCode.OK).Json;
        var match = Assert.Single(search.GetProperty("matches").EnumerateArray());
        Assert.Equal((false, "2024-05-01"), (match.GetProperty("inForce").GetBoolean(), match.GetProperty("endDate").GetString()));
    }

    [Fact]
    public async Task AListedOwner_IsShownWithItsMultipliedShare()
    {
        await App.UntilActiveAsync(await App.ImportAsync("own-owner", OwnHeader + "\nO1,SDN,organization,SALLOWFIELD GANNET COMBINE,,,,,,,,,,,,test,2026-07-31\n"));
        var body = Transactions.Uav().Replace("\"role\": \"END_USER\"",
            "\"role\": \"END_USER\", \"owners\": [ { \"name\": \"Fairbourne Holding\", \"percent\": 40, \"owners\": [ { \"name\": \"Sallowfield Gannet Combine\", \"percent\": 30 } ] } ]",
            StringComparison.Ordinal);
        var decision = (await App.ScreenAsync(body)).Expect(HttpStatusCode.OK);
        var match = Assert.Single(decision.Decision.GetProperty("matches").EnumerateArray());
        Assert.Equal(("Sallowfield Gannet Combine", 12), (match.GetProperty("owner").GetString(), match.GetProperty("share").GetDouble()));
        Assert.Equal(["Fairbourne Holding", "Sallowfield Gannet Combine"], match.GetProperty("chain").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("HOLD_FOR_REVIEW", decision.Outcome);
    }

    private static string Vessel(string number) => Transactions.Uav("AU", "Meadow Lark", "vessel").Replace(
        "\"role\": \"END_USER\"", $"\"role\": \"END_USER\", \"identifiers\": [ {{ \"type\": \"IMO number\", \"value\": \"{number}\" }} ]", StringComparison.Ordinal);
}
