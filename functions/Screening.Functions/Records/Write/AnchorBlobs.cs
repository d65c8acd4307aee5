using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Screening.Functions.Records.Write;

/// <summary>Kinds of anchor line.</summary>
public enum AnchorKind
{
    /// <summary>Written before the first record of the partition.</summary>
    Open,

    /// <summary>Records up to the given number are committed.</summary>
    Head,

    /// <summary>A commit failed and the chain was abandoned. The records of that transaction may or may not exist.</summary>
    Left,

    /// <summary>End of the chain in this partition; no record may follow.</summary>
    Close,
}

/// <summary>Position in a chain, as anchored.</summary>
/// <param name="Sequence">Number of the last record committed; for an empty partition, the number before its first.</param>
/// <param name="Hash">Hash of that record.</param>
/// <param name="First">Number of the first record of the partition.</param>
/// <param name="Start">Hash of the record before the first.</param>
/// <param name="Earlier">Partition of the record before the first; null at the start of the chain.</param>
public sealed record ChainHead(long Sequence, string Hash, long First, string Start, string? Earlier);

/// <summary>One line of an anchor.</summary>
/// <param name="Kind">Kind of line.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="Head">Position of the chain; null when the partition is opened.</param>
/// <param name="Seal">Seal over the line and the name of the partition.</param>
public sealed record AnchorLine(AnchorKind Kind, DateTimeOffset At, ChainHead? Head, string Seal)
{
    /// <summary>
    /// Number of a link that the anchor chain had when the line was written, so that the chain cannot be cut off below it. Null
    /// when the writer had seen none.
    /// </summary>
    public long? Link { get; init; }

    /// <summary>Text that is sealed.</summary>
    internal static string Sealed(string partition, AnchorKind kind, DateTimeOffset at, ChainHead? head, long? link)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{partition} {kind} {at.UtcDateTime:O} {head?.Sequence} {head?.Hash} {head?.First} {head?.Start} {head?.Earlier}");
        // Lines of earlier versions have no link.
        return link is null ? text : string.Create(CultureInfo.InvariantCulture, $"{text} {link}");
    }
}

/// <summary>Note that a partition past its retention is to be deleted, or was deleted.</summary>
/// <param name="At">Time of the note, UTC.</param>
/// <param name="Records">Number of records in the partition.</param>
/// <param name="Hash">Hash of the last record.</param>
/// <param name="Seal">Seal over the note and the name of the partition.</param>
public sealed record Tombstone(DateTimeOffset At, long Records, string Hash, string Seal)
{
    /// <summary>Text that is sealed.</summary>
    internal static string Sealed(string partition, string what, DateTimeOffset at, long records, string hash) =>
        string.Create(CultureInfo.InvariantCulture, $"{partition} {what} {at.UtcDateTime:O} {records} {hash}");
}

/// <summary>Progress of the deletion of a partition past its retention.</summary>
public enum Retirement
{
    /// <summary>Not started.</summary>
    None,

    /// <summary>Announced: any of its records may be missing already.</summary>
    UnderWay,

    /// <summary>All its records are deleted.</summary>
    Done,
}

/// <summary>
/// Anchors of the chains, stored outside the table they protect: one append blob per partition. The infrastructure allows this
/// container to grow but not to change, so write access to the tables is not enough to remove the newest records undetected.
/// </summary>
public sealed class AnchorBlobs
{
    private const string IntentSuffix = ".retiring";
    private const string TombstoneSuffix = ".retired";
    private const string Intended = "retiring";
    private const string Removed = "retired";

    private readonly BlobContainerClient container;

    internal AnchorBlobs(BlobContainerClient container) => this.container = container;

    /// <summary>Appends a line to the anchor of a partition.</summary>
    internal async Task AppendAsync(
        string partition, AnchorKind kind, ChainHead? head, long? link, RecordKeyring keyring, DateTimeOffset at, CancellationToken cancellation)
    {
        var blob = container.GetAppendBlobClient(partition);
        if (kind == AnchorKind.Open)
        {
            await blob.CreateIfNotExistsAsync(cancellationToken: cancellation);
        }

        var line = new AnchorLine(kind, at, head, keyring.Seal(AnchorLine.Sealed(partition, kind, at, head, link))) { Link = link };
        using var bytes = new MemoryStream([.. RowJson.Utf8(line), (byte)'\n']);
        await blob.AppendBlockAsync(bytes, cancellationToken: cancellation);
    }

    /// <summary>Lines of the anchor of a partition.</summary>
    /// <returns>The lines in order; null when it has no anchor.</returns>
    /// <exception cref="RecordKeyNotConfiguredException">A line was sealed with a key that is not configured.</exception>
    /// <exception cref="InvalidDataException">A line cannot be read or was not sealed by this system.</exception>
    internal async Task<IReadOnlyList<AnchorLine>?> ReadAsync(string partition, RecordKeyring keyring, CancellationToken cancellation)
    {
        if (await TextAsync(partition, cancellation) is not { } text)
        {
            return null;
        }

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Line<AnchorLine>).ToList();
        foreach (var line in lines)
        {
            Demand(keyring, AnchorLine.Sealed(partition, line.Kind, line.At, line.Head, line.Link), line.Seal, $"the anchor of {partition} has a line");
        }

