using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;

namespace Screening.Functions.Storage.Backup;

/// <summary>
/// Copies the records with everything that proves them, while instances go on writing. What is copied must be a state that a
/// verification calls sound, so the order is that of the verification: the anchor chain, then the anchors, then the records. Each
/// names only what existed before it, and what is copied later has grown if anything.
/// <list type="bullet">
/// <item>An anchor may name a link that came after the copy of the chain: such lines are left out, which gives an earlier state of that anchor.</item>
/// <item>Records of partitions that no copied anchor announces are left out.</item>
/// <item>An erasure is on record before its key is gone. The newest partitions are copied again until no key is missing whose erasure may
/// have been overlooked; a key that was copied once stays as it was copied.</item>
/// <item>The removal of a partition past its retention is announced before its records go, so announcements are copied again at the end.</item>
/// </list>
/// </summary>
internal sealed class RecordCopy(BackupStore store, DateTimeOffset begun, BackupWriter anchors, BackupWriter records, BackupWriter erasures)
{
    private const string ChainPrefix = "chain-";
    private const string Intent = ".retiring";
    private const int Passes = 6;
    private const string Erasure = "erasure";

    private const string HourFormat = "yyyyMMddHH";

    // Partitions of older hours get no further record. Clocks of instances differ by less.
    private static readonly TimeSpan Recent = TimeSpan.FromHours(3);

    private string recentFrom = HourBefore(begun);

    // Newest partitions that an anchor announces, and the last record copied of each; null for none.
    private readonly SortedDictionary<string, string?> recent = new(StringComparer.Ordinal);
    private long lastLink;

    /// <summary>Records copied.</summary>
    internal long Count { get; private set; }

    /// <summary>Newest partitions, which the index of the copy has to read again.</summary>
    internal IEnumerable<string> RecentPartitions => recent.Keys;

    /// <summary>Whether the copy has a partition.</summary>
    internal bool Has(string partition) => string.CompareOrdinal(partition, recentFrom) < 0 || recent.ContainsKey(partition);

    /// <summary>Copies chain, anchors and records.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        await FindRecentAsync(cancellation);
        await CopyChainAsync(cancellation);
        await foreach (var blob in store.BlobsAsync(BackupContent.Anchors, "", cancellation))
        {
            await CopyAnchorAsync(blob, cancellation);
        }

