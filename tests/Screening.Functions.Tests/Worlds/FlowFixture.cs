using Screening.Functions.Security;
using Screening.Functions.Tests.Security;

namespace Screening.Functions.Tests.Worlds;

/// <summary>
/// One app for the tests that use it only as intended. They run sequentially and revert changes that would affect others.
/// </summary>
public sealed class FlowFixture : IAsyncLifetime
{
    private FlowApp? app;
    private TokenAuthority? authority;

    internal FlowApp App => app!;

    /// <summary>The authority whose tokens the app accepts.</summary>
    internal TokenAuthority Authority => authority!;

    public async ValueTask InitializeAsync()
    {
        authority = await TokenAuthority.StartAsync();
        app = await FlowApp.StartAsync(
            (TokenSettings.AuthorityVariable, authority.Address), (TokenSettings.AudienceVariable, TokenAuthority.Audience));
        app.Clock.KeepsItsDay = true;
        await app.BringListsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (authority?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}

/// <summary>The tests that share the app of <see cref="FlowFixture"/>.</summary>
[CollectionDefinition(Name)]
public sealed class FlowGroup : ICollectionFixture<FlowFixture>
{
    public const string Name = "flows";
}
