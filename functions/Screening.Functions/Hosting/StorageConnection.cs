using Screening.Engine.Policies.Compilation;
using Screening.Functions.Storage;

namespace Screening.Functions.Hosting;

/// <summary>
/// One storage account, named by a connection string or, for the app's own identity, by its addresses. The record's
/// text form is redacted, because a connection string is a secret.
/// </summary>
public sealed record StorageConnection
{
    /// <summary>Connection string; null when addresses are given.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Address of the blob service; null when a connection string is given.</summary>
    public Uri? BlobAddress { get; init; }

    /// <summary>Address of the queue service; null when a connection string is given.</summary>
    public Uri? QueueAddress { get; init; }

    /// <summary>Address of the table service; null when a connection string is given.</summary>
    public Uri? TableAddress { get; init; }

    /// <summary>
    /// Client id of a user-assigned identity; null for the system-assigned one or a developer's sign-in.
    /// </summary>
    public string? ManagedIdentityClientId { get; init; }

    /// <summary>Whether it is an emulator on this machine.</summary>
    public bool IsEmulator => ConnectionString is { } text
        ? text.Contains("UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase)
            || text.Split(';').Any(part => part.StartsWith("TableEndpoint=", StringComparison.OrdinalIgnoreCase)
                && Uri.TryCreate(part["TableEndpoint=".Length..], UriKind.Absolute, out var table) && table.IsLoopback)
        : TableAddress is { IsLoopback: true };

    /// <summary>
    /// Reads the setting <paramref name="name"/> as the Functions host does: a connection string, or
    /// <c>name__accountName</c>, or <c>name__blobServiceUri</c>, <c>name__queueServiceUri</c>,
    /// <c>name__tableServiceUri</c>,
    /// with <c>name__clientId</c> for a user-assigned identity.
    /// </summary>
    /// <returns>The account; null when nothing is set.</returns>
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

    /// <summary>Whether the setting, or any beneath it, has a value.</summary>
    public static bool IsSet(IConfiguration settings, string name)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var section = settings.GetSection(name);
        return !string.IsNullOrWhiteSpace(section.Value)
            || section.GetChildren().Any(child => !string.IsNullOrWhiteSpace(child.Value));
    }

    /// <summary>The queues of this account.</summary>
    public StorageOptions ToStorageOptions() => new()
    {
        ConnectionString = ConnectionString,
        TableAddress = TableAddress,
        BlobAddress = BlobAddress,
        ManagedIdentityClientId = ManagedIdentityClientId,
    };

    /// <summary>How the queues of this account are reached.</summary>
    public MessageQueueOptions ToQueueOptions() => new()
    {
        ConnectionString = ConnectionString,
        QueueAddress = QueueAddress,
        ManagedIdentityClientId = ManagedIdentityClientId,
    };

    /// <summary>Says where, never with which key.</summary>
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
