using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Screening.Engine.Snapshots;
using Screening.Functions.Storage;

namespace Screening.Functions.Snapshots;

/// <summary>Names the current snapshot.</summary>
/// <param name="Format">Format of its bytes.</param>
/// <param name="Revision">"sha256-" and the lower-case hex of the SHA-256 of its bytes.</param>
/// <param name="SourceVersion">Version of the authored source it was compiled from.</param>
/// <param name="Length">Bytes it has.</param>
/// <param name="BuiltAt">When it was compiled, UTC.</param>
public sealed record SnapshotPointer(
    int Format, string Revision, long SourceVersion, long Length, DateTimeOffset BuiltAt)
{
    /// <summary>W3C traceparent of the build; beside the pointer and not in it, so that no reader depends on it.</summary>
    [JsonIgnore]
    public string? Trace { get; init; }

    /// <summary>
    /// Whether this pointer makes another superfluous: a newer source, or the same in as new a format.
    /// </summary>
    /// <param name="format">Format of the other.</param>
    /// <param name="sourceVersion">Source version of the other.</param>
    public bool Covers(int format, long sourceVersion) =>
        SourceVersion > sourceVersion || (SourceVersion == sourceVersion && Format >= format);
}

/// <summary>Answer of a read of the pointer.</summary>
/// <param name="Pointer">The pointer; null when there is none, or it has not changed.</param>
/// <param name="ETag">Tag of the pointer blob; null when there is none.</param>
/// <param name="IsUnchanged">Whether the blob still has the tag the reader gave.</param>
public sealed record PointerRead(SnapshotPointer? Pointer, string? ETag, bool IsUnchanged);

/// <summary>Compiled snapshots, named by their content and never edited, and the pointer to the current one.</summary>
public sealed class SnapshotBlobs
{
    private const string PointerName = "current";
    private const string TraceMetadata = "traceparent";

    private readonly BlobContainerClient container;
    private readonly BlobContainerClient bulk;

    /// <summary>Two clients of the same container: one for the pointer, one with retry policy for whole snapshots.</summary>
    internal SnapshotBlobs(BlobContainerClient container, BlobContainerClient bulk) =>
        (this.container, this.bulk) = (container, bulk);

    /// <summary>
    /// Stores a snapshot. One that is there already is left alone, unless its bytes are not what its name says.
    /// </summary>
    /// <param name="format">Format of the bytes.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="cancellation">Ends the attempt.</param>
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

    /// <summary>Reads the bytes of a snapshot, unchecked.</summary>
    /// <param name="format">Format of the bytes.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="cancellation">Ends the attempt.</param>
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

    /// <summary>Whether a snapshot is there and its bytes are what its name says.</summary>
    /// <param name="format">Format of the bytes.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task<bool> IsSoundAsync(int format, string revision, CancellationToken cancellation) =>
        await GetAsync(format, revision, cancellation) is { } bytes
        && string.Equals(SnapshotFormat.RevisionOf(bytes.Span), revision, StringComparison.Ordinal);

    /// <summary>Whether a snapshot is there in its whole length; cheap, for the sweep.</summary>
    /// <param name="pointer">Pointer that names it.</param>
    /// <param name="cancellation">Ends the attempt.</param>
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
    /// <param name="knownETag">Tag of the pointer the reader holds, for which "unchanged" is answer enough; or
    /// null.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="InvalidDataException">The blob is no pointer.</exception>
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

    /// <summary>Replaces the pointer, if it is still the one that was read.</summary>
    /// <param name="pointer">The new pointer.</param>
    /// <param name="expectedETag">Tag of the pointer read; null when there was none.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>True when flipped; false when another came first.</returns>
    public async Task<bool> FlipAsync(SnapshotPointer pointer, string? expectedETag, CancellationToken cancellation)
    {
        var conditions = expectedETag is null
            ? new BlobRequestConditions { IfNoneMatch = ETag.All }
            : new BlobRequestConditions { IfMatch = new ETag(expectedETag) };
        try
        {
            var json = StorageJson.Utf8(pointer);
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
            return StorageJson.Read<SnapshotPointer>(content)
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
