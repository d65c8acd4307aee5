using System.Collections.Concurrent;
using Azure;
using Screening.Functions.Records.Read;

namespace Screening.Functions.Records.Write;

/// <summary>
/// Announces partitions before records are written to them: to the anchors, so that a partition removed whole is
/// missed, and to the index, so that a record not indexed yet is looked for and one under another key is not overlooked.
/// </summary>
internal sealed class RecordChains(AnchorBlobs anchors, RecordIndexTable index, RecordKeyring keyring, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Task> opened = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Partition, AnchorKind Kind, ChainHead Head)> waiting = new();

    /// <summary>Keys over the records.</summary>
    public RecordKeyring Keyring => keyring;

    /// <summary>Clock that stamps records.</summary>
    public TimeProvider Time => time;

    /// <summary>Announces a partition; free once it is.</summary>
    public async Task OpenAsync(string partition)
    {
        if (opened.TryGetValue(partition, out var earlier))
        {
            try
            {
                await earlier;
                return;
            }
#pragma warning disable CA1031 // However it failed: begun earlier and for somebody else, it says nothing of storage now.
            catch (Exception)
#pragma warning restore CA1031
            {
                opened.TryRemove(new KeyValuePair<string, Task>(partition, earlier));
            }
        }

        await opened.GetOrAdd(partition, AnnounceAsync);
    }

    /// <summary>Has a line written soon, by whoever calls <see cref="FlushAsync"/>.</summary>
    public void Say(string partition, AnchorKind kind, ChainHead head)
    {
        waiting.Enqueue((partition, kind, head));
        opened.TryRemove(partition, out _);
    }

    /// <summary>Writes a line now.</summary>
    public Task AnchorAsync(string partition, AnchorKind kind, ChainHead head, CancellationToken cancellation) =>
        anchors.AppendAsync(partition, kind, head, keyring, time.GetUtcNow(), cancellation);

    /// <summary>Writes the lines that wait; one that cannot be written waits on.</summary>
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
                // The anchor is gone, which a verification says; the lines behind this one must not wait for it.
            }

            waiting.TryDequeue(out _);
        }
    }

    private async Task AnnounceAsync(string partition)
    {
        using var timeout = new CancellationTokenSource(RecordLane.CommitTimeout);
        await Task.WhenAll(
            anchors.AppendAsync(partition, AnchorKind.Open, null, keyring, time.GetUtcNow(), timeout.Token),
            index.NoteKeyAsync(keyring.Id, timeout.Token),
            index.OpenAsync(partition, timeout.Token));
    }
}
