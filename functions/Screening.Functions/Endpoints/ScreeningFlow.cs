using System.Collections.Immutable;
using System.Text;
using Screening.Engine;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Contracts;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;

namespace Screening.Functions.Endpoints;

/// <summary>A screening request from bytes to a recorded answer: steps 2 to 9 of the design, in order.</summary>
/// <param name="provider">Holds the snapshot.</param>
/// <param name="records">Writes the record.</param>
/// <param name="time">Clock that fixes asOf on receipt.</param>
public sealed class ScreeningFlow(SnapshotProvider<Snapshot> provider, RecordTable records, TimeProvider time)
{
    /// <summary>When to try again after a passing failure of storage.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Screens the body and answers only what has been recorded.</summary>
    /// <param name="body">The request as received.</param>
    /// <param name="client">Name of the caller.</param>
    /// <param name="cancellation">The caller went away; the record may still be committed.</param>
    public async Task<IResult> ScreenAsync(ReadOnlyMemory<byte> body, string client, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var parsed = ScreeningRequestParser.Parse(body, today);
        if (!parsed.IsValid)
        {
            return Problems.InvalidRequest(parsed.Errors);
        }

        var taken = await provider.TakeAsync(cancellation);
        if (taken.Lease is not { } lease)
        {
            return Problems.Unavailable($"No decision can be made: {taken.Unavailable}.", RetryAfter);
        }

        var request = parsed.Value;
        var unknown = Unknown(request, lease.Snapshot);
        if (!unknown.IsEmpty)
        {
            return Problems.InvalidRequest(unknown);
        }

        var asOf = request.AsOf ?? today;
        var mode = ScreeningEngine.ModeOf(request, lease.Snapshot, today);
        var decision = DecisionJson.Write(ScreeningEngine.Screen(request, lease.Snapshot, asOf, mode));
        return await AnswerAsync(request, lease, decision, mode, asOf, client, cancellation);
    }

    /// <summary>Codes that only the active snapshot knows: policies and red flags.</summary>
    public static ImmutableArray<RequestError> Unknown(ScreeningRequest request, Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var known = new KnownCodes(
            snapshot.PartyPolicy.RedFlagCodes.ToHashSet(StringComparer.Ordinal),
            snapshot.Policies.Select(policy => policy.Identity.Id).ToHashSet(StringComparer.Ordinal));
        return known.Check(request);
    }

    private async Task<IResult> AnswerAsync(
        ScreeningRequest request, SnapshotLease<Snapshot> lease, byte[] decision, ScreeningMode mode, DateOnly asOf, string client,
        CancellationToken cancellation)
    {
        var record = new DecisionRecord
        {
            RequestJson = Encoding.UTF8.GetString(ScreeningRequestJson.Write(request)),
            DecisionJson = Encoding.UTF8.GetString(decision),
            Mode = Code<ScreeningMode>.Of(mode),
            AsOf = asOf,
            Revision = lease.Snapshot.Revision,
            SnapshotAgeSeconds = (int)Math.Max(0, lease.Age.TotalSeconds),
            Client = client,
        };
        try
        {
            var stamp = await records.WriteAsync(record, cancellation);
            var answer = new ScreeningResponse(stamp.Id, stamp.RecordedAt, lease.Age, decision);
            return Results.Bytes(answer.ToUtf8(), "application/json");
        }
        catch (RecordNotWrittenException)
        {
            // An answer that is not on record never leaves the house.
            return Problems.Unavailable("The decision could not be recorded, so it is not given.", RetryAfter);
        }
    }
}
