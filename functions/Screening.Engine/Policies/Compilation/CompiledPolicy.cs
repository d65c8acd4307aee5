using System.Collections.Concurrent;
using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Wording;

namespace Screening.Engine.Policies.Compilation;

/// <summary>
/// A policy with its base, compiled once per snapshot to masks over cells. Immutable except for cached results of country tests.
/// Shared by all requests.
/// </summary>
public sealed class CompiledPolicy
{
    /// <summary>Document the policy was compiled from.</summary>
    public required PolicyDocument Document { get; init; }

    /// <summary>Id, version and hash.</summary>
    public required PolicyIdentity Identity { get; init; }

    /// <summary>Day the policy was closed because a successor was activated; null when it was not closed.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>First day on which the policy is no longer in force; null when open.</summary>
    public DateOnly? To => ClosedOn ?? Document.To;

    /// <summary>Exceptions, factors, obligations and eligibility of the policy.</summary>
    internal CompiledAdvice Advice { get; init; } = CompiledAdvice.Empty;

    /// <summary>The rules and the tables they read.</summary>
    internal CompiledProgram Program { get; init; } = CompiledProgram.Empty;

    /// <summary>Rules and rows that need confirmation, each with the first node of its condition.</summary>
    internal ImmutableArray<(int When, string Name, Confirmation Confirm)> Confirmations { get; init; } = [];

    /// <summary>Whether this policy is law in force on <paramref name="date"/>.</summary>
    public bool IsLawAt(DateOnly date) =>
        Document.Kind == PolicyKind.Law && Document.From <= date && (To is null || date < To);
}

/// <summary>A compiled table. The first row whose condition is true gives the value.</summary>
internal sealed record CompiledDerived(DerivedFact Definition, ImmutableArray<CompiledRow> Rows)
{
    /// <summary>First node of the condition of each row.</summary>
    public ImmutableArray<int> Whens { get; } = [.. Rows.Select(row => row.When)];

    // A table has few values, so few combinations occur. The text of each combination is built once and cached.
    private readonly ConcurrentDictionary<ulong, (FactValue Shown, ImmutableArray<string> Values)> spelt = new();

    /// <summary>The possible values as text.</summary>
    public FactValue Shown(ulong mask) => Spelt(mask).Shown;

    /// <summary>The possible values.</summary>
    public ImmutableArray<string> Values(ulong mask) => Spelt(mask).Values;

    private (FactValue Shown, ImmutableArray<string> Values) Spelt(ulong mask) => spelt.TryGetValue(mask, out var known)
        ? known
        : spelt.GetOrAdd(mask, Spell);

    private (FactValue Shown, ImmutableArray<string> Values) Spell(ulong mask)
    {
        ImmutableArray<string> values = [.. Definition.Values.Where((_, position) => (mask & (1UL << position)) != 0)];
        return (FactValue.Of(string.Join(" or ", values)), values);
    }
}

/// <summary>A row of a table.</summary>
/// <param name="When">First node of the condition.</param>
/// <param name="Definition">Row as authored.</param>
/// <param name="Text">Sentence of the row.</param>
/// <param name="Under">Index of the first table with sentences that the row depends on, or -1.</param>
internal sealed record CompiledRow(int When, DerivedRow Definition, Template Text, int Under)
{
    public ulong Mask { get; } = 1UL << Definition.Value;
}

/// <summary>A rule with the data that all its findings share.</summary>
internal sealed class CompiledRule
{
    /// <summary>Id of its rule set.</summary>
    public required string Set { get; init; }

    public required Rule Definition { get; init; }

    /// <summary>First node of its condition.</summary>
    public required int When { get; init; }

    /// <summary>
    /// Whether the condition reads a fact of the destination. A rule of a strictest set that does not gives one finding per item.
    /// </summary>
    public required bool IsAboutDestination { get; init; }

    /// <summary>Names of the facts and derived facts in its condition and sentences, in ordinal order.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>The facts of <see cref="Names"/>, in the same order.</summary>
    public required ImmutableArray<NamedFact> Facts { get; init; }

    public required Template Text { get; init; }

    /// <summary>Sentences for the ways in which the rule can apply.</summary>
    public required ImmutableArray<CompiledSay> Says { get; init; }

    public required ImmutableArray<Model.Condition> Conditions { get; init; }
}

/// <summary>The sentence for one way in which a rule can apply.</summary>
/// <param name="When">First node of its condition.</param>
/// <param name="Text">Sentence.</param>
/// <param name="Citation">Source; null means that of the rule.</param>
/// <param name="About">Country tests of the condition, one bit each.</param>
internal sealed record CompiledSay(int When, Template Text, string? Citation, ulong About);

/// <summary>Rules evaluated together.</summary>
internal sealed record CompiledRuleSet(string Id, CombiningMode Mode, ImmutableArray<CompiledRule> Rules)
{
    /// <summary>First node of the condition of each rule.</summary>
    public ImmutableArray<int> Whens { get; } = [.. Rules.Select(rule => rule.When)];

    /// <summary>Whether the first rule that applies decides.</summary>
    public bool IsFirstApplicable => Mode == CombiningMode.FirstApplicable;
}
