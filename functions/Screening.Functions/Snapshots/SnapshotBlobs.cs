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
/// <param name="Damage">Why the blob is not a pointer; null when it is one or there is none.</param>
public sealed record PointerRead(SnapshotPointer? Pointer, string? ETag, bool IsUnchanged, string? Damage = null);

/// <summary>
/// Compiled snapshots, which are named by their content and never edited, and a pointer for each format to the current one. A program
/// reads and writes the pointer of its own format alone, so two versions of the app on one storage never replace each other's.
/// </summary>
public sealed class SnapshotBlobs
{
    private const string PointerName = "current";

    // The last format whose pointer has the plain name: programs from before the rule read no other.
    private const int LastPlainFormat = 3;
    private const string TraceMetadata = "traceparent";

    private readonly BlobContainerClient container;
    private readonly BlobContainerClient bulk;
    private readonly string pointerName;

    // The blob whose bytes were last compared with their name, and its ETag at that time.
    private volatile Checked? sound;

    /// <summary>
    /// Two clients of the same container: one for the pointer, one with the bulk retry policy for whole snapshots.
    /// </summary>
    internal SnapshotBlobs(BlobContainerClient container, BlobContainerClient bulk, int format) =>
        (this.container, this.bulk, Format, pointerName) = (container, bulk, format, PointerOf(format));

    /// <summary>Format of the pointer that is read and written.</summary>
    public int Format { get; }

    /// <summary>Name of the pointer of a format.</summary>
    public static string PointerOf(int format) =>
        format <= LastPlainFormat ? PointerName : string.Create(CultureInfo.InvariantCulture, $"{PointerName}-{format}");

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

    /// <summary>Reads the bytes of a snapshot and compares them with its name.</summary>
    /// <exception cref="InvalidDataException">There is no such blob, or its bytes have another hash.</exception>
    public async Task<ReadOnlyMemory<byte>> GetSoundAsync(SnapshotPointer pointer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        var name = Name(pointer.Format, pointer.Revision);
        try
        {
            var answer = (await Blob(name).DownloadContentAsync(cancellation)).Value;
            var bytes = answer.Content.ToMemory();
            if (!string.Equals(SnapshotFormat.RevisionOf(bytes.Span), pointer.Revision, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"snapshot {pointer.Revision} is damaged: its bytes have another hash");
            }

            sound = new(name, answer.Details.ETag);
            return bytes;
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            throw new InvalidDataException($"snapshot {pointer.Revision} is not there", failure);
        }
    }

    /// <summary>
    /// Why the stored snapshot is not the one that the pointer names; null when it is. The bytes are read again only when the
    /// blob was written since they were last compared, which its ETag shows.
    /// </summary>
    public async Task<string?> FindDamageAsync(SnapshotPointer pointer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        var name = Name(pointer.Format, pointer.Revision);
        try
        {
            var answer = await Blob(name).GetPropertiesAsync(cancellationToken: cancellation);
            if (sound != new Checked(name, answer.Value.ETag))
            {
                await GetSoundAsync(pointer, cancellation);
            }

            return null;
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return $"snapshot {pointer.Revision} is not there";
        }
        catch (InvalidDataException damage)
        {
            return damage.Message;
        }
    }

    /// <summary>Reads the pointer.</summary>
    /// <param name="knownETag">
    /// ETag of the pointer the caller holds, so that an unchanged pointer is not read again; or null.
    /// </param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task<PointerRead> ReadPointerAsync(string? knownETag, CancellationToken cancellation)
    {
        var conditions = knownETag is null ? null : new BlobRequestConditions { IfNoneMatch = new ETag(knownETag) };
        try
        {
            var answer = await Blob(pointerName).DownloadContentAsync(
                new BlobDownloadOptions { Conditions = conditions }, cancellation);
            if (answer.GetRawResponse().Status == 304)
            {
                return new(null, knownETag, IsUnchanged: true);
            }

            var (content, tag) = (answer.Value.Content, answer.Value.Details.ETag.ToString());
            var trace = answer.Value.Details.Metadata?.TryGetValue(TraceMetadata, out var sent) == true ? sent : null;
            return Parse(content) is { } pointer
                ? new(pointer with { Trace = trace }, tag, IsUnchanged: false)
                : new(null, tag, IsUnchanged: false, "the pointer to the current snapshot is damaged");
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

            await Blob(pointerName).UploadAsync(BinaryData.FromBytes(json), options, cancellation);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Whether the pointer of another format names a snapshot of a source version or a later one.</summary>
    public async Task<bool> IsPublishedInAnotherFormatAsync(long sourceVersion, CancellationToken cancellation)
    {
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, PointerName, cancellation))
        {
            try
            {
                if (blob.Name != pointerName
                    && Parse((await container.GetBlobClient(blob.Name).DownloadContentAsync(cancellation)).Value.Content)?.SourceVersion >= sourceVersion)
                {
                    return true;
                }
            }
            catch (RequestFailedException failure) when (failure.Status == 404)
            {
                // Removed since it was listed.
            }
        }

        return false;
    }

    internal Task CreateAsync(CancellationToken cancellation) =>
        container.CreateIfNotExistsAsync(cancellationToken: cancellation);

    private static string Name(int format, string revision) =>
        string.Create(CultureInfo.InvariantCulture, $"{format}/{revision}");

    private static SnapshotPointer? Parse(BinaryData content)
    {
        try
        {
            return RowJson.Read<SnapshotPointer>(content) is { Revision.Length: > 0, Format: > 0 } pointer ? pointer : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private BlobClient Blob(string name) =>
        (string.Equals(name, pointerName, StringComparison.Ordinal) ? container : bulk).GetBlobClient(name);

    private async Task UploadAsync(
        string name, ReadOnlyMemory<byte> bytes, BlobRequestConditions conditions, CancellationToken cancellation) =>
        await Blob(name).UploadAsync(
            BinaryData.FromBytes(bytes), new BlobUploadOptions { Conditions = conditions }, cancellation);

    private sealed record Checked(string Name, ETag ETag);
}
