using System.Collections.Concurrent;

namespace Screening.Functions.Security;

/// <summary>
/// Sessions of the pages: a random secret that stands for an API key for a limited time, so that the key is entered once and
/// stored nowhere. A session is valid only while its key is valid, and has the current roles of the key. Both are read from
/// storage for every request and never cached, so a session ends on every instance as soon as it is signed out or its key is
/// revoked. Only people use sessions, so these reads are few.
/// </summary>
public sealed class SessionDirectory
{
    /// <summary>Lifetime of a session.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const int SweptAtOnce = 20;
    private const int AcceptedLimit = 10_000;

    private readonly SessionTable table;
    private readonly Func<string, CancellationToken, Task<ApiKeyRecord?>> findKey;
    private readonly TimeProvider time;
    private readonly KeyMarks marks;

    // Hash of the secret of sessions that this instance has accepted, by id.
    private readonly ConcurrentDictionary<string, string> accepted = new(StringComparer.Ordinal);

    /// <summary>Creates the directory of a table.</summary>
    /// <param name="table">Where sessions are stored.</param>
    /// <param name="findKey">Finds the key of a session in storage, not in a cache; null if there is none.</param>
    /// <param name="marks">Marks new sessions.</param>
    /// <param name="time">The clock.</param>
    public SessionDirectory(
        SessionTable table, Func<string, CancellationToken, Task<ApiKeyRecord?>> findKey, KeyMarks marks, TimeProvider time) =>
        (this.table, this.findKey, this.marks, this.time) = (table, findKey, marks, time);

    /// <summary>Whether this instance has accepted this session before. It may have ended since.</summary>
    public bool HasAccepted(ApiKeyText session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return accepted.TryGetValue(session.Id, out var hash) && session.Matches(hash);
    }

    /// <summary>The key of a session if the secret is correct and both session and key are valid now; otherwise null.</summary>
    /// <remarks>Exceptions of storage are passed to the caller. They are not a refusal.</remarks>
    public async Task<ApiKeyRecord?> FindGoodAsync(ApiKeyText session, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        var stored = await table.FindAsync(session.Id, cancellation);
        if (stored is null || !session.Matches(stored.Hash))
        {
            return null;
        }

        var now = time.GetUtcNow();
        var key = stored.ExpiresAt > now ? await findKey(stored.KeyId, cancellation) : null;
        if (key is null || !key.IsGoodAt(now))
        {
            accepted.TryRemove(session.Id, out _);
            return null;
        }

        Remember(stored);
        return key with { KeyId = stored.KeyId, Hash = stored.Hash, ExpiresAt = Earlier(key.ExpiresAt, stored.ExpiresAt) };
    }

    /// <summary>Opens a session for the holder of a key.</summary>
    /// <returns>The session, whose secret is stored nowhere else, and its expiry.</returns>
    public async Task<(ApiKeyText Session, DateTimeOffset ExpiresAt)> OpenAsync(string keyId, CancellationToken cancellation)
    {
        var (session, now) = (marks.Create(KeyMarks.Session), time.GetUtcNow());
        await table.AddAsync(new Session(session.Id, session.Hash(), keyId, now + Lifetime), cancellation);
        await table.RemoveEndedAsync(now, SweptAtOnce, cancellation);
        return (session, now + Lifetime);
    }

    /// <summary>Ends a session on every instance: a request that begins after this one has returned is refused.</summary>
    public Task CloseAsync(ApiKeyText session, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        accepted.TryRemove(session.Id, out _);
        return table.RemoveAsync(session.Id, cancellation);
    }

    private void Remember(Session stored)
    {
        if (accepted.Count >= AcceptedLimit)
        {
            accepted.Clear();
        }

        accepted[stored.SessionId] = stored.Hash;
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;
}
