using System.Net;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Screenings;

/// <summary>A transaction with a party is held unless every required list is present and fresh.</summary>
public sealed class RequiredListFlowTests
{
    private const string Confirm = "/api/v1/watchlists/" + FlowLists.Feed + "/confirm";

    private static readonly string[] Required = ["SDN", "EL", "DPL", "UVL", "MEU", "DTC", "ISN", "CAP", "SSI", "NS-MBS"];

    [Fact]
    public async Task WithoutAList_EveryTransactionWithAPartyIsHeld_AndTheStatusNamesIt()
    {
        await using var app = await FlowApp.StartAsync();
        Assert.Equal(Required, (await RowsAsync(app)).Select(row => row.GetProperty("code").GetString()));
        await HeldAsync(app, "watchlists incomplete: " + string.Join("; ", Required.Select(code => code + " is missing")));
        Assert.Subset((await DegradedAsync(app)).ToHashSet(), Required.Select(code => $"watchlists incomplete: {code} is missing").ToHashSet());

        await app.BringListsAsync(without: "UVL");
        var first = await HeldAsync(app, "watchlists incomplete: UVL is missing.");
        Assert.Equal(["watchlists incomplete: UVL is missing"], (await DegradedAsync(app)).Where(line => line.Contains("watchlists", StringComparison.Ordinal)));
        var missing = Assert.Single(await RowsAsync(app), row => !row.GetProperty("present").GetBoolean());
        Assert.Equal(("UVL", JsonValueKind.Null), (missing.GetProperty("code").GetString(), missing.GetProperty("confirmedOn").ValueKind));

        await app.UntilActiveAsync(await app.ImportAsync("own-unverified", FlowLists.Csv("UVL", "QUIMBRALL TRADING")));
        await GoesAsync(app);
        Assert.DoesNotContain(await DegradedAsync(app), line => line.Contains("watchlists", StringComparison.Ordinal));
        await ReplaysIdenticallyAsync(app, first);
    }

    [Fact]
    public async Task AListThatIsTooOld_Holds_UntilItIsConfirmed_AndWhatWasRecordedReplaysIdentically()
    {
        await using var app = await FlowApp.StartAsync();
        await app.BringListsAsync();
        var fresh = await GoesAsync(app);
        await ToDayAsync(app, 10);
        await GoesAsync(app);

        await ToDayAsync(app, 11);
        var held = await HeldAsync(app, "SDN was last confirmed on 2026-11-23, 11 days ago (at most 10)");
        Assert.Contains("SDN was last confirmed 11 days ago, at most 10 are allowed", await DegradedAsync(app));
        Assert.All(await RowsAsync(app), row => Assert.Equal(11, row.GetProperty("ageDays").GetInt32()));

        (await app.PostAsync(Confirm, Roles.ListEditor, """{ "reason": "the source answered that nothing changed" }""")).Expect(HttpStatusCode.OK);
        await GoesAsync(app);
        Assert.All(await RowsAsync(app), row => Assert.Equal((0, "2026-12-04"), (row.GetProperty("ageDays").GetInt32(), row.GetProperty("confirmedOn").GetString())));
        await ReplaysIdenticallyAsync(app, fresh);
        await ReplaysIdenticallyAsync(app, held);
    }

    [Fact]
    public async Task TheAge_IsMeasuredAtTheRequestedDate()
    {
        await using var app = await FlowApp.StartAsync();
        await app.BringListsAsync();
        Assert.Equal("CASE_BY_CASE_ELIGIBLE", (await AtAsync(app, "2026-12-03")).Outcome);
        var later = await AtAsync(app, "2026-12-04");
        Assert.Equal("HOLD_FOR_REVIEW", later.Outcome);
        Assert.Contains("11 days ago (at most 10)", Finding(later), StringComparison.Ordinal);
    }

    private static async Task<Reply> AtAsync(FlowApp app, string asOf) =>
        (await app.ScreenAsync(Transactions.With(Transactions.Uav(), "asOf", asOf))).Expect(HttpStatusCode.OK);

    private static async Task ToDayAsync(FlowApp app, int day)
    {
        app.Clock.Advance(FlowClock.Start.AddDays(day) - new DateTimeOffset(app.Clock.GetUtcNow().UtcDateTime.Date.AddHours(12), TimeSpan.Zero));
        // Its snapshot must be confirmed again after a day.
        await FlowApp.UntilAsync("the app decides", async () => (await app.ScreenAsync(Transactions.Uav())).Status == HttpStatusCode.OK);
    }

    private static async Task<string> GoesAsync(FlowApp app)
    {
        var answer = (await app.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK);
        Assert.Equal(("CASE_BY_CASE_ELIGIBLE", "APPLY"), (answer.Outcome, answer.Decision.GetProperty("disposition").GetString()));
        return answer.Json.GetProperty("id").GetString()!;
    }

    private static async Task<string> HeldAsync(FlowApp app, string reason)
    {
        var answer = (await app.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK);
        Assert.Equal(("HOLD_FOR_REVIEW", "HOLD"), (answer.Outcome, answer.Decision.GetProperty("disposition").GetString()));
        Assert.Contains(reason, Finding(answer), StringComparison.Ordinal);
        // A prohibition outranks a missing list.
        Assert.Equal("PROHIBITED", (await app.ScreenAsync(Transactions.Uav("IR"))).Expect(HttpStatusCode.OK).Outcome);
        return answer.Json.GetProperty("id").GetString()!;
    }

    private static string Finding(Reply answer)
    {
        var finding = Assert.Single(answer.Decision.GetProperty("findings").EnumerateArray(), one => one.GetProperty("wins").GetBoolean());
        Assert.Equal("L-INCOMPLETE", finding.GetProperty("rule").GetString());
        return finding.GetProperty("text").GetString()!;
    }

    private static async Task ReplaysIdenticallyAsync(FlowApp app, string id)
    {
        var replay = (await app.PostAsync($"/api/v1/screenings/{id}/replay", Roles.Auditor)).Expect(HttpStatusCode.OK).Json;
        Assert.True(replay.GetProperty("identical").GetBoolean(), replay.GetRawText());
    }

    private static async Task<List<JsonElement>> RowsAsync(FlowApp app) => [.. (await app.StatusAsync()).GetProperty("requiredLists").EnumerateArray()];

    private static async Task<List<string>> DegradedAsync(FlowApp app) =>
        [.. (await app.StatusAsync()).GetProperty("degraded").EnumerateArray().Select(line => line.GetString()!)];
}
