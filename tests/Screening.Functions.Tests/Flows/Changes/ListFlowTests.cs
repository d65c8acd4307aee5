using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>Lists in every layout, imported over HTTP until a party matches; refused imports change nothing.</summary>
[Collection(FlowGroup.Name)]
public sealed class ListFlowTests(FlowFixture fixture)
{
    private const string OwnHeader =
        "id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,addresses,programs,"
        + "license_requirement,license_policy,notice,source,source_date";

    private const string OfficialHeader =
        "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,"
        + "standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,"
        + "vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,"
        + "places_of_birth,source_information_url,ids";

    private const string FlatHeader =
        "source,source_code,entity_number,type,name,alt_names,countries,programs,license_requirement,license_policy,"
        + "federal_register_notice,source_list_url";

    private FlowApp App => fixture.App;

    /// <summary>A file that was cut off after its header is no list, also where there is none to compare it with.</summary>
    [Fact]
    public async Task AFirstImportWithoutEntries_IsRefused()
    {
        var refused = (await App.ImportAsync("header-only", OwnHeader + "\n")).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("holds no entry", Assert.Single(refused.Json.GetProperty("errors").EnumerateArray()).GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("header-only", (await App.GetAsync("/api/v1/watchlists")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("own-flow", OwnHeader, "F1,SDN,organization,ZYLOPHARR ROCKETWORKS,,,,,,,,,,,,test,2026-07-31", "Zylopharr Rocketworks")]
    [InlineData(
        "csl-official",
        OfficialHeader,
        "77001,Specially Designated Nationals (SDN) - Treasury Department,77001,Entity,NPWMD,QUORBLAX PROPULSION BUREAU,,,,,,,,,,,,,,,,http://x,,,,,,http://x,",
        "Quorblax Propulsion Bureau")]
    [InlineData(
        "csl-flat",
        FlatHeader,
        "Specially Designated Nationals (SDN) - Treasury Department,SDN,77002,Entity,VANTREEX AVIONICS COMBINE,,IR,NPWMD,,,,http://x",
        "Vantreex Avionics Combine")]
    public async Task AnImportedParty_Matches(string feed, string header, string row, string name)
    {
        Assert.DoesNotContain(feed, (await ScreenAsync(name)).DecisionText, StringComparison.Ordinal);
        var accepted = await App.ImportAsync(feed, header + "\n" + row + "\n");
        await App.UntilActiveAsync(accepted);

        var answer = await ScreenAsync(name);
        var match = Assert.Single(answer.Decision.GetProperty("matches").EnumerateArray());
        Assert.Equal((feed, "SDN", "P1"), (Text(match, "feed"), Text(match, "list"), Text(match, "party")));
        Assert.Equal("strong", Text(match, "strength"));
        Assert.True(match.GetProperty("explanation").GetArrayLength() > 0);
        Assert.Equal("PROHIBITED", answer.Outcome);
        var list = answer.Decision.GetProperty("lists").EnumerateArray().Single(one => Text(one, "feed") == feed);
        Assert.Equal(("2026-07-31", 1), (Text(list, "date"), list.GetProperty("entries").GetInt32()));

        var import = accepted.Json.GetProperty("version").GetString();
        var read = (await App.GetAsync($"/api/v1/watchlists/{feed}/imports/{import}")).Expect(HttpStatusCode.OK).Json;
        Assert.True(read.GetProperty("active").GetBoolean());
        Assert.Contains(
            (await App.StatusAsync()).GetProperty("lists").EnumerateArray(), one => Text(one, "feed") == feed && Text(one, "date") == "2026-07-31");
    }

    [Fact]
    public async Task ANameAlone_NeverStopsAPerson()
    {
        await App.UntilActiveAsync(await App.ImportAsync(
            "own-person", OwnHeader + "\nF2,SDN,person,Zebulon Quarrington,,,,,1970-02-28,,,,,,,test,2026-07-31\n"));
        var named = await App.ScreenAsync(Transactions.Uav("AU", "Zebulon Quarrington", "person"));
        Assert.Equal("HOLD_FOR_REVIEW", named.Expect(HttpStatusCode.OK).Outcome);
        var born = Transactions.Uav("AU", "Zebulon Quarrington", "person")
            .Replace("\"kind\": \"person\"", "\"kind\": \"person\", \"birthDate\": \"1970-02-28\"", StringComparison.Ordinal);
        Assert.Equal("PROHIBITED", (await App.ScreenAsync(born)).Expect(HttpStatusCode.OK).Outcome);
    }

    [Fact]
    public async Task ABadRow_FailsTheImportWithItsLine_AndTheOldListStays()
    {
        const string Feed = "own-bad";
        await App.UntilActiveAsync(await App.ImportAsync(Feed, Own("GRIMBALDE TURBINES")));
        var before = await TagAsync(Feed);
        string[] bad =
        [
            Own("GRIMBALDE TURBINES") + "B2,SDN,elephant,OTHER,,,,,,,,,,,,test,2026-07-31\n",
            Own("GRIMBALDE TURBINES") + "B3,SDN,organization,OTHER,,,XX,,,,,,,,,test\n",
            Own("GRIMBALDE TURBINES") + "B4,SDN,organization,\"OTHER,,,,,,,,,,,,test,2026-07-31\n",
        ];
        foreach (var csv in bad)
        {
            var refused = (await App.ImportAsync(Feed, csv)).Expect(HttpStatusCode.UnprocessableEntity);
            Assert.All(refused.Errors, error => Assert.Equal("line 3", error.Path));
        }

        (await App.ImportAsync(Feed, "not,a,list\n1,2,3\n")).Expect(HttpStatusCode.UnprocessableEntity);
        (await App.ImportAsync(Feed, "")).Expect(HttpStatusCode.UnprocessableEntity);
        (await App.ImportAsync(Feed, OwnHeader + "\nB5,NOLIST,organization,OTHER,,,,,,,,,,,,test,2026-07-31\n"))
            .Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(before, await TagAsync(Feed));
        Assert.Equal("PROHIBITED", (await ScreenAsync("Grimbalde Turbines")).Outcome);
    }

    [Fact]
    public async Task ALargeDrop_IsRefused_UntilAPersonConfirmsIt()
    {
        const string Feed = "own-drop";
        var ten = Enumerable.Range(1, 10).Select(n => $"DROPPABLE{n} WORKS").ToArray();
        await App.UntilActiveAsync(await App.ImportAsync(Feed, Own(ten)));
        var before = await TagAsync(Feed);
        var refused = (await App.ImportAsync(Feed, Own(ten[..8]))).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("2 of the 10", refused.Text, StringComparison.Ordinal);
        Assert.Equal(before, await TagAsync(Feed));

        // A drop of one in ten is within the limit; a larger one needs a confirmation.
        await App.UntilActiveAsync(await App.ImportAsync(Feed, Own(ten[..9])));
        await App.UntilActiveAsync(await App.ImportAsync(Feed, Own(ten[..2]), "&confirmDrop=true&reason=test"));
        Assert.NotEqual(before, await TagAsync(Feed));
    }

    [Fact]
    public async Task AStaleTag_IsRefused()
    {
        const string Feed = "own-tag";
        await App.UntilActiveAsync(await App.ImportAsync(Feed, Own("TAGGED WORKS")));
        var answer = await App.SendAsync(
            HttpMethod.Post, $"/api/v1/watchlists/{Feed}/imports?date=2026-07-31&source=test",
            App.KeyOf(Roles.ListEditor), Own("TAGGED WORKS"), "\"another\"", "text/csv");
        answer.Expect(HttpStatusCode.PreconditionFailed);
    }

    [Theory]
    [InlineData("/api/v1/watchlists/own-x/imports?date=2026-07-31&source=test", true, "$ length_required")]
    [InlineData("/api/v1/watchlists/own-x/imports?date=2026-07-31", false, "source required")]
    [InlineData("/api/v1/watchlists/own-x/imports?source=test", false, "date required")]
    [InlineData("/api/v1/watchlists/own-x/imports?date=2027-01-01&source=test", false, "date required")]
    [InlineData("/api/v1/watchlists/own-x/imports?date=2026-07-31&source=test&format=xls", false, "format unknown_code")]
    [InlineData("/api/v1/watchlists/OWN_X/imports?date=2026-07-31&source=test", false, "id invalid_format")]
    public async Task AnImportWithIncompleteParameters_IsRefused(string path, bool isChunked, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(Own("UNSAID WORKS"));
        using HttpContent content = isChunked ? new PushContent(bytes) : new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var refused = await App.SendAsync(HttpMethod.Post, path, App.KeyOf(Roles.ListEditor), content);
        var (where, code) = Assert.Single(refused.Expect(HttpStatusCode.BadRequest).Errors);
        Assert.Equal(expected, $"{where} {code}");
        (await App.GetAsync("/api/v1/watchlists/own-x")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task AListOfAnotherType_IsRefused() =>
        (await App.SendAsync(
            HttpMethod.Post, "/api/v1/watchlists/own-x/imports?date=2026-07-31&source=test", App.KeyOf(Roles.ListEditor), "{}"))
        .Expect(HttpStatusCode.UnsupportedMediaType);

    private static string Own(params string[] names) =>
        OwnHeader + "\n" + string.Concat(names.Select((name, n) => $"B{n},SDN,organization,{name},,,,,,,,,,,,test,2026-07-31\n"));

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    private async Task<Reply> ScreenAsync(string name) =>
        (await App.ScreenAsync(Transactions.Uav("AU", name))).Expect(HttpStatusCode.OK);

    private async Task<string?> TagAsync(string feed) =>
        (await App.GetAsync("/api/v1/watchlists/" + feed)).Expect(HttpStatusCode.OK).ETag;

    /// <summary>Content of unknown length, so that it is sent in chunks.</summary>
    private sealed class PushContent(byte[] bytes) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
