using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Screening.Functions.Storage.Backup;

/// <summary>Blobs of one container as a restore adds them. An existing one stays, and an append blob that is shorter is continued.</summary>
internal sealed class RestoredBlobs(BlobContainerClient container)
{
    private const int BlockBytes = 1 << 20;

    /// <summary>Adds or continues a blob.</summary>
    /// <returns>False when storage had all of it.</returns>
    /// <exception cref="InvalidDataException">Storage holds another content under this name.</exception>
    internal Task<bool> PutAsync(BackedUpBlob blob, CancellationToken cancellation) =>
        blob.IsAppended ? AppendAsync(blob, cancellation) : UploadAsync(blob, cancellation);

    private async Task<bool> UploadAsync(BackedUpBlob blob, CancellationToken cancellation)
    {
        var target = container.GetBlockBlobClient(blob.Name);
        if (await LengthAsync(blob.Name, cancellation) is { } there)
        {
            // Named by its content, or a note that is written once. The product compares content and name itself.
            var length = 0L;
            await foreach (var piece in blob.Pieces)
            {
                length += piece.Length;
            }

            return length == there ? false : throw Other(blob.Name);
        }

        // Nothing is there before the end: an interrupted upload leaves no half blob.
        await using var stream = await target.OpenWriteAsync(overwrite: true, cancellationToken: cancellation);
        await foreach (var piece in blob.Pieces)
        {
            await stream.WriteAsync(piece, cancellation);
        }

        return true;
    }

    private async Task<bool> AppendAsync(BackedUpBlob blob, CancellationToken cancellation)
    {
        var target = container.GetAppendBlobClient(blob.Name);
        await target.CreateIfNotExistsAsync(cancellationToken: cancellation);
        var there = (await target.DownloadContentAsync(cancellation)).Value.Content.ToMemory();
        var (at, isContinued) = (0, false);
        await foreach (var piece in blob.Pieces)
        {
            var same = Math.Min(piece.Length, Math.Max(0, there.Length - at));
            if (!there.Span.Slice(Math.Min(at, there.Length), same).SequenceEqual(piece.AsSpan(0, same)))
            {
                throw Other(blob.Name);
            }

            at += piece.Length;
            for (var rest = same; rest < piece.Length; rest += BlockBytes)
            {
                using var block = new MemoryStream(piece, rest, Math.Min(BlockBytes, piece.Length - rest));
                var condition = new AppendBlobRequestConditions { IfAppendPositionEqual = at - piece.Length + rest };
                await target.AppendBlockAsync(block, new AppendBlobAppendBlockOptions { Conditions = condition }, cancellation);
                isContinued = true;
            }
        }

        return isContinued || there.Length == 0;
    }

    private async Task<long?> LengthAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return (await container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellation)).Value.ContentLength;
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
    }

    private static InvalidDataException Other(string name) => new($"storage holds another content under {name}");
}
