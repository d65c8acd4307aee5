using System.Collections.Concurrent;
using Azure;
using Screening.Functions.Records.Anchors;
using Screening.Functions.Records.Read;

namespace Screening.Functions.Records.Write;

/// <summary>
/// Announces partitions before records are written to them. The anchor makes the removal of a whole partition detectable. The
/// index entry makes searches include records that are not indexed yet, and report records under a key that is not configured.
/// </summary>
internal sealed class RecordChains(AnchorBlobs anchors, AnchorLinks links, RecordIndexTable index, RecordKeyring keyring, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Task> opened = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Partition, AnchorKind Kind, ChainHead Head)> waiting = new();

    /// <summary>Record keys.</summary>
    public RecordKeyring Keyring => keyring;

    /// <summary>Clock for commit times.</summary>
    public TimeProvider Time => time;

    /// <summary>Announces a partition. Does nothing once that has succeeded.</summary>
    public async Task OpenAsync(string partition)
    {
        if (opened.TryGetValue(partition, out var earlier))
        {
            try
            {
                await earlier;
                return;
            }
#pragma warning disable CA1031 // The failed task was started for another caller; it does not describe storage now.
            catch (Exception)
#pragma warning restore CA1031
            {
                opened.TryRemove(new KeyValuePair<string, Task>(partition, earlier));
            }
        }

        await opened.GetOrAdd(partition, AnnounceAsync);
    }

    /// <summary>Queues an anchor line, to be written by <see cref="FlushAsync"/>.</summary>
    public void Say(string partition, AnchorKind kind, ChainHead head)
    {
        waiting.Enqueue((partition, kind, head));
        opened.TryRemove(partition, out _);
    }

    /// <summary>Writes an anchor line immediately, and notes the position for the anchor chain.</summary>
    public async Task AnchorAsync(string partition, AnchorKind kind, ChainHead head, CancellationToken cancellation)
    {
        links.Note(partition, head, isLast: kind is AnchorKind.Close or AnchorKind.Left);
        await anchors.AppendAsync(partition, kind, head, links.Point?.Number, keyring, time.GetUtcNow(), cancellation);
    }

    /// <summary>Writes the queued lines. A line that cannot be written stays queued.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        while (waiting.TryPeek(out var line))
        {
            try
            {
                await AnchorAsync(line.Partition, line.Kind, line.Head, cancellation);
            }
            catch (RequestFailedException failure) when (failure.Status == 404)
            {
                // The anchor is missing, which a verification reports. The lines after this one must still be written.
            }

            waiting.TryDequeue(out _);
        }
    }

    private async Task AnnounceAsync(string partition)
    {
        using var timeout = new CancellationTokenSource(RecordLane.CommitTimeout);
        await Task.WhenAll(
            anchors.AppendAsync(partition, AnchorKind.Open, null, null, keyring, time.GetUtcNow(), timeout.Token),
            index.NoteKeyAsync(keyring.Id, timeout.Token),
            index.OpenAsync(partition, timeout.Token));
    }
}
