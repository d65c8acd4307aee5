namespace Screening.Functions.Storage;

/// <summary>
/// Creates missing tables, containers and queues. A cold instance does not wait for this: they are missing only in a new
/// environment or after an upgrade, and a call to a missing one is handled as a failure of storage.
/// </summary>
public sealed class StorageSetup(ScreeningStorage storage, params MessageQueue[] queues)
{
    private volatile bool isDone;

    /// <summary>Creates what is missing. Does nothing after the first success.</summary>
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
