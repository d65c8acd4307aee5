using Microsoft.Playwright;
using Screening.Engine.Model;
using Screening.Functions.Security;

namespace Screening.Pages.Tests;

/// <summary>The sign-in page in a browser.</summary>
[Collection(PagesGroup.Name)]
public sealed class SignInTests(PagesFixture fixture)
{
    /// <summary>Heading of the page that a sign-in leads to.</summary>
    private const string Start = "What do you want to do?";

    /// <summary>Well-formed, but not an existing key.</summary>
    private static readonly string Unknown = ApiKeyText.Create().Reveal();

    [Fact]
    public async Task AWrongKey_IsRefused_WithAReason()
    {
        await using var visit = await Visit.StartAsync(fixture);
        await visit.Page.GotoAsync("/");
        await visit.Key.FillAsync(Unknown);
        await visit.Button("Sign in").ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This key was not accepted. It may be mistyped, expired or revoked.");
        await Assertions.Expect(visit.Key).ToBeFocusedAsync();
        await Assertions.Expect(visit.Key).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal(fixture.Origin + "/", visit.Page.Url);
        Assert.Empty(await visit.CookiesAsync());
        await AssertKeptNowhereAsync(visit, Unknown);
        // The browser itself reports the 401 response.
        Assert.Equal("Failed to load resource: the server responded with a status of 401 (Unauthorized)", Assert.Single(visit.Complaints));
        Assert.Empty(visit.Foreign);
    }

    [Theory]
    [InlineData("letmein")]
    [InlineData("scr_schlüssel")]
    [InlineData("scr_one scr_two")]
    public async Task AMalformedKey_IsNotSent(string text)
    {
        await using var visit = await Visit.StartAsync(fixture);
        await visit.Page.GotoAsync("/");
        var sent = new List<string>();
        visit.Page.Request += (_, request) => sent.Add(request.Url);
        await visit.Key.FillAsync(text);
        await visit.Button("Sign in").ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is no key");
        Assert.Empty(sent);
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData(429, "Too many attempts failed from here. Try again in 7 seconds.")]
    [InlineData(503, "Keys cannot be checked at the moment. Try again in 7 seconds.")]
    [InlineData(500, "Signing in failed (HTTP 500). The logs have it under 4711.")]
    [InlineData(0, "The service cannot be reached. Check the connection and try again.")]
    public async Task AnyOtherFailure_IsReported_WithItsRemedy(int status, string message)
    {
        await using var visit = await Visit.StartAsync(fixture);
        await visit.Page.GotoAsync("/");
        await visit.Page.RouteAsync("**/api/v1/sessions", route => status == 0
            ? route.AbortAsync("connectionrefused")
            : route.FulfillAsync(new() { Status = status, Headers = new Dictionary<string, string> { ["Retry-After"] = "7", ["X-Correlation-Id"] = "4711" } }));
        await visit.SignInAsync(Roles.Screener);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(message);
        await visit.Page.UnrouteAllAsync();
        await visit.SignInAsync(Roles.Screener);
        await visit.Heading(Start).WaitForAsync();
    }

