using System.Collections.Concurrent;

namespace Screening.Functions.Security;

/// <summary>
/// Finds keys, and remembers found ones for <see cref="Memory"/>: that is also how long a revoked key may still work on
/// an instance that has just used it. Unknown ids are never remembered; an unauthenticated caller can invent any number of them.
/// </summary>
/// <param name="load">Reads one key by its id from storage; null when there is none.</param>
/// <param name="clock">The time.</param>
public sealed class ApiKeyDirectory(Func<string, CancellationToken, Task<ApiKeyRecord?>> load, TimeProvider clock)
{
    /// <summary>How long a found key is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(15);

    private const int RememberedLimit = 10_000;

    private readonly ConcurrentDictionary<string, (ApiKeyRecord Key, DateTimeOffset At)> remembered =
        new(StringComparer.Ordinal);

    /// <summary>The record of <paramref name="key"/> when its secret is right and it is good now; else null.</summary>
    /// <remarks>Errors of storage are the caller's to answer: they are not a refusal.</remarks>
    public async Task<ApiKeyRecord?> FindGoodAsync(ApiKeyText key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        var now = clock.GetUtcNow();
        var record = await FindAsync(key.Id, now, cancellation);
        return record is not null && key.Matches(record.Hash) && record.IsGoodAt(now) ? record : null;
    }

    /// <summary>Whether this instance has found a key with this id lately; says nothing about its secret.</summary>
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
