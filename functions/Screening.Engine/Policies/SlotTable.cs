using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Policies;

/// <summary>Assigns a slot to every question the rules and tables of one policy ask.</summary>
internal sealed class SlotTable
{
    private readonly Dictionary<object, Slot> slots = [];
    private readonly Dictionary<FactScope, List<Slot>> byScope = new()
    {
        [FactScope.Transaction] = [],
        [FactScope.Destination] = [],
        [FactScope.Item] = [],
    };

    public SlotTable(ImmutableArray<DerivedFact> derived, ImmutableArray<RuleSet> sets)
    {
        var thresholds = ThresholdsOf(derived, sets);
        foreach (var atom in ConditionWalk.AtomsOf(derived, sets).Where(atom => atom is not DerivedIs))
        {
            var key = KeyOf(atom);
            if (slots.ContainsKey(key))
            {
                continue;
            }

            var fact = ConditionWalk.FactOf(atom);
            var scope = FactCatalogue.Of(fact).Scope;
            var slot = new Slot
            {
                Fact = fact,
                Scope = scope,
                Index = byScope[scope].Count,
                Thresholds = thresholds.TryGetValue(fact, out var cuts) ? [.. cuts] : [],
                CountryTest = atom is CountryIsOneOf or CountryIsMemberOf ? atom : null,
            };
            byScope[scope].Add(slot);
            slots.Add(key, slot);
        }
    }

    public ImmutableArray<Slot> Of(FactScope scope) => [.. byScope[scope]];

    public Slot For(Condition atom) => slots[KeyOf(atom)];

    public static Dictionary<Fact, SortedSet<double>> ThresholdsOf(ImmutableArray<DerivedFact> derived, ImmutableArray<RuleSet> sets)
    {
        var thresholds = new Dictionary<Fact, SortedSet<double>>();
        foreach (var atom in ConditionWalk.AtomsOf(derived, sets).OfType<FactCompares>())
        {
            if (!thresholds.TryGetValue(atom.Fact, out var cuts))
            {
                thresholds.Add(atom.Fact, cuts = []);
            }

            cuts.Add(atom.Threshold);
        }

        return thresholds;
    }

    /// <summary>One slot per fact, except that each distinct country test is a question of its own.</summary>
    private static object KeyOf(Condition atom) => atom switch
    {
        CountryIsOneOf listed => $"{listed.Fact} in {string.Join(',', listed.Countries)}",
        CountryIsMemberOf member => $"{member.Fact} of {string.Join(',', member.Sets)}",
        _ => ConditionWalk.FactOf(atom),
    };
}
