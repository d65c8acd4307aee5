using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Policies.Authoring;

namespace Screening.Engine.Policies.Compilation;

/// <summary>The advice of a policy and its base, with the tables its conditions may name.</summary>
public sealed class CompiledAdvice
{
    private readonly FrozenDictionary<string, DerivedFact> tables;

    internal CompiledAdvice(AdviceSet set, ImmutableArray<DerivedFact> derived)
    {
        Set = set;
        Derived = derived;
        tables = derived.ToFrozenDictionary(fact => fact.Id, StringComparer.Ordinal);
    }

    /// <summary>Advice of the policy, merged with that of its base.</summary>
    public AdviceSet Set { get; }

    /// <summary>Derived facts and advice tables of the base and the policy.</summary>
    public ImmutableArray<DerivedFact> Derived { get; }

    internal DerivedFact Table(string id) => tables[id];

    internal bool HasTable(string id) => tables.ContainsKey(id);
}
