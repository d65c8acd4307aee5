using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Policies.Authoring;

/// <summary>Kind of a policy document. Only law can be live.</summary>
[LowerCaseCodes]
public enum PolicyKind
{
    /// <summary>Derived facts and overlays that are combined with every pack; never evaluated alone.</summary>
    Base,

    /// <summary>Law with an interval in which it is in force.</summary>
    Law,

    /// <summary>A multilateral text, used for comparison.</summary>
    Text,

    /// <summary>A bill, not law.</summary>
    Bill,

    /// <summary>A proposal, not law.</summary>
    Proposal,
}

/// <summary>How the rules of a set are combined.</summary>
public enum CombiningMode
{
    /// <summary>The first rule that applies decides. The last rule is a default that always applies.</summary>
    FirstApplicable,

    /// <summary>Every rule that applies is a finding. The most severe outcome decides.</summary>
    Strictest,
}

/// <summary>A rule: condition, outcome and reason.</summary>
/// <param name="Id">Rule id, unique within the policy and its base.</param>
/// <param name="When">Condition.</param>
/// <param name="Outcome">Outcome when the condition is true.</param>
/// <param name="Text">Sentence with {fact} placeholders.</param>
/// <param name="Citation">Source of the rule.</param>
/// <param name="Conditions">Conditions of any approval under this rule.</param>
public sealed record Rule(
    string Id, RuleCondition When, Outcome Outcome, string Text, string Citation, ImmutableArray<string> Conditions)
{
    /// <summary>
    /// Policy and version the rule was inherited from, such as us-mtcr-2025-guidance@1; null for the policy's own rules.
    /// </summary>
    public string? Origin { get; init; }

    /// <summary>
    /// Sentences for the ways in which the rule can apply. The first whose condition is true replaces the text.
    /// </summary>
    public ImmutableArray<RuleSay> Says { get; init; } = [];

    /// <summary>Confirmation that the rule needs; null when it needs none.</summary>
    public Confirmation? Confirm { get; init; }
}

/// <summary>The sentence for one way in which a rule can apply.</summary>
/// <param name="When">Condition; part of that of the rule.</param>
/// <param name="Text">Sentence with {fact} placeholders.</param>
/// <param name="Citation">Source; null means that of the rule.</param>
public sealed record RuleSay(RuleCondition When, string Text, string? Citation);

/// <summary>
/// The date until which a rule or row is confirmed, and who has to confirm it. After that day its effect is not used where it
/// would make a decision laxer than without it. Where it makes a decision stricter, it stays in effect, with a note.
/// </summary>
/// <param name="By">Last day on which it is confirmed.</param>
/// <param name="Sentence">What the rule or row states and what is not confirmed.</param>
/// <param name="Source">Source it is based on.</param>
/// <param name="Confirmer">Who has to confirm it.</param>
public sealed record Confirmation(DateOnly By, string Sentence, string Source, string Confirmer);

/// <summary>Rules evaluated together.</summary>
public sealed record RuleSet(string Id, CombiningMode Mode, ImmutableArray<Rule> Rules);

/// <summary>A row of a derived fact. The first row whose condition is true gives the value.</summary>
/// <param name="When">Condition; always true for the default row.</param>
/// <param name="Value">Position in <see cref="DerivedFact.Values"/>.</param>
/// <param name="Text">Sentence explaining the row, with {fact} placeholders; may be empty.</param>
/// <param name="Annex">Annex item that the row implies, or null.</param>
public sealed record DerivedRow(RuleCondition When, int Value, string Text, string? Annex)
{
    /// <summary>Confirmation that the row needs; null when it needs none.</summary>
    public Confirmation? Confirm { get; init; }
}

/// <summary>A fact computed from other facts by a first-match table.</summary>
/// <param name="Id">Id, unique within a policy and its base.</param>
/// <param name="Values">Possible values.</param>
/// <param name="Rows">Rows in order; the last is the default.</param>
/// <param name="Overrides">Whether it replaces the table of the base with the same id and values.</param>
public sealed record DerivedFact(string Id, ImmutableArray<string> Values, ImmutableArray<DerivedRow> Rows, bool Overrides)
{
    /// <summary>The statement for each value in sentences; empty when sentences use the name of the table.</summary>
    public ImmutableArray<string> Says { get; init; } = [];
}

/// <summary>A parsed policy document.</summary>
public sealed record PolicyDocument
{
    /// <summary>Policy id.</summary>
    public required string Id { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Kind.</summary>
    public required PolicyKind Kind { get; init; }

    /// <summary>First day in force; null for kinds without dates.</summary>
    public DateOnly? From { get; init; }

    /// <summary>First day no longer in force; null when open.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Day the text became public, when it differs.</summary>
    public DateOnly? Announced { get; init; }

    /// <summary>Day it was signed or agreed, when it differs from the first day in force.</summary>
    public DateOnly? Signed { get; init; }

    /// <summary>Day by which a person has to check whether the text still states what is in force.</summary>
    public DateOnly? ReviewBy { get; init; }

    /// <summary>Status as text, such as "superseded".</summary>
    public string? Status { get; init; }

    /// <summary>What a reader has to know before relying on the policy.</summary>
    public string? Disclaimer { get; init; }

    /// <summary>Exceptions, factors, obligations and eligibility.</summary>
    public AdviceSet Advice { get; init; } = AdviceSet.Empty;

    /// <summary>Flat text the policy was parsed from.</summary>
    public string Flat { get; init; } = "";

    /// <summary>Hash of the flat text together with that of its base.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Id of the base it is combined with; null for a base.</summary>
    public string? Base { get; init; }

    /// <summary>Sources of the text.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>What the policy does not check; shown in every decision.</summary>
    public ImmutableArray<string> NotChecked { get; init; } = [];

    /// <summary>Derived facts, in order of computation.</summary>
    public required ImmutableArray<DerivedFact> Derived { get; init; }

    /// <summary>Rule sets in order; those of the policy come before an overlay.</summary>
    public required ImmutableArray<RuleSet> RuleSets { get; init; }
}
