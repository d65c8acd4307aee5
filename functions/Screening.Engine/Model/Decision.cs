using System.Collections.Immutable;

namespace Screening.Engine.Model;

/// <summary>Identity of the policy a decision was made under.</summary>
/// <param name="Id">Policy id.</param>
/// <param name="Version">Policy version.</param>
public sealed record PolicyIdentity(string Id, int Version)
{
    /// <summary>Hash of the flat policy and its base, which together are the rules applied: "sha256-" and hex.</summary>
    public string Hash { get; init; } = "";
}

/// <summary>Whether a licence exception or exemption can be used.</summary>
[LowerCaseCodes]
public enum Availability
{
    /// <summary>Every condition that this service evaluates is met.</summary>
    Yes,

    /// <summary>A known fact excludes it.</summary>
    No,

    /// <summary>It depends on missing facts or on conditions that this service does not evaluate.</summary>
    Unknown,
}

/// <summary>A licence exception or exemption checked against an item and destination. It never changes the outcome.</summary>
public sealed record ExceptionCandidate
{
    /// <summary>Id of the exception or exemption.</summary>
    public required string Id { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Item id.</summary>
    public required string Item { get; init; }

    /// <summary>Destination; null when there is only one.</summary>
    public string? Destination { get; init; }

    /// <summary>Whether it can be used.</summary>
    public required Availability Available { get; init; }

    /// <summary>Why it can or cannot be used.</summary>
    public required string Why { get; init; }

    /// <summary>Source.</summary>
    public required string Citation { get; init; }
}

/// <summary>One rule that applies to the transaction, or may apply because facts are missing.</summary>
public sealed record Finding
{
    /// <summary>Item the finding is about; null when it is about the whole transaction.</summary>
    public string? Item { get; init; }

    /// <summary>Country of the evaluation: a destination, or a nationality of a deemed export.</summary>
    public string? Destination { get; init; }

    /// <summary>Rule set the rule belongs to.</summary>
    public required string RuleSet { get; init; }

    /// <summary>Rule id.</summary>
    public required string Rule { get; init; }

    /// <summary>Outcome of the rule.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Whether this finding decides its item.</summary>
    public bool Wins { get; init; }

    /// <summary>True when the rule applies; false when it may apply because facts are missing.</summary>
    public bool Certain { get; init; }

    /// <summary>The rule as a sentence with the values used.</summary>
    public required string Text { get; init; }

    /// <summary>Source of the rule.</summary>
    public required string Citation { get; init; }

    /// <summary>Facts that the rule read, with their values.</summary>
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

    /// <summary>Declared point that decides the category.</summary>
    public PerformancePoint? DecisivePoint { get; init; }

    /// <summary>Reason for the category, with the decisive figure and its threshold.</summary>
    public required string Explanation { get; init; }

    /// <summary>Outcome of this item; HOLD_FOR_REVIEW when undecided.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Every outcome possible for this item.</summary>
    public required ImmutableArray<Outcome> Possible { get; init; }
}

/// <summary>A missing fact that matters to the outcome or to a reviewer.</summary>
/// <param name="Fact">JSON path of the request member that would supply it.</param>
/// <param name="Question">Question or note about it.</param>
public sealed record MissingFact(string Fact, string Question);

/// <summary>A closed-world default that was used for a member that is not declared.</summary>
/// <param name="Fact">JSON path of the member, or the registry that has no entry.</param>
/// <param name="Value">Value assumed.</param>
/// <param name="Reason">Why this value is assumed.</param>
public sealed record DefaultUsed(string Fact, FactValue Value, string Reason);

/// <summary>State of a decision whose facts leave more than one outcome possible.</summary>
public sealed record Undecided
{
    /// <summary>Every possible outcome, least severe first.</summary>
    public required ImmutableArray<Outcome> Possible { get; init; }

    /// <summary>The most severe of them.</summary>
    public required Outcome Worst { get; init; }

    /// <summary>JSON paths of the facts that can settle the outcome.</summary>
    public required ImmutableArray<string> Ask { get; init; }

