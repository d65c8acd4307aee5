using Screening.Engine.Snapshots;
using Screening.Functions.Hosting;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;

namespace Screening.Functions.Seed;

/// <summary>
/// Determines whether an environment may still be empty. One with a snapshot is not, and reading the seed would take processor
/// time from the first request of a cold instance.
/// </summary>
public sealed class SeedNeed(SnapshotProvider<Snapshot> provider, StorageSetup setup, HostSettings settings, TimeProvider time)
{
    /// <summary>
    /// Delay before a cold instance with a snapshot creates what is missing in storage. Its first requests arrive in this time,
    /// and a dozen calls to storage would slow them down.
    /// </summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    /// <summary>Creates what is missing in storage, and returns the seed if there is no snapshot yet.</summary>
    /// <exception cref="Azure.RequestFailedException">Storage cannot be reached or refuses.</exception>
    public async Task<SnapshotSource?> CreateAsync(CancellationToken cancellation)
    {
        // Shares the check in progress. What is missing in storage is created after it, so that the two do not compete.
        await provider.CheckAsync();
        if (settings.IsHosted && provider.Holding is not null)
        {
            await Task.Delay(Settling, time, cancellation);
        }

        await setup.EnsureAsync(cancellation);
        return provider.Health().Pointer is null ? SeedSource.Create(settings.Mode == HostMode.StandaloneEmbedded) : null;
    }
}
