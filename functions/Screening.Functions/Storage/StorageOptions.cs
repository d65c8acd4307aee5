namespace Screening.Functions.Storage;

/// <summary>Where storage is; how long it is waited for stands in <see cref="StorageRetryOptions"/>.</summary>
public sealed record StorageOptions
{
    /// <summary>Connection string; exactly one of this and the three addresses is given.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Address of the table service, for the app's own identity.</summary>
    public Uri? TableAddress { get; init; }

    /// <summary>Address of the blob service, for the app's own identity.</summary>
    public Uri? BlobAddress { get; init; }

    /// <summary>
    /// Client id of a user-assigned identity; null for the system-assigned one or a developer's sign-in.
    /// </summary>
    public string? ManagedIdentityClientId { get; init; }

    /// <summary>
    /// Letters and digits, starting with a letter, before every table and container name, so that several rooms share
    /// an account. Empty for the product.
    /// </summary>
    public string NamePrefix { get; init; } = "";
}
