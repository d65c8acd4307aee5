using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using Screening.Engine.Model;
using Screening.Functions.Hosting;
using Screening.Functions.Security;

namespace Screening.Functions.Tests.Security;

/// <summary>Tokens of a local authority, checked by the pipeline of the product.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly HttpClient client = new();
    private readonly FakeTimeProvider clock = new(Now);
    private TokenAuthority authority = null!;
    private WebApplication app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        authority = await TokenAuthority.StartAsync();
        var builder = WebServer.CreateBuilder(new ScreeningAppOptions());
        var endpoint = new IPEndPoint(IPAddress.Loopback, 0);
        builder.WebHost.ListenOnly(endpoint);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(new ApiKeyDirectory((_, _) => Task.FromResult<ApiKeyRecord?>(null), clock));
        builder.Services.AddAccessControl(tokens: new TokenSettings
        {
            Authority = new Uri(authority.Address), Audiences = ["other", TokenAuthority.Audience], RolesClaim = "roles", NameClaim = "sub",
        });
        app = builder.Build();
        app.UsePipeline();
        app.MapGet("/screen", (HttpContext context) => context.User.Identity!.Name).RequireAccess(Access.Screen);
        client.BaseAddress = await WebServer.ListenAsync(app, endpoint, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        await authority.DisposeAsync();
    }

    [Fact]
    public async Task LetsIn_ATokenWithTheRole_UnderANameNoKeyCanHave()
    {
        using var answer = await SendAsync(authority.Token(Now, [Roles.Screener]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var name = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal("oidc:erp", name);
        Assert.False(ApiKeyIssue.IsName(name));
    }

    [Fact]
    public async Task LetsIn_AGoodToken_WhileTheAttemptsOfItsAddressAreUsedUp()
    {
        HttpStatusCode status;
        var tries = 0;
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/screen");
            request.Headers.Add(ApiKeyAuthentication.Header, ApiKeyText.Create().Reveal());
            using var bad = await client.SendAsync(request, Cancellation);
            status = bad.StatusCode;
            Assert.True(tries++ < 10_000, "attempts never ended");
        }
        while (status == HttpStatusCode.Unauthorized);

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        using var answer = await SendAsync(authority.Token(Now, [Roles.Screener]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Forbids_WhatTheRolesOfTheTokenDoNotAllow()
    {
        using var other = await SendAsync(authority.Token(Now, [Roles.Auditor, "Screener", "screener,", "owner"]));
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        using var none = await SendAsync(authority.Token(Now, []));
        Assert.Equal(HttpStatusCode.Forbidden, none.StatusCode);
    }

    [Theory]
    [InlineData(-61, 401)]
    [InlineData(-59, 200)]
    [InlineData(0, 200)]
    [InlineData(3600 + 59, 200)]
    [InlineData(3600 + 60, 401)]
    public async Task ATokenIsGood_FromItsBeginningToItsEnd_WithinTheSkew(int secondsAfterItsBeginning, int status)
    {
        using var answer = await SendAsync(authority.Token(Now.AddSeconds(-secondsAfterItsBeginning), [Roles.Screener]));
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Refuses_EveryOtherSignature()
    {
        // The public key as a shared secret, and no signature: the two classic attacks.
        var hmac = authority.Token(Now, [Roles.Screener], token => token.SigningCredentials =
            new SigningCredentials(new SymmetricSecurityKey(authority.PublicKey()) { KeyId = authority.KeyId }, "HS256"));
        var parts = authority.Token(Now, [Roles.Screener]).Split('.');
        var none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""") + "." + parts[1] + ".";
        var changed = parts[0] + "." + Base64UrlEncoder.Encode(
            Base64UrlEncoder.Decode(parts[1]).Replace("screener", "reviewer", StringComparison.Ordinal)) + "." + parts[2];
        foreach (var token in new[] { hmac, none, changed, parts[0] + "." + parts[1] + "." })
        {
            using var answer = await SendAsync(token);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal(["ApiKey realm=\"screening\"", "Bearer realm=\"screening\""], answer.Headers.WwwAuthenticate.Select(way => way.ToString()));
            Assert.DoesNotContain("IDX", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    /// <summary>A recipient must refuse a token with an extension it does not understand (RFC 7515, 4.1.11).</summary>
    [Theory]
    [InlineData("""["urn:example:extension"]""")]
    [InlineData("""["exp"]""")]
    [InlineData("""["b64"]""")]
    [InlineData("[]")]
    [InlineData("\"exp\"")]
    [InlineData("null")]
    public async Task Refuses_ATokenWithCriticalExtensions(string crit)
    {
        var token = authority.TokenWithHeader(Now, [Roles.Screener], $$"""{"alg":"RS256","kid":"{{authority.KeyId}}","typ":"JWT","crit":{{crit}},"exp":1}""");
        using var answer = await SendAsync(token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(["ApiKey realm=\"screening\"", "Bearer realm=\"screening\""], answer.Headers.WwwAuthenticate.Select(way => way.ToString()));
        var same = authority.TokenWithHeader(Now, [Roles.Screener], $$"""{"alg":"RS256","kid":"{{authority.KeyId}}","typ":"JWT","criticality":{{crit}},"exp":1}""");
        using var accepted = await SendAsync(same);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("two\nlines")]
    [InlineData(null)]
    public async Task Refuses_ATokenWithoutAUsableName(string? name)
    {
        using var answer = await SendAsync(authority.Token(Now, [Roles.Screener], token =>
        {
            token.Claims.Remove("sub");
            if (name is not null)
            {
                token.Claims["sub"] = name;
            }
        }));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task FollowsAKeyRotationOfTheAuthority()
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(authority.Token(Now, [Roles.Screener]))).StatusCode);
        var old = authority.Token(Now, [Roles.Screener]);
        authority.Rotate();
        var fresh = authority.Token(Now, [Roles.Screener]);
        // The keys are read again in the background once a token names an unknown key.
        for (var tries = 0; (await SendAsync(fresh)).StatusCode != HttpStatusCode.OK; tries++)
        {
            Assert.True(tries < 300, "the new key was never taken");
            await Task.Delay(100, Cancellation);
        }

        using var answer = await SendAsync(old);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.True(authority.KeyReads >= 2);
    }

    [Fact]
    public async Task Answers503_WhileTheKeysOfTheAuthorityCannotBeRead()
    {
        authority.GoAway();
        var token = authority.Token(Now, [Roles.Screener]);
        using var answer = await SendAsync(token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        authority.ComeBack();
        for (var tries = 0; (await SendAsync(token)).StatusCode != HttpStatusCode.OK; tries++)
        {
            Assert.True(tries < 300, "the authority was never asked again");
            await Task.Delay(100, Cancellation);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/screen");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        return await client.SendAsync(request, Cancellation);
    }
}
