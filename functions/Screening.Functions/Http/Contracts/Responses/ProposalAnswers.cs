using System.Collections.Immutable;
using Screening.Engine.Snapshots;
using Screening.Functions.Proposals;
using Screening.Functions.Seed;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>Proposals, newest first.</summary>
internal sealed record ProposalsAnswer(IEnumerable<ProposalRow> Proposals);

/// <summary>The emergency stops in force.</summary>
internal sealed record EmergencyStopsAnswer(IEnumerable<EmergencyStopRow> Stops);

/// <summary>One emergency stop.</summary>
internal sealed record EmergencyStopRow(string Id, StopScope Scope, string? Country, string? Name, string Reason, DateOnly Since)
{
    /// <summary>The stop as the wire writes it.</summary>
    public static EmergencyStopRow Of(EmergencyStop stop) => new(stop.Id, stop.Scope, stop.Country?.ToString(), stop.Name, stop.Reason, stop.Since);
}

/// <summary>An emergency stop was set.</summary>
internal sealed record EmergencyStopSetAnswer(string Id, long SourceVersion, string Status);

/// <summary>Entries of a proposed import against the active ones.</summary>
internal sealed record ProposedEntries(int Added, int Removed, int Changed);

/// <summary>A proposal. Members are null until it is decided or carried out.</summary>
internal sealed record ProposalRow(
    string Id,
    ProposalState State,
    ProposalAction Action,
    DocumentKind? Kind,
    string Target,
    string? Version,
    string What,
    string Author,
    string Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    string ApproverRole,
    IEnumerable<SeedDifferenceRow> Difference,
    int DifferenceOmitted,
    ProposedEntries? Entries,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? DecisionReason,
    long? SourceVersion)
{
    /// <summary>Address of a proposal.</summary>
    public static string AddressOf(string id) => $"/api/v1/proposals/{id}";

    /// <summary>The proposal as it is at a time.</summary>
    public static ProposalRow Of(Proposal proposal, DateTimeOffset now)
    {
        var (change, difference) = (proposal.Change, proposal.Difference);
        return new ProposalRow(
            proposal.Id, proposal.StateAt(now), change.Action, change.Kind, change.Id, change.Version, proposal.What, proposal.Author,
            proposal.Reason, proposal.CreatedAt, proposal.ExpiresAt, ProposalDecision.ApproverOf(change.Action), difference.Rows,
            difference.Omitted, difference.Entries is { } entries ? new ProposedEntries(entries.Added, entries.Removed, entries.Changed) : null,
            proposal.DecidedBy, proposal.DecidedAt, proposal.DecisionReason, proposal.SourceVersion);
    }
}
