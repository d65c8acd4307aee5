using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Lists;
using Screening.Functions.Security;
using Screening.Functions.Seed;
using Screening.Functions.Snapshots;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Proposals;

/// <summary>Result of filing or deciding a proposal.</summary>
public abstract record ProposalOutcome
{
    private ProposalOutcome()
    {
    }

    /// <summary>The proposal as it is now stored (202 when filed, 200 when decided).</summary>
    /// <param name="Proposal">The proposal.</param>
    public sealed record Kept(Proposal Proposal) : ProposalOutcome;

    /// <summary>The change took effect at once, because it can only make answers stricter.</summary>
    /// <param name="Outcome">The change.</param>
    public sealed record Direct(ChangeOutcome.Accepted Outcome) : ProposalOutcome;

    /// <summary>Nothing was stored or changed: refused, or a conflict.</summary>
    /// <param name="Outcome">Refused or conflict.</param>
    public sealed record Stopped(ChangeOutcome Outcome) : ProposalOutcome;

    /// <summary>Nothing was stored or changed by a seed upgrade.</summary>
    /// <param name="Outcome">Why.</param>
    public sealed record SeedStopped(SeedOutcome Outcome) : ProposalOutcome;

    /// <summary>The proposal is not in a state that allows this (409).</summary>
    /// <param name="Message">Why, as a sentence.</param>
    public sealed record NotNow(string Message) : ProposalOutcome;

    /// <summary>The caller may not do this (403).</summary>
    /// <param name="Message">Why, as a sentence.</param>
    public sealed record NotYou(string Message) : ProposalOutcome;

    /// <summary>There is no proposal with this id (404).</summary>
    public sealed record Unknown : ProposalOutcome;
}

/// <summary>Reason and lifetime of a new proposal.</summary>
/// <param name="Reason">Reason of the author.</param>
/// <param name="Days">Days until it expires.</param>
public sealed record ProposalTerms(string Reason, int Days);

/// <summary>
/// Changes of rule data by two persons. Filing tries the change and writes its rows, which stay invisible. Approval by another
/// person carries it out, if what it changes is still as it was.
/// </summary>
public sealed partial class ProposalFlow
{
    /// <summary>Days until a proposal expires, unless its author states another number.</summary>
    public const int UsualDays = 14;

    /// <summary>Maximum number of days until a proposal expires.</summary>
    public const int MostDays = 90;

    /// <summary>Maximum number of characters of a reason.</summary>
    public const int ReasonCharacters = 500;

    internal const string NoOwner = "Your credentials state no owner, so it cannot be shown that two persons act. Have them replaced by ones with an owner.";

    internal const string IsLive = "It is live already. Nothing was proposed.";

    private readonly ScreeningStorage storage;
    private readonly SourceReader reader;
    private readonly ChangeFlow flow;
    private readonly SeedUpgrade upgrade;
    private readonly TimeProvider time;
    private readonly ILogger<ProposalFlow> log;

    /// <summary>Creates the flow.</summary>
    public ProposalFlow(
        ScreeningStorage storage, SourceReader reader, ChangeFlow flow, SeedUpgrade upgrade, TimeProvider time, ILogger<ProposalFlow> log) =>
        (this.storage, this.reader, this.flow, this.upgrade, this.time, this.log) = (storage, reader, flow, upgrade, time, log);

    /// <summary>Proposes a new version of a country set, the control list, a registry or the party policy.</summary>
    public async Task<ProposalOutcome> PutDocumentAsync(
        DocumentKind kind, string id, string json, ProposalTerms terms, Person author, ChangeContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(author);
        ArgumentNullException.ThrowIfNull(context);
        var manifest = (await storage.Head.ReadAsync(cancellation)).Manifest;
        if (manifest.Find(kind, id) is { } pin && context.Holds(manifest.ETagOf(kind, id))
            && (await storage.Documents.ReadAsync(kind, id, pin.Version, cancellation))?.Json == json)
        {
            return new ProposalOutcome.NotNow(IsLive);
        }

        var change = DocumentChange.Put(storage.Documents, kind, id, json, context.Actor);
        return await FileAsync(new ProposedChange(ProposalAction.PutDocument, id) { Kind = kind }, change, terms, author, context, cancellation);
    }

