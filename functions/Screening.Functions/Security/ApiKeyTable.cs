using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Screening.Functions.Storage;

namespace Screening.Functions.Security;

/// <summary>An API key as stored, with the hash of its secret instead of the secret.</summary>
public sealed record ApiKey
{
    /// <summary>Public part of the key, used to find it.</summary>
    public required string KeyId { get; init; }

    /// <summary>Hash of the secret part, as computed by `ApiKeyText`.</summary>
    public required string Hash { get; init; }

    /// <summary>Name of the holder, recorded as actor and client.</summary>
    public required string Name { get; init; }

    /// <summary>Person who owns the key; null for keys from before this was stored.</summary>
    public string? Owner { get; init; }

    /// <summary>Owner of the administrator who created it; null when it was the command line or before this was stored.</summary>
    public string? CreatedByOwner { get; init; }

    /// <summary>
    /// Hours that the replaced key stays valid after approval; null when the key is not pending. A pending key is refused.
    /// </summary>
    public int? PendingOverlapHours { get; init; }

    /// <summary>Whether a second administrator must still approve the key.</summary>
    public bool IsPending => PendingOverlapHours is not null;

    /// <summary>The administrator who approved it; null when none was needed.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>Roles of the holder.</summary>
    public required ImmutableArray<string> Roles { get; init; }

    /// <summary>Time of creation, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Creator; null for keys from before this was stored.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Id of the key that it replaces; null if none.</summary>
    public string? Replaces { get; init; }

    /// <summary>Time from which the key is no longer valid, UTC; null for no expiry.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Time of revocation, UTC; null if it is not revoked.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Whether the key is in effect at a time.</summary>
    public bool IsGoodAt(DateTimeOffset now) => !IsPending && !(ExpiresAt <= now) && !(RevokedAt <= now);
}

/// <summary>API keys, hashed, with roles. Revocation keeps the row, so that records can still name the holder.</summary>
public sealed class ApiKeyTable
{
    private const string Partition = "key";

    private readonly TableClient table;

    internal ApiKeyTable(TableClient table) => this.table = table;

    /// <summary>Writes a key and replaces an existing key with the same id.</summary>
    /// <exception cref="RowRefusedException">A value is larger than storage allows.</exception>
    public async Task PutAsync(ApiKey key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        var row = new TableEntity(Partition, key.KeyId)
        {
            ["Hash"] = key.Hash,
            ["Name"] = key.Name,
            ["Roles"] = string.Join(',', key.Roles),
            ["Owner"] = key.Owner,
            ["CreatedByOwner"] = key.CreatedByOwner,
            ["PendingOverlapHours"] = key.PendingOverlapHours,
            ["ApprovedBy"] = key.ApprovedBy,
            ["CreatedAt"] = key.CreatedAt,
            ["CreatedBy"] = key.CreatedBy,
            ["Replaces"] = key.Replaces,
            ["ExpiresAt"] = key.ExpiresAt,
            ["RevokedAt"] = key.RevokedAt,
        };
        Rows.Check(row);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>
    /// Finds a key; null if there is none. Expired and revoked keys are returned too; the caller must refuse them.
    /// </summary>
    public async Task<ApiKey?> FindAsync(string keyId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        if (keyId.Length is 0 or > StorageLimits.KeyCharacters || !keyId.All(Rows.IsKeyCharacter))
        {
            // An invalid id from an unauthenticated caller is an unknown key, not an error.
            return null;
        }

        var read = await table.GetEntityIfExistsAsync<TableEntity>(Partition, keyId, cancellationToken: cancellation);
        return read.HasValue ? Key(read.Value!) : null;
    }

    /// <summary>Revokes a key at a time, UTC.</summary>
    /// <returns>False if there is no such key.</returns>
    public Task<bool> RevokeAsync(string keyId, DateTimeOffset at, CancellationToken cancellation) =>
        MergeAsync(keyId, "RevokedAt", at, cancellation);

    /// <summary>Changes the expiry of a key to a time, UTC. A rotation does this with the old key.</summary>
    /// <returns>False if there is no such key.</returns>
    public Task<bool> EndAsync(string keyId, DateTimeOffset at, CancellationToken cancellation) =>
        MergeAsync(keyId, "ExpiresAt", at, cancellation);

    /// <summary>Lets a pending key take effect.</summary>
    /// <param name="key">The key as read.</param>
    /// <param name="approvedBy">The administrator who approves it.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public Task ApproveAsync(ApiKey key, string approvedBy, CancellationToken cancellation) =>
        PutAsync(key with { PendingOverlapHours = null, ApprovedBy = approvedBy }, cancellation);

    /// <summary>Lists all keys.</summary>
    public async IAsyncEnumerable<ApiKey> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            yield return Key(row);
        }
    }

    /// <summary>The ids of all keys.</summary>
    public async Task<IReadOnlySet<string>> IdsAsync(CancellationToken cancellation)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellation))
        {
            ids.Add(row.RowKey);
        }

        return ids;
    }

    internal Task CreateAsync(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    private async Task<bool> MergeAsync(string keyId, string column, DateTimeOffset at, CancellationToken cancellation)
    {
        try
        {
            var row = new TableEntity(Partition, Rows.Key(keyId)) { [column] = at };
            await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancellation);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return false;
        }
    }

    private static ApiKey Key(TableEntity row) => new()
    {
        KeyId = row.RowKey,
        Hash = row.GetString("Hash"),
        Name = row.GetString("Name"),
        Owner = row.GetString("Owner"),
        CreatedByOwner = row.GetString("CreatedByOwner"),
        PendingOverlapHours = row.GetInt32("PendingOverlapHours"),
        ApprovedBy = row.GetString("ApprovedBy"),
        Roles = [.. row.GetString("Roles").Split(',', StringSplitOptions.RemoveEmptyEntries)],
        CreatedAt = row.GetDateTimeOffset("CreatedAt")!.Value,
        CreatedBy = row.GetString("CreatedBy"),
        Replaces = row.GetString("Replaces"),
        ExpiresAt = row.GetDateTimeOffset("ExpiresAt"),
        RevokedAt = row.GetDateTimeOffset("RevokedAt"),
    };
}
