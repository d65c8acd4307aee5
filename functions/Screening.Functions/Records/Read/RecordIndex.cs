using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Read;

/// <summary>
/// Brings the index up to the records, from the records alone: what it says can always be made again. It takes no more
/// than a fifth of the time, so that under load it falls behind and answers do not.
/// </summary>
public sealed class RecordIndex
{
    /// <summary>After the end of its hour nothing is committed to a partition: a commit takes 10 s at most.</summary>
    internal static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    /// <summary>An instance that has not come further for so long is taken for dead, and its partition taken over.</summary>
    internal static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(2);

    private readonly ScreeningStorage storage;
    private readonly RecordTable records;
    private readonly RecordKeyring keyring;
    private readonly TimeProvider time;

    /// <summary>Creates it.</summary>
    public RecordIndex(ScreeningStorage storage, RecordTable records, RecordKeyring keyring, TimeProvider time) =>
        (this.storage, this.records, this.keyring, this.time) = (storage, records, keyring, time);

    /// <summary>Indexes what is not indexed yet: of this instance and of those that are gone.</summary>
    /// <returns>Records indexed.</returns>
    public Task<int> CatchUpAsync(CancellationToken cancellation) => CatchUpAsync(withOthers: true, cancellation);

    /// <summary>Indexes what is not indexed yet.</summary>
    /// <param name="withOthers">Whether also partitions of instances that seem gone are looked at.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>Records indexed.</returns>
    public async Task<int> CatchUpAsync(bool withOthers, CancellationToken cancellation)
    {
        var indexed = 0;
        foreach (var open in await storage.RecordIndex.OpenAsync(cancellation))
        {
            // The stamp of the row is the clock of storage, so machine time is the one to compare it with.
            var isLeft = withOthers && (TimeProvider.System.GetUtcNow() - open.At > Abandoned || IsSettled(open.Partition));
            if (isLeft || records.IsBeyond(open.Partition, open.Through))
            {
                indexed += await CatchUpAsync(open, cancellation);
            }
        }

        return indexed;
    }

    /// <summary>Has the records of some hours indexed again.</summary>
    /// <param name="from">First hour, UTC.</param>
    /// <param name="before">End, exclusive.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>Partitions that will be indexed again.</returns>
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

    /// <summary>The keys of rows of one partition, with their names unless those were erased or cannot be read.</summary>
    internal async Task<List<(RecordRow Row, HashSet<RecordKey> Keys)>> KeysOfAsync(
        IReadOnlyList<RecordRow> rows, CancellationToken cancellation)
    {
        var wrapped = await storage.RecordRows.KeysOfAsync(rows, cancellation);
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
            return RecordKey.Of(row, RecordRows.Reveal(row, body, wrapped, keyring));
        }
        catch (Exception damage) when (damage is InvalidDataException or RecordKeyNotConfiguredException or System.Text.Json.JsonException)
        {
            // A verification finds and names it, or a search says which key it lacks; what can still be read must still be found.
            return RecordKey.Of(row, new("{}", "{}", []));
        }
    }

    private async Task<int> CatchUpAsync(OpenPartition open, CancellationToken cancellation)
    {
        var (indexed, through) = (0, open.Through);
        var stretch = new List<RecordRow>();
        var isSettled = IsSettled(open.Partition);
        await foreach (var row in storage.RecordRows.ReadAsync(open.Partition, through, RecordPlace.LastSequence, cancellation))
        {
            if (stretch.Count == RecordIndexTable.Stretch || (stretch.Count > 0 && row.Stamp.RecordedAt - stretch[0].Stamp.RecordedAt >= RecordIndexTable.Span))
            {
                await AddAsync(stretch, cancellation);
                stretch.Clear();
            }

            stretch.Add(row);
            indexed++;
        }

        if (stretch.Count > 0)
        {
            await AddAsync(stretch, cancellation);
        }

        if (isSettled)
        {
            await storage.RecordIndex.CompleteAsync(open.Partition, cancellation);
        }

        return indexed;
    }

    private async Task AddAsync(List<RecordRow> stretch, CancellationToken cancellation)
    {
        var (first, last) = (stretch.Min(row => row.Stamp.RecordedAt), stretch.Max(row => row.Stamp.RecordedAt));
        var postings = (await KeysOfAsync(stretch, cancellation))
            .SelectMany(one => one.Keys.Select(key => (Key: key, one.Row.Place.Sequence)))
            .GroupBy(one => one.Key, one => one.Sequence)
            .Select(group => (
                keyring.Blind(group.Key.Kind, group.Key.Value),
                new Posting(stretch[0].Place.Partition, [.. group], first, last)));
        await storage.RecordIndex.PutAsync(postings, cancellation);
        await storage.RecordIndex.AdvanceAsync(stretch[0].Place.Partition, stretch[^1].Place.Sequence, cancellation);
    }

    private bool IsSettled(string partition) => time.GetUtcNow() - RecordPlace.HourOf(partition) > TimeSpan.FromHours(1) + Settled;
}
