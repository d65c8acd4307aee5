using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;

namespace Screening.Engine.Policies.Compilation;

/// <summary>Assigns a slot to every fact, every country test and every test of a declared code that conditions read.</summary>
internal sealed class SlotTable
{
    private readonly Dictionary<object, Slot> slots = [];
    private readonly OrderedDictionary<string, RuleCondition> questions = new(StringComparer.Ordinal);
    private readonly Dictionary<FactScope, List<Slot>> byScope = new()
    {
        [FactScope.Transaction] = [],
        [FactScope.Destination] = [],
        [FactScope.Item] = [],
    };

    public SlotTable(IReadOnlyCollection<RuleCondition> atoms)
    {
        var thresholds = ThresholdsOf(atoms);
        foreach (var atom in atoms.Where(atom => atom is not DerivedIs))
        {
            var key = KeyOf(atom);
            if (slots.ContainsKey(key))
            {
                continue;
            }

            if (atom is DeclaredUnder declared)
            {
                Add(key, Slot.Of(declared, byScope[declared.Scope].Count));
                continue;
            }

            var fact = ConditionWalk.FactOf(atom);
            var scope = FactCatalogue.Of(fact).Scope;
            double[] cuts = thresholds.TryGetValue(fact, out var found) ? [.. found] : [];
            var slot = new Slot
            {
                Fact = fact,
                Scope = scope,
                Index = byScope[scope].Count,
                Thresholds = cuts,
                AllCells = Slot.CellsFor(fact, cuts),
                Question = QuestionOf(atom),
            };
            Add(key, slot);
        }
    }

    /// <summary>The distinct country tests, independent of the country fact they apply to.</summary>
    public ImmutableArray<RuleCondition> Questions => [.. questions.Values];

    /// <summary>Number of slots in all scopes.</summary>
    public int Count => byScope.Values.Sum(of => of.Count);

    public ImmutableArray<Slot> Of(FactScope scope) => [.. byScope[scope]];

    /// <summary>
    /// Index of a slot in the view of one item and one destination. The order is transaction, destination, item.
    /// </summary>
    public int ViewIndexOf(Slot slot) => slot.Index + slot.Scope switch
    {
        FactScope.Transaction => 0,
        FactScope.Destination => byScope[FactScope.Transaction].Count,
        _ => byScope[FactScope.Transaction].Count + byScope[FactScope.Destination].Count,
    };

    public Slot For(RuleCondition atom) => slots[KeyOf(atom)];

    public static Dictionary<Fact, SortedSet<double>> ThresholdsOf(IEnumerable<RuleCondition> atoms)
    {
        var thresholds = new Dictionary<Fact, SortedSet<double>>();
        foreach (var atom in atoms.OfType<FactCompares>())
        {
            if (!thresholds.TryGetValue(atom.Fact, out var cuts))
            {
                thresholds.Add(atom.Fact, cuts = []);
            }

            cuts.Add(atom.Threshold);
        }

        return thresholds;
    }

    private void Add(object key, Slot slot)
    {
        byScope[slot.Scope].Add(slot);
        slots.Add(key, slot);
    }

    private int QuestionOf(RuleCondition atom)
    {
        if (QuestionKeyOf(atom) is not { } key)
        {
            return -1;
        }

        questions.TryAdd(key, atom);
        return questions.IndexOf(key);
    }

    /// <summary>One slot per fact, except that each distinct test of a country or of a declared code has its own.</summary>
    private static object KeyOf(RuleCondition atom) => atom is DeclaredUnder declared
        ? $"{declared.Member} {string.Join(',', declared.Codes)}"
        : QuestionKeyOf(atom) is { } question ? $"{ConditionWalk.FactOf(atom)} {question}" : ConditionWalk.FactOf(atom);

    private static string? QuestionKeyOf(RuleCondition atom) => atom switch
    {
        CountryIsOneOf listed => $"in {string.Join(',', listed.Countries)}",
        CountryIsMemberOf member => $"of {string.Join(',', member.Sets)} except {string.Join(',', member.Except)}",
        _ => null,
    };
}
