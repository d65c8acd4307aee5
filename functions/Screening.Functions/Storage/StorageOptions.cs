namespace Screening.Functions.Storage;

/// <summary>Location of storage. Timeouts and retries are in <see cref="StorageRetryOptions"/>.</summary>
public sealed record StorageOptions
{
    /// <summary>Connection string. Either this or both addresses are set.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Address of the table service, used with the app's own identity.</summary>
    public Uri? TableAddress { get; init; }

    /// <summary>Address of the blob service, used with the app's own identity.</summary>
    public Uri? BlobAddress { get; init; }

    /// <summary>Client id of a user-assigned identity; null for the system-assigned identity or a developer's sign-in.</summary>
    public string? ManagedIdentityClientId { get; init; }

    /// <summary>
    /// Prefix of every table and container name, so that several environments can share an account: letters and digits, starting
    /// with a letter. Empty in production.
    /// </summary>
    public string NamePrefix { get; init; } = "";

    /// <summary>Format of the snapshots that this program reads and writes. Each format has its own pointer.</summary>
    public int SnapshotFormat { get; init; } = Engine.Snapshots.SnapshotFormat.Version;

    /// <summary>Location of the checkpoints, outside the account of the tables; null for none.</summary>
    public CheckpointOptions? Checkpoints { get; init; }
}

/// <summary>Location of the checkpoints of the anchor chain: either a connection string or the address of a blob service.</summary>
/// <param name="ConnectionString">Connection string; null if the address is given.</param>
/// <param name="BlobAddress">Address of the blob service, used with the app's own identity; null if a connection string is given.</param>
/// <param name="ManagedIdentityClientId">Client id of a user-assigned identity; null for the system-assigned one.</param>
/// <param name="Container">Name of the container.</param>
public sealed record CheckpointOptions(string? ConnectionString, Uri? BlobAddress, string? ManagedIdentityClientId, string Container);
