using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Screening.Engine;
using Screening.Engine.Classification;
using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Lists;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Http.Contracts.Responses;

// What endpoints answer beside decisions, member by member in the order in which they are written. The description
// (OpenApi) says what each member means.

/// <summary>A change was accepted and will go live.</summary>
internal sealed record AcceptedAnswer(long SourceVersion, string? Version, string Status);

/// <summary>A version of a policy was put on file.</summary>
internal sealed record DraftedAnswer(int Version, string State);

/// <summary>A policy was read and found good.</summary>
internal sealed record ValidAnswer(bool Valid);

/// <summary>The country sets there are.</summary>
internal sealed record CountrySetsAnswer(long SourceVersion, IEnumerable<CountrySetRow> CountrySets);

/// <summary>One of them.</summary>
internal sealed record CountrySetRow(string Id, int Version, string? Etag);

/// <summary>The policies there are.</summary>
internal sealed record PoliciesAnswer(long SourceVersion, IEnumerable<PolicyRow> Policies);

/// <summary>One of them.</summary>
internal sealed record PolicyRow(string Id, int Version, PinState State, DateOnly? ClosedOn, string? Etag);

/// <summary>The watchlists that are active; null for one whose header is gone.</summary>
internal sealed record WatchlistsAnswer(long SourceVersion, ImportHeader?[] Watchlists);

/// <summary>One import of a watchlist.</summary>
internal sealed record ImportAnswer(bool Active, ImportHeader Import, DateOnly ConfirmedOn, IEnumerable<ListConfirmation> Confirmations);

/// <summary>An import was confirmed.</summary>
internal sealed record ConfirmedAnswer(string Feed, string ImportId, DateOnly ConfirmedOn, ListConfirmation Confirmation);

/// <summary>The versions a registry had.</summary>
internal sealed record RegistryVersionsAnswer(string Registry, IEnumerable<RegistryVersionRow> Versions);

/// <summary>One of them.</summary>
internal sealed record RegistryVersionRow(
    int Version, long SourceVersion, string Actor, DateTimeOffset At, bool Live, JsonArray Added, JsonArray Removed);

/// <summary>What a snapshot holds.</summary>
internal sealed record SnapshotAnswer(
    string Revision,
    long SourceVersion,
    int Format,
    IEnumerable<SnapshotDocument> Documents,
    ImmutableArray<ListVintage> Lists,
    SnapshotThresholds Thresholds);

/// <summary>A document in it.</summary>
internal sealed record SnapshotDocument(DocumentKind Kind, string Id, int Version, DateOnly? ClosedOn);

/// <summary>Its thresholds of matches.</summary>
internal sealed record SnapshotThresholds(double T1, double T2);

/// <summary>Indexing anew has begun.</summary>
internal sealed record ReindexAnswer(int Partitions);

/// <summary>A session was opened.</summary>
internal sealed record SessionAnswer(string Name, IEnumerable<string> Roles, DateTimeOffset ExpiresAt);

/// <summary>A session has ended.</summary>
internal sealed record SessionEndAnswer(bool Ended);

/// <summary>The keys there are.</summary>
internal sealed record KeysAnswer(IEnumerable<KeyRow> Keys);

/// <summary>A key that was made; the only answer with its text.</summary>
internal sealed record IssuedKeyAnswer(string Key, KeyRow Details);

/// <summary>What can be told of a key.</summary>
internal sealed record KeyRow(
    string KeyId,
    string Name,
    ImmutableArray<string> Roles,
    DateTimeOffset CreatedAt,
    string? CreatedBy,
    string? Replaces,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt);

/// <summary>Items that were classified.</summary>
internal sealed record ClassifiedAnswer(
    DateOnly AsOf, PolicyIdentity Policy, string Edition, IEnumerable<ClassifiedItem> Items, SnapshotIdentity Snapshot, string Notice);

/// <summary>One of them.</summary>
internal sealed record ClassifiedItem(
    string Id,
    string? Category,
    ImmutableArray<string> PossibleCategories,
    string? AnnexItem,
    ImmutableArray<string> AnnexItemsOfCodes,
    PerformancePoint? DecisivePoint,
    string Explanation,
    ImmutableArray<MissingFact> Missing);

/// <summary>The policy an answer about eligibility rests on.</summary>
internal sealed record PolicyReference(string Id, int Version, string Hash, PolicyKind Kind);

/// <summary>How every country stands.</summary>
internal sealed record EligibilityAnswer(
    PolicyReference Policy, DateOnly AsOf, IEnumerable<EligibilityRow> Countries, SnapshotIdentity Snapshot, string Notice);

/// <summary>How one country stands.</summary>
internal sealed record EligibilityRow(
    string Country, string Name, string Status, string Why, string Citation, IEnumerable<GroupRow> Groups);

/// <summary>A group it belongs to.</summary>
internal sealed record GroupRow(string Set, DateOnly? From, DateOnly? To);

/// <summary>What one country meets and lacks.</summary>
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

/// <summary>One condition.</summary>
internal sealed record GapCondition(string Id, string Text, string Actor, bool Required, string Citation, bool Derived);

/// <summary>What is on file about a country.</summary>
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

/// <summary>A membership, also one that has ended or not begun, or the suspension of one.</summary>
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

/// <summary>A region of the country under embargo.</summary>
internal sealed record RegionRow(string Region, RegionEmbargo Embargo, string Name);

/// <summary>What a registry says, and the entries it says it from.</summary>
internal sealed record EntriesAnswer(string Status, IEnumerable<EntryRow> Entries);

/// <summary>An entry of a registry.</summary>
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

/// <summary>A programme of the country.</summary>
internal sealed record ProgrammeRow(
    string Id, string Name, int? StartYear, bool Vetted, DateOnly? From, DateOnly? To, bool Holds, string Evidence);
