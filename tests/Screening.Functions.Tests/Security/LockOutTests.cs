using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Screening.Engine.Model;
using Screening.Functions.Hosting;
using Screening.Functions.Records.Write;
using Screening.Functions.Security;

namespace Screening.Functions.Tests.Security;

/// <summary>
/// Bad keys from the address of a good one do not keep it out, not even on an instance that has never seen it. Behind the Functions
/// host all callers have one address.
/// </summary>
public sealed class LockOutTests : IAsyncLifetime
{
    private const int Attempts = 5;

    private readonly KeyMarks marks = RecordKeyring.Parse(RecordKeyring.NewKey()).Marks;
    private readonly ApiKeyText unmarked = ApiKeyText.Create();
    private readonly HttpClient client = new();
    private readonly List<string> lookups = [];
    private ApiKeyText good = null!;
    private ApiKeyText revoked = null!;
    private ApiKeyText missing = null!;
    private WebApplication app = null!;
    private int readings;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (good, revoked, missing) = (marks.Create(KeyMarks.ApiKey), marks.Create(KeyMarks.ApiKey), marks.Create(KeyMarks.ApiKey));
        var builder = WebServer.CreateBuilder(new ScreeningAppOptions());
        var endpoint = new IPEndPoint(IPAddress.Loopback, 0);
        builder.WebHost.ListenOnly(endpoint);
        builder.Services.AddSingleton(new ApiKeyDirectory((id, _) => Task.FromResult(Load(id)), TimeProvider.System));
        builder.Services.AddSingleton(marks);
        builder.Services.AddSingleton(new IssuedIds(
            _ =>
            {
                readings++;
                return Task.FromResult<IReadOnlySet<string>>(new HashSet<string> { good.Id, revoked.Id, unmarked.Id });
            },
            TimeProvider.System));
        builder.Services.AddAccessControl(new RequestLimits { FailedAttempts = Attempts });
        app = builder.Build();
        app.UsePipeline();
        app.MapGet("/screen", () => "reached").RequireAccess(Access.Screen);
        client.BaseAddress = await WebServer.ListenAsync(app, endpoint, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task AGoodKey_IsLetIn_OnAnInstanceThatHasNeverSeenIt_WhileBadOnesAreRefusedUnread()
    {
        await UseUpAsync();
        lookups.Clear();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(good.Reveal()));
        Assert.Equal([good.Id], lookups);
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(ApiKeyText.Create().Reveal()));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync("nonsense"));
        Assert.Equal([good.Id], lookups);
    }

    [Fact]
    public async Task AKeyWithoutAMark_IsLetIn_ByItsIdOnFile_WhichIsReadOnceForAllOfThem()
    {
        await UseUpAsync();
        for (var count = 0; count < 20; count++)
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(ApiKeyText.Create().Reveal()));
        }

        lookups.Clear();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(unmarked.Reveal()));
        Assert.Equal([unmarked.Id], lookups);
        Assert.Equal(1, readings);
    }

    [Fact]
    public async Task AMarkOfAnotherEnvironment_OrOfAnotherUse_IsNoise()
    {
        await UseUpAsync();
        lookups.Clear();
        var elsewhere = RecordKeyring.Parse(RecordKeyring.NewKey()).Marks;
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(elsewhere.Create(KeyMarks.ApiKey).Reveal()));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(marks.Create(KeyMarks.Session).Reveal()));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync((missing with { Secret = ApiKeyText.Create().Secret }).Reveal()));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync((ApiKeyText.Create() with { Mark = good.Mark }).Reveal()));
        Assert.Empty(lookups);
    }

    [Fact]
    public async Task AKeyThatWasIssuedAndIsNoLongerGood_IsCountedAlone_AndTakesNoAttemptOfItsAddress()
    {
        foreach (var key in new[] { revoked, missing })
        {
            lookups.Clear();
            for (var count = 0; count < RequestLimits.FailedAttemptsOfKey; count++)
            {
                Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key.Reveal()));
            }

            Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(key.Reveal()));
            Assert.InRange(lookups.Count, 1, RequestLimits.FailedAttemptsOfKey);
        }

        // All attempts of the address are left.
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(ApiKeyText.Create().Reveal()));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(good.Reveal()));
    }

    [Fact]
    public void AMark_HoldsUnderEveryRecordKeyThatIsStillGiven()
    {
        var (first, second) = (RecordKeyring.NewKey(), RecordKeyring.NewKey());
        var key = RecordKeyring.Parse(first).Marks.Create(KeyMarks.ApiKey);
        Assert.Equal(key, ApiKeyText.TryParse(key.Reveal()));
        Assert.True(RecordKeyring.Parse($"{second},{first}").Marks.IsIssued(KeyMarks.ApiKey, key));
        Assert.False(RecordKeyring.Parse(second).Marks.IsIssued(KeyMarks.ApiKey, key));
        Assert.False(RecordKeyring.Parse(first).Marks.IsIssued(KeyMarks.ApiKey, key with { Mark = null }));
        Assert.DoesNotContain(key.Mark!, $"{key}", StringComparison.Ordinal);
    }

    private async Task UseUpAsync()
    {
        var tries = 0;
        while (await StatusAsync(ApiKeyText.Create().Reveal()) == HttpStatusCode.Unauthorized)
        {
            Assert.True(++tries <= Attempts, "attempts never ended");
        }
    }

    private ApiKeyRecord? Load(string id)
    {
        lookups.Add(id);
        return new[] { good, revoked, unmarked }.Where(key => key.Id == id).Select(key => new ApiKeyRecord
        {
            KeyId = id, Hash = key.Hash(), Name = id, Roles = [Roles.Screener], RevokedAt = key == revoked ? DateTimeOffset.UnixEpoch : null,
        }).SingleOrDefault();
    }

    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/screen");
        request.Headers.Add(ApiKeyAuthentication.Header, key);
        using var answer = await client.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }
}
