using System.Net;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Callers;

/// <summary>Sessions of the pages: which requests the cookie allows and which it does not.</summary>
[Collection(FlowGroup.Name)]
public sealed class SessionFlowTests(FlowFixture fixture)
{
    private const string Status = "/api/v1/status";

    private FlowApp App => fixture.App;

    [Fact]
    public async Task TheCookie_IsForBrowsersOnly_AndEndsByItself()
    {
        var cookie = await OpenAsync(App.KeyOf(Roles.Screener));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("expires=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("secure", await OpenAsync(App.KeyOf(Roles.Screener), "https"), StringComparison.OrdinalIgnoreCase);
        var value = ValueOf(cookie);
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(Status, value));

        // A session is not a key, and a key is not a session.
        Assert.Equal(HttpStatusCode.Unauthorized, (await App.SendAsync(HttpMethod.Get, Status, value)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync(Status, App.KeyOf(Roles.Screener)));
        App.Clock.Advance(SessionDirectory.Lifetime - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(Status, value));
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync(Status, value));
    }

    [Fact]
    public async Task TheCookieAlone_IsNotEnough_SoThatAnotherSiteCannotUseIt()
    {
        var value = ValueOf(await OpenAsync(App.KeyOf(Roles.Admin)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync(Status, value, header: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync(Status, value, from: "cross-site"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync(Status, value, from: "same-site"));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(Status, value, from: "same-origin"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync("/api/v1/keys", value, header: null, verb: "POST"));
    }

    [Fact]
    public async Task ASession_HasTheRolesOfItsKey_AndEndsWithIt()
    {
        var key = await App.AddKeyAsync([Roles.Auditor]);
        var value = ValueOf(await OpenAsync(key));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync("/api/v1/policies", value));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusOfAsync("/api/v1/keys", value));
        await App.Tables.Keys.RevokeAsync(ApiKeyText.TryParse(key)!.Id, App.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync("/api/v1/policies", value));
    }

    [Fact]
    public async Task ASession_CanBeEnded_AndCannotOpenAnother()
    {
        var value = ValueOf(await OpenAsync(App.KeyOf(Roles.Screener)));
        Assert.Equal(HttpStatusCode.Conflict, await StatusOfAsync("/api/v1/sessions", value, verb: "POST"));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync("/api/v1/sessions/end", value, verb: "POST"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync(Status, value));
    }

    /// <summary>Regression: an instance that had just used the session accepted it for 15 seconds more.</summary>
    [Fact]
    public async Task SigningOut_EndsTheSessionAtOnce_OnInstancesThatUsedItAndOnThoseThatNeverSawIt()
    {
        await using var used = await App.StartAnotherAsync();
        await using var unused = await App.StartAnotherAsync();
        var value = ValueOf(await OpenAsync(App.KeyOf(Roles.Screener)));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(Status, value));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(Status, value, on: used));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync("/api/v1/sessions/end", value, verb: "POST"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync(Status, value, on: used));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync(Status, value, on: unused));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync(Status, value));
    }

    [Fact]
    public async Task WhileStorageFails_ASessionIsNeitherAcceptedNorRefused()
    {
        var value = ValueOf(await OpenAsync(App.KeyOf(Roles.Screener)));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(Status, value));
        App.Storage.Table.Cut();
        try
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusOfAsync(Status, value));
        }
        finally
        {
            App.Storage.Table.Mend();
        }

        await FlowApp.UntilAsync("it is accepted again", async () => await StatusOfAsync(Status, value) == HttpStatusCode.OK);
    }

    [Fact]
    public async Task ASessionIsKnownToAnInstance_WithItsSecretAlone_AndUntilItEnds()
    {
        var sessions = App.Service<SessionDirectory>();
        var session = ApiKeyText.TryParse(ValueOf(await OpenAsync(App.KeyOf(Roles.Screener))))!;
        Assert.False(sessions.HasAccepted(session));
        Assert.NotNull(await sessions.FindGoodAsync(session, TestContext.Current.CancellationToken));
        Assert.True(sessions.HasAccepted(session));
        var forged = session with { Secret = ApiKeyText.Create().Secret };
        Assert.False(sessions.HasAccepted(forged));
        Assert.Null(await sessions.FindGoodAsync(forged, TestContext.Current.CancellationToken));
        Assert.True(sessions.HasAccepted(session));
        await sessions.CloseAsync(session, TestContext.Current.CancellationToken);
        Assert.False(sessions.HasAccepted(session));
    }

    private static string ValueOf(string cookie) => cookie.Split(';')[0].Split('=', 2)[1];

    private async Task<string> OpenAsync(string key, string? proto = null)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = App.App.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sessions");
        request.Headers.Add(ApiKeyAuthentication.Header, key);
        if (proto is not null)
        {
            request.Headers.Add("X-Forwarded-Proto", proto);
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith(SessionAuthentication.Cookie + "=", cookie, StringComparison.Ordinal);
        return cookie;
    }

    private async Task<HttpStatusCode> StatusOfAsync(
        string path, string cookie, string? header = "1", string? from = null, string verb = "GET", FlowApp? on = null)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = (on ?? App).App.Address };
        using var request = new HttpRequestMessage(new HttpMethod(verb), path);
        request.Headers.Add("Cookie", $"{SessionAuthentication.Cookie}={cookie}");
        if (header is not null)
        {
            request.Headers.Add(SessionAuthentication.Header, header);
        }

        if (from is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", from);
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
