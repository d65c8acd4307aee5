using System.Globalization;
using Screening.Functions.Changes;
using Screening.Functions.Security;
using Screening.Functions.Seed;
using Screening.Functions.Snapshots;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Proposals;

/// <summary>Approval and rejection of proposals. The person who approves is never the author.</summary>
public sealed partial class ProposalDecision
{
    private const string AtTheSameTime = "Someone decided it at the same time. Read it again.";

    private readonly ScreeningStorage storage;
    private readonly SourceReader reader;
    private readonly ChangeFlow flow;
    private readonly SeedUpgrade upgrade;
    private readonly ListSourceFlow sources;
    private readonly TimeProvider time;
    private readonly ILogger<ProposalDecision> log;

    /// <summary>Creates the flow.</summary>
    public ProposalDecision(
        ScreeningStorage storage, SourceReader reader, ChangeFlow flow, SeedUpgrade upgrade, ListSourceFlow sources, TimeProvider time,
        ILogger<ProposalDecision> log) =>
        (this.storage, this.reader, this.flow, this.upgrade, this.sources, this.time, this.log) = (storage, reader, flow, upgrade, sources, time, log);

    /// <summary>The role that approves and rejects an action.</summary>
    public static string ApproverOf(ProposalAction action) =>
        action is ProposalAction.ImportList or ProposalAction.PutListSource or ProposalAction.RemoveListSource ? Roles.ListApprover : Roles.PolicyApprover;

    /// <summary>Carries out a proposal.</summary>
    /// <param name="id">The proposal.</param>
    /// <param name="approver">The person who approves it.</param>
    /// <param name="reason">Reason of the approver; null when none is given.</param>
    /// <param name="cancellation">Ends the attempt before the commit.</param>
    public async Task<ProposalOutcome> ApproveAsync(string id, Person approver, string? reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(approver);
        if (await storage.Proposals.FindAsync(id, cancellation) is not var (proposal, tag))
        {
            return new ProposalOutcome.Unknown();
        }

        if (MayNotApprove(proposal, approver) is { } refusal)
        {
            return new ProposalOutcome.NotYou(refusal);
        }

        if (!proposal.IsBeingCarriedOut && NotOpen(proposal) is { } message)
        {
            return new ProposalOutcome.NotNow(message);
        }

        // The row is claimed first, so that no one can reject a proposal whose change is being made.
        var claimed = Decided(proposal, ProposalState.Approved, approver, reason);
        if (await storage.Proposals.DecideAsync(claimed, tag, cancellation) is not { } claim)
        {
            return new ProposalOutcome.NotNow(AtTheSameTime);
        }

        // A process that ended between the change and its row left a claim whose change is in the history.
        var outcome = await MadeAsync(proposal, cancellation) is { } made
            ? new ChangeOutcome.Accepted(made, proposal.Change.Version)
            : await CarryOutAsync(proposal, approver, cancellation);
        if (outcome is ChangeOutcome.Accepted accepted)
        {
            var carriedOut = claimed with { SourceVersion = accepted.SourceVersion };
            await storage.Proposals.DecideAsync(carriedOut, claim, cancellation);
            LogApproved(id, proposal.Change.Action, proposal.Change.Id, accepted.SourceVersion, proposal.Difference.Entries?.Removed ?? 0);
            return new ProposalOutcome.Kept(carriedOut);
        }

        await storage.Proposals.DecideAsync(
            proposal with { State = ProposalState.Open, DecidedBy = null, DecidedAt = null, DecisionReason = null }, claim, cancellation);
        return outcome is ChangeOutcome.Conflict
            ? new ProposalOutcome.NotNow("What it changes has changed since it was proposed. Reject it and propose again.")
            : new ProposalOutcome.Stopped(outcome);
    }

    /// <summary>Rejects a proposal; its author withdraws it.</summary>
    public async Task<ProposalOutcome> RejectAsync(string id, Person person, string? reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (await storage.Proposals.FindAsync(id, cancellation) is not var (proposal, tag))
        {
            return new ProposalOutcome.Unknown();
        }

        var isAuthor = IsSame(proposal.AuthorOwner, person.Owner);
        if (!isAuthor && !person.Roles.Contains(ApproverOf(proposal.Change.Action)))
        {
            return new ProposalOutcome.NotYou($"Only its author or a holder of the role {ApproverOf(proposal.Change.Action)} may end it.");
        }

        if (NotOpen(proposal) is { } message)
        {
            return new ProposalOutcome.NotNow(message);
        }

        var decided = Decided(proposal, isAuthor ? ProposalState.Withdrawn : ProposalState.Rejected, person, reason);
        if (await storage.Proposals.DecideAsync(decided, tag, cancellation) is null)
        {
            return new ProposalOutcome.NotNow(AtTheSameTime);
        }

        LogRejected(id, proposal.Change.Action, proposal.Change.Id);
        return new ProposalOutcome.Kept(decided);
    }

