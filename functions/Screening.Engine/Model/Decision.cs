using System.Collections.Immutable;
using Screening.Engine.Classification;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Snapshots;

namespace Screening.Engine.Model;

/// <summary>Identity of the policy a decision was made under.</summary>
/// <param name="Id">Policy id.</param>
/// <param name="Version">Policy version.</param>
public sealed record PolicyIdentity(string Id, int Version)
{
    /// <summary>Hash of the flat policy and its base: the exact rules applied, "sha256-" and hex.</summary>
    public string Hash { get; init; } = "";
}

/// <summary>Whether a licence exception or exemption can be used.</summary>
[LowerCaseCodes]
public enum Availability
{
    /// <summary>Its conditions are met, as far as this service reads them.</summary>
    Yes,

    /// <summary>Something known rules it out.</summary>
    No,

    /// <summary>Facts or conditions this service does not read decide.</summary>
    Unknown,
}

/// <summary>A licence exception or exemption checked against an item and destination. It never changes the outcome.</summary>
public sealed record ExceptionCandidate
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required string Title { get; init; }

    /// <summary>Item.</summary>
    public required string Item { get; init; }

    /// <summary>Destination, when there are several.</summary>
    public string? Destination { get; init; }

    /// <summary>Whether it can be used.</summary>
    public required Availability Available { get; init; }

    /// <summary>Why, or why not.</summary>
    public required string Why { get; init; }

    /// <summary>Source.</summary>
    public required string Citation { get; init; }
}

/// <summary>One rule that is true of the transaction, or possible when facts are missing.</summary>
public sealed record Finding
{
    /// <summary>Item the finding is about; null when it is about the whole transaction.</summary>
    public string? Item { get; init; }

    /// <summary>Country the item was evaluated against: the destination, or a nationality of a deemed export.</summary>
    public string? Destination { get; init; }

    /// <summary>Rule set the rule belongs to.</summary>
    public required string RuleSet { get; init; }

    /// <summary>Rule id.</summary>
    public required string Rule { get; init; }

    /// <summary>Outcome of the rule.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Whether this finding decides its item.</summary>
    public bool Wins { get; init; }

    /// <summary>True when the rule applies; false when it is merely possible because facts are missing.</summary>
    public bool Certain { get; init; }

    /// <summary>The rule as a sentence with the values used.</summary>
    public required string Text { get; init; }

    /// <summary>Where the rule comes from.</summary>
    public required string Citation { get; init; }

    /// <summary>Facts the rule read, with their values.</summary>
    public required FactDictionary Facts { get; init; }
}

/// <summary>How one item was classified and decided.</summary>
public sealed record ItemDecision
{
    /// <summary>Item id.</summary>
    public required string Id { get; init; }

    /// <summary>I, II or NONE; null when more than one is possible.</summary>
    public string? Category { get; init; }

    /// <summary>Every category still possible.</summary>
    public required ImmutableArray<string> PossibleCategories { get; init; }

    /// <summary>Annex item declared, mapped from a code, or derived from the attributes.</summary>
    public string? AnnexItem { get; init; }

    /// <summary>The declared point that decides the category.</summary>
    public PerformancePoint? DecisivePoint { get; init; }

    /// <summary>Why the category is what it is, naming the decisive figure and its threshold.</summary>
    public required string Explanation { get; init; }

    /// <summary>Outcome of this item; HOLD_FOR_REVIEW when undecided.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Every outcome possible for this item.</summary>
    public required ImmutableArray<Outcome> Possible { get; init; }
}

/// <summary>How sure a match is.</summary>
[LowerCaseCodes]
public enum MatchStrength
{
    /// <summary>Score at or above T1.</summary>
    Possible,

    /// <summary>Score at or above T2, or an exact identifier.</summary>
    Strong,
}

/// <summary>A listed entry found for a party or one of its owners.</summary>
public sealed record PartyMatch
{
    /// <summary>Party id.</summary>
    public required string Party { get; init; }

    /// <summary>Owner name when the owner matched, not the party itself.</summary>
    public string? Owner { get; init; }

    /// <summary>Feed the entry came from.</summary>
    public required string Feed { get; init; }

    /// <summary>List code.</summary>
    public required string List { get; init; }

    /// <summary>Entry identity.</summary>
    public required string Entry { get; init; }

    /// <summary>Name or alias of the entry that matched.</summary>
    public required string Name { get; init; }

    /// <summary>Similarity, 0 to 1.</summary>
    public required double Score { get; init; }

    /// <summary>Possible or strong.</summary>
    public required MatchStrength Strength { get; init; }

    /// <summary>What the list restricts, and the licence policy of the entry where it has one.</summary>
    public string? Restricts { get; init; }

    /// <summary>Why the match has its score and strength, a sentence each.</summary>
    public required ImmutableArray<string> Explanation { get; init; }
}

/// <summary>A fact that is missing and matters.</summary>
/// <param name="Fact">JSON path of the request member that would supply it.</param>
/// <param name="Question">What to ask.</param>
public sealed record MissingFact(string Fact, string Question);

