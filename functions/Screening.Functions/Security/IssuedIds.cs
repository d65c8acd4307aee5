namespace Screening.Functions.Security;

/// <summary>
/// The ids of all keys on file, for keys without a mark: when the attempts of an address are used up, only these are looked up. The
/// ids are read at most once a minute, whatever callers send.
/// </summary>
/// <param name="read">Reads the ids from storage.</param>
/// <param name="clock">The clock.</param>
public sealed class IssuedIds(Func<CancellationToken, Task<IReadOnlySet<string>>> read, TimeProvider clock)
{
    /// <summary>How long the ids are used before they are read again.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    /// <summary>Time until the ids are read again after a failure.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly Lock one = new();
    private Task<IReadOnlySet<string>>? ids;
    private long readAt;

    /// <summary>Whether a key with this id was on file when the ids were read last.</summary>
    /// <remarks>Exceptions of storage are passed to the caller. They are not a refusal.</remarks>
    public async Task<bool> ContainsAsync(string id, CancellationToken cancellation) => (await Current().WaitAsync(cancellation)).Contains(id);

    // One reading serves all callers, so it is not ended when one of them leaves.
    private Task<IReadOnlySet<string>> Current()
    {
        lock (one)
        {
            if (ids is null || clock.GetElapsedTime(readAt) >= (ids.IsFaulted ? RetryAfter : Memory))
            {
                (ids, readAt) = (read(CancellationToken.None), clock.GetTimestamp());
            }

            return ids;
        }
    }
}
