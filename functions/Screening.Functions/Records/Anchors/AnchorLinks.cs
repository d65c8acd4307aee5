using System.Collections.Concurrent;
using Screening.Functions.Records.Write;
using Screening.Functions.Storage;

namespace Screening.Functions.Records.Anchors;

/// <summary>
/// Decides when this instance adds a link to the anchor chain: with the anchor lines, never within a request. A partition that no
/// link names yet, and one that is complete, are linked at once; the progress of a partition once a minute.
/// </summary>
internal sealed class AnchorLinks : IDisposable
{
    /// <summary>Maximum time between a commit to a partition that is linked already and the link that counts it.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly AnchorChain chain;
    private readonly Checkpoints checkpoints;
    private readonly RecordRows rows;
    private readonly RecordKeyring keyring;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim writing = new(1);

    // Positions that no link names yet.
    private readonly ConcurrentDictionary<string, ChainHead> waiting = new(StringComparer.Ordinal);

    // Partitions of this instance to which records are added.
    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);
    private volatile bool isUrgent;
    private long linked;

    internal AnchorLinks(ScreeningStorage storage, RecordKeyring keyring, TimeProvider time, int linksPerPart)
    {
        (rows, this.keyring, this.time) = (storage.RecordRows, keyring, time);
        chain = new(storage.AnchorChain, keyring, time, linksPerPart);
        checkpoints = new(storage.Checkpoints, chain, keyring, time);
    }

    /// <summary>The last link this instance has read or written; null when it has seen none.</summary>
    internal ChainPoint? Point => chain.Point;

    /// <summary>What contradicts an append-only chain; null when nothing does.</summary>
    internal string? Fault => chain.Fault;

    /// <summary>State of the checkpoints.</summary>
    internal CheckpointStatus Checkpoint => checkpoints.Status;

    /// <summary>What is wrong with chain and checkpoints, one sentence each.</summary>
    internal IEnumerable<string> Problems =>
        new[] { chain.Fault, checkpoints.Status is { IsConfigured: true, Note: { } note } ? note : null }.OfType<string>();

    /// <summary>Notes the position of a partition, for the next link.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="head">Its position.</param>
    /// <param name="isLast">Whether no record follows in it.</param>
    internal void Note(string partition, ChainHead head, bool isLast)
    {
        if (head.Sequence >= head.First)
        {
            waiting[partition] = head;
            isUrgent |= known.TryAdd(partition, true) || isLast;
        }

        if (isLast)
        {
            known.TryRemove(partition, out _);
        }
    }

    /// <summary>Adds a link if one is due, and a checkpoint of it.</summary>
    /// <param name="isDue">Whether to add it even within the period.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    internal async Task WriteAsync(bool isDue, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            if (!waiting.IsEmpty && (isDue || isUrgent || time.GetElapsedTime(linked) >= Period))
            {
                await LinkAsync(cancellation);
            }

            await checkpoints.WriteAsync(isDue, cancellation);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>
    /// Links the records of a partition that its writer left behind when it was killed. Does nothing for a partition that the
    /// chain counts whole, for one from before the chain, and for one whose ends are damaged: a verification reports those.
    /// </summary>
    /// <param name="partition">A partition to which no record is added any more.</param>
    /// <param name="last">Number of its last record; 0 for none.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    internal async Task AdoptAsync(string partition, long last, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            await chain.LocateAsync(cancellation);
            if (last == 0 || chain.Has(partition, last))
            {
                return;
            }

            await chain.FollowAsync(cancellation);
            if (!chain.Has(partition, last) && await HeadOfAsync(partition, last, cancellation) is { } head
                && !await chain.AppendAsync([new(partition, head)], cancellation))
            {
                throw new StorageBusyException();
            }
        }
        finally
        {
            writing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => writing.Dispose();

    private async Task LinkAsync(CancellationToken cancellation)
    {
        (isUrgent, linked) = (false, time.GetTimestamp());
        var offered = waiting.ToArray();
        if (!await chain.AppendAsync(offered, cancellation))
        {
            isUrgent = true;
            return;
        }

        foreach (var one in offered)
        {
            // Not if it has moved on in the meantime.
            waiting.TryRemove(one);
        }
    }

    private async Task<ChainHead?> HeadOfAsync(string partition, long last, CancellationToken cancellation)
    {
        var end = await rows.RowAsync(new(partition, RecordPlace.RowOf(last)), cancellation);
        RecordRow? first = null;
        await foreach (var row in rows.ReadAsync(partition, 0, last, cancellation))
        {
            first = row;
            break;
        }

        return IsOurs(first) && IsOurs(end) ? new(last, end!.Stamp.Hash, first!.Place.Sequence, first.Stamp.PreviousHash, null) : null;
    }

    private bool IsOurs(RecordRow? row) => row?.Check(keyring) is { HasItsHash: true, Seal: SealState.Ours };

    private sealed class StorageBusyException() : StorageUnavailableException("other instances were always first to link", null);
}
