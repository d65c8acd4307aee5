using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Decisions;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Lists;
using Screening.Functions.Records.Write;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Screenings;

/// <summary>
/// Presence and age of the watchlists over HTTP: imported, confirmed, recorded with each decision, replayed from the record.
/// </summary>
public sealed class StandingFlowTests(FlowFixture fixture) : IClassFixture<FlowFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FlowApp App => fixture.App;

    [Fact]
    public async Task ADecision_RecordsTheStanding_AndAReplayUsesIt_NotTheStandingOfToday()
    {
        await App.UntilActiveAsync(await App.ImportAsync("own-standing", FlowLists.Csv("DTC", "BRONVALD TRUST", "QUIBBLE WORKS")));
        var imported = Today();
        var answer = (await App.ScreenAsync(Transactions.Uav("SE"))).Expect(HttpStatusCode.OK);
        var path = "/api/v1/screenings/" + answer.Json.GetProperty("id").GetString();
        Assert.Equal(imported, (await InputsAsync(path)).GetProperty("lists").GetProperty("DTC").GetString());
        Assert.False((await InputsAsync(path)).GetProperty("sample").GetBoolean());

        App.Clock.KeepsItsDay = false;
        App.Clock.Advance(TimeSpan.FromDays(1));
        // The snapshot must be confirmed again after a day.
        await FlowApp.UntilAsync("the app decides", async () => (await App.ScreenAsync(Transactions.Uav())).Status == HttpStatusCode.OK);
        var version = (await App.StatusAsync()).GetProperty("sourceVersion").GetInt64();
        var confirmed = (await App.PostAsync("/api/v1/watchlists/own-standing/confirm", Roles.ListEditor, """{ "reason": "the source answered 304" }"""))
            .Expect(HttpStatusCode.OK).Json;
        Assert.Equal(Today(), confirmed.GetProperty("confirmedOn").GetString());
        Assert.Equal(version, (await App.StatusAsync()).GetProperty("sourceVersion").GetInt64());
        var later = (await App.ScreenAsync(Transactions.Uav("SE"))).Expect(HttpStatusCode.OK).Json.GetProperty("id").GetString();
        Assert.Equal(Today(), (await InputsAsync("/api/v1/screenings/" + later)).GetProperty("lists").GetProperty("DTC").GetString());

        var replay = (await App.PostAsync(path + "/replay", Roles.Auditor)).Expect(HttpStatusCode.OK).Json;
        Assert.True(replay.GetProperty("identical").GetBoolean(), replay.GetRawText());
        Assert.Equal(0, replay.GetProperty("differs").GetArrayLength());
        Assert.Equal(imported, (await InputsAsync(path)).GetProperty("lists").GetProperty("DTC").GetString());
    }

    [Fact]
    public async Task ABatch_RecordsTheStandingToo()
    {
        await App.UntilActiveAsync(await App.ImportAsync("own-batch", FlowLists.Csv("ISN", "GRAVELINE COMBINE")));
        var line = Transactions.Uav("SE").ReplaceLineEndings(" ");
        var answer = await App.SendAsync(
            HttpMethod.Post, "/api/v1/screenings/batch", App.KeyOf(Roles.Screener), $"{line}\n{line}\n", type: "application/x-ndjson");
        var id = JsonElement.Parse(answer.Expect(HttpStatusCode.OK).Text.Split('\n')[0]).GetProperty("id").GetString();
        Assert.Equal(Today(), (await InputsAsync("/api/v1/screenings/" + id)).GetProperty("lists").GetProperty("ISN").GetString());
    }

    [Fact]
    public async Task AConfirmation_IsKeptWithItsImport_AndOnlyAListEditorMayGiveIt()
    {
        const string Feed = "own-confirm", Path = "/api/v1/watchlists/own-confirm/confirm";
        await App.UntilActiveAsync(await App.ImportAsync(Feed, FlowLists.Csv("CAP", "OSTERVANE BANK")));
        var tag = (await App.GetAsync("/api/v1/watchlists/" + Feed)).ETag;
        foreach (var role in Roles.All.Where(role => role != Roles.ListEditor))
        {
            (await App.PostAsync(Path, role, """{ "reason": "304" }""")).Expect(HttpStatusCode.Forbidden);
        }

        (await App.PostAsync("/api/v1/watchlists/own-nobody/confirm", Roles.ListEditor, """{ "reason": "304" }""")).Expect(HttpStatusCode.NotFound);
        (await App.PostAsync(Path, Roles.ListEditor, """{ "reason": "304" }""", "\"another\"")).Expect(HttpStatusCode.PreconditionFailed);
        Assert.Equal([("reason", "required")], (await App.PostAsync(Path, Roles.ListEditor, "{}")).Expect(HttpStatusCode.BadRequest).Errors);
        Assert.Equal(
            [("reason", "out_of_range"), ("checkedOn", "out_of_range")],
            (await App.PostAsync(Path, Roles.ListEditor, """{ "reason": "ok", "checkedOn": "2031-01-01" }""")).Expect(HttpStatusCode.BadRequest).Errors);
        (await App.PostAsync(Path, Roles.ListEditor, """{ "reason": "304", "checkedOn": "2026-11-01" }""")).Expect(HttpStatusCode.BadRequest);
        (await App.PostAsync(Path, Roles.ListEditor, """{ "reason": "304 at the source" }""", tag)).Expect(HttpStatusCode.OK);

        var read = (await App.GetAsync("/api/v1/watchlists/" + Feed)).Expect(HttpStatusCode.OK);
        Assert.Equal(tag, read.ETag);
        var kept = Assert.Single(read.Json.GetProperty("confirmations").EnumerateArray());
        Assert.Equal(("304 at the source", "test-list-editor"), (kept.GetProperty("reason").GetString(), kept.GetProperty("actor").GetString()));
        Assert.Equal(Today(), read.Json.GetProperty("confirmedOn").GetString());
        Assert.Equal(1, read.Json.GetProperty("import").GetProperty("codes").GetProperty("CAP").GetInt32());
    }

    [Theory]
    [InlineData("&confirmDrop=true", "reason required")]
    [InlineData("&confirmEmpty=UVL", "reason required")]
    [InlineData("&confirmDrop=true&reason=ok", "reason required")]
    [InlineData("&confirmDrop=true&reason=a%0Ab%0Ac", "reason invalid_text")]
    [InlineData("&confirmEmpty=uvl,%20CAP&reason=none%20listed", "confirmEmpty invalid_format")]
    public async Task AConfirmationOfAnImport_NeedsAReason(string query, string expected)
    {
        var (path, code) = Assert.Single((await App.ImportAsync("own-reason", FlowLists.Csv("SDN", "NOBODY WORKS"), query)).Expect(HttpStatusCode.BadRequest).Errors);
        Assert.Equal(expected, $"{path} {code}");
    }

    [Fact]
    public async Task ACodeThatDisappears_IsRefusedOverHttp_AndNamed()
    {
        const string Feed = "own-codes";
        await App.UntilActiveAsync(await App.ImportAsync(Feed, FlowLists.Csv("SSI", [.. Enumerable.Range(1, 30).Select(n => $"SECTORAL{n} WORKS")]) + FlowLists.Rows("FSE", "EVADER WORKS")));
        var refused = (await App.ImportAsync(Feed, FlowLists.Csv("SSI", [.. Enumerable.Range(1, 30).Select(n => $"SECTORAL{n} WORKS")]))).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("FSE would disappear with its 1 entries", refused.Text, StringComparison.Ordinal);
        var empty = await App.ImportAsync(
            Feed, FlowLists.Csv("SSI", [.. Enumerable.Range(1, 30).Select(n => $"SECTORAL{n} WORKS")]), "&confirmEmpty=FSE&reason=the%20source%20lists%20none");
        await App.UntilActiveAsync(empty);
        var header = (await App.GetAsync("/api/v1/watchlists/" + Feed)).Expect(HttpStatusCode.OK).Json.GetProperty("import");
        Assert.Equal((0, "the source lists none"), (header.GetProperty("codes").GetProperty("FSE").GetInt32(), header.GetProperty("reason").GetString()));
        Assert.True((await StandingAsync()).Lists.ConfirmedOn.ContainsKey("FSE"));
    }

    [Fact]
    public async Task BeforeAStandingWasRead_NothingIsDecided()
    {
        // Its pointer names no existing snapshot, so the standing is never read.
        var unread = new ListStandings(App.Tables, () => null, mayBeSample: false, App.Clock, NullLogger<ListStandings>.Instance);
        var call = new ScreeningCall("test", null, IsDryRun: true);
        var body = System.Text.Encoding.UTF8.GetBytes(Transactions.Uav());
        var flow = new ScreeningFlow(
            App.Service<SnapshotProvider<Snapshot>>(), unread, App.Service<RecordTable>(), App.Service<IdempotentRecords>(), App.Service<DecisionBudget>(), App.Clock);
        var problem = Assert.IsType<Problem>(await flow.ScreenAsync(body, call, Stop));
        Assert.Equal(503, problem.Status);
        Assert.Contains(ListStandings.NotRead, problem.Detail, StringComparison.Ordinal);
        Assert.NotNull(problem.RetryAfter);
        var batch = new BatchFlow(
            App.Service<SnapshotProvider<Snapshot>>(), unread, App.Service<RecordTable>(), App.Service<IdempotentRecords>(), App.Service<DecisionBudget>(), App.Clock, NullLogger<BatchFlow>.Instance);
        var (response, refused) = await batch.ScreenAsync([body], call, Stop);
        Assert.Null(response);
        Assert.Equal(503, refused!.Status);
    }

    [Fact]
    public async Task WithoutTables_TheStandingStays()
    {
        await App.UntilActiveAsync(await App.ImportAsync("own-away", FlowLists.Csv("PLC", "ABSENT WORKS")));
        var before = await StandingAsync();
        App.Storage.Table.Cut();
        try
        {
            await App.Service<ListStandings>().LookAgainAsync();
            Assert.NotNull(App.Service<ListStandings>().Failure);
            Assert.Equal(before.Lists.ConfirmedOn["PLC"], (await StandingAsync()).Lists.ConfirmedOn["PLC"]);
        }
        finally
        {
            App.Storage.Table.Mend();
        }

        await App.Service<ListStandings>().LookAgainAsync();
        await FlowApp.UntilAsync("the standing is read again", () => Task.FromResult(App.Service<ListStandings>().Failure is null));
    }

    [Fact]
    public async Task AnEmptyEnvironmentWithAnAccount_GetsNoSample()
    {
        var status = await App.StatusAsync();
        Assert.False(status.GetProperty("isSample").GetBoolean());
        Assert.DoesNotContain(status.GetProperty("lists").EnumerateArray(), list => list.GetProperty("feed").GetString() == "sample");
        Assert.Equal(JsonValueKind.Array, status.GetProperty("requiredLists").ValueKind);
    }

    private string Today() => App.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<RecordedInputs> StandingAsync() =>
        (await App.Service<ListStandings>().TakeAsync(App.Health().Pointer!.SourceVersion, Stop))!;

    private async Task<JsonElement> InputsAsync(string path) =>
        (await App.GetAsync(path)).Expect(HttpStatusCode.OK).Json.GetProperty("inputs");
}
