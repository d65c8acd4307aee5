using Azure;
using Azure.Data.Tables;
using Screening.Functions.Storage;

namespace Screening.Functions.Security;

/// <summary>A session of the pages as stored: never its secret, only the hash.</summary>
/// <param name="SessionId">Public part, by which it is found.</param>
/// <param name="Hash">Hash of the secret part.</param>
/// <param name="KeyId">The API key it was opened with; it is good only while that key is.</param>
/// <param name="ExpiresAt">From when it is no longer good, UTC.</param>
public sealed record Session(string SessionId, string Hash, string KeyId, DateTimeOffset ExpiresAt);

/// <summary>Sessions of the pages. They lie beside the keys they were opened with, in a partition of their own.</summary>
public sealed class SessionTable
{
    private const string Partition = "session";

    private readonly TableClient table;

    internal SessionTable(TableClient table) => this.table = table;

    /// <summary>Writes a new session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellation">Ends the attempt.</param>
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

    /// <summary>Finds a session; also an expired one, which the caller must refuse.</summary>
    /// <param name="sessionId">Public part, as a caller presented it.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>The session; null when there is none.</returns>
    public async Task<Session?> FindAsync(string sessionId, CancellationToken cancellation)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Rows.Key(sessionId), cancellationToken: cancellation);
        return read is { HasValue: true, Value: { } row }
            ? new Session(row.RowKey, row.GetString("Hash"), row.GetString("KeyId"), row.GetDateTimeOffset("ExpiresAt")!.Value)
            : null;
    }

    /// <summary>Removes a session; it is no error when there is none.</summary>
    /// <param name="sessionId">Public part.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task RemoveAsync(string sessionId, CancellationToken cancellation)
    {
        try
        {
            await table.DeleteEntityAsync(Partition, Rows.Key(sessionId), ETag.All, cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            // Gone already.
        }
    }

    /// <summary>Removes some of those that ended, so that they do not pile up.</summary>
    /// <param name="before">When they must have ended, UTC.</param>
    /// <param name="atMost">How many to remove at most.</param>
    /// <param name="cancellation">Ends the attempt.</param>
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
