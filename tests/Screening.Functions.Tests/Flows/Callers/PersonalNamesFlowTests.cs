using System.Net;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Callers;

/// <summary>Personal data in requests never appear in a log.</summary>
[Collection(FlowGroup.Name)]
public sealed class PersonalNamesFlowTests(FlowFixture fixture)
{
    private const string Canary = "Zzyzxcanary";

    private FlowApp App => fixture.App;

    [Fact]
    public async Task Names_NeverAppearInLogs()
    {
        var before = App.Logs.Lines.Count;
        var body = Transactions.Uav("AU", Canary + " Person", "person")
            .Replace("coast watch", Canary + " purpose", StringComparison.Ordinal);
        (await App.ScreenAsync(body)).Expect(HttpStatusCode.OK);
        (await App.ScreenAsync(body[..^2])).Expect(HttpStatusCode.BadRequest);
        (await App.ScreenAsync(body.Replace("\"name\"", $"\"{Canary}\"", StringComparison.Ordinal))).Expect(HttpStatusCode.BadRequest);
        (await App.ImportAsync("own-canary", $"id,list\n1,{Canary}\n")).Expect(HttpStatusCode.UnprocessableEntity);
        await App.GetAsync("/api/v1/screenings/" + Canary);

        // A failure of storage logs exceptions, which are a likely place for such a leak.
        App.Storage.Table.Cut();
        try
        {
            (await App.ScreenAsync(body)).Expect(HttpStatusCode.ServiceUnavailable);
            (await App.GetAsync("/api/v1/screenings/" + Canary, Roles.Screener)).Expect(HttpStatusCode.NotFound);
            (await App.GetAsync("/api/v1/screenings/2026112312-aaaaaaaa-00-0000000001", Roles.Screener))
                .Expect(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            App.Storage.Table.Mend();
        }

        Assert.True(App.Logs.Lines.Count > before, "the capture works");
        Assert.DoesNotContain(App.Logs.Lines, line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Names_NeverAppearInLogs_AtAnyLevel_OverTheLifeOfARecord()
    {
        await using var app = await FlowApp.StartTracingAsync();
        var body = Transactions.Uav("AU", Canary + " Person", "person").Replace("coast watch", Canary + " purpose", StringComparison.Ordinal);
        var screened = (await app.PostAsync("/api/v1/screenings", Roles.Screener, body, "key-1", "application/json")).Expect(HttpStatusCode.OK);
        (await app.PostAsync("/api/v1/screenings", Roles.Screener, body, "key-1", "application/json")).Expect(HttpStatusCode.OK);
        (await app.PostAsync("/api/v1/screenings/batch", Roles.Screener, $"[{body}, {body[..^2]}")).Expect(HttpStatusCode.BadRequest);
        (await app.PostAsync("/api/v1/screenings/batch?dryRun=true", Roles.Screener, $"[{body}, {{ \"{Canary}\": 1 }}]")).Expect(HttpStatusCode.OK);
        var id = screened.Json.GetProperty("id").GetString();
        (await app.GetAsync("/api/v1/screenings/" + id)).Expect(HttpStatusCode.OK);
        (await app.PostAsync("/api/v1/screenings/search", Roles.Auditor, $$"""{ "party": "{{Canary}}" }""")).Expect(HttpStatusCode.OK);
        (await app.PostAsync($"/api/v1/screenings/{id}/replay", Roles.Auditor)).Expect(HttpStatusCode.OK);
        (await app.GetAsync("/api/v1/records/export?personal=shown&from=2026-11-23&to=2026-11-24")).Expect(HttpStatusCode.OK);
        (await app.GetAsync("/api/v1/records/verify?from=2026-11-23&to=2026-11-24")).Expect(HttpStatusCode.OK);
        (await app.PostAsync($"/api/v1/records/{id}/erase", Roles.Admin, """{ "reason": "request" }""")).Expect(HttpStatusCode.OK);
        app.Storage.Table.Cut();
        (await app.PostAsync("/api/v1/screenings", Roles.Screener, body, "key-2", "application/json")).Expect(HttpStatusCode.ServiceUnavailable);
        app.Storage.Table.Mend();

        Assert.Contains(app.Logs.Lines, line => line.StartsWith("Trace ", StringComparison.Ordinal) || line.StartsWith("Debug ", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }
}
