using System.Collections.Immutable;

namespace Screening.Engine.Model;

/// <summary>Definition of a fact: type, unit, source and default.</summary>
public sealed record FactDefinition
{
    /// <summary>The fact.</summary>
    public required Fact Fact { get; init; }

    /// <summary>What the fact is about.</summary>
    public required FactScope Scope { get; init; }

    /// <summary>Type.</summary>
    public required FactType Type { get; init; }

    /// <summary>Codes of a coded fact; the position is the bit of <see cref="PossibleValue.Codes"/>.</summary>
    public ImmutableArray<string> Codes { get; init; } = [];

    /// <summary>Unit of a number.</summary>
    public string? Unit { get; init; }

    /// <summary>Request member (relative to the item for item facts) or registry that supplies the fact.</summary>
    public required string Source { get; init; }

    /// <summary>Value when nothing is declared or on file; null when the fact is then unknown.</summary>
    public FactValue? WhenAbsent { get; init; }

    /// <summary>Question to the user when the fact is unknown and matters.</summary>
    public string Question { get; init; } = "";

    /// <summary>Every possible value of a coded or yes/no fact.</summary>
    public ulong AllCodes => Type == FactType.YesNo ? 0b11UL : (1UL << Codes.Length) - 1;

    /// <summary>JSON path in the request; the index <paramref name="item"/> is used for item facts only.</summary>
    public string Path(int item) => Scope == FactScope.Item ? $"items[{item}].{Source}" : Source;
}