        return lines;
    }

    /// <summary>Writes the note that a partition is to be deleted, before any deletion.</summary>
    /// <returns>The note in effect: an earlier one if a sweep was interrupted.</returns>
    internal async Task<Tombstone> IntendAsync(
        string partition, long records, string hash, RecordKeyring keyring, DateTimeOffset at, CancellationToken cancellation)
    {
        await PutAsync(partition + IntentSuffix, Stone(partition, Intended, records, hash, keyring, at), cancellation);
        return await NoteAsync(partition, IntentSuffix, Intended, keyring, cancellation)
            ?? throw new InvalidDataException($"the note that {partition} is to be removed is gone again");
    }

    /// <summary>Writes the note that a partition was deleted, after the deletion.</summary>
    internal Task RetireAsync(string partition, Tombstone intent, RecordKeyring keyring, DateTimeOffset at, CancellationToken cancellation) =>
        PutAsync(partition + TombstoneSuffix, Stone(partition, Removed, intent.Records, intent.Hash, keyring, at), cancellation);

    /// <summary>Progress of the deletion of a partition, with the note that records it.</summary>
    /// <exception cref="RecordKeyNotConfiguredException">A note was sealed with a key that is not configured.</exception>
    /// <exception cref="InvalidDataException">A note cannot be read or was not sealed by this system.</exception>
    internal async Task<(Retirement Stage, Tombstone? Note)> RetirementAsync(
        string partition, RecordKeyring keyring, CancellationToken cancellation)
    {
        if (await NoteAsync(partition, TombstoneSuffix, Removed, keyring, cancellation) is { } done)
        {
            return (Retirement.Done, done);
        }

        return await NoteAsync(partition, IntentSuffix, Intended, keyring, cancellation) is { } intent
            ? (Retirement.UnderWay, intent)
            : (Retirement.None, null);
    }

    /// <summary>Partitions whose names have a prefix, in order, and whether each is retired.</summary>
    internal async IAsyncEnumerable<(string Partition, bool IsRetired)> PartitionsAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? held = null;
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation))
        {
            // The note that a partition is retired is listed directly after its anchor.
            var isRetired = blob.Name == held + TombstoneSuffix;
            if (held is not null)
            {
                yield return (held, isRetired);
            }

            held = RecordPlace.IsPartition(blob.Name) ? blob.Name : null;
        }

        if (held is not null)
        {
            yield return (held, false);
        }
    }

    internal Task CreateAsync(CancellationToken cancellation) => container.CreateIfNotExistsAsync(cancellationToken: cancellation);

    private static Tombstone Stone(
        string partition, string what, long records, string hash, RecordKeyring keyring, DateTimeOffset at) =>
        new(at, records, hash, keyring.Seal(Tombstone.Sealed(partition, what, at, records, hash)));

    private static void Demand(RecordKeyring keyring, string text, string seal, string what)
    {
        switch (keyring.Check(text, seal))
        {
            case SealState.Ours:
                return;
            case SealState.KeyNotConfigured:
                throw new RecordKeyNotConfiguredException(RecordKeyring.KeyIdOf(seal)!);
            default:
                throw new InvalidDataException($"{what} that was not sealed by this system");
        }
    }

    private async Task PutAsync(string name, Tombstone note, CancellationToken cancellation)
    {
        try
        {
            await container.GetBlobClient(name).UploadAsync(
                BinaryData.FromBytes(RowJson.Utf8(note)),
                new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } },
                cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status is 409 or 412)
        {
            // Written by an earlier sweep that was interrupted.
        }
    }

    private async Task<Tombstone?> NoteAsync(
        string partition, string suffix, string what, RecordKeyring keyring, CancellationToken cancellation)
    {
        if (await TextAsync(partition + suffix, cancellation) is not { } text)
        {
            return null;
        }

        var note = Line<Tombstone>(text);
        Demand(keyring, Tombstone.Sealed(partition, what, note.At, note.Records, note.Hash), note.Seal, $"{partition} has a note of its removal");
        return note;
    }

    private static T Line<T>(string text)
    {
        try
        {
            return RowJson.Read<T>(text) ?? throw new InvalidDataException("a line of an anchor is empty");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException("a line of an anchor cannot be read", failure);
        }
    }

    private async Task<string?> TextAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var answer = await container.GetBlobClient(name).DownloadContentAsync(cancellation);
            return Encoding.UTF8.GetString(answer.Value.Content);
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
    }
}
