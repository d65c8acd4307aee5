using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Screening.Engine.Model;
using Screening.Functions.Hosting;
using Screening.Functions.Security;

namespace Screening.Functions.Tests.Security;

/// <summary>
/// Rate limits, in front of the pipeline of the product. The limits are so small that no test depends on a second passing.
/// </summary>
public sealed class RequestLimitsTests : IAsyncLifetime
{
    private readonly ApiKeyText one = ApiKeyText.Create();
    private readonly ApiKeyText two = ApiKeyText.Create();
    private readonly HttpClient client = new();
    private WebApplication app = null!;
    private int lookups;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebServer.CreateBuilder(new ScreeningAppOptions());
        var endpoint = new IPEndPoint(IPAddress.Loopback, 0);
        builder.WebHost.ListenOnly(endpoint);
        builder.Services.AddSingleton(new ApiKeyDirectory((id, _) => Task.FromResult(Load(id)), TimeProvider.System));
        builder.Services.AddAccessControl(new RequestLimits { ClientUnitsPerSecond = 1, FailedAttempts = 5 });
        app = builder.Build();
        app.UsePipeline();
        app.MapGet("/screen", () => "reached").RequireAccess(Access.Screen);
        app.MapGet("/many/{count:int}", (int count, HttpContext context, ClientRate rate) =>
            rate.Take(context.User.Identity!.Name!, count) ?? Results.Text("done")).RequireAccess(Access.Screen);
        app.MapGet("/open", () => "open").AllowAnonymous();
        client.BaseAddress = await WebServer.ListenAsync(app, endpoint, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task AClientPastItsRate_GetsRetryAfter_AndNoOtherIsDelayed()
    {
        HttpResponseMessage answer;
        for (var tries = 0; (answer = await GetAsync("/screen", one.Reveal())).StatusCode == HttpStatusCode.OK; tries++)
        {
            Assert.True(tries < 10_000, "the rate never ended");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/screen", two.Reveal())).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/open", null)).StatusCode);
    }

    [Fact]
    public async Task WorkOfMany_TakesAsManyUnits()
    {
        // Burst of ten, one per second: after nine for the work and one for the request, less than that is left.
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/many/9", one.Reveal())).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await GetAsync("/many/9", one.Reveal())).StatusCode);
    }

    [Fact]
    public async Task AnAddressThatFailsTooOften_IsRefusedWithoutLookup_ButCachedKeysStillWork()
    {
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/screen", two.Reveal())).StatusCode);
        HttpResponseMessage answer;
        for (var tries = 0; (answer = await GetAsync("/screen", ApiKeyText.Create().Reveal())).StatusCode == HttpStatusCode.Unauthorized; tries++)
        {
            Assert.True(tries < 10_000, "attempts never ended");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        var before = lookups;
        var refused = 0;
        for (var count = 0; count < 20; count++)
        {
            using var again = await GetAsync("/screen", ApiKeyText.Create().Reveal());
            refused += again.StatusCode == HttpStatusCode.TooManyRequests ? 1 : 0;
        }

        Assert.Equal(20 - refused, lookups - before);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/screen", two.Reveal())).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync("/screen", null)).StatusCode);
    }

    [Fact]
    public void EveryTime_IsWellBelowTheOneAtWhichTheHostKillsTheHandler()
    {
        var host = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")))!;
        var kill = TimeSpan.Parse((string)host["functionTimeout"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(RequestLimits.AnswerTime < RequestLimits.ChangeTime);
        Assert.True(RequestLimits.ChangeTime < RequestLimits.TriggerTime);
        Assert.True(RequestLimits.TriggerTime <= kill * 0.8);
    }

    private ApiKeyRecord? Load(string id)
    {
        lookups++;
        return new[] { (one, "one"), (two, "two") }.Where(pair => pair.Item1.Id == id).Select(pair => new ApiKeyRecord
        {
            KeyId = id, Hash = pair.Item1.Hash(), Name = pair.Item2, Roles = [Roles.Screener],
        }).SingleOrDefault();
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
        {
            request.Headers.Add(ApiKeyAuthentication.Header, key);
        }

        return await client.SendAsync(request, Cancellation);
    }
}
