using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>A fact that is unknown and was verified to matter.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Owner">Item or destination it belongs to; 0 for the transaction.</param>
/// <param name="Decides">Whether one outcome is left whatever its value is.</param>
public sealed record OpenFact(Fact Fact, int Owner, bool Decides);

/// <summary>What the policy says of one item.</summary>
public sealed record ItemVerdict
{
    /// <summary>Every possible outcome of the item, least severe first.</summary>
    public required ImmutableArray<Outcome> Possible { get; init; }

    /// <summary>Possible values of the derived fact "category".</summary>
    public required ImmutableArray<string> Categories { get; init; }

    /// <summary>Sentences of the table rows that apply, or may apply, to the category.</summary>
    public required string Explanation { get; init; }

    /// <summary>Annex item implied by the row that applies, or null.</summary>
    public string? Annex { get; init; }
}

/// <summary>What the policy says of the transaction.</summary>
public sealed record PolicyVerdict
{
    /// <summary>Every possible outcome, least severe first; one when decided.</summary>
    public required ImmutableArray<Outcome> Possible { get; init; }

    /// <summary>False when a search budget ended: more may be listed than is possible, and more asked than matters.</summary>
    public required bool IsExact { get; init; }

    /// <summary>Facts to ask; empty when decided.</summary>
    public required ImmutableArray<OpenFact> Open { get; init; }

    /// <summary>Whether the airspeed alone settles it.</summary>
    public bool SpeedAloneSettles { get; init; }

    /// <summary>Every finding.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Every item.</summary>
    public required ImmutableArray<ItemVerdict> Items { get; init; }

    /// <summary>Conditions of the rules that apply.</summary>
    public required ImmutableArray<Model.Condition> Conditions { get; init; }
}
