using Screening.Engine.Snapshots;

namespace Screening.Functions.Snapshots;

/// <summary>Looks for a newer snapshot by period, in every mode. A frozen instance catches up when a request asks.</summary>
/// <param name="provider">The holder of the snapshot.</param>
public sealed class SnapshotRefresh(SnapshotProvider<Snapshot> provider) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await provider.RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops; the last good snapshot goes with it.
        }
    }
}
