using System.Net;
using Screening.Functions.Security;

namespace Screening.Functions.Tests.Flows;

/// <summary>What is posted about people never comes out in a log.</summary>
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

        // A failure of storage logs exceptions, which are where such things leak.
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
}
