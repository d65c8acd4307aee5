using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>An unknown fact to ask: it was verified to matter, or the search budget was spent before it was verified.</summary>
/// <param name="Fact">Unknown fact.</param>
/// <param name="Owner">Index of the item or destination it belongs to; 0 for the transaction.</param>
/// <param name="Decides">Whether every value of it leaves exactly one outcome.</param>
public sealed record OpenFact(Fact Fact, int Owner, bool Decides);

/// <summary>Result of the policy for one item.</summary>
public sealed record ItemVerdict
{
    /// <summary>Every possible outcome of the item, least severe first.</summary>
    public required ImmutableArray<Outcome> Possible { get; init; }

    /// <summary>Possible values of the derived fact "category".</summary>
    public required ImmutableArray<string> Categories { get; init; }

    /// <summary>Sentences of the table rows that give, or may give, the category.</summary>
    public required string Explanation { get; init; }

    /// <summary>Annex item of the row that applies, or null.</summary>
    public string? Annex { get; init; }
}

/// <summary>Result of the policy for the transaction.</summary>
public sealed record PolicyVerdict
{
    /// <summary>Every possible outcome, least severe first; exactly one when decided.</summary>
    public required ImmutableArray<Outcome> Possible { get; init; }

    /// <summary>
    /// False when a search budget was spent: more outcomes may be listed than are possible, and more facts than matter.
    /// </summary>
    public required bool IsExact { get; init; }

    /// <summary>Facts to ask; empty when decided.</summary>
    public required ImmutableArray<OpenFact> Open { get; init; }

    /// <summary>Whether the airspeed alone decides the outcome.</summary>
    public bool SpeedAloneSettles { get; init; }

    /// <summary>Findings of all items.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Result for each item.</summary>
    public required ImmutableArray<ItemVerdict> Items { get; init; }

    /// <summary>Conditions of the rules that apply.</summary>
    public required ImmutableArray<Model.Condition> Conditions { get; init; }
}
