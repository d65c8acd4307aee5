using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Screening.Engine.Model;
using Screening.Functions.Security;

namespace Screening.Functions.Tests.Security;

public sealed class ApiKeyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void AKey_IsReadAsItWasMade_AndNeverShownByAccident()
    {
        for (var count = 0; count < 1000; count++)
        {
            var key = ApiKeyText.Create();
            Assert.Equal(key, ApiKeyText.TryParse(key.Reveal()));
            Assert.True(key.Matches(key.Hash()));
            Assert.DoesNotContain(key.Secret, $"{key}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void NoOtherText_IsAKeyOfThisForm()
    {
        Gen.String.Sample(text => Assert.Null(ApiKeyText.TryParse(text)));
        Assert.Null(ApiKeyText.TryParse(null));
        Assert.False(ApiKeyText.Create().Matches(""));
        Assert.False(ApiKeyText.Create().Matches(ApiKeyText.Create().Hash()));
    }

    [Fact]
    public async Task ARevokedKey_StopsWithinTheCacheLifetime()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        var key = ApiKeyText.Create();
        var record = new ApiKeyRecord { KeyId = key.Id, Hash = key.Hash(), Name = "n", Roles = [Roles.Screener] };
        var loads = 0;
        var directory = new ApiKeyDirectory(
            (_, _) =>
            {
                loads++;
                return Task.FromResult<ApiKeyRecord?>(record);
            },
            clock);

        Assert.NotNull(await directory.FindGoodAsync(key, Cancellation));
        record = record with { RevokedAt = clock.GetUtcNow() };
        Assert.NotNull(await directory.FindGoodAsync(key, Cancellation));
        Assert.Equal(1, loads);
        clock.Advance(ApiKeyDirectory.Memory);
        Assert.Null(await directory.FindGoodAsync(key, Cancellation));
    }

    [Fact]
    public async Task ACachedKey_StillExpiresOnTime()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        var key = ApiKeyText.Create();
        var record = new ApiKeyRecord
        {
            KeyId = key.Id, Hash = key.Hash(), Name = "n", Roles = [Roles.Screener], ExpiresAt = clock.GetUtcNow().AddSeconds(1),
        };
        var directory = new ApiKeyDirectory((_, _) => Task.FromResult<ApiKeyRecord?>(record), clock);
        Assert.NotNull(await directory.FindGoodAsync(key, Cancellation));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await directory.FindGoodAsync(key, Cancellation));
    }

    [Fact]
    public void EveryAccess_HasARole_AndNoRoleHasThemAll()
    {
        Assert.All(Enum.GetValues<Access>(), access => Assert.NotEmpty(AccessTable.RolesFor(access)));
        Assert.All(Roles.All, role => Assert.Contains(Enum.GetValues<Access>(), access => !AccessTable.RolesFor(access).Contains(role)));
        Assert.Empty(AccessTable.RolesFor(Access.EditPolicy).Concat(AccessTable.RolesFor(Access.EditLists)).Intersect(AccessTable.RolesFor(Access.ApproveProposals)));
    }
}
