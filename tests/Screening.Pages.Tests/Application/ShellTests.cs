using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Screening.Engine.Model;
using Screening.Functions.Security;

namespace Screening.Pages.Tests.Application;

/// <summary>What holds for every page of the application.</summary>
[Collection(PagesGroup.Name)]
public sealed class ShellTests(PagesFixture fixture)
{
    /// <summary>Bytes that the first view may take over the wire, with everything that it loads.</summary>
    private const int MostBytes = 200_000;

    private static readonly string[] Pages =
        ["/app/", "/app/check", "/app/decisions", "/app/status", "/app/nowhere", "/app/answer/2026010100-xxxxxxxx-01-0000000001"];

    [Fact]
    public async Task ADeepLink_LeadsThroughSignIn_ToItsAddress()
    {
        await using var visit = await Visit.StartAsync(fixture);
        await visit.Page.GotoAsync("/app/decisions?reference=SO-1");
        await visit.SignInAsync(Roles.Screener);
        await visit.Heading("Decisions").WaitForAsync();
        Assert.Equal(fixture.Origin + "/app/decisions?reference=SO-1", visit.Page.Url);
        await Assertions.Expect(visit.Page.GetByLabel("Reference", new() { Exact = true })).ToHaveValueAsync("SO-1");
        Assert.Equal("Decisions · Export-control screening", await visit.Page.TitleAsync());
        visit.AssertQuiet();
    }

