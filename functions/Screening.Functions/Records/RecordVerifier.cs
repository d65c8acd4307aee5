using System.Collections.Immutable;
using Screening.Functions.Storage;

namespace Screening.Functions.Records;

/// <summary>
/// Verifies records: every hash, seal and link, every body and key, and that nothing is missing that was anchored.
/// </summary>
/// <param name="room">Storage.</param>
/// <param name="records">Anchors its own chains first.</param>
/// <param name="search">Finds erasures.</param>
/// <param name="keyring">Keys over the records.</param>
/// <param name="time">Clock.</param>
public sealed class RecordVerifier(
    StorageRoom room, RecordTable records, RecordSearch search, RecordKeyring keyring, TimeProvider time)
{
    private readonly StorageRoom room = room;
    private readonly RecordTable records = records;
    private readonly RecordSearch search = search;
    private readonly RecordKeyring keyring = keyring;
    private readonly TimeProvider time = time;

    /// <summary>Longest stretch of one verification; longer ones are several.</summary>
    public static readonly TimeSpan MaxReach = TimeSpan.FromDays(31);

    /// <summary>Verifies the records of some hours.</summary>
    /// <param name="from">First hour, UTC.</param>
    /// <param name="before">End, exclusive; a begun hour counts whole.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task<VerifyReport> VerifyAsync(DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation)
    {
        var walk = new Walk(this, cancellation);
        await records.AnchorAsync(cancellation);
        await foreach (var (partition, _) in room.PartitionsAsync(from, before, cancellation))
        {
            walk.Announced.Add(partition);
        }

        var (low, high) = (RecordPlace.PrefixOf(from), RecordPlace.PrefixOf(before.AddTicks(-1)) + "~");
        await foreach (var row in room.RecordRows.RangeAsync(low, high, cancellation))
        {
            await walk.NextAsync(row);
        }

        await walk.FinishAsync();
        return new(
            walk.Damages.Count == 0, from, before, walk.Partitions, walk.Records, walk.Erased, walk.Retired,
            [.. walk.Unclosed], [.. walk.Damages]);
    }

    /// <summary>One verification under way. Rows come in the order of partitions, and so are the anchors taken.</summary>
    private sealed class Walk(RecordVerifier verifier, CancellationToken cancellation)
    {
        // Where each chain stood at the end of its last partition, by epoch and lane.
        private readonly Dictionary<string, (long, string)> chains = new(StringComparer.Ordinal);
        private PartitionCheck? check;

        // Those of one transaction share a row of keys: the last one read is the one needed.
        private (string Partition, string Row, HashSet<string> Columns) keys = ("", "", []);
        private string current = "";

        public SortedSet<string> Announced { get; } = new(StringComparer.Ordinal);

        public List<Damage> Damages { get; } = [];

        public List<UnclosedChain> Unclosed { get; } = [];

        public int Partitions { get; private set; }

        public long Records { get; private set; }

        public int Erased { get; private set; }

        public int Retired { get; private set; }

        public async Task NextAsync(RecordRow row)
        {
            if (row.Place.Partition != current)
            {
                await BeginAsync(row.Place.Partition);
            }

            check!.Next(row);
            await CheckBesideAsync(row);
        }

        public async Task FinishAsync() => await BeginAsync(null);

        // Ends the partition under way, and passes those before the next one that have no records left.
        private async Task BeginAsync(string? next)
        {
            End();
            while (Announced.Min is { } empty && (next is null || string.CompareOrdinal(empty, next) < 0))
            {
                await OpenAsync(empty);
                End();
            }

            if (next is not null)
            {
                await OpenAsync(next);
            }
        }

        private async Task OpenAsync(string partition)
        {
            current = partition;
            Partitions++;
            var lines = await AnchorAsync(partition);
            if (await verifier.room.Anchors.TombstoneAsync(partition, verifier.keyring, cancellation) is { } stone
                && stone.At - RecordPlace.HourOf(partition) > RecordRetention.Kept)
            {
                Retired++;
                lines = [];
            }

            var chain = partition[11..];
            check = new(
                partition, lines, chains.TryGetValue(chain, out var earlier) ? earlier : null, verifier.keyring, Report);
            NoteUnclosed(partition, lines);
        }

        private void End()
        {
            if (check is null)
            {
                return;
            }

            check.Finish();
            Records += check.Count;
            if (check.Last is { } last)
            {
                chains[current[11..]] = last;
            }

            check = null;
        }

        private async Task<IReadOnlyList<AnchorLine>> AnchorAsync(string partition)
        {
            var isAnnounced = Announced.Remove(partition);
            try
            {
                if (isAnnounced && await verifier.room.Anchors.ReadAsync(partition, verifier.keyring, cancellation) is { } lines)
                {
                    return lines;
                }

                Report(new(DamageKind.Unanchored, partition, null, "it has records and no anchor"));
            }
            catch (InvalidDataException damage)
            {
                Report(new(DamageKind.Unanchored, partition, null, damage.Message));
            }

            return [];
        }

        private void NoteUnclosed(string partition, IReadOnlyList<AnchorLine> lines)
        {
            var isOver = lines.Any(line => line.Kind is AnchorKind.Close or AnchorKind.Left);
            if (!isOver && !verifier.records.IsOwn(partition) && lines.LastOrDefault(line => line.Head is not null) is { Head: { } head } last)
            {
                Unclosed.Add(new(partition, head.Sequence - head.First + 1, last.At));
            }
        }

        private async Task CheckBesideAsync(RecordRow row)
        {
            if (row.Body is { } name)
            {
                try
                {
                    await verifier.room.RecordRows.Bodies.GetAsync(name, cancellation);
                }
                catch (InvalidDataException damage)
                {
                    Report(new(DamageKind.Altered, row.Place.Partition, row.Place.Id, damage.Message));
                }
            }

            if (row.Keys.Length == 0 || await HasKeyAsync(row))
            {
                return;
            }

            if (await verifier.search.IsErasureOnRecordAsync(row.Place.Id, row.Stamp.RecordedAt, verifier.time.GetUtcNow(), cancellation))
            {
                Erased++;
            }
            else
            {
                Report(new(DamageKind.KeyMissing, row.Place.Partition, row.Place.Id, "its key is gone, and no erasure is on record"));
            }
        }

        private void Report(Damage damage)
        {
            if (Damages.Count < VerifyReport.MaxDamages)
            {
                Damages.Add(damage);
            }
        }

        private async Task<bool> HasKeyAsync(RecordRow row)
        {
            if (keys.Partition != row.Place.Partition || keys.Row != row.Keys)
            {
                var found = await verifier.room.RecordRows.KeysOfAsync([row], cancellation);
                keys = (row.Place.Partition, row.Keys, [.. found.Keys]);
            }

            return keys.Columns.Contains(row.Place.Row);
        }
    }
}
