using System.Collections.Immutable;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Read;

/// <summary>
/// Finds records, newest first. Records that are not indexed yet are read directly, so a delayed or failed index update hides
/// nothing.
/// </summary>
public sealed class RecordSearch(ScreeningStorage storage, RecordIndex index, RecordKeyring keyring)
{
    /// <summary>Finds one page.</summary>
    public async Task<RecordPage> FindAsync(RecordQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        var keys = query.Keys();
        var found = new NewestFirst(query);
        // The order matters: a record that is indexed in between is seen twice rather than not at all.
        await foreach (var (row, has) in TailAsync(query.From, cancellation))
        {
            // The hour bounds a damaged record, because the time in it may be wrong.
            if (!found.NoteDamage(row, row.Check(keyring).Damage) && keys.All(has.Contains))
            {
                found.Add(RecordSummary.Of(row));
            }
        }

        var missing = (await storage.RecordIndex.KeyIdsAsync(cancellation)).Where(id => !keyring.Has(id)).ToList();
        var others = await OthersAsync(keys, query, cancellation);
        var before = query.Cursor is { } cursor && cursor.RecordedAt < query.Before ? cursor.RecordedAt.AddTicks(1) : query.Before;
        await foreach (var posting in PostingsAsync(keys[0], query.From, before, cancellation))
        {
            if (found.IsFullBefore(posting.Last))
            {
                break;
            }

            foreach (var row in await RowsAsync(posting, others, cancellation))
            {
                if (!found.NoteDamage(row, row.Check(keyring).Damage) && Holds(row, query))
                {
                    found.Add(RecordSummary.Of(row));
                }
            }
        }

        return found.Page(missing);
    }

