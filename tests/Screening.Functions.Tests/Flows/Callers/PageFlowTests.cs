using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Screening.Engine.Model;
using Screening.Functions.Pages;
using Screening.Functions.Security;
using Screening.Functions.Tests.Repository;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Callers;

/// <summary>The pages as the server writes them; their behaviour in a browser is tested separately.</summary>
[Collection(FlowGroup.Name)]
public sealed class PageFlowTests(FlowFixture fixture) : IDisposable
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private readonly HttpClient client = new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        BaseAddress = fixture.App.App.Address,
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task TheSignInPage_IsPublic_AndAllowsOnlySignIn()
    {
        using var answer = await SendAsync("/", accept: Browser);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var policy = PolicyOf(answer);
        Assert.All(["default-src 'none'", "script-src 'self';", "form-action 'none'", "frame-ancestors 'none'", "trusted-types 'none'"],
            rule => Assert.Contains(rule, policy, StringComparison.Ordinal));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var page = await answer.Content.ReadAsStringAsync(Stop);
        Assert.DoesNotMatch(@"<style|\sstyle=|\son\w+=|<script(?![^>]* src="")|https?:", page);
        using var head = await SendAsync("/", verb: "HEAD");
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    [Fact]
    public async Task TheApplication_IsForASessionAlone_AndHasItsUserRolesAndAccess()
    {
        var key = await fixture.App.AddKeyAsync([Roles.Auditor, Roles.ListEditor]);
        var cookie = await OpenAsync(key);
        using var answer = await SendAsync("/app/check", cookie, accept: Browser);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var page = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Equal("test-auditor-list-editor", MetaOf(page, "user"));
        Assert.Equal("list-editor auditor", MetaOf(page, "roles"));
        var access = Enum.GetValues<Access>().Where(one => AccessTable.RolesFor(one).Intersect([Roles.Auditor, Roles.ListEditor]).Any());
        Assert.Equal(string.Join(' ', access), MetaOf(page, "access"));
        var ends = DateTimeOffset.Parse(MetaOf(page, "ends").Replace("&#x2B;", "+", StringComparison.Ordinal), null);
        Assert.InRange(ends - fixture.App.Clock.GetUtcNow(), SessionDirectory.Lifetime - TimeSpan.FromMinutes(5), SessionDirectory.Lifetime);
        Assert.DoesNotContain(cookie, page, StringComparison.Ordinal);

        // A request from another site is not signed in, and nothing of the application is there without a session.
        using var elsewhere = await SendAsync("/app/check", cookie, accept: Browser, from: "cross-site");
        Assert.Equal((HttpStatusCode.Redirect, "/?to=%2Fapp%2Fcheck"), (elsewhere.StatusCode, elsewhere.Headers.Location?.OriginalString));
        foreach (var path in AppAssets(page).Append("/app/assets/unknown.js"))
        {
            using var refused = await SendAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    [Fact]
    public async Task TheApplication_AllowsTheBrowserItsOwnFilesAlone_AndTextNeverBecomesCode()
    {
        using var answer = await SendAsync("/app/", await OpenAsync(fixture.App.KeyOf(Roles.Screener)));
        var policy = PolicyOf(answer);
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
            + "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
            policy);
        var page = await answer.Content.ReadAsStringAsync(Stop);
        Assert.DoesNotMatch(@"<style|\sstyle=|\son\w+=|<script(?![^>]* src="")|https?:", page);
        Assert.NotEmpty(AppAssets(page));
    }

    [Fact]
    public async Task AFileOfTheApplication_IsKeptForGood_AndComesCompressedToWhoTakesIt()
    {
        var cookie = await OpenAsync(fixture.App.KeyOf(Roles.Screener));
        using var answer = await SendAsync("/app/", cookie);
        foreach (var path in AppAssets(await answer.Content.ReadAsStringAsync(Stop)))
        {
            var bodies = new List<byte[]>();
            foreach (var (accepted, coding) in new[] { ("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0", null), (null, null) })
            {
                using var file = await SendAsync(path, cookie, coding: accepted);
                Assert.Equal((HttpStatusCode.OK, coding), (file.StatusCode, file.Content.Headers.ContentEncoding.SingleOrDefault()));
                Assert.Equal(["immutable", "max-age=31536000", "private"], file.Headers.CacheControl!.ToString().Split(", ").Order(StringComparer.Ordinal));
                Assert.Equal("Accept-Encoding", file.Headers.Vary.Single());
                bodies.Add(await PlainAsync(await file.Content.ReadAsByteArrayAsync(Stop), coding));
                using var again = await SendAsync(path, cookie, coding: accepted, tag: file.Headers.ETag!.ToString());
                Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            }

            Assert.All(bodies, body => Assert.Equal(bodies[^1], body));
        }

        using var unknown = await SendAsync("/app/assets/index.html", cookie);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Theory]
    [InlineData("/", "/app/")]
    [InlineData("/?to=%2Fapp%2Fanswer%2F1", "/app/answer/1")]
    [InlineData("/?to=https%3A%2F%2Fexample.org%2F", "/app/")]
    [InlineData("/?to=%2F%2Fexample.org%2Fapp%2F", "/app/")]
    public async Task ASignedInUser_IsSentOn_ToTheApplicationAlone(string path, string place)
    {
        using var answer = await SendAsync(path, await OpenAsync(fixture.App.KeyOf(Roles.Admin)));
        Assert.Equal((HttpStatusCode.Redirect, place), (answer.StatusCode, answer.Headers.Location?.OriginalString));

        // A key alone opens no session.
        using var withKey = await SendAsync(path, key: fixture.App.KeyOf(Roles.Admin));
        Assert.Contains("<h1>Sign in</h1>", await withKey.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSignInPage_ShowsWhatIsAndIsNotChecked()
    {
        using var answer = await SendAsync("/");
        var page = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Matches(@"<dt>Checked</dt><dd>Missile-technology reasons, [^<]+\.</dd>", page);
        Assert.Matches(@"<dt>Not checked</dt><dd>Other reasons for control, [^<]+\.</dd>", page);
    }

    [Theory]
    [InlineData("/app", "%2Fapp")]
    [InlineData("/app/decisions?reference=SO-1", "%2Fapp%2Fdecisions%3Freference%3DSO-1")]
    [InlineData("/reference", "reference")]
    [InlineData("/reference/", "reference")]
    [InlineData("/openapi/v1.json", "description")]
    public async Task ABrowserWithoutASession_IsSentToSignIn_AndAProgramIsRefused(string path, string place)
    {
        using var browser = await SendAsync(path, accept: Browser);
        Assert.Equal((HttpStatusCode.Redirect, "/?to=" + place), (browser.StatusCode, browser.Headers.Location?.OriginalString));
        using var late = await SendAsync(path, ApiKeyText.Create().Reveal(), accept: Browser);
        Assert.Equal(HttpStatusCode.Redirect, late.StatusCode);
        using var program = await SendAsync(path, accept: "application/json");
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (program.StatusCode, program.Content.Headers.ContentType?.MediaType));
        using var wrong = await SendAsync(path, accept: Browser, key: ApiKeyText.Create().Reveal());
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
    }

    [Fact]
    public async Task TheApi_NeverRedirectsABrowser()
    {
        using var answer = await SendAsync("/api/v1/status", accept: Browser);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public void TheTargetsOfTheSignInPage_AreThePagesThatRedirectToIt()
    {
        var marked = fixture.App.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => !endpoint.Metadata.OfType<Microsoft.AspNetCore.Authorization.IAllowAnonymous>().Any())
            .Select(endpoint => endpoint.Metadata.GetMetadata<OpensInABrowser>()?.Name).OfType<string>().Distinct();
        var script = RepositoryFolder.Text("functions/Screening.Functions/Pages/Files/sign-in.js");
        var places = Regex.Match(script, @"const places = \{(.*)\}").Groups[1].Value;
        Assert.Equal(marked.Order(StringComparer.Ordinal), Regex.Matches(places, @"(\w+): ""/").Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task TheReference_OpensForEverySignedInUser_WithANewNonceEachTime()
    {
        var cookie = await OpenAsync(fixture.App.KeyOf(Roles.Admin));
        var nonces = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 2; i++)
        {
            using var answer = await SendAsync("/reference/", cookie, accept: Browser);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var policy = PolicyOf(answer);
            var nonce = Regex.Match(policy, "script-src 'self' 'nonce-([0-9a-f]{32})';").Groups[1].Value;
            Assert.True(nonces.Add(nonce), "a nonce was used twice");
            Assert.DoesNotMatch(@"https?:|\*|unsafe-eval|script-src[^;]*unsafe", policy);
            var page = await answer.Content.ReadAsStringAsync(Stop);
            var scripts = Regex.Matches(page, "<script[^>]*>").Select(match => match.Value).ToArray();
            Assert.NotEmpty(scripts);
            Assert.All(scripts, script => Assert.Contains(nonce, script, StringComparison.Ordinal));
            Assert.All([@"""telemetry"":false", @"""withDefaultFonts"":false", @"""agent"":{""disabled"":true}", @"""mcp"":{""disabled"":true}"],
                setting => Assert.Contains(setting, page, StringComparison.Ordinal));
            Assert.DoesNotMatch("https?://", page);
        }
    }

    [Fact]
    public async Task EveryFileAPageNames_IsThere_AndIsNotSentTwice()
    {
        var cookie = await OpenAsync(fixture.App.KeyOf(Roles.Screener));
        var named = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (path, who) in new[] { ("/", null), ("/", cookie), ("/reference/", cookie) })
        {
            using var answer = await SendAsync(path, who);
            named.UnionWith(Regex.Matches(await answer.Content.ReadAsStringAsync(Stop), @"/assets/[\w.-]+").Select(match => match.Value));
        }

        Assert.Equal(
            Directory.GetFiles(Path.Combine(RepositoryFolder.Root, "functions/Screening.Functions/Pages/Files")).Select(file => "/assets/" + Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
            named);
        foreach (var path in named.Concat(["/reference/scalar.js"]))
        {
            using var first = await SendAsync(path);
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            Assert.Contains(first.Content.Headers.ContentType?.MediaType, new[] { "text/css", "text/javascript", "image/svg+xml" });
            using var again = await SendAsync(path, tag: first.Headers.ETag!.ToString());
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        }

        using var unknown = await SendAsync("/assets/web.config");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private static string PolicyOf(HttpResponseMessage answer) => Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));

    private async Task<string> OpenAsync(string key)
    {
        using var answer = await SendAsync("/api/v1/sessions", key: key, verb: "POST");
        return Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0].Split('=', 2)[1];
    }

    private async Task<HttpResponseMessage> SendAsync(
        string path, string? cookie = null, string? accept = null, string? key = null, string? from = null, string? tag = null, string verb = "GET",
        string? coding = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), path);
        foreach (var (name, value) in new[]
        {
            ("Cookie", cookie is null ? null : $"{SessionAuthentication.Cookie}={cookie}"), ("Accept", accept),
            (ApiKeyAuthentication.Header, key), ("Sec-Fetch-Site", from), ("If-None-Match", tag), ("Accept-Encoding", coding),
        })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await client.SendAsync(request, Stop);
    }

    private static string MetaOf(string page, string name) =>
        Regex.Match(page, $@"<meta name=""screening-{name}"" content=""([^""]*)"">").Groups[1].Value;

    private static IEnumerable<string> AppAssets(string page) => Regex.Matches(page, @"/app/assets/[\w.-]+").Select(match => match.Value);

    private static async Task<byte[]> PlainAsync(byte[] body, string? coding)
    {
        await using Stream plain = coding switch
        {
            "br" => new BrotliStream(new MemoryStream(body), CompressionMode.Decompress),
            "gzip" => new GZipStream(new MemoryStream(body), CompressionMode.Decompress),
            _ => new MemoryStream(body),
        };
        using var whole = new MemoryStream();
        await plain.CopyToAsync(whole, Stop);
        return whole.ToArray();
    }
}