/// <summary>A closed-world default that was used because the request was silent.</summary>
/// <param name="Fact">JSON path of the silent member, or the registry looked up.</param>
/// <param name="Value">Value assumed.</param>
/// <param name="Reason">Why silence means that.</param>
public sealed record DefaultUsed(string Fact, FactValue Value, string Reason);

/// <summary>What remains open when the facts leave more than one outcome possible.</summary>
public sealed record Undecided
{
    /// <summary>Every possible outcome, least severe first.</summary>
    public required ImmutableArray<Outcome> Possible { get; init; }

    /// <summary>The worst of them.</summary>
    public required Outcome Worst { get; init; }

    /// <summary>JSON paths of the facts that would settle it; each was verified to matter.</summary>
    public required ImmutableArray<string> Ask { get; init; }

    /// <summary>Label for truth tables: R20-SPEED-UNKNOWN if the airspeed alone settles it, else B-UNKNOWN.</summary>
    public required string Label { get; init; }

    /// <summary>
    /// False when the search budget ran out: the set may be wider than necessary, never narrower, and a fact may be asked for
    /// that was not verified to matter.
    /// </summary>
    public bool Exact { get; init; }
}

/// <summary>A factor weighed without an outcome of its own.</summary>
/// <param name="Id">Factor id.</param>
/// <param name="Item">Item it concerns, or null.</param>
/// <param name="Value">Its value; null when not on file.</param>
/// <param name="Text">What it means.</param>
public sealed record Factor(string Id, string? Item, FactValue Value, string Text)
{
    /// <summary>Destination it concerns, when there are several; null otherwise.</summary>
    public string? Destination { get; init; }

    /// <summary>Source.</summary>
    public string Citation { get; init; } = "";
}

/// <summary>A condition that any approval would carry.</summary>
/// <param name="Rule">Rule that attaches it.</param>
/// <param name="Text">The condition.</param>
public sealed record Condition(string Rule, string Text);

/// <summary>Vintage of a list used.</summary>
/// <param name="Feed">Feed id.</param>
/// <param name="Date">Date of the list.</param>
/// <param name="Entries">Entries it holds.</param>
public sealed record ListVintage(string Feed, DateOnly Date, int Entries);

/// <summary>Snapshot a decision was made from.</summary>
/// <param name="Revision">SHA-256 of its bytes, "sha256-" and hex.</param>
/// <param name="SourceVersion">Version of the authored source it was compiled from.</param>
public sealed record SnapshotIdentity(string Revision, long SourceVersion);

/// <summary>
/// The decision: a pure function of request, snapshot revision, asOf and mode. Members serialise in declaration order.
/// </summary>
public sealed record Decision
{
    /// <summary>Live or what-if.</summary>
    public required ScreeningMode Mode { get; init; }

    /// <summary>Date the law was asked about.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>What the order desk may do.</summary>
    public required Disposition Disposition { get; init; }

    /// <summary>The outcome; HOLD_FOR_REVIEW when undecided.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The outcome in words.</summary>
    public required string Text { get; init; }

    /// <summary>What is open, or null when the outcome is decided.</summary>
    public Undecided? Undecided { get; init; }

    /// <summary>Policy used; null when none is in force.</summary>
    public PolicyIdentity? Policy { get; init; }

    /// <summary>Every finding.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Every item.</summary>
    public required ImmutableArray<ItemDecision> Items { get; init; }

    /// <summary>Every listed entry found.</summary>
    public required ImmutableArray<PartyMatch> Matches { get; init; }

    /// <summary>Questions that can change the outcome, the one that settles most first; empty when nothing is open.</summary>
    public ImmutableArray<MustAnswer> MustAnswer { get; init; } = [];

    /// <summary>What a reviewer weighs; changes no outcome by itself.</summary>
    public ImmutableArray<ReviewNote> ReviewNotes { get; init; } = [];

    /// <summary>Deprecated: the union of <see cref="MustAnswer"/> and <see cref="ReviewNotes"/>.</summary>
    public required ImmutableArray<MissingFact> Missing { get; init; }

    /// <summary>Which parties were compared with which lists; null when no party was given.</summary>
    public Compared? Compared { get; init; }

    /// <summary>Closed-world defaults used.</summary>
    public required ImmutableArray<DefaultUsed> DefaultsUsed { get; init; }

    /// <summary>Factors without outcome.</summary>
    public required ImmutableArray<Factor> Factors { get; init; }

    /// <summary>Licence exceptions and exemptions with why or why not; never an outcome.</summary>
    public required ImmutableArray<ExceptionCandidate> ExceptionCandidates { get; init; }

    /// <summary>Conditions any approval would carry.</summary>
    public required ImmutableArray<Condition> Conditions { get; init; }

    /// <summary>What this decision did not look at.</summary>
    public required ImmutableArray<string> NotChecked { get; init; }

    /// <summary>Vintage of every list used.</summary>
    public required ImmutableArray<ListVintage> Lists { get; init; }

    /// <summary>Snapshot used.</summary>
    public required SnapshotIdentity Snapshot { get; init; }

    /// <summary>Version of this engine.</summary>
    public required string Engine { get; init; }
}
