
namespace Screening.Functions.Security;

/// <summary>
/// Sessions of the pages: a random secret that stands for an API key for a limited time, so that the key is entered once and
/// stored nowhere. A session is valid only while its key is valid, and has the current roles of the key.
/// </summary>
public sealed class SessionDirectory
{
    /// <summary>Lifetime of a session.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const int SweptAtOnce = 20;

    private readonly SessionTable table;
    private readonly TimeProvider time;
    private readonly ApiKeyDirectory found;

    /// <summary>Creates the directory of a table.</summary>
    /// <param name="table">Where sessions are stored.</param>
    /// <param name="findKey">Finds the key of a session; null if there is none.</param>
    /// <param name="time">The clock.</param>
    public SessionDirectory(
        SessionTable table, Func<string, CancellationToken, Task<ApiKeyRecord?>> findKey, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(findKey);
        (this.table, this.time) = (table, time);
        found = new ApiKeyDirectory(
            async (id, token) => await table.FindAsync(id, token) is { } session
                && await findKey(session.KeyId, token) is { } key && key.IsGoodAt(time.GetUtcNow())
                ? key with { KeyId = session.KeyId, Hash = session.Hash, ExpiresAt = Earlier(key.ExpiresAt, session.ExpiresAt) }
                : null,
            time);
    }

    /// <summary>Whether this instance has a cached session with this id.</summary>
    public bool Knows(string id) => found.Knows(id);

    /// <summary>The key of a session if the secret is correct and both session and key are valid now; otherwise null.</summary>
    public Task<ApiKeyRecord?> FindGoodAsync(ApiKeyText session, CancellationToken cancellation) =>
        found.FindGoodAsync(session, cancellation);

    /// <summary>Opens a session for the holder of a key.</summary>
    /// <returns>The session, whose secret is stored nowhere else, and its expiry.</returns>
    public async Task<(ApiKeyText Session, DateTimeOffset ExpiresAt)> OpenAsync(string keyId, CancellationToken cancellation)
    {
        var (session, now) = (ApiKeyText.Create(), time.GetUtcNow());
        await table.AddAsync(new Session(session.Id, session.Hash(), keyId, now + Lifetime), cancellation);
        await table.RemoveEndedAsync(now, SweptAtOnce, cancellation);
        return (session, now + Lifetime);
    }

    /// <summary>
    /// Ends a session. An instance that has just used it may accept it for up to <see cref="ApiKeyDirectory.Memory"/>.
    /// </summary>
    public Task CloseAsync(ApiKeyText session, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        return table.RemoveAsync(session.Id, cancellation);
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;
}
