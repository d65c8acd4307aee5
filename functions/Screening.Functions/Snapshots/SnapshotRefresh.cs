using Screening.Engine.Snapshots;

namespace Screening.Functions.Snapshots;

/// <summary>Polls for a newer snapshot in every hosting mode. A suspended instance catches up on its next request.</summary>
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
            // Shutdown.
        }
    }
}
