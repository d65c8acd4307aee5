using System.Collections.Concurrent;
using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Wording;

namespace Screening.Engine.Policies.Compilation;

/// <summary>
/// A policy with its base, compiled once per snapshot to masks over cells. Immutable but for what it remembers of
/// countries; shared by every request.
/// </summary>
public sealed class CompiledPolicy
{
    /// <summary>The document it was compiled from.</summary>
    public required PolicyDocument Document { get; init; }

    /// <summary>Id and version.</summary>
    public required PolicyIdentity Identity { get; init; }

    /// <summary>Day it was closed because a successor was activated; null when it was not.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>First day no longer in force.</summary>
    public DateOnly? To => ClosedOn ?? Document.To;

    /// <summary>What it says beside its rules.</summary>
    public CompiledAdvice Advice { get; init; } = new(AdviceSet.Empty, []);

    internal ImmutableArray<Slot> TransactionSlots { get; init; } = [];

    internal ImmutableArray<Slot> DestinationSlots { get; init; } = [];

    internal ImmutableArray<Slot> ItemSlots { get; init; } = [];

    internal CountryQuestions Countries { get; init; } = null!;

    internal Node[] Program { get; init; } = [];

    internal ImmutableArray<CompiledDerived> Derived { get; init; } = [];

    internal ImmutableArray<CompiledRuleSet> RuleSets { get; init; } = [];

    /// <summary>Rules and rows that have to be confirmed, each with the first node of its condition.</summary>
    internal ImmutableArray<(int When, string Name, Confirmation Confirm)> Confirmations { get; init; } = [];

    /// <summary>For every slot of the view, the cells no condition tells apart.</summary>
    internal ImmutableArray<ImmutableArray<ulong>> Alike { get; init; } = [];

    /// <summary>Slots one item and one destination are seen through.</summary>
    internal int ViewSlots => TransactionSlots.Length + DestinationSlots.Length + ItemSlots.Length;

    /// <summary>Whether this is the law at <paramref name="date"/>.</summary>
    public bool IsLawAt(DateOnly date) =>
        Document.Kind == PolicyKind.Law && Document.From <= date && (To is null || date < To);

    internal int DerivedIndex(string id)
    {
        for (var index = 0; index < Derived.Length; index++)
        {
            if (Derived[index].Definition.Id == id)
            {
                return index;
            }
        }

        return -1;
    }
}

/// <summary>A table: the first row whose condition is true gives the value.</summary>
internal sealed record CompiledDerived(DerivedFact Definition, ImmutableArray<CompiledRow> Rows)
{
    // A table has few values and fewer combinations of them; each is spelt once.
    private readonly ConcurrentDictionary<ulong, (FactValue Shown, ImmutableArray<string> Values)> spelt = new();

    /// <summary>The possible values in words.</summary>
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
/// <param name="When">First node of its condition.</param>
/// <param name="Definition">The row as authored.</param>
/// <param name="Text">Its sentence.</param>
/// <param name="Under">The explained table it rests on, or -1.</param>
internal sealed record CompiledRow(int When, DerivedRow Definition, Template Text, int Under)
{
    public ulong Mask { get; } = 1UL << Definition.Value;
}

/// <summary>A rule with everything its findings share.</summary>
internal sealed class CompiledRule
{
    /// <summary>Rule set it belongs to.</summary>
    public required string Set { get; init; }

    public required Rule Definition { get; init; }

    /// <summary>First node of its condition.</summary>
    public required int When { get; init; }

    /// <summary>Whether it reads anything of the destination; a rule that does not is found once per item.</summary>
    public required bool IsAboutDestination { get; init; }

    /// <summary>Names of the facts it read, in ordinal order.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>The facts of those names.</summary>
    public required ImmutableArray<NamedFact> Facts { get; init; }

    public required Template Text { get; init; }

    /// <summary>Sentences for the ways in which the rule applies.</summary>
    public required ImmutableArray<CompiledSay> Says { get; init; }

    public required ImmutableArray<Model.Condition> Conditions { get; init; }
}

/// <summary>One of the ways in which a rule applies.</summary>
/// <param name="When">First node of its condition.</param>
/// <param name="Text">Its sentence.</param>
/// <param name="Citation">Source; null takes that of the rule.</param>
/// <param name="About">Questions of countries the condition asks, one bit each.</param>
internal sealed record CompiledSay(int When, Template Text, string? Citation, ulong About);

/// <summary>Rules evaluated together.</summary>
internal sealed record CompiledRuleSet(string Id, CombiningMode Mode, ImmutableArray<CompiledRule> Rules);
