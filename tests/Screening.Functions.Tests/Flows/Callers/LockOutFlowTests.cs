using System.Net;
using Screening.Functions.Hosting;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Callers;

/// <summary>Good keys and sessions on another instance, on real storage, while bad ones fill the attempts of their address.</summary>
[Collection(FlowGroup.Name)]
public sealed class LockOutFlowTests(FlowFixture fixture)
{
    private const string Status = "/api/v1/status";

    private FlowApp App => fixture.App;

    [Fact]
    public async Task KeysAndSessions_AreLetIn_OnAnotherInstance_WhileItsAttemptsAreUsedUp()
    {
        var made = (await App.PostAsync("/api/v1/keys", Roles.Admin, """{ "name": "erp behind the host", "roles": ["screener"] }""")).Expect(HttpStatusCode.Created);
        var key = made.Json.GetProperty("key").GetString()!;
        Assert.NotNull(ApiKeyText.TryParse(key)!.Mark);
        var earlier = await App.AddKeyAsync([Roles.Screener]);
        Assert.Null(ApiKeyText.TryParse(earlier)!.Mark);
        var session = await SignInAsync(key);

        await using var other = await App.StartAnotherAsync((RequestLimits.FailedAttemptsVariable, "3"));
        var bad = HttpStatusCode.Unauthorized;
        for (var tries = 0; bad == HttpStatusCode.Unauthorized; tries++)
        {
            Assert.True(tries <= 3, "attempts never ended");
            bad = (await other.SendAsync(HttpMethod.Get, Status, ApiKeyText.Create().Reveal())).Status;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, bad);
        Assert.Equal(HttpStatusCode.OK, (await other.SendAsync(HttpMethod.Get, Status, key)).Status);
        Assert.Equal(HttpStatusCode.OK, (await other.SendAsync(HttpMethod.Get, Status, earlier)).Status);
        Assert.Equal(HttpStatusCode.OK, await StatusOfSessionAsync(other, session));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await other.SendAsync(HttpMethod.Get, Status, ApiKeyText.Create().Reveal())).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusOfSessionAsync(other, ApiKeyText.Create().Reveal()));
    }

    private async Task<string> SignInAsync(string key)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = App.App.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sessions");
        request.Headers.Add(ApiKeyAuthentication.Header, key);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2)[1];
    }

    private static async Task<HttpStatusCode> StatusOfSessionAsync(FlowApp app, string session)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = app.App.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, Status);
        request.Headers.Add("Cookie", $"{SessionAuthentication.Cookie}={session}");
        request.Headers.Add(SessionAuthentication.Header, "1");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