        await CopyRowsAsync(null, cancellation);
        for (var pass = 1; await CopyRecentAsync(cancellation); pass++)
        {
            if (pass == Passes)
            {
                throw new InvalidDataException("records were written and erased all the time; take the backup again when no one erases");
            }
        }
    }

    /// <summary>Copies announcements of removals that were made since. Must come after the records and their bodies.</summary>
    internal async Task CopyIntentsAsync(CancellationToken cancellation)
    {
        await foreach (var blob in store.BlobsAsync(BackupContent.Anchors, "", cancellation))
        {
            if (blob.Name.EndsWith(Intent, StringComparison.Ordinal) && blob.Created > begun - Recent)
            {
                await CopyAnchorAsync(blob, cancellation);
            }
        }
    }

    // The clock of this machine may be ahead of those of the instances, whose newest partitions are open in the index.
    private async Task FindRecentAsync(CancellationToken cancellation)
    {
        var newest = "";
        await foreach (var row in store.RowsAsync(BackupContent.RecordIndex, "PartitionKey eq 'open'", cancellation))
        {
            newest = string.CompareOrdinal(row.RowKey, newest) > 0 ? row.RowKey : newest;
        }

        if (newest.Length > HourFormat.Length && DateTimeOffset.TryParseExact(
            newest[..HourFormat.Length], HourFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var hour)
            && HourBefore(hour) is var earlier && string.CompareOrdinal(earlier, recentFrom) < 0)
        {
            recentFrom = earlier;
        }
    }

    private static string HourBefore(DateTimeOffset time) => (time - Recent).UtcDateTime.ToString(HourFormat, CultureInfo.InvariantCulture);

    private async Task CopyChainAsync(CancellationToken cancellation)
    {
        await foreach (var part in store.BlobsAsync(BackupContent.Anchors, ChainPrefix, cancellation))
        {
            if (await store.ContentAsync(BackupContent.Anchors, part.Name, cancellation) is { } content)
            {
                var whole = content.AsMemory(0, Array.LastIndexOf(content, (byte)'\n') + 1);
                lastLink = NumberOfLast(whole.Span, "number") ?? lastLink;
                await PutAsync(part, whole, cancellation);
            }
        }
    }

    private async Task CopyAnchorAsync(ListedBlob blob, CancellationToken cancellation)
    {
        if (blob.Name.StartsWith(ChainPrefix, StringComparison.Ordinal)
            || await store.ContentAsync(BackupContent.Anchors, blob.Name, cancellation) is not { } content)
        {
            return;
        }

        var whole = blob.IsAppended ? content.AsMemory(0, EndOf(content)) : content;
        await PutAsync(blob, whole, cancellation);
        if (blob.IsAppended && string.CompareOrdinal(blob.Name, recentFrom) >= 0)
        {
            recent.TryAdd(blob.Name, null);
        }
    }

    // Length of the lines that name no link after the copy of the chain.
    private int EndOf(byte[] content)
    {
        var end = 0;
        for (int next; (next = Array.IndexOf(content, (byte)'\n', end)) >= 0; end = next + 1)
        {
            if (NumberOfLast(content.AsSpan(end, next + 1 - end), "link") > lastLink)
            {
                return end;
            }
        }

        return end;
    }

    private async Task PutAsync(ListedBlob blob, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        await anchors.WriteAsync(blob.Name, blob.IsAppended, stream, cancellation);
    }

    /// <summary>Copies what the newest partitions have got since.</summary>
    /// <returns>Whether a key of one of these records is missing, so that they have to be looked at again.</returns>
    private async Task<bool> CopyRecentAsync(CancellationToken cancellation)
    {
        await foreach (var blob in store.BlobsAsync(BackupContent.Anchors, "2", cancellation))
        {
            if (string.CompareOrdinal(blob.Name, recentFrom) >= 0)
            {
                await CopyAnchorAsync(blob, cancellation);
            }
        }

        var isKeyMissing = false;
        foreach (var (partition, last) in recent.ToArray())
        {
            // Records, markers and keys, each after what is copied. The filter of the markers is that of the record they name.
            var after = last ?? "";
            var filter = TableClient.CreateQueryFilter(
                $"PartitionKey eq {partition} and ((RowKey gt {after} and RowKey lt {":"}) or (RowKey gt {":"} and RowKey lt {"k"} and Record gt {after}) or (RowKey gt {"k" + after} and RowKey lt {"l"}))");
            isKeyMissing |= await CopyRowsAsync(filter, cancellation);
        }

        return isKeyMissing;
    }

    private async Task<bool> CopyRowsAsync(string? filter, CancellationToken cancellation)
    {
        // Records of the current partition whose key has not come yet. Keys come after the records of their partition.
        var (current, keyless, isKeyMissing) = ("", new HashSet<string>(StringComparer.Ordinal), false);
        await foreach (var row in store.RowsAsync(BackupContent.Records, filter, cancellation))
        {
            if (row.PartitionKey != current)
            {
                isKeyMissing |= keyless.Count > 0;
                keyless.Clear();
                current = row.PartitionKey;
            }

            if (!Has(current))
            {
                continue;
            }

            await records.WriteAsync(row, cancellation);
            if (row.RowKey[0] is >= '0' and <= '9')
            {
                await NoteAsync(row, keyless, isNew: filter is not null, cancellation);
            }
            else
            {
                keyless.ExceptWith(row.Keys.Where(column => column[0] == 'K').Select(column => column[1..]));
            }
        }

        return isKeyMissing || keyless.Count > 0;
    }

    private async Task NoteAsync(TableEntity row, HashSet<string> keyless, bool isNew, CancellationToken cancellation)
    {
        Count++;
        if (recent.ContainsKey(row.PartitionKey))
        {
            recent[row.PartitionKey] = row.RowKey;
        }

        if (isNew && row.TryGetValue("Keys", out var keys) && keys is string { Length: > 0 })
        {
            keyless.Add(row.RowKey);
        }

        if (row.TryGetValue("Kind", out var kind) && kind is Erasure && ErasedBy(row) is { } erased)
        {
            await erasures.WriteAsync(erased, cancellation);
        }
    }

    /// <summary>Id of the record that an erasure erased; null when the row does not say it.</summary>
    internal static string? ErasedBy(TableEntity row)
    {
        try
        {
            return TextColumns.Read(row, "Request") is { } text && JsonElement.Parse(text).TryGetProperty("erased", out var id) ? id.GetString() : null;
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            // A verification of the restored records names this one.
            return null;
        }
    }

    private static long? NumberOfLast(ReadOnlySpan<byte> lines, string member)
    {
        var text = Encoding.UTF8.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        try
        {
            return text is not null && JsonElement.Parse(text) is { ValueKind: JsonValueKind.Object } line
                && line.TryGetProperty(member, out var number) && number.TryGetInt64(out var value) ? value : null;
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
