using System.Collections.Immutable;
using System.Text;
using Screening.Engine;
using Screening.Engine.Classification;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Records;
using Screening.Functions.Snapshots;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Decisions;

/// <summary>A transaction decided and not yet answered.</summary>
/// <param name="Request">The transaction.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Record">What is to be recorded.</param>
public sealed record Decided(ScreeningRequest Request, Decision Decision, DecisionRecord Record);

/// <summary>Decides transactions on one snapshot: steps 4 to 8 of the design. Pure but for its arguments.</summary>
/// <param name="Lease">The snapshot.</param>
/// <param name="Today">Today, UTC, fixed on receipt.</param>
/// <param name="Call">Who asks, and how.</param>
/// <param name="Inputs">What else is decided from: which watchlists were there and how fresh.</param>
public sealed record Screener(SnapshotLease<Snapshot> Lease, DateOnly Today, ScreeningCall Call, RecordedInputs Inputs)
{
    /// <summary>Decides a transaction.</summary>
    /// <returns>The decision, or the codes in the request that this snapshot does not know.</returns>
    public Parsed<Decided> Decide(ScreeningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var unknown = Unknown(request, Lease.Snapshot);
        if (!unknown.IsEmpty)
        {
            return Parsed.Failed<Decided>(unknown);
        }

        var asOf = request.AsOf ?? Today;
        // A dry run must not be usable as a go, so it is a what-if down to the bytes of its decision.
        var mode = Call.IsDryRun ? ScreeningMode.WhatIf : ScreeningEngine.ModeOf(request, Lease.Snapshot, Today);
        var decision = Evaluate(request, asOf, mode);
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

    private Decision Evaluate(ScreeningRequest request, DateOnly asOf, ScreeningMode mode)
    {
        using var timer = Measures.Stage("evaluate");
        using var span = Tracing.Step("evaluate");
        return ScreeningEngine.Screen(request, Lease.Snapshot, asOf, mode, Inputs.Lists);
    }

    /// <summary>Codes that only the active snapshot knows: policies, red flags and ECCNs.</summary>
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
