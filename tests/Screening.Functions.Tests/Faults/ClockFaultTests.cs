using Microsoft.Extensions.Time.Testing;
using Screening.Engine.Model;
using Screening.Functions.Security;

namespace Screening.Functions.Tests.Faults;

/// <summary>A clock that is set back must not extend a time limit.</summary>
public sealed class ClockFaultTests
{
    [Fact]
    public async Task ARevokedKey_IsNotCachedLonger_WhenTheClockIsSetBack()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        var text = ApiKeyText.Create();
        var key = new ApiKeyRecord { KeyId = text.Id, Hash = text.Hash(), Name = "client", Roles = [Roles.Screener] };
        var directory = new ApiKeyDirectory((_, _) => Task.FromResult<ApiKeyRecord?>(key), clock);
        Assert.NotNull(await directory.FindGoodAsync(text, CancellationToken.None));

        clock.AdjustTime(clock.GetUtcNow() - TimeSpan.FromHours(1));
        key = key with { RevokedAt = clock.GetUtcNow() };
        Assert.Null(await directory.FindGoodAsync(text, CancellationToken.None));
    }
}
