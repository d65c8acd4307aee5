namespace Screening.Functions.Tests.Flows;

/// <summary>One app for the tests that only use it as intended; they run one after another and leave it as they found it.</summary>
public sealed class FlowFixture : IAsyncLifetime
{
    private FlowApp? app;

    internal FlowApp App => app!;

    public async ValueTask InitializeAsync() => app = await FlowApp.StartAsync();

    public ValueTask DisposeAsync() => app?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>The tests that share the app of <see cref="FlowFixture"/>.</summary>
[CollectionDefinition(Name)]
public sealed class FlowGroup : ICollectionFixture<FlowFixture>
{
    public const string Name = "flows";
}
