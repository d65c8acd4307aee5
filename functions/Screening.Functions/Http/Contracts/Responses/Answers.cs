using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Lists;
using Screening.Functions.Lists.Formats;

namespace Screening.Functions.Http.Contracts.Responses;

// Responses other than decisions. Members are written in the order given here. Http/OpenApi describes the meaning of each member.

/// <summary>
/// Response to an import, with the values that its entries were read without. It is accepted at once, or it is a proposal.
/// </summary>
internal sealed record ImportAcceptedAnswer(
    long? SourceVersion, string? Version, string Status, ProposalRow? Proposal, ImmutableArray<ImportError> LeftOut);

/// <summary>A policy version was stored as a draft.</summary>
internal sealed record DraftedAnswer(int Version, string State);

/// <summary>A policy draft has no errors.</summary>
internal sealed record ValidAnswer(bool Valid);

internal sealed record CountrySetsAnswer(long SourceVersion, IEnumerable<CountrySetRow> CountrySets);

internal sealed record CountrySetRow(string Id, int Version, string? Etag);

internal sealed record PoliciesAnswer(long SourceVersion, IEnumerable<PolicyRow> Policies);

internal sealed record PolicyRow(string Id, int Version, PinState State, DateOnly? ClosedOn, string? Etag);

/// <summary>The active watchlists. An element is null if the header of its import is missing.</summary>
internal sealed record WatchlistsAnswer(long SourceVersion, ImportHeader?[] Watchlists);

internal sealed record ImportAnswer(bool Active, ImportHeader Import, DateOnly ConfirmedOn, IEnumerable<ListConfirmation> Confirmations);

internal sealed record ConfirmedAnswer(string Feed, string ImportId, DateOnly ConfirmedOn, ListConfirmation Confirmation);

internal sealed record RegistryVersionsAnswer(string Registry, IEnumerable<RegistryVersionRow> Versions);

internal sealed record RegistryVersionRow(
    int Version, long SourceVersion, string Actor, DateTimeOffset At, bool Live, JsonArray Added, JsonArray Removed);

internal sealed record SnapshotAnswer(
    string Revision,
    long SourceVersion,
    int Format,
    IEnumerable<SnapshotDocument> Documents,
    ImmutableArray<ListVintage> Lists,
    SnapshotThresholds Thresholds);

internal sealed record SnapshotDocument(DocumentKind Kind, string Id, int Version, DateOnly? ClosedOn);

/// <summary>Scores from which a match counts (T1) and is strong (T2).</summary>
internal sealed record SnapshotThresholds(double T1, double T2);

/// <summary>Reindexing has started.</summary>
internal sealed record ReindexAnswer(int Partitions);

internal sealed record SessionAnswer(string Name, IEnumerable<string> Roles, DateTimeOffset ExpiresAt);

internal sealed record SessionEndAnswer(bool Ended);

internal sealed record KeysAnswer(IEnumerable<KeyRow> Keys);

/// <summary>A new key. This is the only response that contains the text of a key.</summary>
internal sealed record IssuedKeyAnswer(string Key, KeyRow Details);

/// <summary>The public details of a key.</summary>
internal sealed record KeyRow(
    string KeyId,
    string Name,
    string? Owner,
    ImmutableArray<string> Roles,
    bool Pending,
    DateTimeOffset CreatedAt,
    string? CreatedBy,
    string? ApprovedBy,
    string? Replaces,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt);

internal sealed record ClassifiedAnswer(
    DateOnly AsOf, PolicyIdentity Policy, string Edition, IEnumerable<ClassifiedItem> Items, SnapshotIdentity Snapshot, string Notice);

internal sealed record ClassifiedItem(
    string Id,
    string? Category,
    ImmutableArray<string> PossibleCategories,
    string? AnnexItem,
    ImmutableArray<string> AnnexItemsOfCodes,
    PerformancePoint? DecisivePoint,
    string Explanation,
    ImmutableArray<MissingFact> Missing);

/// <summary>The policy that an eligibility response is based on.</summary>
internal sealed record PolicyReference(string Id, int Version, string Hash, PolicyKind Kind);

internal sealed record EligibilityAnswer(
    PolicyReference Policy, DateOnly AsOf, IEnumerable<EligibilityRow> Countries, SnapshotIdentity Snapshot, string Notice);

internal sealed record EligibilityRow(
    string Country, string Name, string Status, string Why, string Citation, IEnumerable<GroupRow> Groups);

/// <summary>A country group that the country belongs to.</summary>
internal sealed record GroupRow(string Set, DateOnly? From, DateOnly? To);

/// <summary>The conditions that a country meets and does not meet.</summary>
internal sealed record EligibilityGapAnswer(
    PolicyReference Policy,
    DateOnly AsOf,
    string Country,
    string Name,
    string? Status,
    IEnumerable<GapCondition> Unmet,
    IEnumerable<GapCondition> Unknown,
    IEnumerable<GapCondition> Met,
    bool Derived,
    string DerivedNote,
    SnapshotIdentity Snapshot,
    string Notice);

internal sealed record GapCondition(string Id, string Text, string Actor, bool Required, string Citation, bool Derived);

/// <summary>The data on file about a country.</summary>
internal sealed record DestinationAnswer(
    string Country,
    string Name,
    DateOnly AsOf,
    string? Follows,
    MembershipRow[] Memberships,
    MembershipRow[] Suspensions,
    Dictionary<string, bool> Regimes,
    Dictionary<string, bool> Embargo,
    bool MissileConcernD4,
    bool MissileColumnMark,
    IEnumerable<RegionRow> EmbargoedRegions,
    EntriesAnswer Assessment,
    EntriesAnswer PartnerStatus,
    IEnumerable<EntryRow> Agreements,
    IEnumerable<ProgrammeRow> Programmes,
    SnapshotIdentity Snapshot,
    string Notice);

/// <summary>A membership, which may have ended or not begun, or the suspension of a membership.</summary>
internal sealed record MembershipRow(
    string Set,
    string Label,
    DateOnly? From,
    DateOnly? To,
    bool Holds,
    string Source,
    DateOnly? SourceDate,
    FactBasis Basis,
    DateOnly? ConfirmBy,
    string? Confirmer,
    string? Sentence,
    string? Note);

/// <summary>An embargoed region of the country.</summary>
internal sealed record RegionRow(string Region, RegionEmbargo Embargo, string Name);

/// <summary>The status of the country in a registry, and the entries it is derived from.</summary>
internal sealed record EntriesAnswer(string Status, IEnumerable<EntryRow> Entries);

internal sealed record EntryRow(
    string Status,
    DateOnly? From,
    DateOnly? To,
    bool Holds,
    string? Assessor,
    string Evidence,
    string Source,
    DateOnly? SourceDate,
    FactBasis Basis,
    DateOnly? ConfirmBy,
    string? Confirmer,
    string? Sentence);

internal sealed record ProgrammeRow(
    string Id, string Name, int? StartYear, bool Vetted, DateOnly? From, DateOnly? To, bool Holds, string Evidence);
