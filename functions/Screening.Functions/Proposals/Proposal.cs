using System.Collections.Immutable;
using Screening.Engine.Snapshots;
using Screening.Functions.Lists.Refresh;
using Screening.Functions.Seed;

namespace Screening.Functions.Proposals;

/// <summary>What happened to a proposal.</summary>
public enum ProposalState
{
    /// <summary>No one has decided it yet.</summary>
    Open,

    /// <summary>It was approved and carried out.</summary>
    Approved,

    /// <summary>An approver rejected it.</summary>
    Rejected,

    /// <summary>Its author withdrew it.</summary>
    Withdrawn,

    /// <summary>No one decided it in time.</summary>
    Expired,
}

/// <summary>What an approval carries out.</summary>
public enum ProposalAction
{
    /// <summary>A version of a country set, the control list, a registry or the party policy becomes live.</summary>
    PutDocument,

    /// <summary>A drafted version of a policy becomes live.</summary>
    ActivatePolicy,

    /// <summary>A policy is retired.</summary>
    RetirePolicy,

    /// <summary>An import of a list becomes live.</summary>
    ImportList,

    /// <summary>The documents are brought to the shipped seed.</summary>
    ApplySeed,

    /// <summary>The last upgrade to a shipped seed is reverted.</summary>
    RevertSeed,

    /// <summary>An emergency stop is lifted.</summary>
    LiftStop,

    /// <summary>A list is fetched from an address.</summary>
    PutListSource,

    /// <summary>A list is no longer fetched.</summary>
    RemoveListSource,
}

/// <summary>A change as proposed: names of rows that are written and not live.</summary>
/// <param name="Action">What an approval carries out.</param>
/// <param name="Id">Id of the document, the policy or the feed; "seed" for the seed.</param>
public sealed record ProposedChange(ProposalAction Action, string Id)
{
    /// <summary>Kind of the document; null for a list and for the seed.</summary>
    public DocumentKind? Kind { get; init; }

    /// <summary>Version of the document, or id of the import; null for neither.</summary>
    public string? Version { get; init; }

    /// <summary>ETag of what it changes when it was proposed; null when that was new.</summary>
    public string? Tag { get; init; }

    /// <summary>For the source of a list: the source; null when it is removed.</summary>
    public ListSource? Source { get; init; }

    /// <summary>For the seed: documents that take its text.</summary>
    public ImmutableArray<string> Take { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>For the seed: documents that stay.</summary>
    public ImmutableArray<string> Keep { get; init => field = value.IsDefault ? [] : value; } = [];
}

/// <summary>What a proposal would change, for the person who decides it.</summary>
/// <param name="Rows">The first differences.</param>
/// <param name="Omitted">Number of further differences.</param>
public sealed record ProposalDifference(ImmutableArray<SeedDifferenceRow> Rows, int Omitted)
{
    /// <summary>The first differences.</summary>
    public ImmutableArray<SeedDifferenceRow> Rows { get; init => field = value.IsDefault ? [] : value; } = Rows;

    /// <summary>For a list: entries that are added, removed and changed; null for anything else.</summary>
    public EntryCounts? Entries { get; init; }
}

/// <summary>Entries of an import against those of the active import.</summary>
/// <param name="Added">Entries that the active import does not have.</param>
/// <param name="Removed">Entries that only the active import has.</param>
/// <param name="Changed">Entries of both whose content differs.</param>
public sealed record EntryCounts(int Added, int Removed, int Changed);

/// <summary>A change of rule data that takes effect when a second person approves it.</summary>
public sealed record Proposal
{
    /// <summary>Id; later proposals have smaller ids.</summary>
    public required string Id { get; init; }

    /// <summary>The change.</summary>
    public required ProposedChange Change { get; init; }

    /// <summary>Description in one line, as in the history.</summary>
    public required string What { get; init; }

    /// <summary>What it would change.</summary>
    public required ProposalDifference Difference { get; init; }

    /// <summary>Name of the author.</summary>
    public required string Author { get; init; }

    /// <summary>Person who owns the author's credentials. Another person must approve.</summary>
    public required string AuthorOwner { get; init; }

    /// <summary>Reason of the author.</summary>
    public required string Reason { get; init; }

    /// <summary>Time of filing, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Time from which it can no longer be approved, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>State as stored: expiry is derived from the time.</summary>
    public ProposalState State { get; init; }

    /// <summary>Name of the person who decided it; null while it is open.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>Time of the decision, UTC; null while it is open.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Reason of the person who decided it; null when none was given.</summary>
    public string? DecisionReason { get; init; }

    /// <summary>Source version after the change; null unless it is approved.</summary>
    public long? SourceVersion { get; init; }

    /// <summary>
    /// Whether it was approved and its change is not known to be made: it is being made, or the process ended meanwhile. Approving it
    /// again completes it.
    /// </summary>
    public bool IsBeingCarriedOut => State == ProposalState.Approved && SourceVersion is null;

    /// <summary>The state at a time.</summary>
    public ProposalState StateAt(DateTimeOffset now) => State == ProposalState.Open && now >= ExpiresAt ? ProposalState.Expired : State;
}
