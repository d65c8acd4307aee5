using Screening.Functions.Storage;

namespace Screening.Functions.Hosting;

/// <summary>
/// One storage account, given by a connection string or, for authentication with an identity, by the addresses of its services.
/// The text form of the record is redacted, because a connection string is a secret.
/// </summary>
public sealed record StorageConnection
{
    /// <summary>Connection string; null if addresses are given.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Address of the blob service; null if a connection string is given.</summary>
    public Uri? BlobAddress { get; init; }

    /// <summary>Address of the queue service; null if a connection string is given.</summary>
    public Uri? QueueAddress { get; init; }

    /// <summary>Address of the table service; null if a connection string is given.</summary>
    public Uri? TableAddress { get; init; }

    /// <summary>Client id of a user-assigned identity; null for the system-assigned identity or a developer's sign-in.</summary>
    public string? ManagedIdentityClientId { get; init; }

    /// <summary>Whether the account is an emulator on this machine.</summary>
    public bool IsEmulator => ConnectionString is { } text
        ? text.Contains("UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase)
            || text.Split(';').Any(part => part.StartsWith("TableEndpoint=", StringComparison.OrdinalIgnoreCase)
                && Uri.TryCreate(part["TableEndpoint=".Length..], UriKind.Absolute, out var table) && table.IsLoopback)
        : TableAddress is { IsLoopback: true };

    /// <summary>
    /// Reads the setting <paramref name="name"/> in the same way as the Functions host: a connection string, or
    /// <c>name__accountName</c>, or <c>name__blobServiceUri</c>, <c>name__queueServiceUri</c> and <c>name__tableServiceUri</c>,
    /// with <c>name__clientId</c> for a user-assigned identity.
    /// </summary>
    /// <returns>The account; null if nothing is set.</returns>
    /// <exception cref="StartupException">Something is set, but not enough to reach every service.</exception>
    public static StorageConnection? Read(IConfiguration settings, string name)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var section = settings.GetSection(name);
        if (!string.IsNullOrWhiteSpace(section.Value))
        {
            return new StorageConnection { ConnectionString = section.Value };
        }

        if (!IsSet(settings, name))
        {
            return null;
        }

        var account = section["accountName"];
        return new StorageConnection
        {
            BlobAddress = Address(section, name, "blob", account),
            QueueAddress = Address(section, name, "queue", account),
            TableAddress = Address(section, name, "table", account),
            ManagedIdentityClientId = section["clientId"],
        };
    }

    /// <summary>
    /// Reads a setting of which only the blob service is used: a connection string, <c>name__accountName</c> or
    /// <c>name__blobServiceUri</c>. Nothing is set without one of them, whatever else is under the name.
    /// </summary>
    /// <returns>The account; null if nothing is set.</returns>
    /// <exception cref="StartupException">The address cannot be read.</exception>
    public static StorageConnection? ReadBlobs(IConfiguration settings, string name)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var section = settings.GetSection(name);
        if (!string.IsNullOrWhiteSpace(section.Value))
        {
            return new StorageConnection { ConnectionString = section.Value };
        }

        return string.IsNullOrWhiteSpace(section["accountName"]) && string.IsNullOrWhiteSpace(section["blobServiceUri"])
            ? null
            : new StorageConnection { BlobAddress = Address(section, name, "blob", section["accountName"]), ManagedIdentityClientId = section["clientId"] };
    }

    /// <summary>Whether both name the blob service of the same account.</summary>
    public bool HasSameBlobsAs(StorageConnection? other) =>
        other is not null && string.Equals(BlobAccount, other.BlobAccount, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the setting, or a setting under it, has a value.</summary>
    public static bool IsSet(IConfiguration settings, string name)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var section = settings.GetSection(name);
        return !string.IsNullOrWhiteSpace(section.Value)
            || section.GetChildren().Any(child => !string.IsNullOrWhiteSpace(child.Value));
    }

    /// <summary>Options for the tables and blobs of this account.</summary>
    public StorageOptions ToStorageOptions() => new()
    {
        ConnectionString = ConnectionString,
        TableAddress = TableAddress,
        BlobAddress = BlobAddress,
        ManagedIdentityClientId = ManagedIdentityClientId,
    };

    /// <summary>Options for the queues of this account.</summary>
    public MessageQueueOptions ToQueueOptions() => new()
    {
        ConnectionString = ConnectionString,
        QueueAddress = QueueAddress,
        ManagedIdentityClientId = ManagedIdentityClientId,
    };

    // The host of the blob service; on one machine also port and path, because accounts of an emulator share the host.
    private string? BlobAccount
    {
        get
        {
            if (ConnectionString is not { } text)
            {
                return BlobAddress?.GetComponents(UriComponents.HostAndPort | UriComponents.Path, UriFormat.SafeUnescaped).TrimEnd('/');
            }

            var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).Where(part => part.Length == 2)
                .ToLookup(part => part[0].Trim(), part => part[1].Trim(), StringComparer.OrdinalIgnoreCase);
            return parts["BlobEndpoint"].FirstOrDefault() is { } endpoint && Uri.TryCreate(endpoint, UriKind.Absolute, out var address)
                ? address.GetComponents(UriComponents.HostAndPort | UriComponents.Path, UriFormat.SafeUnescaped).TrimEnd('/')
                : parts["AccountName"].FirstOrDefault() is { } account
                    ? $"{account}.blob.{parts["EndpointSuffix"].FirstOrDefault() ?? "core.windows.net"}:443"
                    : text;
        }
    }

    /// <summary>The address or a redacted text. Never a key.</summary>
    public override string ToString() =>
        ConnectionString is null ? $"{TableAddress} (identity)" : "a connection string (redacted)";

    private static Uri Address(IConfigurationSection section, string name, string service, string? account)
    {
        var setting = $"{name}__{service}ServiceUri";
        if (section[$"{service}ServiceUri"] is { Length: > 0 } given)
        {
            return Uri.TryCreate(given, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
                ? address
                : throw new StartupException(
                    ExitCode.SettingsInvalid,
                    $"{setting} is not an address: give one such as https://account.{service}.core.windows.net.");
        }

        return !string.IsNullOrWhiteSpace(account)
            ? new Uri($"https://{account}.{service}.core.windows.net")
            : throw new StartupException(
                ExitCode.SettingsInvalid,
                $"{name} is set in part: set {setting} or {name}__accountName as well, "
                + $"or a connection string in {name}.");
    }
}