    [Fact]
    public async Task TheForm_IsThere_AtOnce()
    {
        await using var visit = await Visit.StartAsync(fixture, new() { ViewportSize = new() { Width = 880, Height = 660 } });
        await visit.Page.GotoAsync("/");
        await Assertions.Expect(visit.Key).ToBeFocusedAsync();
        await Assertions.Expect(visit.Page.GetByText("eight development keys stand in the terminal")).ToBeVisibleAsync();
        await Picture.TakeAsync("sign-in.png", visit);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task AValidKey_SignsIn_AndIsNotStored()
    {
        await using var visit = await Visit.StartAsync(fixture);
        await visit.Page.GotoAsync("/");
        await visit.SignInAsync(Roles.Auditor);
        await visit.Heading(Start).WaitForAsync();
        Assert.Equal(fixture.Origin + "/app/", visit.Page.Url);
        await Assertions.Expect(visit.Page.GetByText("dev-auditor")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("Reads everything, verifies and exports records, changes nothing.")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("until ")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^until \d{2}:\d{2}$"));
        var cookie = Assert.Single(await visit.CookiesAsync());
        Assert.Equal((SessionAuthentication.Cookie, true, SameSiteAttribute.Strict), (cookie.Name, cookie.HttpOnly, cookie.SameSite));
        await AssertKeptNowhereAsync(visit, fixture.KeyOf(Roles.Auditor));
        await AssertKeptNowhereAsync(visit, cookie.Value);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task SigningOut_EndsIt()
    {
        await using var visit = await Visit.StartAsync(fixture);
        await visit.Page.GotoAsync("/");
        await visit.SignInAsync(Roles.Screener);
        await visit.Button("Sign out").ClickAsync();
        await visit.Heading("Sign in").WaitForAsync();
        Assert.Empty(await visit.CookiesAsync());
        await visit.Page.GotoAsync("/reference");
        Assert.Equal(fixture.Origin + "/?to=reference", visit.Page.Url);
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org")]
    [InlineData("constructor")]
    [InlineData("/app//example.org")]
    public async Task ATargetThatIsNotListed_IsNotFollowed(string to)
    {
        await using var visit = await Visit.StartAsync(fixture);
        await visit.Page.GotoAsync("/?to=" + Uri.EscapeDataString(to));
        await visit.SignInAsync(Roles.Screener);
        await visit.Heading(Start).WaitForAsync();
        Assert.Equal(fixture.Origin + "/app/", visit.Page.Url);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task TheKeyboardAlone_IsEnough()
    {
        await using var visit = await Visit.StartAsync(fixture);
        await visit.Page.GotoAsync("/");
        var keyboard = visit.Page.Keyboard;
        await Assertions.Expect(visit.Key).ToBeFocusedAsync();
        await keyboard.InsertTextAsync(fixture.KeyOf(Roles.Screener));
        await keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Button("Show the key")).ToBeFocusedAsync();
        await keyboard.PressAsync("Space");
        await Assertions.Expect(visit.Key).ToHaveAttributeAsync("type", "text");
        await Assertions.Expect(visit.Button("Show the key")).ToHaveAttributeAsync("aria-pressed", "true");
        await keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Button("Sign in")).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await visit.Heading(Start).WaitForAsync();
        await visit.Button("Sign out").FocusAsync();
        await keyboard.PressAsync("Enter");
        await visit.Heading("Sign in").WaitForAsync();
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task EveryState_IsAccessible(ColorScheme scheme)
    {
        await using var visit = await Visit.StartAsync(fixture, new() { ColorScheme = scheme });
        await visit.Page.GotoAsync("/");
        Assert.Empty(await visit.ViolationsAsync());
        await visit.Key.FillAsync("letmein");
        await visit.Button("Sign in").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Alert).WaitForAsync();
        Assert.Empty(await visit.ViolationsAsync());
        await visit.SignInAsync(Roles.Admin);
        await visit.Heading(Start).WaitForAsync();
        Assert.Empty(await visit.ViolationsAsync());
        visit.AssertQuiet();
    }

    [Fact]
    public async Task AnAccessibilityViolation_IsFound()
    {
        await using var visit = await Visit.StartAsync(fixture);
        await visit.Page.GotoAsync("/");
        await visit.Page.EvaluateAsync("document.querySelector('label').remove()");
        Assert.Contains(await visit.ViolationsAsync(), violation => violation.StartsWith("label:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ANarrowScreen_NeedsNoScrollingSideways()
    {
        await using var visit = await Visit.StartAsync(fixture, new() { ViewportSize = new() { Width = 320, Height = 640 } });
        await visit.Page.GotoAsync("/");
        Assert.Equal(320, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await visit.SignInAsync(Roles.Screener);
        await visit.Heading(Start).WaitForAsync();
        Assert.Equal(320, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    private static async Task AssertKeptNowhereAsync(Visit visit, string secret)
    {
        Assert.DoesNotContain(secret, visit.Page.Url, StringComparison.Ordinal);
        var kept = await visit.Page.EvaluateAsync<string>(
            "JSON.stringify([document.documentElement.outerHTML, document.cookie, { ...localStorage }, { ...sessionStorage }, history.state])");
        Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
    }
}
