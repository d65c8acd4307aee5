using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Decisions;

/// <summary>
/// What every lookup does first: take a snapshot, or say that there is none. A lookup decides nothing and leaves no record;
/// its answer says so.
/// </summary>
/// <param name="provider">Holds the snapshot.</param>
/// <param name="time">Clock that fixes the date.</param>
public sealed class SnapshotLookup(SnapshotProvider<Snapshot> provider, TimeProvider time)
{
    /// <summary>What the answer of a lookup says of itself.</summary>
    public const string Notice = "A lookup, not a screening: no decision was made and no record was written.";

    /// <summary>Today, UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>Answers from the snapshot; 503 when there is none to answer from.</summary>
    public async Task<IResult> AnswerAsync(Func<Snapshot, IResult> answer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var taken = await provider.TakeAsync(cancellation);
        return taken.Lease is { } lease
            ? answer(lease.Snapshot)
            : Problems.Unavailable($"Nothing can be looked up: {taken.Unavailable}.", ScreeningFlow.RetryAfter);
    }

    /// <summary>Which snapshot an answer rests on.</summary>
    public static SnapshotIdentity Identity(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new SnapshotIdentity(snapshot.Revision, snapshot.SourceVersion);
    }
}
