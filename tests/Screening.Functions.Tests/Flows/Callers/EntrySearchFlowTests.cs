using System.Net;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Callers;

/// <summary>Records found by the listed entry that matched, as the decision shows it.</summary>
[Collection(FlowGroup.Name)]
public sealed class EntrySearchFlowTests(FlowFixture fixture)
{
    private const string Header =
        "id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,addresses,programs,"
        + "license_requirement,license_policy,notice,source,source_date\n";

    private FlowApp App => fixture.App;

    [Fact]
    public async Task TheIdThatAMatchShows_FindsItsDecisions()
    {
        await App.UntilActiveAsync(await App.ImportAsync("own-entries", Header + "E1.x,SDN,organization,QUANDARIUM OPTICS,,,,,,,,,,,,test,2026-07-31\n"));
        var screened = (await App.ScreenAsync(Transactions.Uav("AU", "Quandarium Optics"))).Expect(HttpStatusCode.OK);
        var match = Assert.Single(screened.Decision.GetProperty("matches").EnumerateArray());
        var (list, entry) = (match.GetProperty("list").GetString()!, match.GetProperty("entry").GetString()!);
        foreach (var form in new[] { entry, $"{list}:{entry}", list })
        {
            var found = (await App.GetAsync($"/api/v1/screenings?listEntry={Uri.EscapeDataString(form)}")).Expect(HttpStatusCode.OK).Json;
            Assert.Contains(
                found.GetProperty("records").EnumerateArray(), one => one.GetProperty("id").GetString() == screened.Json.GetProperty("id").GetString());
        }

        var other = (await App.GetAsync("/api/v1/screenings?listEntry=SDN-0")).Expect(HttpStatusCode.OK).Json;
        Assert.Empty(other.GetProperty("records").EnumerateArray());
    }

    /// <summary>A form that no entry has would answer an empty 200, which reads like "no decision rests on it".</summary>
    [Theory]
    [InlineData("9053")]
    [InlineData("sdn-9053")]
    [InlineData("csl%2FSDN-9053")]
    [InlineData("SDN%209053")]
    [InlineData("Huawei")]
    [InlineData("-9053")]
    public async Task AFormThatNoEntryHas_IsRefused(string form)
    {
        var refused = (await App.GetAsync($"/api/v1/screenings?listEntry={form}")).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(("listEntry", "invalid_format"), Assert.Single(refused.Errors));
    }
}