    /// <summary>Label for truth tables: R20-SPEED-UNKNOWN if the airspeed alone settles it, else B-UNKNOWN.</summary>
    public required string Label { get; init; }

    /// <summary>
    /// True when every fact in <see cref="Ask"/> was verified to matter. False when the search budget was exhausted: the set of
    /// outcomes may then be wider than necessary, never narrower, and some facts are unverified.
    /// </summary>
    public bool Exact { get; init; }
}

/// <summary>A factor that a reviewer considers; it has no outcome.</summary>
/// <param name="Id">Factor id.</param>
/// <param name="Item">Item it concerns, or null.</param>
/// <param name="Value">Its value; null when not on file.</param>
/// <param name="Text">What the value means.</param>
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

/// <summary>Date and size of a list used.</summary>
/// <param name="Feed">Feed id.</param>
/// <param name="Date">Date of the list.</param>
/// <param name="Entries">Number of entries.</param>
public sealed record ListVintage(string Feed, DateOnly Date, int Entries);

/// <summary>Snapshot that a decision used.</summary>
/// <param name="Revision">SHA-256 of its bytes, "sha256-" and hex.</param>
/// <param name="SourceVersion">Version of the authored source from which it was compiled.</param>
public sealed record SnapshotIdentity(string Revision, long SourceVersion);

/// <summary>
/// The decision: a pure function of request, snapshot revision, asOf, mode and list standing. Members serialise in declaration
/// order.
/// </summary>
public sealed record Decision
{
    /// <summary>Live or what-if.</summary>
    public required ScreeningMode Mode { get; init; }

    /// <summary>Date whose law was applied.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>What the order desk may do.</summary>
    public required Disposition Disposition { get; init; }

    /// <summary>The outcome; HOLD_FOR_REVIEW when undecided.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The outcome in words.</summary>
    public required string Text { get; init; }

    /// <summary>The possible outcomes; null when the outcome is decided.</summary>
    public Undecided? Undecided { get; init; }

    /// <summary>Policy used; null when none is in force.</summary>
    public PolicyIdentity? Policy { get; init; }

    /// <summary>Every finding.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Every item.</summary>
    public required ImmutableArray<ItemDecision> Items { get; init; }

    /// <summary>Every listed entry found.</summary>
    public required ImmutableArray<PartyMatch> Matches { get; init; }

    /// <summary>Questions that can change the outcome; those that settle it come first. Empty when nothing is open.</summary>
    public ImmutableArray<MustAnswer> MustAnswer { get; init; } = [];

    /// <summary>Notes for a reviewer; they do not change the outcome.</summary>
    public ImmutableArray<ReviewNote> ReviewNotes { get; init; } = [];

    /// <summary>Deprecated: the union of <see cref="MustAnswer"/> and <see cref="ReviewNotes"/>.</summary>
    public required ImmutableArray<MissingFact> Missing { get; init; }

    /// <summary>Which parties were compared with which lists; null without parties.</summary>
    public Compared? Compared { get; init; }

    /// <summary>Closed-world defaults used.</summary>
    public required ImmutableArray<DefaultUsed> DefaultsUsed { get; init; }

    /// <summary>Factors for a reviewer; they do not change the outcome.</summary>
    public required ImmutableArray<Factor> Factors { get; init; }

    /// <summary>Licence exceptions and exemptions; they do not change the outcome.</summary>
    public required ImmutableArray<ExceptionCandidate> ExceptionCandidates { get; init; }

    /// <summary>Conditions that any approval would carry.</summary>
    public required ImmutableArray<Condition> Conditions { get; init; }

    /// <summary>What was not checked.</summary>
    public required ImmutableArray<string> NotChecked { get; init; }

    /// <summary>Date and size of every list used.</summary>
    public required ImmutableArray<ListVintage> Lists { get; init; }

    /// <summary>Snapshot used.</summary>
    public required SnapshotIdentity Snapshot { get; init; }

    /// <summary>Version of the engine.</summary>
    public required string Engine { get; init; }
}
