using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Read;

/// <summary>
/// Updates the search index from the records alone, so the index can always be rebuilt. <see cref="RecordUpkeep"/> limits the
/// updates to a fifth of the time: under load the index falls behind instead of delaying requests.
/// </summary>
public sealed class RecordIndex
{
    /// <summary>Time after the end of its hour when a partition is final. A commit takes at most 10 s.</summary>
    internal static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    /// <summary>
    /// An instance without progress for this long is assumed dead; its partition is then indexed by other instances.
    /// </summary>
    internal static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(2);

    private readonly ScreeningStorage storage;
    private readonly RecordTable records;
    private readonly RecordKeyring keyring;
    private readonly TimeProvider time;

    /// <summary>Creates an instance.</summary>
    public RecordIndex(ScreeningStorage storage, RecordTable records, RecordKeyring keyring, TimeProvider time) =>
        (this.storage, this.records, this.keyring, this.time) = (storage, records, keyring, time);

    /// <summary>Indexes outstanding records of this instance and of stopped instances.</summary>
    /// <returns>Number of records indexed.</returns>
    public Task<int> CatchUpAsync(CancellationToken cancellation) => CatchUpAsync(withOthers: true, cancellation);

    /// <summary>Indexes outstanding records.</summary>
    /// <param name="withOthers">Whether partitions of instances that appear stopped are included.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>Number of records indexed.</returns>
    public async Task<int> CatchUpAsync(bool withOthers, CancellationToken cancellation)
    {
        var indexed = 0;
        foreach (var open in await storage.RecordIndex.OpenAsync(cancellation))
        {
            // The row's timestamp comes from the clock of storage, so it is compared with the system clock.
            var isLeft = withOthers && (TimeProvider.System.GetUtcNow() - open.At > Abandoned || IsSettled(open.Partition));
            if (isLeft || records.IsBeyond(open.Partition, open.Through))
            {
                indexed += await CatchUpAsync(open, cancellation);
            }
        }

        return indexed;
    }

    /// <summary>Schedules the records of some hours for indexing again.</summary>
    /// <param name="from">First hour, UTC.</param>
    /// <param name="before">End, exclusive.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>Number of partitions that will be indexed again.</returns>
    public async Task<int> ReopenAsync(DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation)
    {
        var reopened = 0;
        await foreach (var (partition, isRetired) in storage.PartitionsAsync(from, before, cancellation))
        {
            if (!isRetired)
            {
                await storage.RecordIndex.ReopenAsync(partition, cancellation);
                reopened++;
            }
        }

        return reopened;
    }

    /// <summary>Index keys of rows of one partition. Names are left out when they were erased or cannot be read.</summary>
    internal async Task<List<(RecordRow Row, HashSet<RecordKey> Keys)>> KeysOfAsync(
        IReadOnlyList<RecordRow> rows, CancellationToken cancellation)
    {
        var wrapped = await storage.RecordRows.Keys.FindAsync(rows, cancellation);
        var found = new List<(RecordRow, HashSet<RecordKey>)>(rows.Count);
        foreach (var row in rows)
        {
            found.Add((row, await KeysOfAsync(row, wrapped.GetValueOrDefault(row.Place.Row), cancellation)));
        }

        return found;
    }

    private async Task<HashSet<RecordKey>> KeysOfAsync(RecordRow row, byte[]? wrapped, CancellationToken cancellation)
    {
        try
        {
            var body = await storage.RecordRows.BodyAsync(row, cancellation);
            return RecordKey.Of(row, RecordKeyRows.Reveal(row, body, wrapped, keyring));
        }
        catch (Exception damage) when (
            damage is InvalidDataException or RecordKeyNotConfiguredException or System.Text.Json.JsonException or InvalidOperationException)
        {
            // A verification reports the damage and a search reports the missing key. Whatever is still readable must stay
            // searchable.
            return RecordKey.Of(row, new("{}", "{}", []));
        }
    }

    private async Task<int> CatchUpAsync(OpenPartition open, CancellationToken cancellation)
    {
        var (indexed, through) = (0, open.Through);
        var stretch = new List<RecordRow>();
        var isSettled = IsSettled(open.Partition);
        await foreach (var row in storage.RecordRows.ReadAsync(open.Partition, open.Through, RecordPlace.LastSequence, cancellation))
        {
            if (stretch.Count == RecordIndexTable.Stretch || (stretch.Count > 0 && row.At - stretch[0].At >= RecordIndexTable.Span))
            {
                await AddAsync(stretch, cancellation);
                stretch.Clear();
            }

            stretch.Add(row);
            indexed++;
            through = row.Place.Sequence;
        }

        if (stretch.Count > 0)
        {
            await AddAsync(stretch, cancellation);
        }

        if (isSettled)
        {
            // No record is added any more. If its writer was killed, the anchor chain may not count its last records.
            await records.Links.AdoptAsync(open.Partition, through, cancellation);
            await storage.RecordIndex.CompleteAsync(open.Partition, cancellation);
        }

        return indexed;
    }

    private async Task AddAsync(List<RecordRow> stretch, CancellationToken cancellation)
    {
        var (first, last) = (stretch.Min(row => row.At), stretch.Max(row => row.At));
        var found = await KeysOfAsync(stretch, cancellation);
        var postings = found
            .SelectMany(one => one.Keys.Select(key => (Key: key, one.Row.Place.Sequence)))
            .GroupBy(one => one.Key, one => one.Sequence)
            .Select(group => (
                keyring.Blind(group.Key.Kind, group.Key.Value),
                new Posting(stretch[0].Place.Partition, [.. group], first, last)));
        await storage.RecordIndex.PutAsync(postings, cancellation);
        await RemoveErasedAsync(found, cancellation);
        await storage.RecordIndex.AdvanceAsync(stretch[0].Place.Partition, stretch[^1].Place.Sequence, cancellation);
    }

    // A record that is erased while it is indexed: its erasure may have removed the names before they were put there. An erasure that
    // destroys the key after this look removes them itself.
    private async Task RemoveErasedAsync(List<(RecordRow Row, HashSet<RecordKey> Keys)> found, CancellationToken cancellation)
    {
        var wrapped = await storage.RecordRows.Keys.FindAsync([.. found.Select(one => one.Row)], cancellation);
        foreach (var (row, keys) in found.Where(one => one.Row.Keys.Length > 0 && !wrapped.ContainsKey(one.Row.Place.Row)))
        {
            foreach (var word in keys.Where(key => key.Kind == "word"))
            {
                await storage.RecordIndex.RemoveAsync(keyring.Blind(word.Kind, word.Value), row.Place, row.At, cancellation);
            }
        }
    }

    private bool IsSettled(string partition) => time.GetUtcNow() - RecordPlace.HourOf(partition) > TimeSpan.FromHours(1) + Settled;
}
