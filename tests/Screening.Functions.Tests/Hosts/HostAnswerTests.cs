using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Screening.Benchmarks.Hosts;
using Screening.Functions.Development;
using Screening.Functions.Hosting.Hosted;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Hosts;

/// <summary>
/// Responses through a host that buffers whole bodies and sends them to their end. A refusal that leaves a large body unread must
/// reach the client, and not the empty 500 that such a host makes of a closed connection.
/// </summary>
public abstract class HostAnswerTests(HostedWorld world)
{
    private const string Screenings = "/api/v1/screenings";
    private const string Imports = "/api/v1/watchlists/host/imports?date=2026-07-31&source=test";
    private const int MiB = 1024 * 1024;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Verb, path, role, media type, MiB of the body, status and kind of the problem.</summary>
    public static TheoryData<string, string, string?, string, int, int, string> Refusals => new()
    {
        { "POST", Screenings, null, "application/json", 8, 401, "unauthenticated" },
        { "POST", Screenings, null, "application/json", 100, 401, "unauthenticated" },
        { "PUT", "/api/v1/nowhere", null, "application/json", 8, 404, "" },
        { "POST", Screenings, Roles.ListEditor, "application/json", 8, 403, "forbidden" },
        { "POST", Screenings + "/x/y/z", Roles.Screener, "application/json", 8, 404, "not-found" },
        { "PUT", Screenings, Roles.Screener, "application/json", 8, 405, "method-not-allowed" },
        { "POST", Screenings, Roles.Screener, "application/json", 8, 413, "too-large" },
        { "POST", Screenings, Roles.Screener, "application/json", 100, 413, "too-large" },
        { "POST", Screenings, Roles.Screener, "text/plain", 8, 415, "unsupported-media-type" },
        { "POST", Screenings + "/batch", Roles.Screener, "application/json", 40, 413, "too-large" },
        { "POST", Imports, Roles.ListEditor, "text/csv", 65, 413, "too-large" },
        { "POST", Imports, Roles.ListEditor, "application/json", 8, 415, "unsupported-media-type" },
        { "POST", "/api/v1/watchlists/host/imports?date=never", Roles.ListEditor, "text/csv", 8, 400, "invalid-request" },
        { "GET", "/api/v1/status", Roles.Screener, "application/json", 8, 200, "" },
        { "GET", "/healthz", null, "application/json", 8, 200, "" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task AnAnswerThatLeavesALargeBodyUnread_ReachesTheClient(
        string verb, string path, string? role, string type, int mebibytes, int status, string slug)
    {
        using var answer = await SendAsync(verb, path, role, Body(mebibytes * MiB, type));
        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        if (slug.Length > 0)
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal("/problems/" + slug, JsonElement.Parse(text).GetProperty("type").GetString());
        }
    }

    [Fact]
    public async Task AttemptsThatAreUsedUp_AreRefusedWithTheirReason_WhateverTheBody()
    {
        HttpResponseMessage? last = null;
        for (var attempt = 0; attempt < 20 && last?.StatusCode != HttpStatusCode.TooManyRequests; attempt++)
        {
            last?.Dispose();
            using var request = new HttpRequestMessage(HttpMethod.Post, Screenings) { Content = Body(2 * MiB, "application/json") };
            request.Headers.Add(ApiKeyAuthentication.Header, ApiKeyText.Create().Reveal());
            last = await world.SendAsync(request);
            Assert.True(last.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests, $"{last.StatusCode}");
        }

        using (last)
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, last!.StatusCode);
            Assert.NotNull(last.Headers.RetryAfter);
            Assert.Contains("/problems/too-many-requests", await last.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ABodyBeyondTheLimitOfTheHost_IsTheHostsOwnEmpty500()
    {
        // The client may still be sending when the host refuses.
        try
        {
            using var answer = await SendAsync("POST", Screenings, Roles.Screener, Body((int)BodyDrain.HostBodyBytes + 1, "application/json"));
            Assert.Equal((HttpStatusCode.InternalServerError, 0), (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync(Stop)).Length));
        }
        catch (HttpRequestException)
        {
        }

        Assert.Equal(StandInHost.BodyBytes, BodyDrain.HostBodyBytes);
    }

    [Fact]
    public async Task AListOfSeveralMebibytes_IsTaken()
    {
        // 700 entries, each with a long notice.
        var header = FlowLists.Csv("SDN");
        var rows = Enumerable.Range(0, 700).Select(n => $"H{n},SDN,organization,HOSTED {n} QORVEX,,,,,,,,,,,{new string('n', 9_000)},test,2026-07-31\n");
        var content = new StringContent(header + string.Concat(rows), MediaTypeHeaderValue.Parse("text/csv"));
        Assert.True(content.Headers.ContentLength > 6 * MiB);
        using var answer = await SendAsync("POST", Imports, Roles.ListEditor, content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task ATransaction_IsDecided()
    {
        using var answer = await SendAsync("POST", SampleRequest.Path, Roles.Screener, new StringContent(SampleRequest.Json, MediaTypeHeaderValue.Parse("application/json")));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Stop));
    }

    [Theory]
    [InlineData("GET", "/", null, 200)]
    [InlineData("HEAD", "/", null, 200)]
    [InlineData("HEAD", "/healthz", null, 200)]
    [InlineData("HEAD", "/api/v1/status", Roles.Auditor, 200)]
    [InlineData("HEAD", "/api/v1/status", null, 401)]
    [InlineData("GET", "/reference", null, 401)]
    public async Task AnAnswerWithoutABody_HasItsStatusAndHeaders(string verb, string path, string? role, int status)
    {
        using var answer = await SendAsync(verb, path, role, null);
        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(verb == "HEAD", (await answer.Content.ReadAsByteArrayAsync(Stop)).Length == 0);
    }

    [Fact]
    public async Task AnAnswerThatIsStillTheSame_Is304_AndARedirectIsOne()
    {
        using var whole = await SendAsync("GET", "/openapi/v1.json", Roles.Admin, null);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        again.Headers.TryAddWithoutValidation("If-None-Match", whole.Headers.ETag!.ToString());
        using var same = await world.SendAsync(again, Roles.Admin);
        Assert.Equal((HttpStatusCode.NotModified, whole.Headers.ETag), (same.StatusCode, same.Headers.ETag));

        using var page = new HttpRequestMessage(HttpMethod.Get, "/reference");
        page.Headers.Accept.ParseAdd("text/html");
        using var moved = await world.SendAsync(page);
        Assert.Equal((HttpStatusCode.Redirect, "/?to=reference"), (moved.StatusCode, moved.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task TheApplication_IsServedAtEveryAddress_WithItsCompressedFiles()
    {
        using var page = await SendAsync("GET", "/app/answer/2026113020-w5axyf2s-01-0000000001", Roles.Screener, null);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        var files = System.Text.RegularExpressions.Regex.Matches(await page.Content.ReadAsStringAsync(Stop), @"/app/assets/[\w.-]+").Select(match => match.Value).ToArray();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, file);
            request.Headers.AcceptEncoding.ParseAdd("br");
            using var answer = await world.SendAsync(request, Roles.Screener);
            Assert.Equal((HttpStatusCode.OK, "br"), (answer.StatusCode, answer.Content.Headers.ContentEncoding.SingleOrDefault()));
            using var plain = await SendAsync("GET", file, Roles.Screener, null);
            await using var unpacked = new System.IO.Compression.BrotliStream(await answer.Content.ReadAsStreamAsync(Stop), System.IO.Compression.CompressionMode.Decompress);
            using var text = new StreamReader(unpacked);
            Assert.Equal(await plain.Content.ReadAsStringAsync(Stop), await text.ReadToEndAsync(Stop));
        }

        using var link = new HttpRequestMessage(HttpMethod.Get, "/app/decisions?reference=SO-1");
        link.Headers.Accept.ParseAdd("text/html");
        using var moved = await world.SendAsync(link);
        Assert.Equal((HttpStatusCode.Redirect, "/?to=%2Fapp%2Fdecisions%3Freference%3DSO-1"), (moved.StatusCode, moved.Headers.Location?.OriginalString));
    }

    /// <summary>The status of a refusal of a request with a large body and this many characters in a header.</summary>
    private protected async Task<HttpStatusCode> StatusWithAHeaderAsync(int characters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Screenings) { Content = Body(8 * MiB, "application/json") };
        request.Headers.TryAddWithoutValidation("X-Filler", new string('a', characters));
        using var answer = await world.SendAsync(request);
        return answer.StatusCode;
    }

    private static ByteArrayContent Body(int length, string type)
    {
        var content = new ByteArrayContent(new byte[length]);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return content;
    }

    private async Task<HttpResponseMessage> SendAsync(string verb, string path, string? role, HttpContent? content)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), path) { Content = content };
        return await world.SendAsync(request, role);
    }
}

/// <summary>The custom handler.</summary>
public sealed class CustomHandlerAnswerTests(CustomHandlerWorld world) : HostAnswerTests(world), IClassFixture<CustomHandlerWorld>
{
    /// <summary>
    /// All headers together are a little below the 32 KiB of the host; what the host adds exceeds them. The web server of the
    /// isolated worker is not configured by this product.
    /// </summary>
    [Fact]
    public async Task ARequestWhoseHeadersTheHostJustAccepts_IsRefusedByTheApp() =>
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusWithAHeaderAsync(32_640));
}

/// <summary>The app of the isolated head.</summary>
public sealed class IsolatedAnswerTests(IsolatedWorld world) : HostAnswerTests(world), IClassFixture<IsolatedWorld>;
