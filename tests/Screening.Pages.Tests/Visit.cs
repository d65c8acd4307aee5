using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace Screening.Pages.Tests;

/// <summary>
/// One page in a separate browser context without cookies or stored data. Requests to other origins and browser errors are
/// collected.
/// </summary>
internal sealed class Visit : IAsyncDisposable
{
    /// <summary>Time limit for an element to appear. The duration is never under test.</summary>
    public const float TimeoutMilliseconds = 60_000;

    private readonly IBrowserContext context;
    private readonly PagesFixture fixture;

    private Visit(IBrowserContext context, IPage page, PagesFixture fixture)
    {
        (this.context, Page, this.fixture) = (context, page, fixture);
        page.SetDefaultTimeout(TimeoutMilliseconds);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(fixture.Origin + "/", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                Foreign.Add(request.Url);
            }
        };
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Requested addresses outside the origin.</summary>
    public ConcurrentBag<string> Foreign { get; } = [];

    /// <summary>Errors and warnings of the console, including refusals of the content security policy.</summary>
    public ConcurrentBag<string> Complaints { get; } = [];

    public static async Task<Visit> StartAsync(PagesFixture fixture, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.BaseURL = fixture.Origin;
        options.Locale = "en-GB";
        options.TimezoneId = "UTC";
        var context = await fixture.Browser.NewContextAsync(options);
        return new Visit(context, await context.NewPageAsync(), fixture);
    }

    /// <summary>Opens a page of the application with a session of the role.</summary>
    public static async Task<Visit> OpenAsync(PagesFixture fixture, string role, string path, BrowserNewContextOptions? options = null)
    {
        var visit = await StartAsync(fixture, options);
        await visit.context.AddCookiesAsync([await fixture.SessionAsync(role)]);
        await visit.Page.GotoAsync(path);
        await visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).Or(visit.Page.GetByRole(AriaRole.Alert)).Or(visit.Page.Locator(".notice")).First.WaitForAsync();
        return visit;
    }

    public ILocator Key => Page.GetByLabel("API key");

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    /// <summary>Signs in on the current page.</summary>
    public async Task SignInAsync(string role)
    {
        await Key.FillAsync(fixture.KeyOf(role));
        await Button("Sign in").ClickAsync();
    }

    /// <summary>Opens the reference through the sign-in page, and waits until it is rendered.</summary>
    public async Task OpenReferenceAsync(string role)
    {
        await Page.GotoAsync("/reference");
        await SignInAsync(role);
        await Page.WaitForURLAsync("**/reference/");
        await Heading("Export-control screening").First.WaitForAsync();
        await Button("Test Request").First.WaitForAsync();
    }

    /// <summary>Tries the first operation of the reference, a screening, with its example unchanged.</summary>
    public async Task<(IResponse Answer, ILocator Client)> TryFirstOperationAsync()
    {
        await Button("Test Request").First.ClickAsync();
        var client = Page.GetByRole(AriaRole.Dialog);
        var answered = Page.WaitForResponseAsync("**/api/v1/screenings**");
        await client.GetByRole(AriaRole.Button, new() { NameRegex = new("^Send post request") }).ClickAsync();
        return (await answered, client);
    }

    /// <summary>Cuts or restores the network of the browser.</summary>
    public Task SetOfflineAsync(bool isOffline) => context.SetOfflineAsync(isOffline);

    /// <summary>Allows the page to read the clipboard, as a person does by pasting.</summary>
    public Task AllowClipboardAsync() => context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);

    /// <summary>Cookies of the browser.</summary>
    public Task<IReadOnlyList<BrowserContextCookiesResult>> CookiesAsync() => context.CookiesAsync();

    /// <summary>Violations that axe reports for the page: rule, subject and position.</summary>
    public async Task<string[]> ViolationsAsync()
    {
        await Page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(fixture.Tools, "node_modules", "axe-core", "axe.min.js")));
        var found = await Page.EvaluateAsync<JsonElement>(
            "async () => { const r = await axe.run(); return { passes: r.passes.length, violations: r.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.html).join(' ')}`) }; }");
        Assert.True(found.GetProperty("passes").GetInt32() > 10, "axe looked at nothing");
        return [.. found.GetProperty("violations").EnumerateArray().Select(one => one.GetString()!)];
    }

    /// <summary>Asserts that no request went to another origin and that the browser reported no errors.</summary>
    public void AssertQuiet()
    {
        Assert.Empty(Foreign);
        Assert.Empty(Complaints);
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
