using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Screening.Engine.Snapshots;
using Screening.Functions;
using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;

namespace Screening.Benchmarks.Worlds;

/// <summary>
/// A storage with the seed, one complete list and the required keys: the state of an environment before its next instance starts.
/// The app that filled it has ended.
/// </summary>
internal sealed class ListedWorld : IAsyncDisposable
{
    private readonly AzuriteProcess azurite;
    private readonly string folder;

    private ListedWorld(AzuriteProcess azurite, string folder, Filled filled) =>
        (this.azurite, this.folder, Key, Approver, Entries) = (azurite, folder, filled.Key, filled.Approver, filled.Entries);

    public string Connection => azurite.ConnectionString;

    /// <summary>A key of every role but admin.</summary>
    public string Key { get; }

    /// <summary>A key of another person, with the same roles.</summary>
    public string Approver { get; }

    /// <summary>Number of listed parties in the snapshot.</summary>
    public int Entries { get; }

    /// <summary>Starts a storage and fills it.</summary>
    /// <param name="list">A CSV list, gzip or plain; null for the sample list.</param>
    public static async Task<ListedWorld> StartAsync(string? list)
    {
        var folder = Path.Combine(Path.GetTempPath(), "screening-bench-" + Guid.NewGuid().ToString("N"));
        var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { StorageFolder = folder, IsInMemory = true }, CancellationToken.None);
        try
        {
            return new ListedWorld(azurite, folder, await FillAsync(azurite.ConnectionString, list));
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    /// <summary>Direct access to the tables and blobs, without the app.</summary>
    public Task<ScreeningStorage> StorageAsync() =>
        ScreeningStorage.OpenAsync(new StorageOptions { ConnectionString = Connection }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await azurite.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<Filled> FillAsync(string connection, string? list)
    {
        var options = new ScreeningAppOptions
        {
            Settings = new Dictionary<string, string?> { [HostSettings.JobsStorage] = connection, [HostSettings.PortVariable] = "0" },
        };
        await using var app = await ScreeningApp.StartAsync(options, CancellationToken.None);
        await FirstSnapshot.WaitAsync(app, CancellationToken.None);
        var storage = app.Web.Services.GetRequiredService<ScreeningStorage>();
        var key = await TwoPersons.AddKeyAsync(storage, "bench", DateTimeOffset.UtcNow);
        var approver = await TwoPersons.AddKeyAsync(storage, "approver", DateTimeOffset.UtcNow);
        if (list is not null)
        {
            await ImportAsync(app, key, approver, list);
        }

        var entries = app.Web.Services.GetRequiredService<SnapshotProvider<Snapshot>>().Holding!.Lists.Sum(imported => imported.Entries);
        return new Filled(key, approver, entries);
    }

    private static async Task ImportAsync(ScreeningApp app, string key, string approver, string list)
    {
        await using var file = File.OpenRead(list);
        await using Stream csv = list.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var body = new MemoryStream();
        await csv.CopyToAsync(body);
        using var client = new HttpClient { BaseAddress = app.Address, Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Add(ApiKeyAuthentication.Header, key);
        using var answer = await TwoPersons.ImportAsync(client, "csl", "date=2026-07-31&source=file&title=CSL", body.ToArray());
        var version = await TwoPersons.VersionAsync(client, answer, approver, list);
        var provider = app.Web.Services.GetRequiredService<SnapshotProvider<Snapshot>>();
        while (!(provider.Health().Pointer?.SourceVersion >= version))
        {
            await Task.Delay(100);
        }
    }

    private sealed record Filled(string Key, string Approver, int Entries);
}
