namespace Screening.Functions.Storage;

/// <summary>
/// Decision records, chained and append-only. A partition is an hour of one lane of one running instance, so instances
/// never wait for one another; the id of a record encodes its place, so reading needs no index.
/// </summary>
public sealed class RecordTable : IAsyncDisposable
{
    /// <summary>Lanes per instance: enough to keep several transactions under way.</summary>
    public const int DefaultLanes = 4;

    private readonly RecordRows rows;
    private readonly RecordLane[] lanes;
    private int turn;

    /// <summary>Starts the writers.</summary>
    /// <param name="rows">Rows of records.</param>
    /// <param name="time">Clock that stamps them.</param>
    /// <param name="lanes">Lanes, 1 to 99.</param>
    public RecordTable(RecordRows rows, TimeProvider time, int lanes = DefaultLanes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lanes, 99);
        this.rows = rows;
        this.lanes = [.. Enumerable.Range(0, lanes).Select(lane => new RecordLane(rows, time, lane))];
    }

    /// <summary>Writes a record. Only when this returns may the decision be answered.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellation">Ends the waiting; the record may or may not have been committed then.</param>
    /// <returns>Id, time and place in the chain.</returns>
    /// <exception cref="RecordNotWrittenException">Storage failed; the answer is 503.</exception>
    public Task<RecordStamp> WriteAsync(DecisionRecord record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(record);
        var lane = (uint)Interlocked.Increment(ref turn) % (uint)lanes.Length;
        return lanes[lane].WriteAsync(record, cancellation);
    }

    /// <summary>Reads a record.</summary>
    /// <param name="id">Its id, as a caller gave it.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>The record; null when there is none, or the text is no id.</returns>
    /// <exception cref="InvalidDataException">Its body is not what the row says.</exception>
    public async Task<StoredRecord?> FindAsync(string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        return RecordPlace.Parse(id) is { } place ? await rows.FindAsync(place, cancellation) : null;
    }

    /// <summary>Commits what is waiting and stops the writers.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var lane in lanes)
        {
            await lane.DisposeAsync();
        }
    }
}
