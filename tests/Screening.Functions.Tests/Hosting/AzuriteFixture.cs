using Screening.Functions.Development;

[assembly: AssemblyFixture(typeof(Screening.Functions.Tests.Hosting.AzuriteFixture))]

namespace Screening.Functions.Tests.Hosting;

/// <summary>One Azurite for the whole test run; tests take names of their own within it.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "screening-" + Guid.NewGuid().ToString("N"));
    private AzuriteProcess? azurite;

    /// <summary>How storage clients reach it.</summary>
    public string ConnectionString => azurite!.ConnectionString;

    public async ValueTask InitializeAsync() =>
        azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { StorageFolder = folder, IsInMemory = true }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await azurite!.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
