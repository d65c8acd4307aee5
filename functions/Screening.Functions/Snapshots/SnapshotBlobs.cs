using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Snapshots;

/// <summary>Pointer to the current snapshot.</summary>
/// <param name="Format">Format of its bytes.</param>
/// <param name="Revision">"sha256-" and the lower-case hex of the SHA-256 of its bytes.</param>
/// <param name="SourceVersion">Source version it was compiled from.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="BuiltAt">Time of compilation, UTC.</param>
public sealed record SnapshotPointer(
    int Format, string Revision, long SourceVersion, long Length, DateTimeOffset BuiltAt)
{
    /// <summary>
    /// W3C traceparent of the build. Stored as metadata of the pointer blob and not in its content, so that no reader depends on
    /// it.
    /// </summary>
    [JsonIgnore]
    public string? Trace { get; init; }

    /// <summary>
    /// Whether this pointer supersedes another: its source is newer, or it is the same source in the same or a newer format.
    /// </summary>
    /// <param name="format">Format of the other pointer.</param>
    /// <param name="sourceVersion">Source version of the other pointer.</param>
    public bool Covers(int format, long sourceVersion) =>
        SourceVersion > sourceVersion || (SourceVersion == sourceVersion && Format >= format);
}

/// <summary>Result of reading the pointer.</summary>
/// <param name="Pointer">The pointer; null when there is none or it is unchanged.</param>
/// <param name="ETag">ETag of the pointer blob; null when there is none.</param>
/// <param name="IsUnchanged">Whether the blob still has the ETag given by the reader.</param>
public sealed record PointerRead(SnapshotPointer? Pointer, string? ETag, bool IsUnchanged);

/// <summary>Compiled snapshots, which are named by their content and never edited, and the pointer to the current one.</summary>
public sealed class SnapshotBlobs
{
    private const string PointerName = "current";
    private const string TraceMetadata = "traceparent";

    private readonly BlobContainerClient container;
    private readonly BlobContainerClient bulk;

    /// <summary>
    /// Two clients of the same container: one for the pointer, one with the bulk retry policy for whole snapshots.
    /// </summary>
    internal SnapshotBlobs(BlobContainerClient container, BlobContainerClient bulk) =>
        (this.container, this.bulk) = (container, bulk);

    /// <summary>Stores a snapshot. An existing one is kept unless its bytes do not match its name.</summary>
    /// <returns>The revision.</returns>
    public async Task<string> PutAsync(int format, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var revision = SnapshotFormat.RevisionOf(bytes.Span);
        try
        {
            await UploadAsync(Name(format, revision), bytes, new() { IfNoneMatch = ETag.All }, cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status is 409 or 412)
        {
            if (!await IsSoundAsync(format, revision, cancellation))
            {
                await UploadAsync(Name(format, revision), bytes, new(), cancellation);
            }
        }

        return revision;
    }

    /// <summary>Reads the bytes of a snapshot without checking them.</summary>
    /// <returns>The bytes; null when there is no such blob.</returns>
    public async Task<ReadOnlyMemory<byte>?> GetAsync(int format, string revision, CancellationToken cancellation)
    {
        try
        {
            var answer = await Blob(Name(format, revision)).DownloadContentAsync(cancellation);
            return answer.Value.Content.ToMemory();
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Whether a snapshot exists and its bytes match its name.</summary>
    public async Task<bool> IsSoundAsync(int format, string revision, CancellationToken cancellation) =>
        await GetAsync(format, revision, cancellation) is { } bytes
        && string.Equals(SnapshotFormat.RevisionOf(bytes.Span), revision, StringComparison.Ordinal);

    /// <summary>Whether a snapshot exists in its full length. A cheap check for the sweep.</summary>
    public async Task<bool> IsThereAsync(SnapshotPointer pointer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        try
        {
            var answer = await Blob(Name(pointer.Format, pointer.Revision))
                .GetPropertiesAsync(cancellationToken: cancellation);
            return answer.Value.ContentLength == pointer.Length;
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return false;
        }
    }

    /// <summary>Reads the pointer.</summary>
    /// <param name="knownETag">
    /// ETag of the pointer the caller holds, so that an unchanged pointer is not read again; or null.
    /// </param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="InvalidDataException">The blob is not a pointer.</exception>
    public async Task<PointerRead> ReadPointerAsync(string? knownETag, CancellationToken cancellation)
    {
        var conditions = knownETag is null ? null : new BlobRequestConditions { IfNoneMatch = new ETag(knownETag) };
        try
        {
            var answer = await Blob(PointerName).DownloadContentAsync(
                new BlobDownloadOptions { Conditions = conditions }, cancellation);
            if (answer.GetRawResponse().Status == 304)
            {
                return new(null, knownETag, IsUnchanged: true);
            }

            var trace = answer.Value.Details.Metadata?.TryGetValue(TraceMetadata, out var sent) == true ? sent : null;
            return new(Parse(answer.Value.Content) with { Trace = trace }, answer.Value.Details.ETag.ToString(), IsUnchanged: false);
        }
        catch (RequestFailedException failure) when (failure.Status == 304)
        {
            return new(null, knownETag, IsUnchanged: true);
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return new(null, null, IsUnchanged: false);
        }
    }

    /// <summary>Replaces the pointer if it is still the one that was read.</summary>
    /// <param name="pointer">The new pointer.</param>
    /// <param name="expectedETag">ETag of the pointer that was read; null when there was none.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>True when replaced; false when another writer was first.</returns>
    public async Task<bool> FlipAsync(SnapshotPointer pointer, string? expectedETag, CancellationToken cancellation)
    {
        var conditions = expectedETag is null
            ? new BlobRequestConditions { IfNoneMatch = ETag.All }
            : new BlobRequestConditions { IfMatch = new ETag(expectedETag) };
        try
        {
            var json = RowJson.Utf8(pointer);
            var options = new BlobUploadOptions { Conditions = conditions };
            if (pointer.Trace is { } trace)
            {
                options.Metadata = new Dictionary<string, string> { [TraceMetadata] = trace };
            }

            await Blob(PointerName).UploadAsync(BinaryData.FromBytes(json), options, cancellation);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status is 409 or 412)
        {
            return false;
        }
    }

    internal Task CreateAsync(CancellationToken cancellation) =>
        container.CreateIfNotExistsAsync(cancellationToken: cancellation);

    private static string Name(int format, string revision) =>
        string.Create(CultureInfo.InvariantCulture, $"{format}/{revision}");

    private static SnapshotPointer Parse(BinaryData content)
    {
        try
        {
            return RowJson.Read<SnapshotPointer>(content)
                ?? throw new InvalidDataException("the pointer to the current snapshot is empty");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException("the pointer to the current snapshot cannot be read", failure);
        }
    }

    private BlobClient Blob(string name) =>
        (string.Equals(name, PointerName, StringComparison.Ordinal) ? container : bulk).GetBlobClient(name);

    private async Task UploadAsync(
        string name, ReadOnlyMemory<byte> bytes, BlobRequestConditions conditions, CancellationToken cancellation) =>
        await Blob(name).UploadAsync(
            BinaryData.FromBytes(bytes), new BlobUploadOptions { Conditions = conditions }, cancellation);
}