    /// <summary>Proposes that a drafted version of a policy becomes live.</summary>
    public Task<ProposalOutcome> ActivatePolicyAsync(
        string id, int version, ProposalTerms terms, Person author, ChangeContext context, CancellationToken cancellation) =>
        FileAsync(
            new ProposedChange(ProposalAction.ActivatePolicy, id) { Kind = DocumentKind.Policy },
            PolicyChange.Activate(reader, id, version), terms, author, context, cancellation);

    /// <summary>Proposes that a policy is retired.</summary>
    public Task<ProposalOutcome> RetirePolicyAsync(
        string id, ProposalTerms terms, Person author, ChangeContext context, CancellationToken cancellation) =>
        FileAsync(
            new ProposedChange(ProposalAction.RetirePolicy, id) { Kind = DocumentKind.Policy },
            PolicyChange.Retire(id), terms, author, context, cancellation);

    /// <summary>
    /// Imports a list. An import that only adds entries takes effect at once. One that removes or changes entries, or states that a
    /// list code is present that was absent or empty, is a proposal.
    /// </summary>
    public async Task<ProposalOutcome> ImportListAsync(
        ListImport list, ProposalTerms terms, Person author, ChangeContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(context);
        var head = await storage.Head.ReadAsync(cancellation);
        if (!context.Holds(head.Manifest.ETagOf(list.Feed))
            || await ListChange.SameAsync(storage, reader, head.Manifest, list, cancellation) is not null
            || await IsOnlyStricterAsync(list, head.Manifest, cancellation))
        {
            return await flow.ImportListAsync(list, context, cancellation) switch
            {
                ChangeOutcome.Accepted accepted => new ProposalOutcome.Direct(accepted),
                var other => new ProposalOutcome.Stopped(other),
            };
        }

        var change = ListChange.Import(storage, reader, list, context.Actor, time.GetUtcNow());
        return await FileAsync(new ProposedChange(ProposalAction.ImportList, list.Feed), change, terms, author, context, cancellation);
    }

    /// <summary>Proposes to bring the documents to the shipped seed.</summary>
    public async Task<ProposalOutcome> ApplySeedAsync(
        SeedChoices choices, ProposalTerms terms, Person author, ChangeContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(context);
        var (change, stopped) = await upgrade.ApplicationAsync(choices, terms.Reason, context, cancellation);
        return change is null
            ? new ProposalOutcome.SeedStopped(stopped!)
            : await FileAsync(
                new ProposedChange(ProposalAction.ApplySeed, "seed") { Take = choices.Take, Keep = choices.Keep }, change, terms, author, context, cancellation);
    }

    /// <summary>Proposes to revert the last upgrade to a shipped seed.</summary>
    public async Task<ProposalOutcome> RevertSeedAsync(ProposalTerms terms, Person author, ChangeContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(context);
        var (change, stopped) = await upgrade.ReversalAsync(terms.Reason, context, cancellation);
        return change is null
            ? new ProposalOutcome.SeedStopped(stopped!)
            : await FileAsync(new ProposedChange(ProposalAction.RevertSeed, "seed"), change, terms, author, context, cancellation);
    }

    /// <summary>Proposes that the emergency stops are those of a document, from which one is removed.</summary>
    internal Task<ProposalOutcome> LiftStopAsync(string json, ProposalTerms terms, Person author, ChangeContext context, CancellationToken cancellation)
    {
        var change = DocumentChange.Put(storage.Documents, DocumentKind.EmergencyStops, EmergencyStops.DocumentId, json, context.Actor);
        var proposed = new ProposedChange(ProposalAction.LiftStop, EmergencyStops.DocumentId) { Kind = DocumentKind.EmergencyStops };
        return FileAsync(proposed, change, terms, author, context, cancellation);
    }

