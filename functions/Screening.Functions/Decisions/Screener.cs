using System.Collections.Immutable;
using System.Text;
using Screening.Engine;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Records;
using Screening.Functions.Snapshots;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Decisions;

/// <summary>A decided transaction before its response.</summary>
/// <param name="Request">The transaction.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Record">The record to be written.</param>
public sealed record Decided(ScreeningRequest Request, Decision Decision, DecisionRecord Record);

/// <summary>Decides transactions on one snapshot: steps 4 to 8 of the design. The result depends only on the arguments.</summary>
/// <param name="Lease">The snapshot.</param>
/// <param name="Today">Current day, UTC, fixed on receipt.</param>
/// <param name="Call">Caller and options.</param>
/// <param name="Inputs">Other inputs: the watchlists in use and the day each was last confirmed.</param>
public sealed record Screener(SnapshotLease<Snapshot> Lease, DateOnly Today, ScreeningCall Call, RecordedInputs Inputs)
{
    /// <summary>Decides a transaction.</summary>
    /// <param name="request">The transaction.</param>
    /// <param name="work">Counts the work and may end it; null counts nothing.</param>
    /// <returns>The decision, or errors for codes in the request that the snapshot does not contain.</returns>
    public Parsed<Decided> Decide(ScreeningRequest request, Work? work = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var unknown = Unknown(request, Lease.Snapshot);
        if (!unknown.IsEmpty)
        {
            return Parsed.Failed<Decided>(unknown);
        }

        var asOf = request.AsOf ?? Today;
        // A dry run must not be usable as clearance, so the decision itself states a what-if.
        var mode = Call.IsDryRun ? ScreeningMode.WhatIf : ScreeningEngine.ModeOf(request, Lease.Snapshot, Today);
        var decision = Evaluate(request, asOf, mode, work);
        return Parsed.Of(new Decided(request, decision, new DecisionRecord
        {
            RequestJson = Encoding.UTF8.GetString(ScreeningRequestJson.Write(request)),
            DecisionJson = Encoding.UTF8.GetString(DecisionJson.Write(decision)),
            Mode = Code<ScreeningMode>.Of(mode),
            AsOf = asOf,
            Revision = Lease.Snapshot.Revision,
            SnapshotAgeSeconds = (int)Math.Max(0, Lease.Age.TotalSeconds),
            Client = Call.Client,
            Inputs = Inputs.Json,
        }));
    }

    private Decision Evaluate(ScreeningRequest request, DateOnly asOf, ScreeningMode mode, Work? work)
    {
        using var timer = Measures.Stage("evaluate");
        using var span = Tracing.Step("evaluate");
        return ScreeningEngine.Screen(request, Lease.Snapshot, asOf, mode, Inputs.Lists, work);
    }

    /// <summary>Errors for unknown codes that only a snapshot can check: policies, red flags and ECCNs.</summary>
    public static ImmutableArray<RequestError> Unknown(ScreeningRequest request, Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var known = new KnownCodes(
            snapshot.PartyPolicy.RedFlagCodes.ToHashSet(StringComparer.Ordinal),
            snapshot.Policies.Select(policy => policy.Identity.Id).ToHashSet(StringComparer.Ordinal),
            snapshot.ControlList);
        return known.Check(request);
    }
}
