using System.Security.Cryptography;
using Screening.Functions.Development;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Storage;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Screening.Functions.Tests.Storage;

/// <summary>
/// One Azurite for the whole assembly, on free loopback ports. Every test has its own tables and containers in it.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("screening-storage-").FullName;
    private AzuriteProcess? azurite;

    public string ConnectionString => azurite!.ConnectionString;

    /// <summary>Address of the table service, as the connection string names it.</summary>
    public string TableAddress => ConnectionString.Split(';')
        .Single(part => part.StartsWith("TableEndpoint=", StringComparison.Ordinal))["TableEndpoint=".Length..];

    public async ValueTask InitializeAsync() => azurite = await AzuriteProcess.StartAsync(
        new AzuriteOptions { StorageFolder = folder, IsInMemory = true }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await azurite!.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Tables of a new, empty environment.</summary>
    public Task<ScreeningStorage> StorageAsync() => StorageAsync(NewPrefix());

    public Task<ScreeningStorage> StorageAsync(string prefix) => ScreeningStorage.OpenAsync(
        new StorageOptions { ConnectionString = ConnectionString, NamePrefix = prefix },
        TestContext.Current.CancellationToken);

    public static string NewPrefix() => "t" + RandomNumberGenerator.GetHexString(8, lowercase: true);
}
