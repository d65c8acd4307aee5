using System.Collections.Immutable;
using System.Numerics;
using Screening.Engine.Classification;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>The unknown facts of an item that its category depends on. Each fact is verified by trying its values.</summary>
public sealed class CategoryQuestions
{
    private readonly AdviceWorld world;
    private readonly CompiledProgram program;
    private readonly PairEvaluation evaluation;
    private readonly ulong[] box;
    private readonly int table;

    /// <summary>Prepares the questions.</summary>
    public CategoryQuestions(AdviceWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        (this.world, program) = (world, world.Policy.Program);
        evaluation = world.Evaluation(program, out box);
        table = program.DerivedIndex(ItemCategories.Table);
    }

    /// <summary>
    /// Open facts of item <paramref name="item"/> that change its possible categories; empty when only one category is left.
    /// </summary>
    public ImmutableArray<Fact> Of(int item)
    {
        var before = Categories(item);
        return ulong.IsPow2(before)
            ? []
            : [.. Read(program.Derived[table].Definition, []).Distinct().Where(fact => FactCatalogue.Of(fact).Scope == FactScope.Item && Matters(fact, item, before))];
    }

    private ulong Categories(int item)
    {
        world.Count();
        evaluation.MoveTo(item, 0);
        return evaluation.Derived(table);
    }

    /// <summary>Facts that a table reads, including those read by the tables it depends on.</summary>
    private IEnumerable<Fact> Read(DerivedFact derived, HashSet<string> seen) => !seen.Add(derived.Id)
        ? []
        : derived.Rows.SelectMany(row => ConditionWalk.Atoms(row.When)).SelectMany(atom => atom is DerivedIs inner
            ? Read(program.Derived[program.DerivedIndex(inner.Derived)].Definition, seen)
            : [ConditionWalk.FactOf(atom)]);

    /// <summary>Whether one of the possible values of a fact leaves other categories than all of them together.</summary>
    private bool Matters(Fact fact, int item, ulong before)
    {
        var slot = program.ItemSlots.First(slot => slot.Fact == fact).Index;
        var address = Box.AddressOf(program, slot, item, world.Sheet.Destinations.Count);
        var open = box[address];
        ulong[] values = [.. program.Alike[evaluation.ViewIndexOf(address)].Select(alike => alike & open).Where(possible => possible != 0)];
        var matters = values.Length > 1 && Array.Exists(values, value =>
        {
            box[address] = 1UL << BitOperations.TrailingZeroCount(value);
            return Categories(item) != before;
        });
        box[address] = open;
        return matters;
    }
}
