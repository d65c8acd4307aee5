using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Policies.Authoring;

/// <summary>Enumerates the atoms of conditions.</summary>
internal static class ConditionWalk
{
    public static IEnumerable<RuleCondition> Atoms(RuleCondition condition) => condition switch
    {
        AllOf all => all.Parts.SelectMany(Atoms),
        AnyOf any => any.Parts.SelectMany(Atoms),
        Not not => Atoms(not.Part),
        _ => [condition],
    };

    public static IEnumerable<RuleCondition> AtomsOf(ImmutableArray<DerivedFact> derived, ImmutableArray<RuleSet> sets) =>
        sets.SelectMany(set => set.Rules).SelectMany(rule => Atoms(rule.When).Concat(rule.Says.SelectMany(say => Atoms(say.When))))
            .Concat(derived.SelectMany(fact => fact.Rows).SelectMany(row => Atoms(row.When)));

    public static Fact FactOf(RuleCondition atom) => atom switch
    {
        FactIs value => value.Fact,
        FactCompares value => value.Fact,
        CountryIsOneOf value => value.Fact,
        CountryIsMemberOf value => value.Fact,
        _ => throw new InvalidOperationException($"{atom.GetType().Name} reads no fact"),
    };

    /// <summary>The name of a fact or derived fact in conditions, sentences and evidence.</summary>
    public static string NameOf(RuleCondition atom) => atom is DerivedIs derived ? derived.Derived : Code<Fact>.Of(FactOf(atom));
}
