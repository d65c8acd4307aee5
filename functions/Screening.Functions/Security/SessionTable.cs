using Azure;
using Azure.Data.Tables;
using Screening.Functions.Storage;

namespace Screening.Functions.Security;

/// <summary>A session of the pages as stored, with the hash of its secret instead of the secret.</summary>
/// <param name="SessionId">Public part, used to find the session.</param>
/// <param name="Hash">Hash of the secret part.</param>
/// <param name="KeyId">The API key that opened the session. The session is valid only while this key is valid.</param>
/// <param name="ExpiresAt">Time from which the session is no longer valid, UTC.</param>
public sealed record Session(string SessionId, string Hash, string KeyId, DateTimeOffset ExpiresAt);

/// <summary>Sessions of the pages, in the table of API keys, in a separate partition.</summary>
public sealed class SessionTable
{
    private const string Partition = "session";

    private readonly TableClient table;

    internal SessionTable(TableClient table) => this.table = table;

    /// <summary>Writes a new session.</summary>
    public async Task AddAsync(Session session, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        var row = new TableEntity(Partition, session.SessionId)
        {
            ["Hash"] = session.Hash, ["KeyId"] = session.KeyId, ["ExpiresAt"] = session.ExpiresAt,
        };
        Rows.Check(row);
        await table.AddEntityAsync(row, cancellation);
    }

    /// <summary>Finds a session; null if there is none. Expired sessions are returned too; the caller must refuse them.</summary>
    public async Task<Session?> FindAsync(string sessionId, CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Rows.Key(sessionId), cancellationToken: cancellation);
        return read is { HasValue: true, Value: { } row }
            ? new Session(row.RowKey, row.GetString("Hash"), row.GetString("KeyId"), row.GetDateTimeOffset("ExpiresAt")!.Value)
            : null;
    }

    /// <summary>Removes a session. It is not an error if there is none.</summary>
    public async Task RemoveAsync(string sessionId, CancellationToken cancellation)
    {
        try
        {
            await table.DeleteEntityAsync(Partition, Rows.Key(sessionId), ETag.All, cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            // Already removed.
        }
    }

    /// <summary>
    /// Removes up to <paramref name="atMost"/> sessions that ended before a time, UTC, so that they do not accumulate.
    /// </summary>
    public async Task RemoveEndedAsync(DateTimeOffset before, int atMost, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and ExpiresAt lt {before}");
        var ended = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, atMost, ["RowKey"], cancellation))
        {
            ended.Add(row.RowKey);
            if (ended.Count == atMost)
            {
                break;
            }
        }

        foreach (var id in ended)
        {
            await RemoveAsync(id, cancellation);
        }
    }
}
