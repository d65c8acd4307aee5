using Screening.Engine.Snapshots;
using Screening.Functions.Hosting;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;

namespace Screening.Functions.Seed;

/// <summary>
/// Whether an environment may still be empty. One that has a snapshot is not, and reading the seed would take processor time
/// away from the first request of a cold instance.
/// </summary>
/// <param name="provider">Holds the snapshot.</param>
/// <param name="setup">Makes what is missing in storage.</param>
/// <param name="settings">Say whether the sample list belongs to the seed.</param>
/// <param name="time">Clock.</param>
public sealed class SeedNeed(SnapshotProvider<Snapshot> provider, StorageSetup setup, HostSettings settings, TimeProvider time)
{
    /// <summary>
    /// How long a cold instance that has a snapshot is left alone before storage is asked for what may be missing: the first
    /// requests are there by then, and each of a dozen questions would take time from them.
    /// </summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    /// <summary>Makes what is missing in storage, and gives the seed if there is no snapshot yet.</summary>
    /// <exception cref="Azure.RequestFailedException">Storage cannot be reached or refuses.</exception>
    public async Task<SnapshotSource?> CreateAsync(CancellationToken cancellation)
    {
        // The check that is under way anyway; what is missing in storage is made after it, out of its way.
        await provider.CheckAsync();
        if (settings.IsHosted && provider.Holding is not null)
        {
            await Task.Delay(Settling, time, cancellation);
        }

        await setup.EnsureAsync(cancellation);
        return provider.Health().Pointer is null ? SeedSource.Create(settings.Mode == HostMode.StandaloneEmbedded) : null;
    }
}
