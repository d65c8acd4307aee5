using Screening.Engine.Snapshots;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Decisions;

/// <summary>
/// First step of every lookup: take the snapshot, or return that there is none. A lookup makes no decision and leaves no record,
/// and its response states this.
/// </summary>
public sealed class SnapshotLookup(SnapshotProvider<Snapshot> provider, TimeProvider time)
{
    /// <summary>Current day, UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>Returns the response computed from the snapshot; 503 when there is none.</summary>
    public async Task<IResult> AnswerAsync(Func<Snapshot, IResult> answer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var taken = await provider.TakeAsync(cancellation);
        return taken.Lease is { } lease
            ? answer(lease.Snapshot)
            : Problems.Unavailable($"Nothing can be looked up: {taken.Unavailable}.", ScreeningFlow.RetryAfter);
    }
}
