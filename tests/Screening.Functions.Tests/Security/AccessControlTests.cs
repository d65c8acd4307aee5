using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Screening.Engine.Model;
using Screening.Functions.Hosting;
using Screening.Functions.Security;

namespace Screening.Functions.Tests.Security;

/// <summary>The pipeline of the product in front of test endpoints.</summary>
public sealed class AccessControlTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly ApiKeyText screener = ApiKeyText.Create();
    private readonly ApiKeyText auditor = ApiKeyText.Create();
    private readonly ApiKeyText expired = ApiKeyText.Create();
    private readonly ApiKeyText revoked = ApiKeyText.Create();
    private readonly HttpClient client = new();
    private WebApplication? app;
    private bool isStorageAway;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebServer.CreateBuilder(new ScreeningAppOptions());
        var endpoint = new IPEndPoint(IPAddress.Loopback, 0);
        builder.WebHost.ListenOnly(endpoint);
        builder.Services.AddSingleton(new ApiKeyDirectory((id, _) => Task.FromResult(Load(id)), TimeProvider.System));
        builder.Services.AddAccessControl();
        app = builder.Build();
        app.UsePipeline();
        app.MapPost("/screen", ReadBody).RequireAccess(Access.Screen).TakesBody("application/json").WithBodyLimit(1000);
        app.MapGet("/screen", (HttpContext context) => context.User.Identity!.Name).RequireAccess(Access.Screen);
        app.MapGet("/unsaid", () => "reached");
        app.MapGet("/authorized-only", () => "reached").RequireAuthorization();
        app.MapGet("/broken", string () => throw new InvalidOperationException("a detail nobody may see")).RequireAccess(Access.Screen);
        app.MapGet("/open", () => "open").AllowAnonymous();
        client.BaseAddress = await WebServer.ListenAsync(app, endpoint, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app!.DisposeAsync();
    }

    [Fact]
    public async Task LetsIn_AKeyWithTheRole()
    {
        using var answer = await GetAsync("/screen", screener.Reveal());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("screener one", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task RefusesEveryOtherKey_AlikeAndWithoutDetail()
    {
        var wrongSecret = new ApiKeyText(screener.Id, ApiKeyText.Create().Secret);
        string?[] keys =
        [
            null, "", "scr_", "nonsense", screener.Reveal()[..^1], screener.Reveal() + "x", wrongSecret.Reveal(),
            ApiKeyText.Create().Reveal(), expired.Reveal(), revoked.Reveal(), $"{screener.Reveal()},{screener.Reveal()}",
        ];
        var bodies = new HashSet<string>();
        foreach (var key in keys)
        {
            using var answer = await GetAsync("/screen", key);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("ApiKey realm=\"screening\"", answer.Headers.WwwAuthenticate.ToString());
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!.AsObject();
            body.Remove("correlationId");
            bodies.Add(body.ToJsonString());
        }

        Assert.Single(bodies);
    }

    [Theory]
    [InlineData("/screen")]
    [InlineData("/unsaid")]
    [InlineData("/authorized-only")]
    public async Task Forbids_WhatTheRoleDoesNotAllow_AndEndpointsWithoutAccess(string path)
    {
        using var answer = await GetAsync(path, auditor.Reveal());
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        using var unauthenticated = await GetAsync(path, null);
        Assert.Equal(HttpStatusCode.Unauthorized, unauthenticated.StatusCode);
    }

    [Fact]
    public async Task RevealsWhatExists_OnlyToCallersWithCredentials()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync("/missing", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/missing", auditor.Reveal())).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Delete, "/screen", null)).StatusCode);
        using var notAllowed = await SendAsync(HttpMethod.Delete, "/screen", auditor.Reveal());
        Assert.Equal(HttpStatusCode.MethodNotAllowed, notAllowed.StatusCode);
        Assert.Contains("GET", notAllowed.Content.Headers.Allow);
    }

    [Fact]
    public async Task Answers503_WhenKeysCannotBeLookedUp()
    {
        isStorageAway = true;
        using var answer = await GetAsync("/screen", screener.Reveal());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/open", null)).StatusCode);
    }

    [Fact]
    public async Task RevealsNothingOfAnException()
    {
        using var answer = await GetAsync("/broken", screener.Reveal());
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("detail nobody", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/open")]
    [InlineData("/screen")]
    [InlineData("/broken")]
    [InlineData("/missing")]
    public async Task SetsStrictHeaders_OnEveryAnswer(string path)
    {
        using var answer = await GetAsync(path, screener.Reveal());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal(SecurityHeaders.NothingAllowed, answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("frame-ancestors 'none'", SecurityHeaders.NothingAllowed, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Single(answer.Headers.GetValues(CorrelationId.Header));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"), "only over HTTPS");
    }

    [Fact]
    public async Task SendsStrictTransportSecurity_OverHttps()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/open");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await client.SendAsync(request, Cancellation);
        Assert.StartsWith("max-age=", answer.Headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, "application/json", false, 200)]
    [InlineData(10, "application/json; charset=utf-8", true, 200)]
    [InlineData(1000, "application/json", false, 200)]
    [InlineData(1001, "application/json", false, 413)]
    [InlineData(1001, "application/json", true, 413)]
    [InlineData(10, "text/plain", false, 415)]
    [InlineData(10, "text/plain", true, 415)]
    [InlineData(10, null, false, 415)]
    public async Task LimitsBodies(int bytes, string? type, bool isChunked, int status)
    {
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(new string('a', bytes)));
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/screen") { Content = content };
        request.Headers.Add(ApiKeyAuthentication.Header, screener.Reveal());
        request.Headers.TransferEncodingChunked = isChunked;
        using var answer = await client.SendAsync(request, Cancellation);
        Assert.Equal(status, (int)answer.StatusCode);
        if (status != 200)
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        }
    }

    private static async Task ReadBody(HttpContext context)
    {
        using var copy = new MemoryStream();
        await context.Request.Body.CopyToAsync(copy, context.RequestAborted);
        await context.Response.WriteAsync($"{copy.Length}");
    }

    private ApiKeyRecord? Load(string id)
    {
        if (isStorageAway)
        {
            throw new IOException("storage is away");
        }

        ApiKeyRecord Record(ApiKeyText key, string name, string role) =>
            new() { KeyId = key.Id, Hash = key.Hash(), Name = name, Roles = [role] };
        return new[]
        {
            Record(screener, "screener one", Roles.Screener) with { ExpiresAt = Now.AddDays(1) },
            Record(auditor, "auditor one", Roles.Auditor),
            Record(expired, "expired one", Roles.Screener) with { ExpiresAt = Now.AddSeconds(-1) },
            Record(revoked, "revoked one", Roles.Screener) with { RevokedAt = Now.AddSeconds(-1) },
        }.SingleOrDefault(record => record.KeyId == id);
    }

    private Task<HttpResponseMessage> GetAsync(string path, string? key) => SendAsync(HttpMethod.Get, path, key);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? key)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation(ApiKeyAuthentication.Header, key);
        }

        return await client.SendAsync(request, Cancellation);
    }
}
