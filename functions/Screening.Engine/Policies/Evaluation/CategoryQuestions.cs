using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>The unknown facts of an item that its category depends on. Each fact is verified by trying its values.</summary>
public sealed class CategoryQuestions(AdviceWorld world)
{
    private const string Category = "category";

    /// <summary>
    /// Open facts of item <paramref name="item"/> that change its possible categories; empty when only one category is left.
    /// </summary>
    public ImmutableArray<Fact> Of(int item)
    {
        var before = Categories(item);
        return ulong.IsPow2(before)
            ? []
            : [.. Read(Category, []).Distinct().Where(fact => FactCatalogue.Of(fact).Scope == FactScope.Item && Matters(fact, item, before))];
    }

    private ulong Categories(int item)
    {
        world.Count();
        return new ConditionReading(world, item, 0).Possible(Category);
    }

    /// <summary>Facts that a table reads, including those read by the tables it depends on.</summary>
    private IEnumerable<Fact> Read(string table, HashSet<string> seen) => !seen.Add(table)
        ? []
        : Atoms(table).SelectMany(atom => atom is DerivedIs derived ? Read(derived.Derived, seen) : [ConditionWalk.FactOf(atom)]);

    private IEnumerable<RuleCondition> Atoms(string table) =>
        world.Policy.Advice.Table(table).Rows.SelectMany(row => ConditionWalk.Atoms(row.When));

    private bool Matters(Fact fact, int item, ulong before)
    {
        var open = world.Sheet.Get(fact, 0, item);
        var tried = Values(fact, open).ToArray();
        if (tried.Length < 2)
        {
            return false;
        }

        var results = tried.Select(value =>
        {
            world.Sheet.SetItem(item, fact, value);
            return Categories(item);
        }).ToArray();
        world.Sheet.SetItem(item, fact, open);
        return results.Any(result => result != before);
    }

    /// <summary>
    /// Values to try: every code still possible; for a number, each threshold it is compared with and one below and above it.
    /// </summary>
    private IEnumerable<PossibleValue> Values(Fact fact, PossibleValue open)
    {
        var definition = FactCatalogue.Of(fact);
        if (definition.Type is FactType.Coded or FactType.YesNo)
        {
            var codes = open.Codes == 0 ? definition.AllCodes : open.Codes;
            return Enumerable.Range(0, 64).Where(bit => ((codes >> bit) & 1) == 1).Select(bit => PossibleValue.OfCodes(1UL << bit));
        }

        if (open.Only is not null)
        {
            return [];
        }

        var least = open.From ?? double.MinValue;
        return Thresholds(fact).SelectMany(threshold => new[] { threshold - 1, threshold, threshold + 1 })
            .Where(number => open.From is null || number >= least).Distinct().Select(number => PossibleValue.Of(number));
    }

    private IEnumerable<double> Thresholds(Fact fact) => world.Policy.Advice.Derived
        .SelectMany(table => table.Rows).SelectMany(row => ConditionWalk.Atoms(row.When)).OfType<FactCompares>()
        .Where(atom => atom.Fact == fact).Select(atom => atom.Threshold);
}