    /// <summary>Whether an erasure on record destroyed the personal fields of a record.</summary>
    internal async Task<bool> IsErasureOnRecordAsync(string id, DateTimeOffset recordedAt, DateTimeOffset now, CancellationToken cancellation)
    {
        var key = RecordKey.Erased(id);
        await foreach (var (row, has) in TailAsync(recordedAt, cancellation))
        {
            if (has.Contains(key) && IsSoundErasure(row))
            {
                return true;
            }
        }

        await foreach (var posting in PostingsAsync(key, recordedAt, now.AddDays(1), cancellation))
        {
            foreach (var row in await RowsAsync(posting, [], cancellation))
            {
                if (IsSoundErasure(row))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsSoundErasure(RecordRow row) => row.Kind == RecordKind.Erasure && row.Check(keyring) is { HasItsHash: true, Seal: SealState.Ours };

    // Records that are not indexed yet, with their keys.
    private async IAsyncEnumerable<(RecordRow Row, HashSet<RecordKey> Keys)> TailAsync(
        DateTimeOffset from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var open in await storage.RecordIndex.OpenAsync(cancellation))
        {
            if (RecordPlace.HourOf(open.Partition).AddHours(1) < from)
            {
                continue;
            }

            await foreach (var stretch in StretchesAsync(open, cancellation))
            {
                foreach (var one in await index.KeysOfAsync(stretch, cancellation))
                {
                    yield return one;
                }
            }
        }
    }

    // Yields stretches: the tail may be long when the index is far behind, and must not be held in memory as a whole.
    private async IAsyncEnumerable<List<RecordRow>> StretchesAsync(
        OpenPartition open, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var stretch = new List<RecordRow>();
        await foreach (var row in storage.RecordRows.ReadAsync(open.Partition, open.Through, RecordPlace.LastSequence, cancellation))
        {
            stretch.Add(row);
            if (stretch.Count == RecordIndexTable.Stretch)
            {
                yield return stretch;
                stretch = [];
            }
        }

        if (stretch.Count > 0)
        {
            yield return stretch;
        }
    }

    // For each further word or entry key: the records that have it. Keys with a column of their own are checked in the rows.
    private async Task<List<HashSet<(string, long)>>> OthersAsync(
        ImmutableArray<RecordKey> keys, RecordQuery query, CancellationToken cancellation)
    {
        var others = new List<HashSet<(string, long)>>();
        foreach (var key in keys.Skip(1).Where(key => key.Kind is "word" or "entry"))
        {
            var places = new HashSet<(string, long)>();
            await foreach (var posting in PostingsAsync(key, query.From, query.Before, cancellation))
            {
                places.UnionWith(posting.Sequences.Select(sequence => (posting.Partition, sequence)));
            }

            others.Add(places);
        }

        return others;
    }

    private async IAsyncEnumerable<Posting> PostingsAsync(
        RecordKey key, DateTimeOffset from, DateTimeOffset before, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var blinds = keyring.BlindAll(key.Kind, key.Value);
        if (blinds.Length == 1)
        {
            await foreach (var posting in storage.RecordIndex.FindAsync(blinds[0], from, before, cancellation))
            {
                yield return posting;
            }

            yield break;
        }

        var all = new List<Posting>();
        foreach (var blind in blinds)
        {
            await foreach (var posting in storage.RecordIndex.FindAsync(blind, from, before, cancellation))
            {
                all.Add(posting);
            }
        }

        foreach (var posting in all.OrderByDescending(posting => posting.Last))
        {
            yield return posting;
        }
    }

    private async Task<List<RecordRow>> RowsAsync(Posting posting, List<HashSet<(string, long)>> others, CancellationToken cancellation)
    {
        var wanted = posting.Sequences.Where(sequence => others.TrueForAll(places => places.Contains((posting.Partition, sequence)))).ToHashSet();
        var rows = new List<RecordRow>();
        if (wanted.Count == 0)
        {
            return rows;
        }

        await foreach (var row in storage.RecordRows.ReadAsync(posting.Partition, wanted.Min() - 1, wanted.Max(), cancellation))
        {
            if (wanted.Contains(row.Place.Sequence))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private static bool Holds(RecordRow row, RecordQuery query)
    {
        bool Is(string? wanted, string column) => wanted is null || string.Equals(wanted, row.Text(column), StringComparison.Ordinal);
        return Is(query.Reference, "Reference") && Is(query.OrderId, "OrderId") && Is(query.Outcome, "Outcome") && Is(query.Disposition, "Disposition");
    }

    /// <summary>Keeps the newest records of a query without duplicates.</summary>
    private sealed class NewestFirst(RecordQuery query)
    {
        private static readonly Comparer<RecordSummary> Order = Comparer<RecordSummary>.Create((one, other) =>
            (other.RecordedAt.CompareTo(one.RecordedAt), string.CompareOrdinal(other.Id, one.Id)) switch
            {
                (0, var byId) => byId,
                var (byTime, _) => byTime,
            });

        // Keeps one more than the page size, to detect another page.
        private readonly SortedSet<RecordSummary> kept = new(Order);

        private readonly SortedDictionary<string, string> damaged = new(StringComparer.Ordinal);

        /// <summary>Whether a row is damaged. Its damage is noted if its hour is within the period of the query.</summary>
        public bool NoteDamage(RecordRow row, string? damage)
        {
            var hour = RecordPlace.HourOf(row.Place.Partition);
            if (damage is not null && hour < query.Before && hour.AddHours(1) > query.From && damaged.Count < RecordPage.MaxDamaged)
            {
                damaged[row.Place.Id] = damage;
            }

            return damage is not null;
        }

        public void Add(RecordSummary summary)
        {
            var isAfter = query.Cursor is not { } cursor || summary.RecordedAt < cursor.RecordedAt
                || (summary.RecordedAt == cursor.RecordedAt && string.CompareOrdinal(summary.Id, cursor.Id) < 0);
            if (isAfter && summary.RecordedAt >= query.From && summary.RecordedAt < query.Before && kept.Add(summary) && kept.Count > query.Limit + 1)
            {
                kept.Remove(kept.Max!);
            }
        }

        /// <summary>Whether no record committed at or before a time can still enter the page.</summary>
        public bool IsFullBefore(DateTimeOffset time) => kept.Count > query.Limit && kept.Max!.RecordedAt > time;

        public RecordPage Page(IReadOnlyList<string> keysNotConfigured)
        {
            var page = kept.Take(query.Limit).ToList();
            return new(page, kept.Count > query.Limit ? new RecordCursor(page[^1].RecordedAt, page[^1].Id).ToString() : null, keysNotConfigured,
                [.. damaged.Select(one => new DamagedRecord(one.Key, one.Value))]);
        }
    }
}
