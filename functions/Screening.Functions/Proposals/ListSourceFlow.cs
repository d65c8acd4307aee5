using System.Globalization;
using System.Text.Json.Nodes;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Lists.Refresh;
using Screening.Functions.Security;
using Screening.Functions.Seed;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Proposals;

/// <summary>
/// Sources of lists by two persons. An approved address brings lists that remove entries without a further approval, so it is
/// approved like an import that removes entries. Nothing of the snapshot changes with it.
/// </summary>
public sealed partial class ListSourceFlow
{
    /// <summary>Kind in the metric of changed rule data.</summary>
    private const string Kind = "list-source";

    private readonly ScreeningStorage storage;
    private readonly TimeProvider time;
    private readonly ILogger<ListSourceFlow> log;

    /// <summary>Creates the flow.</summary>
    public ListSourceFlow(ScreeningStorage storage, TimeProvider time, ILogger<ListSourceFlow> log) => (this.storage, this.time, this.log) = (storage, time, log);

    /// <summary>Proposes a source of a feed, or its removal.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="wanted">The source; null removes it.</param>
    /// <param name="terms">Reason and lifetime.</param>
    /// <param name="author">Author.</param>
    /// <param name="context">Expected state.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task<ProposalOutcome> ProposeAsync(
        string feed, ListSource? wanted, ProposalTerms terms, Person author, ChangeContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(author);
        ArgumentNullException.ThrowIfNull(context);
        if (author.Owner is not { } owner)
        {
            return new ProposalOutcome.NotYou(ProposalFlow.NoOwner);
        }

        var live = (await storage.ListSources.FindAsync(feed, cancellation))?.Approved;
        if (!context.Holds(live?.Tag))
        {
            return new ProposalOutcome.Stopped(new ChangeOutcome.Conflict(live?.Tag));
        }

        if (wanted == live?.Source)
        {
            return new ProposalOutcome.NotNow(ProposalFlow.IsLive);
        }

        var now = time.GetUtcNow();
        var difference = SeedUpgradeDifference.Of(DocumentKind.Registry, Json(live?.Source), Json(wanted), ProposalComparison.MostRows);
        var proposal = new Proposal
        {
            Id = ProposalTable.NewId(now),
            Change = new ProposedChange(wanted is null ? ProposalAction.RemoveListSource : ProposalAction.PutListSource, feed) { Source = wanted, Tag = live?.Tag },
            What = wanted is null ? $"remove the address of list {feed}" : $"set the address of list {feed}, host {wanted.Host}",
            Difference = new ProposalDifference([.. difference.Rows.Select(row => row with { Path = $"watchlists/{feed}/source: {row.Path}" })], difference.Omitted),
            Author = author.Name,
            AuthorOwner = owner,
            Reason = terms.Reason,
            CreatedAt = now,
            ExpiresAt = now.AddDays(terms.Days),
        };
        await storage.Proposals.AddAsync(proposal, cancellation);
        LogFiled(proposal.Id, proposal.Change.Action, feed);
        return new ProposalOutcome.Kept(proposal);
    }

    /// <summary>Whether a proposal concerns a source.</summary>
    internal static bool Concerns(Proposal proposal) => proposal.Change.Action is ProposalAction.PutListSource or ProposalAction.RemoveListSource;

    /// <summary>Whether a proposal was carried out, by a process that ended before it could record it.</summary>
    internal Task<bool> IsMadeAsync(Proposal proposal, CancellationToken cancellation) =>
        storage.ListSources.IsMadeAsync(proposal.Change.Id, proposal.Id, cancellation);

    /// <summary>Makes an approved change, if the source is still as it was when it was proposed.</summary>
    internal async Task<ChangeOutcome> CarryOutAsync(Proposal proposal, Person approver, CancellationToken cancellation)
    {
        var change = proposal.Change;
        var found = await storage.ListSources.FindAsync(change.Id, cancellation);
        if (found?.Approved.Tag != change.Tag)
        {
            return new ChangeOutcome.Conflict(found?.Approved.Tag);
        }

        var next = new ApprovedSource
        {
            Feed = change.Id,
            Version = (found?.Approved.Version ?? 0) + 1,
            Source = change.Source,
            Author = proposal.Author,
            Approver = approver.Name,
            Proposal = proposal.Id,
            At = time.GetUtcNow(),
        };
        if (!await storage.ListSources.PutAsync(next, found?.Tag, cancellation))
        {
            return new ChangeOutcome.Conflict(null);
        }

        Measures.RulesChanged(Kind, 1);
        return new ChangeOutcome.Accepted(
            (await storage.Head.ReadAsync(cancellation)).SourceVersion, next.Version.ToString(CultureInfo.InvariantCulture));
    }

    private static string? Json(ListSource? source) => source is null ? null : new JsonObject
    {
        ["address"] = source.Address, ["format"] = source.Format, ["everyHours"] = source.EveryHours,
    }.ToJsonString();

    [LoggerMessage(LogEvents.ListSourceFlowFiled, LogLevel.Information, "The address of a list was proposed. Proposal: {Proposal}. Action: {Action}. Target: {Target}.")]
    private partial void LogFiled(string proposal, ProposalAction action, string target);
}
