using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Policies;

/// <summary>Compiles a policy and its base into one flat program over cells.</summary>
public static class PolicyCompiler
{
    /// <summary>
    /// Compiles. Errors: an unknown country set, a placeholder that names nothing, more thresholds than a slot holds.
    /// Null when there are errors.
    /// </summary>
    public static CompiledPolicy? Compile(
        PolicyDocument document,
        PolicyDocument? baseDocument,
        int version,
        IReadOnlySet<string> countrySets,
        DateOnly? closedOn,
        List<(string Path, string Message)> errors)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(errors);
        var before = errors.Count;
        var derived = Merge(baseDocument?.Derived ?? [], document.Derived);
        ImmutableArray<RuleSet> sets = [.. document.RuleSets, .. baseDocument?.RuleSets ?? []];
        var advice = AdviceSet.Merge(baseDocument?.Advice ?? AdviceSet.Empty, document.Advice);
        Check(derived, sets, countrySets, errors);
        CheckAdvice(advice, derived, countrySets, errors);
        if (errors.Count > before)
        {
            return null;
        }

        var slots = new SlotTable(derived, sets);
        var positions = derived.Select((fact, index) => (fact.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index, StringComparer.Ordinal);
        return new CompiledPolicy
        {
            Document = document,
            Identity = new PolicyIdentity(document.Id, version) { Hash = document.Hash },
            Advice = new CompiledAdvice(advice, derived),
            ClosedOn = closedOn,
            TransactionSlots = slots.Of(FactScope.Transaction),
            DestinationSlots = slots.Of(FactScope.Destination),
            ItemSlots = slots.Of(FactScope.Item),
            Derived =
            [
                .. derived.Select(fact => new CompiledDerived(
                    fact, [.. fact.Rows.Select(row => new CompiledRow(Lower(row.When, slots, positions), row.Value, row))])),
            ],
            RuleSets =
            [
                .. sets.Select(set => new CompiledRuleSet(
                    set.Id, set.Mode, [.. set.Rules.Select(rule => new CompiledRule(rule, Lower(rule.When, slots, positions)))])),
            ],
        };
    }

    /// <summary>The tables of the base, each replaced where the policy overrides it, then the policy's own.</summary>
    private static ImmutableArray<DerivedFact> Merge(ImmutableArray<DerivedFact> foundation, ImmutableArray<DerivedFact> own) =>
    [
        .. foundation.Select(fact => own.FirstOrDefault(other => other.Overrides && other.Id == fact.Id) ?? fact),
        .. own.Where(fact => !fact.Overrides),
    ];

    private static Expression Lower(Condition condition, SlotTable slots, Dictionary<string, int> derived) => condition switch
    {
        AllOf all => new AllExpression([.. all.Parts.Select(part => Lower(part, slots, derived))]),
        AnyOf any => new AnyExpression([.. any.Parts.Select(part => Lower(part, slots, derived))]),
        Not not => new NotExpression(Lower(not.Part, slots, derived)),
        DerivedIs value => new DerivedExpression(derived[value.Derived], value.Values),
        FactIs value => new SlotExpression(slots.For(value), value.Values),
        FactCompares value => new SlotExpression(slots.For(value), slots.For(value).MaskOf(value.Comparison, value.Threshold)),
        CountryIsOneOf or CountryIsMemberOf => new SlotExpression(slots.For(condition), 0b10),
        _ => throw new InvalidOperationException($"condition {condition.GetType().Name} has no meaning"),
    };

    private static void Check(
        ImmutableArray<DerivedFact> derived,
        ImmutableArray<RuleSet> sets,
        IReadOnlySet<string> countrySets,
        List<(string Path, string Message)> errors)
    {
        var conditions = derived.SelectMany(fact => fact.Rows.Select(row => (Where: $"derived `{fact.Id}`", row.When, row.Text)))
            .Concat(sets.SelectMany(set => set.Rules.Select(rule => (Where: $"rule `{rule.Id}`", rule.When, rule.Text))));
        foreach (var (where, when, text) in conditions)
        {
            CheckPart(where, when, text, derived, (countrySets, errors));
        }

        CheckTables(derived, sets, errors);
    }

    private static void CheckTables(ImmutableArray<DerivedFact> derived, ImmutableArray<RuleSet> sets, List<(string Path, string Message)> errors)
    {
        foreach (var id in DerivedCycle.Find(derived))
        {
            errors.Add(($"derived `{id}`", "rests on itself through other tables"));
        }

        foreach (var fact in SlotTable.ThresholdsOf(derived, sets).Where(pair => pair.Value.Count > Slot.MaximumThresholds))
        {
            errors.Add(("$", $"compares `{Code<Fact>.Of(fact.Key)}` with more than {Slot.MaximumThresholds} thresholds"));
        }
    }

    private static void CheckAdvice(
        AdviceSet advice, ImmutableArray<DerivedFact> derived, IReadOnlySet<string> countrySets, List<(string Path, string Message)> errors)
    {
        foreach (var (where, when, text) in advice.Parts())
        {
            CheckPart(where, when, text, derived, (countrySets, errors));
        }

        foreach (var (where, set) in advice.Sets().Where(pair => !countrySets.Contains(pair.Set)))
        {
            errors.Add((where, $"reads the country set `{set}`, which is not on file"));
        }
    }

    private static void CheckPart(
        string where, Condition when, string text, ImmutableArray<DerivedFact> derived,
        (IReadOnlySet<string> Sets, List<(string Path, string Message)> Errors) on)
    {
        foreach (var set in ConditionWalk.Atoms(when).OfType<CountryIsMemberOf>().SelectMany(member => member.Sets))
        {
            if (!on.Sets.Contains(set))
            {
                on.Errors.Add((where, $"reads the country set `{set}`, which is not on file"));
            }
        }

        foreach (var name in Template.Placeholders(text).Where(name => !Template.IsKnown(name, derived)))
        {
            on.Errors.Add((where, $"names `{{{name}}}` in its text, which is neither a fact nor a derived fact"));
        }
    }
}
