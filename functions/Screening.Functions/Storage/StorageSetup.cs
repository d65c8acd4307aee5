namespace Screening.Functions.Storage;

/// <summary>
/// Makes the tables, containers and queues that are missing. A cold instance does not wait for it: they are there, except
/// in a new environment or with a new version, and whoever meets a missing one answers as for any failure of storage.
/// </summary>
/// <param name="storage">Tables and containers.</param>
/// <param name="queues">Queues.</param>
public sealed class StorageSetup(ScreeningStorage storage, params MessageQueue[] queues)
{
    private volatile bool isDone;

    /// <summary>Makes what is missing; once it has succeeded, it does nothing.</summary>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="Azure.RequestFailedException">Storage cannot be reached or refuses.</exception>
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        if (isDone)
        {
            return;
        }

        await Task.WhenAll([storage.CreateAsync(cancellation), .. queues.Select(queue => queue.CreateAsync(cancellation))]);
        isDone = true;
    }
}
