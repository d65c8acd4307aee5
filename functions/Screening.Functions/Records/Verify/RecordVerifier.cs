using Screening.Functions.Records.Erase;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Verify;

/// <summary>Verifies records: every hash, seal, link, body and key, and that no anchored record is missing.</summary>
public sealed class RecordVerifier(
    ScreeningStorage storage, RecordTable records, RecordSearch search, RecordKeyring keyring, TimeProvider time)
{
    private readonly ScreeningStorage storage = storage;
    private readonly RecordTable records = records;
    private readonly RecordSearch search = search;
    private readonly RecordKeyring keyring = keyring;
    private readonly TimeProvider time = time;

    /// <summary>Longest period of one verification. Longer periods need several.</summary>
    public static readonly TimeSpan MaxReach = TimeSpan.FromDays(31);

    /// <summary>Verifies the records of some hours.</summary>
    /// <param name="from">First hour, UTC.</param>
    /// <param name="before">End, exclusive; an hour that has started is included whole.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task<VerifyReport> VerifyAsync(DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation)
    {
        var walk = new Walk(this, cancellation);
        await records.AnchorAsync(cancellation);
        await foreach (var (partition, _) in storage.PartitionsAsync(from, before, cancellation))
        {
            walk.Announced.Add(partition);
        }

        var (low, high) = (RecordPlace.PrefixOf(from), RecordPlace.PrefixOf(before.AddTicks(-1)) + "~");
        await foreach (var row in storage.RecordRows.RangeAsync(low, high, cancellation))
        {
            await walk.NextAsync(row);
        }

        await walk.FinishAsync();
        return new(
            walk.Damages.Count == 0, from, before, walk.Partitions, walk.Records, walk.Erased, walk.Retired, walk.Retiring,
            [.. walk.Unclosed], [.. walk.Damages]);
    }

    /// <summary>
    /// State of one verification. Rows arrive in the order of partitions, and anchors are processed in the same order.
    /// </summary>
    private sealed class Walk(RecordVerifier verifier, CancellationToken cancellation)
    {
        // End of each chain in its last partition, by epoch and lane.
        private readonly Dictionary<string, (long, string)> chains = new(StringComparer.Ordinal);
        private PartitionCheck? check;

        // Damage in the current partition. It is held back because the partition's removal may have begun in the meantime.
        private readonly List<Damage> pending = [];
        private Retirement stage;
        private bool isLocked;

        // Records of one transaction share a row of keys, so only the last row read is cached.
        private (string Partition, string Row, Dictionary<string, byte[]> Wrapped) keys = ("", "", []);
        private string current = "";

        public SortedSet<string> Announced { get; } = new(StringComparer.Ordinal);

        public List<Damage> Damages { get; } = [];

        public List<UnclosedChain> Unclosed { get; } = [];

        public int Partitions { get; private set; }

        public long Records { get; private set; }

        public int Erased { get; private set; }

        public int Retired { get; private set; }

        public int Retiring { get; private set; }

        public async Task NextAsync(RecordRow row)
        {
            if (row.Place.Partition != current)
            {
                await BeginAsync(row.Place.Partition);
            }

            switch (stage)
            {
                case Retirement.None:
                    if (check!.Next(row))
                    {
                        await CheckBesideAsync(row);
                    }

                    break;
                case Retirement.Done when await verifier.storage.RecordRows.RowAsync(row.Place, cancellation) is not null:
                    // Checks that the record still exists: it may have been read just before its removal.
                    Report(new(DamageKind.Forged, row.Place.Partition, row.Place.Id, "it lies in a partition that was removed"));
                    break;
            }
        }

        public async Task FinishAsync() => await BeginAsync(null);

        // Ends the current partition and checks the empty ones before the next.
        private async Task BeginAsync(string? next)
        {
            await EndAsync();
            while (Announced.Min is { } empty && (next is null || string.CompareOrdinal(empty, next) < 0))
            {
                await OpenAsync(empty);
                await EndAsync();
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
            isLocked = false;
            var lines = await AnchorAsync(partition);
            stage = await StageAsync(partition);
            if (stage != Retirement.None)
            {
                lines = [];
                chains.Remove(partition[11..]);
            }

            check = new(
                partition, lines, isLocked, chains.TryGetValue(partition[11..], out var earlier) ? earlier : null, verifier.keyring, Report);
            NoteUnclosed(partition, lines);
        }

        private async Task EndAsync()
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
            if (pending.Count > 0 && stage == Retirement.None && (stage = await StageAsync(current)) != Retirement.None)
            {
                // The removal began during the check.
                pending.RemoveAll(damage => damage.Kind != DamageKind.KeyNotConfigured);
                chains.Remove(current[11..]);
            }

            (Retired, Retiring) = (Retired + (stage == Retirement.Done ? 1 : 0), Retiring + (stage == Retirement.UnderWay ? 1 : 0));
            Damages.AddRange(pending.Take(VerifyReport.MaxDamages - Damages.Count));
            pending.Clear();
        }

        // A removal is valid only if the partition was past its retention at the time of the note.
        private async Task<Retirement> StageAsync(string partition)
        {
            try
            {
                var (found, note) = await verifier.storage.Anchors.RetirementAsync(partition, verifier.keyring, cancellation);
                return note is not null && note.At - RecordPlace.HourOf(partition) > RecordRetention.Kept ? found : Retirement.None;
            }
            catch (RecordKeyNotConfiguredException locked)
            {
                Lock(partition, locked);
                return Retirement.Done;
            }
            catch (InvalidDataException damage)
            {
                var forged = new Damage(DamageKind.Forged, partition, null, damage.Message);
                if (!pending.Contains(forged))
                {
                    Report(forged);
                }

                return Retirement.None;
            }
        }

        private void Lock(string partition, RecordKeyNotConfiguredException locked)
        {
            if (!isLocked)
            {
                isLocked = true;
                Report(new(DamageKind.KeyNotConfigured, partition, null, $"it is sealed with the record key {locked.KeyId}, which is not configured"));
            }
        }

        private async Task<IReadOnlyList<AnchorLine>> AnchorAsync(string partition)
        {
            var isAnnounced = Announced.Remove(partition);
            try
            {
                if (isAnnounced && await verifier.storage.Anchors.ReadAsync(partition, verifier.keyring, cancellation) is { } lines)
                {
                    return lines;
                }

                Report(new(DamageKind.Unanchored, partition, null, "it has records and no anchor"));
            }
            catch (RecordKeyNotConfiguredException locked)
            {
                Lock(partition, locked);
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

        // What the hash of a record names without covering it: the blob of its body, and the key of its personal fields.
        private async Task CheckBesideAsync(RecordRow row)
        {
            RecordBody body;
            try
            {
                body = await verifier.storage.RecordRows.BodyAsync(row, cancellation);
            }
            catch (InvalidDataException damage)
            {
                Report(new(DamageKind.Altered, row.Place.Partition, row.Place.Id, damage.Message));
                return;
            }

            // An erasure recorded under a key that is not configured cannot be found, and no wrapped key can be opened. The damage
            // reported for the partition covers this.
            if (row.Keys.Length == 0 || isLocked)
            {
                return;
            }

            if (await WrappedAsync(row) is { } wrapped)
            {
                CheckKey(row, body, wrapped);
            }
            else if (await verifier.search.IsErasureOnRecordAsync(row.Place.Id, row.At, verifier.time.GetUtcNow(), cancellation))
            {
                Erased++;
            }
            else
            {
                Report(new(DamageKind.KeyMissing, row.Place.Partition, row.Place.Id, "its key is gone, and no erasure is on record"));
            }
        }

        private void CheckKey(RecordRow row, RecordBody body, byte[] wrapped)
        {
            try
            {
                RecordKeyRows.Reveal(row, body, wrapped, verifier.keyring);
            }
            catch (RecordKeyNotConfiguredException locked)
            {
                Lock(row.Place.Partition, locked);
            }
            catch (InvalidDataException damage)
            {
                Report(new(DamageKind.KeyDamaged, row.Place.Partition, row.Place.Id, $"its key does not open its personal fields: {damage.Message}"));
            }
        }

        private void Report(Damage damage)
        {
            if (pending.Count < VerifyReport.MaxDamages)
            {
                pending.Add(damage);
            }
        }

        private async Task<byte[]?> WrappedAsync(RecordRow row)
        {
            if (keys.Partition != row.Place.Partition || keys.Row != row.Keys)
            {
                keys = (row.Place.Partition, row.Keys, await verifier.storage.RecordRows.Keys.FindAsync([row], cancellation));
            }

            return keys.Wrapped.GetValueOrDefault(row.Place.Row);
        }
    }
}
