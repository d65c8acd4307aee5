using System.IO.Compression;
using System.Net.Http.Headers;
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

    private ListedWorld(AzuriteProcess azurite, string folder, string key, int entries) =>
        (this.azurite, this.folder, Key, Entries) = (azurite, folder, key, entries);

    public string Connection => azurite.ConnectionString;

    /// <summary>A key of every role but admin.</summary>
    public string Key { get; }

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
            var key = ApiKeyText.Create();
            var entries = await FillAsync(azurite.ConnectionString, key, list);
            return new ListedWorld(azurite, folder, key.Reveal(), entries);
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

    private static async Task<int> FillAsync(string connection, ApiKeyText key, string? list)
    {
        var options = new ScreeningAppOptions
        {
            Settings = new Dictionary<string, string?> { [HostSettings.JobsStorage] = connection, [HostSettings.PortVariable] = "0" },
        };
        await using var app = await ScreeningApp.StartAsync(options, CancellationToken.None);
        await FirstSnapshot.WaitAsync(app, CancellationToken.None);
        var row = new ApiKey
        {
            KeyId = key.Id, Hash = key.Hash(), Name = "bench", CreatedAt = DateTimeOffset.UtcNow,
            Roles = [.. Roles.All.Where(role => role != Roles.Admin)],
        };
        await app.Web.Services.GetRequiredService<ScreeningStorage>().Keys.PutAsync(row, CancellationToken.None);
        if (list is not null)
        {
            await ImportAsync(app, key, list);
        }

        return app.Web.Services.GetRequiredService<SnapshotProvider<Snapshot>>().Holding!.Lists.Sum(list => list.Entries);
    }

    private static async Task ImportAsync(ScreeningApp app, ApiKeyText key, string list)
    {
        await using var file = File.OpenRead(list);
        await using Stream csv = list.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var body = new MemoryStream();
        await csv.CopyToAsync(body);
        using var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var client = new HttpClient { BaseAddress = app.Address, Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Add(ApiKeyAuthentication.Header, key.Reveal());
        using var answer = await client.PostAsync("/api/v1/watchlists/csl/imports?date=2026-07-31&source=file&title=CSL", content);
        answer.EnsureSuccessStatusCode();
        var provider = app.Web.Services.GetRequiredService<SnapshotProvider<Snapshot>>();
        while (provider.Health().Pointer?.SourceVersion < 2)
        {
            await Task.Delay(100);
        }
    }
}