    [Fact]
    public async Task ALinkOnAnotherSite_LeadsOn_WithOnePress_WhenThereIsASession()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Screener, "/app/");
        await visit.Page.GotoAsync("about:blank");
        await visit.Page.SetContentAsync($"<a href='{fixture.Origin}/app/check'>A link in a mail</a>");
        await visit.Page.GetByText("A link in a mail").ClickAsync();
        // The cookie is not sent along from another site.
        await visit.Heading("Sign in").WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Continue" }).ClickAsync();
        await visit.Heading("Check a shipment").WaitForAsync();
        Assert.Equal(fixture.Origin + "/app/check", visit.Page.Url);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task TheFirstView_IsSmall_AndAsksForNoDecision()
    {
        await using var visit = await Visit.StartAsync(fixture);
        await visit.Page.GotoAsync("/app/check");
        var finished = new List<IRequest>();
        visit.Page.RequestFinished += (_, request) => finished.Add(request);
        await visit.SignInAsync(Roles.Screener);
        await visit.Heading("Check a shipment").WaitForAsync();
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var loaded = finished.Where(request => new Uri(request.Url).AbsolutePath is not "/api/v1/sessions").ToArray();
        Assert.Contains(loaded, request => request.Url.EndsWith(".js", StringComparison.Ordinal));
        Assert.DoesNotContain(loaded, request => request.Url.Contains("/api/", StringComparison.Ordinal));
        var sizes = await Task.WhenAll(loaded.Select(request => request.SizesAsync()));
        var bytes = sizes.Sum(size => size.ResponseBodySize + size.ResponseHeadersSize);
        Assert.InRange(bytes, 20_000, MostBytes);
        TestContext.Current.SendDiagnosticMessage("First view: {0} bytes in {1} requests.", bytes, loaded.Length);
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task EveryPage_IsAccessible_AndFitsANarrowScreen(ColorScheme scheme)
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Screener, "/app/", new() { ColorScheme = scheme, ViewportSize = new() { Width = 360, Height = 740 } });
        foreach (var path in Pages)
        {
            await visit.Page.GotoAsync(path);
            await visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
            await Assertions.Expect(visit.Page.Locator(".loading")).ToHaveCountAsync(0);
            Assert.Empty(await visit.ViolationsAsync());
            Assert.Equal(360, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }

        Assert.Empty(visit.Foreign);
        // The browser itself reports the 404 of the record that is not there.
        Assert.DoesNotContain(visit.Complaints, complaint => !complaint.Contains("status of 404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatARoleMayNot_IsNotOffered_AndSaysSoByAddress()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Admin, "/app/");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link)).ToHaveTextAsync(["Status"]);
        await visit.Page.GotoAsync("/app/check");
        await Assertions.Expect(visit.Page.GetByText("Your role does not allow this")).ToBeVisibleAsync();
        await visit.Page.GotoAsync("/app/decisions");
        await Assertions.Expect(visit.Page.GetByText("Your role does not allow this")).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task TheThemeThatWasChosen_StandsAboveTheSystems_AndIsKept()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Screener, "/app/", new() { ColorScheme = ColorScheme.Light });
        Assert.Equal("light", await SchemeAsync(visit));
        await visit.Page.GetByLabel("Colours").SelectOptionAsync("dark");
        Assert.Equal("dark", await SchemeAsync(visit));
        Assert.Empty(await visit.ViolationsAsync());
        await visit.Page.ReloadAsync();
        await visit.Heading("What do you want to do?").WaitForAsync();
        Assert.Equal("dark", await SchemeAsync(visit));
        await visit.Page.GetByLabel("Colours").SelectOptionAsync("system");
        Assert.Equal("light", await SchemeAsync(visit));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task TheTwoWaysToDark_HaveTheSameColours()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Picture.Root(), "functions/Screening.Functions/Pages/App/src/styles/tokens.css"), TestContext.Current.CancellationToken);
        var blocks = Regex.Matches(text, @":root(?::not\(\[data-theme=""light""\]\)|\[data-theme=""dark""\]) \{([^}]*)\}");
        Assert.Equal(2, blocks.Count);
        Assert.Equal(Lines(blocks[0]), Lines(blocks[1]));

        static IEnumerable<string> Lines(Match block) =>
            block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    [Fact]
    public async Task SigningOut_EndsTheSession_AndForgetsWhatWasTyped()
    {
        await using var visit = await Visit.StartAsync(fixture);
        await visit.Page.GotoAsync("/app/check");
        await visit.SignInAsync(Roles.Screener);
        await visit.Page.GetByLabel("Reference", new() { Exact = true }).FillAsync("SO-SECRET");
        Assert.Contains("SO-SECRET", await KeptAsync(visit), StringComparison.Ordinal);
        await visit.Button("Sign out").ClickAsync();
        await visit.Heading("Sign in").WaitForAsync();
        Assert.DoesNotContain("SO-SECRET", await KeptAsync(visit), StringComparison.Ordinal);
        Assert.Empty(await visit.CookiesAsync());
        visit.AssertQuiet();
    }

    [Fact]
    public async Task WhatAnotherUserTyped_IsNotShown_InTheSameTab()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Reviewer, "/app/check");
        await visit.Page.EvaluateAsync("sessionStorage.setItem('screening-owner', 'dev-screener')");
        await visit.Page.EvaluateAsync(
            """sessionStorage.setItem('draft', JSON.stringify({ items: [], destination: {}, parties: [], endUse: {}, reference: 'SO-OTHER', orderId: '' }))""");
        await visit.Page.ReloadAsync();
        await visit.Heading("Check a shipment").WaitForAsync();
        await Assertions.Expect(visit.Page.GetByLabel("Reference", new() { Exact = true })).ToHaveValueAsync("");
        Assert.DoesNotContain("SO-OTHER", await KeptAsync(visit), StringComparison.Ordinal);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task TextNeverBecomesMarkup_AndTheAttemptIsDetected()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Screener, "/app/");
        visit.AssertQuiet();
        Assert.Equal("TypeError", await visit.Page.EvaluateAsync<string>(
            "(() => { try { document.body.innerHTML = '<img src=x onerror=alert(1)>'; return 'done'; } catch (error) { return error.name; } })()"));
        Assert.Equal("refused", await visit.Page.EvaluateAsync<string>("fetch('https://example.org/').then(() => 'answered', () => 'refused')"));
        Assert.Contains(visit.Complaints, complaint => complaint.Contains("TrustedHTML", StringComparison.Ordinal));
        Assert.Contains(visit.Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task BackAndForward_FollowTheAddress_AndTheKeyboardReachesTheContentFirst()
    {
        await using var visit = await Visit.OpenAsync(fixture, Roles.Screener, "/app/");
        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Check a shipment" })).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Heading("Check a shipment").WaitForAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
        Assert.Equal(fixture.Origin + "/app/check", visit.Page.Url);
        await visit.Page.GoBackAsync();
        await visit.Heading("What do you want to do?").WaitForAsync();
        await visit.Page.GoForwardAsync();
        await visit.Heading("Check a shipment").WaitForAsync();
        visit.AssertQuiet();
    }

    private static Task<string> SchemeAsync(Visit visit) => visit.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme");

    private static Task<string> KeptAsync(Visit visit) => visit.Page.EvaluateAsync<string>("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])");
}
