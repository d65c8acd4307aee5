using Screening.Functions.Development;

[assembly: AssemblyFixture(typeof(Screening.Functions.Tests.Hosting.AzuriteFixture))]

namespace Screening.Functions.Tests.Hosting;

/// <summary>One Azurite for the whole test run; each test uses its own table and container names.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "screening-" + Guid.NewGuid().ToString("N"));
    private AzuriteProcess? azurite;

    /// <summary>Connection string for storage clients.</summary>
    public string ConnectionString => azurite!.ConnectionString;

    public async ValueTask InitializeAsync() =>
        azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { StorageFolder = folder, IsInMemory = true }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await azurite!.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
