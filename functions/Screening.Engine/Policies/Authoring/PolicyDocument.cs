using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Policies.Authoring;

/// <summary>What a policy document is. Only law is ever live.</summary>
[LowerCaseCodes]
public enum PolicyKind
{
    /// <summary>Derived facts and overlays combined with every pack; never evaluated by itself.</summary>
    Base,

    /// <summary>Law in force from its first date to its last.</summary>
    Law,

    /// <summary>A multilateral text, for comparison.</summary>
    Text,

    /// <summary>A bill, not law.</summary>
    Bill,

    /// <summary>A proposal, not law.</summary>
    Proposal,
}

/// <summary>How the rules of a set combine.</summary>
public enum CombiningMode
{
    /// <summary>The first rule that applies decides; a default that always applies comes last.</summary>
    FirstApplicable,

    /// <summary>Every rule that applies is a finding; the most severe decides.</summary>
    Strictest,
}

/// <summary>A rule: when, what, and why.</summary>
/// <param name="Id">Rule id, unique within the policy and its base.</param>
/// <param name="When">Condition.</param>
/// <param name="Outcome">Outcome when the condition is true.</param>
/// <param name="Text">Sentence with {fact} placeholders.</param>
/// <param name="Citation">Source of the rule.</param>
/// <param name="Conditions">Conditions any approval under this rule carries.</param>
public sealed record Rule(
    string Id, RuleCondition When, Outcome Outcome, string Text, string Citation, ImmutableArray<string> Conditions)
{
    /// <summary>Policy and version it was inherited from, such as us-mtcr-2025-guidance@1; null for the policy's own.</summary>
    public string? Origin { get; init; }

    /// <summary>Sentences for the ways in which the rule can apply: the first whose condition holds takes the place of the text.</summary>
    public ImmutableArray<RuleSay> Says { get; init; } = [];

    /// <summary>Until when the rule is confirmed; null when it needs no confirmation.</summary>
    public Confirmation? Confirm { get; init; }
}

/// <summary>One of the ways in which a rule applies, in words.</summary>
/// <param name="When">Condition; part of that of the rule.</param>
/// <param name="Text">Sentence with {fact} placeholders.</param>
/// <param name="Citation">Source; null takes that of the rule.</param>
public sealed record RuleSay(RuleCondition When, string Text, string? Citation);

/// <summary>
/// Until when a rule or row is confirmed. After that day its effect is not relied on where it would make an answer laxer than
/// its absence; where it makes it stricter, it stays, with a note.
/// </summary>
/// <param name="By">Last day on which it is relied on.</param>
/// <param name="Sentence">What it says and what is not confirmed.</param>
/// <param name="Source">What it rests on.</param>
/// <param name="Confirmer">Who must confirm it.</param>
public sealed record Confirmation(DateOnly By, string Sentence, string Source, string Confirmer);

/// <summary>Rules evaluated together.</summary>
public sealed record RuleSet(string Id, CombiningMode Mode, ImmutableArray<Rule> Rules);

/// <summary>One row of a derived fact: the first row whose condition is true gives the value.</summary>
/// <param name="When">Condition; always true for the default row.</param>
/// <param name="Value">Position in <see cref="DerivedFact.Values"/>.</param>
/// <param name="Text">Sentence explaining the row, with {fact} placeholders; may be empty.</param>
/// <param name="Annex">Annex item the row implies, or null.</param>
public sealed record DerivedRow(RuleCondition When, int Value, string Text, string? Annex)
{
    /// <summary>Until when the row is confirmed; null when it needs no confirmation.</summary>
    public Confirmation? Confirm { get; init; }
}

/// <summary>A fact computed from others by a first-match table.</summary>
/// <param name="Id">Id, unique within a policy and its base.</param>
/// <param name="Values">Possible values.</param>
/// <param name="Rows">Rows in order; the last is the default.</param>
/// <param name="Overrides">Whether it takes the place of the table of the base with the same id and values.</param>
public sealed record DerivedFact(string Id, ImmutableArray<string> Values, ImmutableArray<DerivedRow> Rows, bool Overrides)
{
    /// <summary>What each value says, as a statement for sentences; empty when the name of the table must do.</summary>
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

    /// <summary>Day by which somebody should look whether it still says what is in force.</summary>
    public DateOnly? ReviewBy { get; init; }

    /// <summary>Standing in words, such as "superseded".</summary>
    public string? Status { get; init; }

    /// <summary>What a reader must know before relying on it.</summary>
    public string? Disclaimer { get; init; }

    /// <summary>Exceptions, factors, obligations and eligibility: what it says beside its rules.</summary>
    public AdviceSet Advice { get; init; } = AdviceSet.Empty;

    /// <summary>The flat text it was parsed from.</summary>
    public string Flat { get; init; } = "";

    /// <summary>Hash of the flat text together with that of its base.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Id of the base it is combined with; null for a base.</summary>
    public string? Base { get; init; }

    /// <summary>Where the text comes from.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>What this policy does not look at, shown in every decision.</summary>
    public ImmutableArray<string> NotChecked { get; init; } = [];

    /// <summary>Derived facts, in order of computation.</summary>
    public required ImmutableArray<DerivedFact> Derived { get; init; }

    /// <summary>Rule sets in order: the policy's own before an overlay.</summary>
    public required ImmutableArray<RuleSet> RuleSets { get; init; }
}
