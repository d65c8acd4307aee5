using System.Globalization;
using Screening.Functions.Records.Write;
using Screening.Functions.Storage;

namespace Screening.Functions.Records.Anchors;

/// <summary>
/// Notes the end of the anchor chain outside. Before the first note of an instance, the newest checkpoint is compared with the
/// chain: after a rollback nothing is noted any more, so that the contradiction stays visible. A failure of the account outside
/// delays checkpoints and nothing else. Calls must not overlap.
/// </summary>
internal sealed class Checkpoints(CheckpointBlobs? blobs, AnchorChain chain, RecordKeyring keyring, TimeProvider time)
{
    /// <summary>Minimum time between two checkpoints of an instance.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private long started;
    private bool isCompared;
    private volatile CheckpointStatus status = blobs is null ? CheckpointStatus.None : new(true, null, null, null);

    /// <summary>State for operators.</summary>
    internal CheckpointStatus Status => status;

    /// <summary>Whether checkpoint and chain contradict each other.</summary>
    internal bool IsContradicted { get; private set; }

    /// <summary>Notes the end of the chain if it is not noted yet.</summary>
    /// <param name="isDue">Whether to write even within the period.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    internal async Task WriteAsync(bool isDue, CancellationToken cancellation)
    {
        if (blobs is null || IsContradicted || (started != 0 && !isDue && time.GetElapsedTime(started) < Period))
        {
            return;
        }

        started = time.GetTimestamp();
        try
        {
            await chain.LocateAsync(cancellation);
            if (!await IsConsistentAsync(blobs, cancellation))
            {
                return;
            }

            if (chain.Point is { } point && point.Number > (status.Link ?? 0))
            {
                await NoteAsync(blobs, point, cancellation);
            }
            else
            {
                // Nothing is left of an earlier failure.
                status = status with { Note = null };
            }
        }
        catch (Exception failure) when (StorageFailure.Is(failure) || failure is InvalidDataException or RecordKeyNotConfiguredException)
        {
            status = status with { Note = "the outside checkpoint cannot be written or read: " + ReasonOf(failure) };
        }
    }

    /// <summary>Why the account outside does not serve, without its address.</summary>
    internal static string ReasonOf(Exception failure) => failure switch
    {
        Azure.RequestFailedException refused => string.Create(CultureInfo.InvariantCulture, $"status {refused.Status}, {refused.ErrorCode}"),
        InvalidDataException or RecordKeyNotConfiguredException => failure.Message,
        _ => failure.GetType().Name,
    };

    private async Task<bool> IsConsistentAsync(CheckpointBlobs outside, CancellationToken cancellation)
    {
        if (!isCompared)
        {
            var newest = await outside.NewestAsync(keyring, cancellation);
            if (newest is not null && await chain.HashOfAsync(newest.Number, cancellation) != newest.Hash)
            {
                Contradict(newest);
            }

            isCompared = true;
            status = status with { Link = newest?.Number, At = newest?.At };
        }

        return !IsContradicted;
    }

    private async Task NoteAsync(CheckpointBlobs outside, ChainPoint point, CancellationToken cancellation)
    {
        var checkpoint = new Checkpoint(point.Number, point.Hash, time.GetUtcNow(), point.Partitions, point.Records, "");
        var stored = await outside.PutAsync(checkpoint with { Seal = keyring.Seal(checkpoint.Sealed()) }, cancellation);
        if (stored.Hash == point.Hash)
        {
            status = new(true, stored.Number, stored.At, null);
        }
        else
        {
            Contradict(stored);
        }
    }

    private void Contradict(Checkpoint checkpoint)
    {
        IsContradicted = true;
        status = status with
        {
            Note = string.Create(
                CultureInfo.InvariantCulture,
                $"the anchor chain does not contain link {checkpoint.Number} as the outside checkpoint of {checkpoint.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} has it: records may have been rolled back"),
        };
    }
}