    private static string? MayNotApprove(Proposal proposal, Person approver)
    {
        var role = ApproverOf(proposal.Change.Action);
        return !approver.Roles.Contains(role) ? $"This proposal is approved by the role {role}."
            : approver.Owner is null ? ProposalFlow.NoOwner
            : IsSame(proposal.AuthorOwner, approver.Owner) ? "You own the credentials that proposed this. Another person must approve it."
            : null;
    }

    // Spellings of one subject that differ by case count as one person.
    private static bool IsSame(string owner, string? other) => string.Equals(owner, other, StringComparison.OrdinalIgnoreCase);

    private string? NotOpen(Proposal proposal) => proposal.StateAt(time.GetUtcNow()) switch
    {
        ProposalState.Open => null,
        ProposalState.Expired => string.Create(CultureInfo.InvariantCulture, $"It expired on {proposal.ExpiresAt:yyyy-MM-dd}. Propose it again."),
        var state => $"It is {state.ToString().ToLowerInvariant()} already.",
    };

    private Proposal Decided(Proposal proposal, ProposalState state, Person person, string? reason) => proposal with
    {
        State = state,
        DecidedBy = person.Name,
        DecidedAt = time.GetUtcNow(),
        DecisionReason = reason,
    };

    private async Task<ChangeOutcome> CarryOutAsync(Proposal proposal, Person approver, CancellationToken cancellation)
    {
        var change = proposal.Change;
        var context = new ChangeContext(proposal.Author, change.Tag)
        {
            IsCreation = change.Tag is null, Proposal = proposal.Id, Approver = approver.Name, Reason = proposal.Reason,
        };
        return change.Action switch
        {
            ProposalAction.PutDocument or ProposalAction.LiftStop => await flow.RunAsync(
                DocumentChange.Adopt(storage.Documents, change.Kind!.Value, change.Id, Version(change)), context, cancellation),
            ProposalAction.ActivatePolicy => await flow.RunAsync(PolicyChange.Activate(reader, change.Id, Version(change)), context, cancellation),
            ProposalAction.RetirePolicy => await flow.RunAsync(PolicyChange.Retire(change.Id), context, cancellation),
            ProposalAction.ImportList => await storage.Imports.FindAsync(change.Id, change.Version!, cancellation) is { } header
                ? await flow.RunAsync(ListChange.Adopt(reader, header, header.Reason is not null && proposal.Difference.Entries is { Removed: > 0 }), context, cancellation)
                : throw new InvalidDataException($"the proposed import {change.Version} of {change.Id} is not there"),
            ProposalAction.ApplySeed => Of(await upgrade.ApplyAsync(new SeedChoices(change.Take, change.Keep), proposal.Reason, context, cancellation)),
            ProposalAction.RevertSeed => Of(await upgrade.RevertAsync(proposal.Reason, context, cancellation)),
            ProposalAction.PutListSource or ProposalAction.RemoveListSource => await sources.CarryOutAsync(proposal, approver, cancellation),
            _ => throw new InvalidOperationException($"no way to carry out {change.Action}"),
        };
    }

    private static int Version(ProposedChange change) => int.Parse(change.Version!, CultureInfo.InvariantCulture);

    // The tag of the plan holds everything that the plan depends on, so any other result than at filing is a conflict.
    private static ChangeOutcome Of(SeedOutcome outcome) => outcome is SeedOutcome.Done done ? done.Outcome : new ChangeOutcome.Conflict(null);

    private async Task<long?> MadeAsync(Proposal proposal, CancellationToken cancellation)
    {
        var head = await storage.Head.ReadAsync(cancellation);
        if (ListSourceFlow.Concerns(proposal))
        {
            return await sources.IsMadeAsync(proposal, cancellation) ? head.SourceVersion : null;
        }

        return await storage.Head.FindProposalAsync(proposal.Id, head.SourceVersion, cancellation);
    }

    [LoggerMessage(LogEvents.ProposalDecisionApproved, LogLevel.Warning, "A change of rule data was approved. Proposal: {Proposal}. Action: {Action}. Target: {Target}. Source version: {SourceVersion}. Entries removed: {Removed}.")]
    private partial void LogApproved(string proposal, ProposalAction action, string target, long sourceVersion, int removed);

    [LoggerMessage(LogEvents.ProposalDecisionRejected, LogLevel.Information, "A proposal was rejected or withdrawn. Proposal: {Proposal}. Action: {Action}. Target: {Target}.")]
    private partial void LogRejected(string proposal, ProposalAction action, string target);
}
