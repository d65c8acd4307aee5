using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Wording;

namespace Screening.Engine.Policies.Compilation;

/// <summary>Compiles the conditions and sentences of a policy into one flat program over the view of an evaluation.</summary>
internal sealed class ProgramBuilder
{
    private readonly List<Node> nodes = [];
    private readonly ImmutableArray<DerivedFact> derived;
    private readonly SlotTable slots;

    public ProgramBuilder(ImmutableArray<DerivedFact> derived, SlotTable slots) => (this.derived, this.slots) = (derived, slots);

    /// <summary>The program of the conditions that were added, over the tables and rule sets that were compiled from them.</summary>
    public CompiledProgram Build(CountryMembership countries, ImmutableArray<CompiledDerived> tables, ImmutableArray<CompiledRuleSet> sets) => new()
    {
        Nodes = [.. nodes],
        TransactionSlots = slots.Of(FactScope.Transaction),
        DestinationSlots = slots.Of(FactScope.Destination),
        ItemSlots = slots.Of(FactScope.Item),
        Countries = new CountryQuestions(slots.Questions, countries.IsMember),
        Derived = tables,
        RuleSets = sets,
        Alike = Alike(),
    };

    /// <summary>
    /// For each slot of the view, the groups of cells that no condition distinguishes, one mask per group. To try every value of
    /// a fact, one cell of each group is enough.
    /// </summary>
    private ImmutableArray<ImmutableArray<ulong>> Alike()
    {
        var views = slots.Of(FactScope.Transaction).AddRange(slots.Of(FactScope.Destination)).AddRange(slots.Of(FactScope.Item));
        return [.. views.Select((slot, index) => AlikeIn(slot.AllCells, nodes.Where(node => node.Kind == NodeKind.Atom && node.Index == index)))];
    }

    private static ImmutableArray<ulong> AlikeIn(ulong cells, IEnumerable<Node> atoms) => atoms.Aggregate(
        ImmutableArray.Create(cells),
        (parts, atom) => [.. parts.SelectMany(part => new[] { part & atom.Mask, part & ~atom.Mask }).Where(part => part != 0)]);

    public CompiledDerived Derived(DerivedFact fact) => new(fact, [.. fact.Rows.Select(Row)]);

    public CompiledRuleSet RuleSet(RuleSet set) => new(set.Id, set.Mode, [.. set.Rules.Select(rule => Rule(set.Id, rule))]);

    private CompiledRow Row(DerivedRow row) => new(Add(row.When), row, Template.Compile(row.Text, derived), TableUnder(row.When));

    private CompiledRule Rule(string set, Rule rule)
    {
        var names = ConditionWalk.Atoms(rule.When).Select(ConditionWalk.NameOf)
            .Concat(Template.Placeholders(rule.Text)).Concat(rule.Says.SelectMany(say => Template.Placeholders(say.Text)))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        return new CompiledRule
        {
            Set = set,
            Definition = rule,
            When = Add(rule.When),
            IsAboutDestination = ReadsDestination(rule.When),
            Names = names,
            Facts = [.. names.Select(name => NamedFact.Of(name, derived))],
            Text = Template.Compile(rule.Text, derived),
            Says = [.. rule.Says.Select(Say)],
            Conditions = [.. rule.Conditions.Select(text => new Model.Condition(rule.Id, text))],
        };
    }

    private bool ReadsDestination(RuleCondition condition) => ConditionWalk.Atoms(condition).Any(atom => atom is DerivedIs value
        ? derived.First(fact => fact.Id == value.Derived).Rows.Any(row => ReadsDestination(row.When))
        : FactCatalogue.Of(ConditionWalk.FactOf(atom)).Scope == FactScope.Destination);

    private CompiledSay Say(RuleSay say)
    {
        var questions = ConditionWalk.Atoms(say.When).Where(atom => atom is CountryIsOneOf or CountryIsMemberOf)
            .Aggregate(0UL, (mask, atom) => mask | (1UL << slots.For(atom).Question));
        return new CompiledSay(Add(say.When), Template.Compile(say.Text, derived), say.Citation, questions);
    }

    /// <summary>Index of the first table with sentences that a row depends on, or -1. The row includes those sentences.</summary>
    private int TableUnder(RuleCondition when) => ConditionWalk.Atoms(when).OfType<DerivedIs>()
        .Select(atom => IndexOf(atom.Derived)).FirstOrDefault(index => derived[index].Rows.Any(row => row.Text.Length > 0), -1);

    private int IndexOf(string id) => derived.IndexOf(derived.First(fact => fact.Id == id));

    /// <summary>Adds a condition.</summary>
    /// <returns>Its first node.</returns>
    public int Add(RuleCondition condition)
    {
        var start = nodes.Count;
        Lower(condition, isNegated: false);
        return start;
    }

    private void Lower(RuleCondition condition, bool isNegated)
    {
        switch (condition)
        {
            case Not not:
                Lower(not.Part, !isNegated);
                break;
            case AllOf all:
                Group(isNegated ? NodeKind.Any : NodeKind.All, all.Parts, isNegated);
                break;
            case AnyOf any:
                Group(isNegated ? NodeKind.All : NodeKind.Any, any.Parts, isNegated);
                break;
            default:
                var mask = MaskOf(condition);
                nodes.Add(new Node(NodeKind.Atom, nodes.Count + 1, ViewIndexOf(condition), isNegated ? ~mask : mask));
                break;
        }
    }

    private void Group(NodeKind kind, ImmutableArray<RuleCondition> parts, bool isNegated)
    {
        var at = nodes.Count;
        nodes.Add(default);
        foreach (var part in parts)
        {
            Lower(part, isNegated);
        }

        nodes[at] = new Node(kind, nodes.Count, 0, 0);
    }

    private int ViewIndexOf(RuleCondition atom) =>
        atom is DerivedIs value ? slots.Count + IndexOf(value.Derived) : slots.ViewIndexOf(slots.For(atom));

    private ulong MaskOf(RuleCondition atom) => atom switch
    {
        DerivedIs value => value.Values,
        FactIs value => value.Values,
        FactCompares value => slots.For(value).MaskOf(value.Comparison, value.Threshold),
        CountryIsOneOf or CountryIsMemberOf or DeclaredUnder => Slot.Yes,
        _ => throw new InvalidOperationException($"condition {atom.GetType().Name} has no meaning"),
    };
}
