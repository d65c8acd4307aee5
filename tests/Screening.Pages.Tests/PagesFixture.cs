using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Security;
using Screening.Pages.Tests.Tools;

namespace Screening.Pages.Tests;

/// <summary>The real app on its own embedded storage, the tools, and one browser.</summary>
public sealed class PagesFixture : IAsyncLifetime
{
    private readonly string data = Path.Combine(Path.GetTempPath(), "screening-pages-" + Guid.NewGuid().ToString("N"));
    private readonly ConcurrentDictionary<string, Lazy<Task<Cookie>>> sessions = new(StringComparer.Ordinal);
    private ScreeningApp? app;
    private IPlaywright? playwright;

    /// <summary>Address of the app, without a trailing slash.</summary>
    internal string Origin => app!.Address.GetLeftPart(UriPartial.Authority);

    /// <summary>Folder of the installed tools.</summary>
    internal string Tools { get; private set; } = "";

    /// <summary>Node as found on the PATH.</summary>
    internal NodeTools Node { get; private set; } = new("", "");

    /// <summary>The browser; each visit has its own cookies.</summary>
    internal IBrowser Browser { get; private set; } = null!;

    /// <summary>Folder for files that tests create.</summary>
    internal string Scratch => Directory.CreateDirectory(Path.Combine(data, "scratch", Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>The key of a role.</summary>
    internal string KeyOf(string role) => app!.Development!.KeyOf(role);

    /// <summary>The cookie of a session of a role, opened once for all visits that only need to be signed in.</summary>
    internal Task<Cookie> SessionAsync(string role) => sessions.GetOrAdd(role, one => new(() => OpenSessionAsync(one))).Value;

    /// <summary>The description that the app returns.</summary>
    internal Task<string> DescriptionAsync() => GetAsync("/openapi/v1.json", Roles.Screener);

    /// <summary>Response of the API to a request with a key.</summary>
    internal async Task<string> GetAsync(string path, string role)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add(ApiKeyAuthentication.Header, KeyOf(role));
        return await client.GetStringAsync(new Uri(Origin + path), TestContext.Current.CancellationToken);
    }

    /// <summary>Puts a decision on record for a small quadcopter, and returns its id.</summary>
    internal async Task<string> ScreenAsync(string reference, string party)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add(ApiKeyAuthentication.Header, KeyOf(Roles.Screener));
        using var answer = await client.PostAsJsonAsync(
            new Uri(Origin + "/api/v1/screenings"),
            new
            {
                reference,
                from = "US",
                items = new[] { new { id = "10", @class = "UAS", jurisdiction = "EAR", performance = new[] { new { rangeKm = 10, payloadKg = 2 } } } },
                destination = new { country = "KE" },
                parties = new[] { new { id = "P1", role = "END_USER", kind = "organization", name = party, country = "KE" } },
                endUse = new { code = "civil_uas" },
            },
            TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return body.RootElement.GetProperty("id").GetString()!;
    }

    private async Task<Cookie> OpenSessionAsync(string role)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false });
        client.DefaultRequestHeaders.Add(ApiKeyAuthentication.Header, KeyOf(role));
        using var answer = await client.PostAsync(new Uri(Origin + "/api/v1/sessions"), null, CancellationToken.None);
        var set = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        return new() { Name = SessionAuthentication.Cookie, Value = set.Split(';')[0].Split('=', 2)[1], Url = Origin, HttpOnly = true };
    }

    public async ValueTask InitializeAsync()
    {
        Node = await NodeTools.FindAsync(Environment.GetEnvironmentVariable("PATH"), CancellationToken.None);
        Tools = await ToolInstall.EnsureAsync(Node, CancellationToken.None);
        var settings = new Dictionary<string, string?>
        {
            [HostSettings.PortVariable] = "0", [DataFolder.FolderVariable] = data,
            [HostSettings.JobsStorage] = "", [HostSettings.ProductStorage] = "", [HostSettings.HandlerPortVariable] = "",
        };
        app = await ScreeningApp.StartAsync(new ScreeningAppOptions { Settings = settings }, CancellationToken.None);
        await FirstSnapshot.WaitAsync(app, CancellationToken.None);
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Visit.TimeoutMilliseconds);
        Browser = await playwright.Chromium.LaunchAsync(Chromium.Options(Tools));
    }

    public async ValueTask DisposeAsync()
    {
        await (Browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        playwright?.Dispose();
        await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }
    }
}

/// <summary>The tests that share the app and the browser.</summary>
[CollectionDefinition(Name)]
public sealed class PagesGroup : ICollectionFixture<PagesFixture>
{
    public const string Name = "pages";
}
