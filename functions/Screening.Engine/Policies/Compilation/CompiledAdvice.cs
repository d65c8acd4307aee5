using System.Collections.Immutable;
using Screening.Engine.Policies.Authoring;

namespace Screening.Engine.Policies.Compilation;

/// <summary>The advice of a policy and its base, compiled to a program of its own.</summary>
internal sealed record CompiledAdvice
{
    /// <summary>No advice.</summary>
    public static CompiledAdvice Empty { get; } = new();

    /// <summary>Advice of the policy, merged with that of its base.</summary>
    public AdviceSet Set { get; init; } = AdviceSet.Empty;

    /// <summary>The conditions of the advice, with the derived facts of the rules and the tables that only advice reads.</summary>
    public CompiledProgram Program { get; init; } = CompiledProgram.Empty;

    /// <summary>Licence exceptions and exemptions.</summary>
    public ImmutableArray<CompiledTable> Exceptions { get; init; } = [];

    /// <summary>Factors of the review.</summary>
    public ImmutableArray<CompiledTable> Factors { get; init; } = [];

    /// <summary>First node of the condition of each obligation of <see cref="Set"/>.</summary>
    public ImmutableArray<int> Obligations { get; init; } = [];

    /// <summary>First node of the condition of each eligibility row of <see cref="Set"/>.</summary>
    public ImmutableArray<int> Eligibility { get; init; } = [];

    /// <summary>First node of the condition of each gap row of <see cref="Set"/>; null for a row without one.</summary>
    public ImmutableArray<int?> Gap { get; init; } = [];
}

/// <summary>A table of advice.</summary>
/// <param name="Definition">The table as authored.</param>
/// <param name="Whens">First node of the condition of each row.</param>
internal sealed record CompiledTable(AdviceTable Definition, ImmutableArray<int> Whens);
