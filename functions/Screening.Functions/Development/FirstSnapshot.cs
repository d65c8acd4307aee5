using Screening.Engine.Snapshots;
using Screening.Functions.Hosting;
using Screening.Functions.Lists;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Development;

/// <summary>
/// Delays the ready message until the server can decide, so that the first request after it does not get a 503.
/// </summary>
public static class FirstSnapshot
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until a snapshot is active and the standing of the watchlists has been read.</summary>
    /// <exception cref="StartupException">No snapshot was built in time.</exception>
    public static async Task WaitAsync(ScreeningApp app, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(app);
        var provider = app.Web.Services.GetRequiredService<SnapshotProvider<Snapshot>>();
        var standings = app.Web.Services.GetRequiredService<ListStandings>();
        using var retry = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        retry.CancelAfter(Timeout);
        try
        {
            while (provider.Health().Unavailable is not null || standings.Current is null)
            {
                await Task.Delay(Pause, retry.Token);
                await provider.CheckAsync();
                await standings.TickAsync();
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new StartupException(
                ExitCode.StorageUnreachable,
                $"No snapshot was built within {Timeout.TotalSeconds} seconds ({provider.Health().Unavailable ?? ListStandings.NotRead}): "
                + "look at the log above, and if the data folder came from elsewhere, start with an empty one.");
        }
    }
}
