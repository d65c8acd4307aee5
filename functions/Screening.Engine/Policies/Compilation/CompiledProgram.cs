using System.Collections.Immutable;

namespace Screening.Engine.Policies.Compilation;

/// <summary>
/// Conditions lowered to nodes over cells, with the inputs they read and the tables and rule sets they make up. A policy has one program
/// for its rules and one for its advice; the same evaluator runs both.
/// </summary>
internal sealed record CompiledProgram
{
    /// <summary>A program without conditions.</summary>
    public static CompiledProgram Empty { get; } = new();

    /// <summary>All conditions, one after another.</summary>
    public Node[] Nodes { get; init; } = [];

    /// <summary>Inputs that all items and destinations share.</summary>
    public ImmutableArray<Slot> TransactionSlots { get; init; } = [];

    /// <summary>Inputs of a destination.</summary>
    public ImmutableArray<Slot> DestinationSlots { get; init; } = [];

    /// <summary>Inputs of an item.</summary>
    public ImmutableArray<Slot> ItemSlots { get; init; } = [];

    /// <summary>The distinct tests of countries.</summary>
    public CountryQuestions Countries { get; init; } = CountryQuestions.None;

    /// <summary>Derived facts, in the order of the view.</summary>
    public ImmutableArray<CompiledDerived> Derived { get; init; } = [];

    /// <summary>Rule sets; none in advice.</summary>
    public ImmutableArray<CompiledRuleSet> RuleSets { get; init; } = [];

    /// <summary>For each slot of the view, the groups of cells that no condition distinguishes, one mask per group.</summary>
    public ImmutableArray<ImmutableArray<ulong>> Alike { get; init; } = [];

    /// <summary>Number of slots in the view of one item and one destination.</summary>
    public int ViewSlots => TransactionSlots.Length + DestinationSlots.Length + ItemSlots.Length;

    /// <summary>Position of a derived fact, or -1.</summary>
    public int DerivedIndex(string id)
    {
        for (var index = 0; index < Derived.Length; index++)
        {
            if (Derived[index].Definition.Id == id)
            {
                return index;
            }
        }

        return -1;
    }
}
