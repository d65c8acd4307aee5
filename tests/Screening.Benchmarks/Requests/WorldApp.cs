using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Screening.Benchmarks.Worlds;
using Screening.Engine.Snapshots;
using Screening.Functions;
using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;

namespace Screening.Benchmarks.Requests;

/// <summary>The real app on its own storage with a controlled clock, and a client that calls it over HTTP on loopback.</summary>
internal sealed class WorldApp : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string folder;
    private readonly AzuriteProcess? azurite;
    private readonly string key;
    private readonly string approver;
    private ScreeningApp app;
    private HttpClient client;

    private WorldApp(WorldClock clock, string folder, AzuriteProcess? azurite, ScreeningApp app, string key, string approver)
    {
        (Clock, this.folder, this.azurite, this.app, this.key, this.approver) = (clock, folder, azurite, app, key, approver);
        client = ClientOf(app, key);
    }

    public WorldClock Clock { get; }

    /// <summary>The snapshot in use.</summary>
    public Snapshot Snapshot => Provider.Holding!;

    private SnapshotProvider<Snapshot> Provider => app.Web.Services.GetRequiredService<SnapshotProvider<Snapshot>>();

    /// <summary>Starts the app on an empty storage, and waits until the seed is in use.</summary>
    /// <param name="at">Start time of its clock.</param>
    /// <param name="isEmbedded">Whether it starts its own storage, as the product does by default, with the sample list.</param>
    public static async Task<WorldApp> StartAsync(DateTimeOffset at, bool isEmbedded)
    {
        var folder = Path.Combine(Path.GetTempPath(), "screening-requests-" + Guid.NewGuid().ToString("N"));
        var options = new AzuriteOptions { StorageFolder = Path.Combine(folder, "storage"), IsInMemory = true, Progress = Console.Error.WriteLine };
        var azurite = isEmbedded ? null : await AzuriteProcess.StartAsync(options, CancellationToken.None);
        try
        {
            var clock = new WorldClock(at);
            var app = await StartAppAsync(clock, folder, azurite);
            return new WorldApp(clock, folder, azurite, app, await AddKeyAsync(app, clock, "author"), await AddKeyAsync(app, clock, "approver"));
        }
        catch
        {
            await (azurite?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    /// <summary>
    /// Ends this instance and starts another one on the same storage at the current time of the clock. Only stored state is kept.
    /// </summary>
    public async Task RestartAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        app = await StartAppAsync(Clock, folder, azurite);
        client = ClientOf(app, key);
    }

    /// <summary>Imports a list, dated today by the clock, and waits until it is in use.</summary>
    public async Task ImportAsync(string feed, byte[] csv, DateOnly? date = null)
    {
        var day = (date ?? Clock.Today).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        // A list of the next world drops the entries of the previous one; the drop is confirmed as a person would.
        using var answer = await TwoPersons.ImportAsync(
            client, feed, $"date={day}&source=requests&confirmDrop=true&reason=The%20world%20of%20other%20cases", csv);
        await UntilActiveAsync(answer, $"the list {feed}");
    }

    /// <summary>Reads a document as it was authored; null when there is none.</summary>
    public async Task<(string Json, string ETag)?> ReadAsync(string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadAsStringAsync(), answer.Headers.ETag!.ToString()) : null;
    }

    /// <summary>Puts a document and waits until it is in use.</summary>
    public async Task PutAsync(string path, string json, string? etag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path + "?reason=The%20world%20of%20other%20cases") { Content = JsonOf(json) };
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        using var answer = await client.SendAsync(request);
        await UntilActiveAsync(answer, path);
    }

    /// <summary>Requests a decision.</summary>
    public async Task<(int Status, string Body)> ScreenAsync(string json)
    {
        using var content = JsonOf(json);
        using var answer = await client.PostAsync("/api/v1/screenings", content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        await (azurite?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<ScreeningApp> StartAppAsync(WorldClock clock, string folder, AzuriteProcess? azurite)
    {
        // An empty value overrides the environment.
        var settings = new Dictionary<string, string?>
        {
            [HostSettings.PortVariable] = "0", [HostSettings.AddressVariable] = "", [HostSettings.HandlerPortVariable] = "", [HostSettings.ProductStorage] = "",
            [HostSettings.JobsStorage] = azurite?.ConnectionString ?? "",
            [HostSettings.CacheFolderVariable] = Path.Combine(folder, "cache"),
            [Functions.Development.DataFolder.FolderVariable] = Path.Combine(folder, "data"),
            [RequestLimits.ClientRateVariable] = "100000",
            // The output is for the reader of the cases.
            ["Logging:Console:LogLevel:Default"] = "Critical",
        };
        var app = await ScreeningApp.StartAsync(new ScreeningAppOptions { Settings = settings, Time = clock }, CancellationToken.None);
        try
        {
            await FirstSnapshot.WaitAsync(app, CancellationToken.None);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static Task<string> AddKeyAsync(ScreeningApp app, WorldClock clock, string owner) =>
        TwoPersons.AddKeyAsync(app.Web.Services.GetRequiredService<ScreeningStorage>(), owner, clock.GetUtcNow());

    private static HttpClient ClientOf(ScreeningApp app, string key)
    {
        var client = new HttpClient { BaseAddress = app.Address, Timeout = Timeout };
        client.DefaultRequestHeaders.Add(ApiKeyAuthentication.Header, key);
        return client;
    }

    private static ByteArrayContent JsonOf(string json)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private async Task UntilActiveAsync(HttpResponseMessage answer, string what)
    {
        var version = await TwoPersons.VersionAsync(client, answer, approver, what);
        using var retry = new CancellationTokenSource(Timeout);
        while (!(Provider.Health().Pointer?.SourceVersion >= version))
        {
            await Task.Delay(Pause, retry.Token);
        }
    }
}