    // An import may lift a hold in two more ways than by removing an entry: a list that is required and missing holds every
    // transaction with a party, and so an import that brings its first entries, or states that it is empty, lifts that hold.
    private async Task<bool> IsOnlyStricterAsync(ListImport list, Manifest live, CancellationToken cancellation)
    {
        var codes = list.Codes();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (feed, importId) in live.Lists)
        {
            var header = await storage.Imports.FindAsync(feed, importId, cancellation);
            known.UnionWith(header?.Codes?.Keys ?? ListImport.CodesOf((await reader.ListAsync(feed, importId, cancellation)).Entries).Keys);
        }

        var required = await RequiredAsync(live, cancellation);
        if (codes.Any(code => !known.Contains(code.Key) && (code.Value == 0 || required.Contains(code.Key))))
        {
            return false;
        }

        if (!live.Lists.TryGetValue(list.Feed, out var active))
        {
            return true;
        }

        var difference = await ProposalComparison.OfAsync(
            reader, Manifest.Empty.WithList(list.Feed, active), new Trial(Manifest.Empty) { Lists = [ListChange.Source(list, "proposed")] }, cancellation);
        return difference.Entries is { Removed: 0, Changed: 0 };
    }

    private async Task<ImmutableHashSet<string>> RequiredAsync(Manifest live, CancellationToken cancellation)
    {
        var required = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var (id, pin) in live.Of(DocumentKind.PartyPolicy).Where(pin => pin.Value.State == PinState.Active))
        {
            if (await reader.DocumentAsync(DocumentKind.PartyPolicy, id, pin.Version, cancellation) is { } document)
            {
                required.UnionWith(PartyPolicy.Parse(document.Json, []).RequiredLists.Select(list => list.Code));
            }
        }

        return required.ToImmutable();
    }

    private async Task<ProposalOutcome> FileAsync(
        ProposedChange proposed, Change change, ProposalTerms terms, Person author, ChangeContext context, CancellationToken cancellation)
    {
        if (author.Owner is not { } owner)
        {
            return new ProposalOutcome.NotYou(NoOwner);
        }

        var (prepared, stopped) = await flow.PrepareAsync(change, context, cancellation);
        if (prepared is null)
        {
            return new ProposalOutcome.Stopped(stopped!);
        }

        if (proposed.Action == ProposalAction.ActivatePolicy && prepared.After.Manifest.ToJson() == prepared.Before.Manifest.ToJson())
        {
            return new ProposalOutcome.NotNow(IsLive);
        }

        var now = time.GetUtcNow();
        var proposal = new Proposal
        {
            Id = ProposalTable.NewId(now),
            Change = proposed with { Version = prepared.After.Version, Tag = prepared.Tag },
            What = prepared.What,
            Difference = await ProposalComparison.OfAsync(reader, prepared.Before.Manifest, prepared.After, cancellation),
            Author = author.Name,
            AuthorOwner = owner,
            Reason = terms.Reason,
            CreatedAt = now,
            ExpiresAt = now.AddDays(terms.Days),
        };
        await storage.Proposals.AddAsync(proposal, cancellation);
        LogFiled(proposal.Id, proposal.Change.Action, proposal.Change.Id, proposal.Difference.Entries?.Removed ?? 0);
        return new ProposalOutcome.Kept(proposal);
    }

    [LoggerMessage(LogEvents.ProposalFlowFiled, LogLevel.Information, "A change of rule data was proposed. Proposal: {Proposal}. Action: {Action}. Target: {Target}. Entries removed: {Removed}.")]
    private partial void LogFiled(string proposal, ProposalAction action, string target, int removed);
}
