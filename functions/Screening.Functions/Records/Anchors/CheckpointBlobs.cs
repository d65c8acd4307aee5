using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Anchors;

/// <summary>
/// Checkpoints in another account: one blob for each, written once. Anyone who can restore or change the account of the records can
/// not also take these back, if that account belongs to someone else.
/// </summary>
public sealed class CheckpointBlobs
{
    /// <summary>Name of the container unless another is configured.</summary>
    public const string DefaultContainer = "record-checkpoints";

    private const long LargestNumber = 999_999_999_999;
    private const int NameCharacters = 12;

    private readonly BlobContainerClient container;

    internal CheckpointBlobs(BlobContainerClient container) => this.container = container;

    /// <summary>Writes a checkpoint, unless one of its link exists.</summary>
    /// <returns>The checkpoint of that link that is stored now.</returns>
    internal async Task<Checkpoint> PutAsync(Checkpoint checkpoint, CancellationToken cancellation)
    {
        for (var isCreated = false; ; isCreated = true)
        {
            try
            {
                await container.GetBlobClient(NameOf(checkpoint.Number)).UploadAsync(
                    BinaryData.FromBytes(RowJson.Utf8(checkpoint)), new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } }, cancellation);
                return checkpoint;
            }
            catch (RequestFailedException failure) when (failure.Status == 404 && !isCreated)
            {
                // The start does not wait for this account, so its container is created when it is first needed.
                await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
            }
            catch (RequestFailedException failure) when (failure.Status is 409 or 412)
            {
                return await ReadAsync(NameOf(checkpoint.Number), cancellation);
            }
        }
    }

    /// <summary>The checkpoint with the highest link; null when there is none.</summary>
    /// <exception cref="RecordKeyNotConfiguredException">It was sealed with a key that is not configured.</exception>
    /// <exception cref="InvalidDataException">It cannot be read or was not sealed by this system.</exception>
    internal async Task<Checkpoint?> NewestAsync(RecordKeyring keyring, CancellationToken cancellation)
    {
        try
        {
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellation))
            {
                if (blob.Name.Length == NameCharacters && blob.Name.All(char.IsAsciiDigit))
                {
                    return Demand(await ReadAsync(blob.Name, cancellation), keyring);
                }
            }
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            // Created with the first checkpoint.
        }

        return null;
    }

    // The names count down, because blobs are listed in the order of their names and the newest is wanted first.
    private static string NameOf(long number) => (LargestNumber - number).ToString("D12", CultureInfo.InvariantCulture);

    private static Checkpoint Demand(Checkpoint checkpoint, RecordKeyring keyring) => keyring.Check(checkpoint.Sealed(), checkpoint.Seal) switch
    {
        SealState.Ours => checkpoint,
        SealState.KeyNotConfigured => throw new RecordKeyNotConfiguredException(RecordKeyring.KeyIdOf(checkpoint.Seal)!),
        _ => throw new InvalidDataException("the newest checkpoint was not sealed by this system"),
    };

    private async Task<Checkpoint> ReadAsync(string name, CancellationToken cancellation)
    {
        var answer = await container.GetBlobClient(name).DownloadContentAsync(cancellation);
        try
        {
            return RowJson.Read<Checkpoint>(answer.Value.Content) ?? throw new InvalidDataException("a checkpoint is empty");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException("a checkpoint cannot be read", failure);
        }
    }
}
