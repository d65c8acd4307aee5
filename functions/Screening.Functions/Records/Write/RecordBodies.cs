using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Records.Write;

/// <summary>The texts of a record: JSON with masks, and the masked values encrypted.</summary>
/// <param name="Request">Request with masks.</param>
/// <param name="Decision">Decision with masks.</param>
/// <param name="Sealed">Encrypted values; null when there are none.</param>
internal sealed record RecordBody(string Request, string Decision, byte[]? Sealed);

/// <summary>
/// Bodies that are too large for a row. Each is a blob named by the hash of its content: a retry writes the same blob, and any
/// change is detected.
/// </summary>
internal sealed class RecordBodies(BlobContainerClient container)
{
    private const string NamePrefix = "sha256-";
    private const int NameLength = 7 + 64;

    /// <summary>Stores a body.</summary>
    /// <returns>Its name.</returns>
    internal async Task<string> PutAsync(RecordBody body, CancellationToken cancellation)
    {
        var bytes = RowJson.Utf8(body);
        var name = SnapshotFormat.RevisionOf(bytes);
        try
        {
            await container.GetBlobClient(name).UploadAsync(
                BinaryData.FromBytes(bytes),
                new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } },
                cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status is 409 or 412)
        {
            // Already stored.
        }

        return name;
    }

    /// <summary>Reads a body.</summary>
    /// <exception cref="InvalidDataException">The blob is missing or does not match its name.</exception>
    internal async Task<RecordBody> GetAsync(string name, CancellationToken cancellation)
    {
        if (!IsName(name))
        {
            throw new InvalidDataException("a record names no body");
        }

        try
        {
            var answer = await container.GetBlobClient(name).DownloadContentAsync(cancellation);
            var bytes = answer.Value.Content;
            return string.Equals(SnapshotFormat.RevisionOf(bytes), name, StringComparison.Ordinal)
                && RowJson.Read<RecordBody>(bytes) is { Request: not null, Decision: not null } body
                    ? body
                    : throw new InvalidDataException($"the body {name} of a record is not what its name says");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"the body {name} of a record cannot be read", failure);
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            throw new InvalidDataException($"the body {name} of a record is not there", failure);
        }
    }

    /// <summary>Deletes a body if it exists.</summary>
    internal Task DeleteAsync(string name, CancellationToken cancellation) =>
        container.DeleteBlobIfExistsAsync(name, cancellationToken: cancellation);

    // A tampered column may hold a text that is no name of a blob at all.
    private static bool IsName(string name) => name.Length == NameLength && name.StartsWith(NamePrefix, StringComparison.Ordinal)
        && name[NamePrefix.Length..].All(char.IsAsciiHexDigitLower);

    internal Task CreateAsync(CancellationToken cancellation) => container.CreateIfNotExistsAsync(cancellationToken: cancellation);
}
