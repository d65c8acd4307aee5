using Microsoft.Extensions.DependencyInjection;
using Screening.Benchmarks.Worlds;
using Screening.Engine.Snapshots;
using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;
using Screening.Functions.Triggers;

namespace Screening.Benchmarks.Scale;

/// <summary>
/// Instances of the app on one storage. They share only this process: each has its own clients, snapshot, record lanes and port,
/// as on separate machines.
/// </summary>
internal sealed class Instances : IAsyncDisposable
{
    private readonly List<ScreeningApp> apps = [];

    /// <summary>One client with a key per instance.</summary>
    public List<HttpClient> Clients { get; } = [];

    /// <summary>The key of another person than that of the clients.</summary>
    public required string Approver { get; init; }

    /// <summary>Starts them and waits until each can decide.</summary>
    public static async Task<Instances> StartAsync(ListedWorld world, string connection, int count)
    {
        var instances = new Instances { Approver = world.Approver };
        for (var at = 0; at < count; at++)
        {
            var options = new ScreeningAppOptions
            {
                Settings = new Dictionary<string, string?>
                {
                    [HostSettings.JobsStorage] = connection, [HostSettings.PortVariable] = "0", ["Logging:LogLevel:Default"] = "Error",
                    [RequestLimits.ClientRateVariable] = "1000000",
                },
            };
            var app = await ScreeningApp.StartAsync(options, CancellationToken.None);
            await FirstSnapshot.WaitAsync(app, CancellationToken.None);
            instances.apps.Add(app);
            var client = new HttpClient { BaseAddress = app.Address, Timeout = TimeSpan.FromMinutes(2) };
            client.DefaultRequestHeaders.Add(ApiKeyAuthentication.Header, world.Key);
            instances.Clients.Add(client);
        }

        return instances;
    }

    /// <summary>The source version that each instance uses now.</summary>
    public IEnumerable<long> Versions() => apps.Select(app =>
        app.Web.Services.GetRequiredService<SnapshotProvider<Snapshot>>().Health().Pointer?.SourceVersion ?? 0);

    /// <summary>How each instance handles a message of the queue.</summary>
    public IReadOnlyList<TriggerHandlers> Handlers() => [.. apps.Select(app => app.Web.Services.GetRequiredService<TriggerHandlers>())];

    public async ValueTask DisposeAsync()
    {
        Clients.ForEach(client => client.Dispose());
        foreach (var app in apps)
        {
            await app.DisposeAsync();
        }
    }
}
