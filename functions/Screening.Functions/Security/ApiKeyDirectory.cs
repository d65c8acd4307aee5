using System.Collections.Concurrent;

namespace Screening.Functions.Security;

/// <summary>
/// Finds keys and caches found keys for <see cref="Memory"/>. A revoked key may work for that long on an instance that has just
/// used it. Unknown ids are never cached, because an unauthenticated caller can send any number of them.
/// </summary>
/// <param name="load">Reads one key by its id from storage; null if there is none.</param>
/// <param name="clock">The clock.</param>
public sealed class ApiKeyDirectory(Func<string, CancellationToken, Task<ApiKeyRecord?>> load, TimeProvider clock)
{
    /// <summary>How long a found key is cached.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(15);

    private const int RememberedLimit = 10_000;

    private readonly ConcurrentDictionary<string, (ApiKeyRecord Key, DateTimeOffset At)> remembered =
        new(StringComparer.Ordinal);

    /// <summary>The record of <paramref name="key"/> if its secret is correct and it is valid now; otherwise null.</summary>
    /// <remarks>Exceptions of storage are passed to the caller. They are not a refusal.</remarks>
    public async Task<ApiKeyRecord?> FindGoodAsync(ApiKeyText key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        var now = clock.GetUtcNow();
        var record = await FindAsync(key.Id, now, cancellation);
        return record is not null && key.Matches(record.Hash) && record.IsGoodAt(now) ? record : null;
    }

    /// <summary>Whether this instance has a cached key with this id. This implies nothing about its secret.</summary>
    public bool Knows(string id) => remembered.ContainsKey(id);

    private async Task<ApiKeyRecord?> FindAsync(string id, DateTimeOffset now, CancellationToken cancellation)
    {
        if (remembered.TryGetValue(id, out var known) && known.At <= now && now - known.At < Memory)
        {
            return known.Key;
        }

        var loaded = await load(id, cancellation);
        if (loaded is null)
        {
            remembered.TryRemove(id, out _);
            return null;
        }

        if (remembered.Count >= RememberedLimit)
        {
            remembered.Clear();
        }

        remembered[id] = (loaded, now);
        return loaded;
    }
}
