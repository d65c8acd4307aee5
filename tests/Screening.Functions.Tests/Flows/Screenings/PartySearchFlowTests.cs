using System.Net;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Screenings;

/// <summary>Party search over HTTP: matches with their explanation, never with less sensitivity than the policy sets.</summary>
[Collection(FlowGroup.Name)]
public sealed class PartySearchFlowTests(FlowFixture fixture)
{
    private const string Path = "/api/v1/parties/search";

    private const string List =
        "id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,addresses,programs,"
        + "license_requirement,license_policy,notice,source,source_date\n"
        + "S1,SDN,organization,VORNAMIR HEMMELT DYNAMICS,,,,,,,,,,,,test,2026-07-31\n";

    private FlowApp App => fixture.App;

    [Fact]
    public async Task AMisspeltParty_IsFound_AndExplainedWordByWord()
    {
        await App.UntilActiveAsync(await App.ImportAsync("own-search", List));
        var answer = await Search("""{ "name": "VORNAMIR HEMELT DYNAMICS", "kind": "organization" }""");
        var match = answer.GetProperty("matches")[0];
        Assert.Equal("VORNAMIR HEMMELT DYNAMICS", match.GetProperty("name").GetString());
        Assert.Equal("SDN", match.GetProperty("list").GetString());
        Assert.Contains(match.GetProperty("explanation").EnumerateArray(),
            line => line.GetString()!.Contains("`hemelt` ~ `hemmelt`", StringComparison.Ordinal));
        Assert.NotEqual(0, answer.GetProperty("lists").GetArrayLength());
        Assert.Contains("no decision", answer.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SensitivityMayRise_AndNeverFall()
    {
        await App.UntilActiveAsync(await App.ImportAsync("own-search", List));
        const string partly = """{ "name": "VORNAMIR HEMELT TURBINES", "kind": "organization" """;
        var usual = await Search(partly + "}");
        var keen = await Search(partly + ", \"sensitivity\": 0.7 }");
        Assert.True(keen.GetProperty("matches").GetArrayLength() >= usual.GetProperty("matches").GetArrayLength());
        Assert.Equal(0.7, keen.GetProperty("thresholds").GetProperty("possible").GetDouble());

        var refused = (await App.PostAsync(Path, Roles.Screener, partly + ", \"sensitivity\": 0.99 }")).Expect(HttpStatusCode.BadRequest);
        Assert.Contains(refused.Errors, error => error.Path == "sensitivity");
    }

    [Fact]
    public async Task MoreMatchesThanTheLimit_AreCounted()
    {
        var rows = string.Concat(Enumerable.Range(0, 7).Select(number => $"Q{number},SDN,organization,QUIXLAN TRADING DIRECTORATE,,,,,,,,,,,,test,2026-07-31\n"));
        await App.UntilActiveAsync(await App.ImportAsync("own-search-many", List[..(List.IndexOf('\n', StringComparison.Ordinal) + 1)] + rows));
        var answer = await Search("""{ "name": "QUIXLAN TRADING DIRECTORATE", "limit": 3 }""");
        Assert.Equal((7, 3), (answer.GetProperty("total").GetInt32(), answer.GetProperty("matches").GetArrayLength()));
    }

    [Theory]
    [InlineData("{ }", "name")]
    [InlineData("""{ "name": "X", "sensitivity": 0.1 }""", "sensitivity")]
    [InlineData("""{ "name": "X", "limit": 51 }""", "limit")]
    [InlineData("""{ "name": "X", "role": "END_USER" }""", "role")]
    public async Task ABadQuery_IsRefused_WithItsPath(string body, string path) =>
        Assert.Contains((await App.PostAsync(Path, Roles.Screener, body)).Expect(HttpStatusCode.BadRequest).Errors, error => error.Path == path);

    [Fact]
    public async Task AnOrdinaryName_FindsNothing_AndIsNotCalledClear()
    {
        var text = (await App.PostAsync(Path, Roles.Auditor, """{ "name": "Rift Valley Crop Surveys" }""")).Expect(HttpStatusCode.OK).Text;
        Assert.Contains("no listed party found", text, StringComparison.Ordinal);
        Assert.DoesNotContain("clear", text, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<JsonElement> Search(string body) => (await App.PostAsync(Path, Roles.Screener, body)).Expect(HttpStatusCode.OK).Json;
}
