using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Screening.Engine.Policies.Compilation;
using Screening.Functions.Storage;

namespace Screening.Functions.Security;

/// <summary>An API key as stored: never the key, only its hash.</summary>
public sealed record ApiKey
{
    /// <summary>Public part of the key, by which it is found.</summary>
    public required string KeyId { get; init; }

    /// <summary>Hash of the secret part, as `ApiKeyText` makes it.</summary>
    public required string Hash { get; init; }

    /// <summary>Name of the holder, recorded as actor and client.</summary>
    public required string Name { get; init; }

    /// <summary>Roles the holder has.</summary>
    public required ImmutableArray<string> Roles { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it; null for keys from before this was kept.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Id of the key it replaces; null when it replaces none.</summary>
    public string? Replaces { get; init; }

    /// <summary>From when it is no longer good, UTC; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked, UTC; null when it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>API keys, hashed, with roles. Revoking keeps the row, so that records go on naming their holder.</summary>
public sealed class ApiKeyTable
{
    private const string Partition = "key";

    private readonly TableClient table;

    internal ApiKeyTable(TableClient table) => this.table = table;

    /// <summary>Writes a key, replacing the one with its id.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="RowRefusedException">A part of it is more than storage takes.</exception>
    public async Task PutAsync(ApiKey key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        var row = new TableEntity(Partition, key.KeyId)
        {
            ["Hash"] = key.Hash,
            ["Name"] = key.Name,
            ["Roles"] = string.Join(',', key.Roles),
            ["CreatedAt"] = key.CreatedAt,
            ["CreatedBy"] = key.CreatedBy,
            ["Replaces"] = key.Replaces,
            ["ExpiresAt"] = key.ExpiresAt,
            ["RevokedAt"] = key.RevokedAt,
        };
        Rows.Check(row);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Finds a key; also an expired or revoked one, which the caller must refuse.</summary>
    /// <param name="keyId">Public part of the key, as a caller presented it.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>The key; null when there is none.</returns>
    public async Task<ApiKey?> FindAsync(string keyId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        if (keyId.Length is 0 or > StorageLimits.KeyCharacters || !keyId.All(Rows.IsKeyCharacter))
        {
            // Whatever an unauthenticated caller sends is merely unknown, not an error.
            return null;
        }

        var read = await table.GetEntityIfExistsAsync<TableEntity>(Partition, keyId, cancellationToken: cancellation);
        return read.HasValue ? Key(read.Value!) : null;
    }

    /// <summary>Revokes a key.</summary>
    /// <param name="keyId">Public part of the key.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>False when there is no such key.</returns>
    public Task<bool> RevokeAsync(string keyId, DateTimeOffset at, CancellationToken cancellation) =>
        MergeAsync(keyId, "RevokedAt", at, cancellation);

    /// <summary>Lets a key end at another time, as a rotation does with the old one.</summary>
    /// <param name="keyId">Public part of the key.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>False when there is no such key.</returns>
    public Task<bool> EndAsync(string keyId, DateTimeOffset at, CancellationToken cancellation) =>
        MergeAsync(keyId, "ExpiresAt", at, cancellation);

    /// <summary>Lists all keys.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<ApiKey> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            yield return Key(row);
        }
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
        Roles = [.. row.GetString("Roles").Split(',', StringSplitOptions.RemoveEmptyEntries)],
        CreatedAt = row.GetDateTimeOffset("CreatedAt")!.Value,
        CreatedBy = row.GetString("CreatedBy"),
        Replaces = row.GetString("Replaces"),
        ExpiresAt = row.GetDateTimeOffset("ExpiresAt"),
        RevokedAt = row.GetDateTimeOffset("RevokedAt"),
    };
}
