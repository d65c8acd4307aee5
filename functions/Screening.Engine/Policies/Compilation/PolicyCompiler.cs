using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Wording;

namespace Screening.Engine.Policies.Compilation;

/// <summary>Compiles a policy and its base into one flat program over cells.</summary>
public static class PolicyCompiler
{
    /// <summary>
    /// Compiles a policy. Null when there are errors: an unknown country set, an unknown placeholder, a table that depends on
    /// itself, more thresholds than a slot holds, or too many country tests.
    /// </summary>
    public static CompiledPolicy? Compile(
        PolicyDocument document,
        PolicyDocument? baseDocument,
        int version,
        CountryMembership countries,
        DateOnly? closedOn,
        List<(string Path, string Message)> errors)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(countries);
        ArgumentNullException.ThrowIfNull(errors);
        var before = errors.Count;
        var derived = Merge(baseDocument?.Derived ?? [], document.Derived);
        ImmutableArray<RuleSet> sets = [.. document.RuleSets, .. baseDocument?.RuleSets ?? []];
        var advice = AdviceSet.Merge(baseDocument?.Advice ?? AdviceSet.Empty, document.Advice);
        Check(derived, sets, countries.Sets, errors);
        CheckAdvice(advice, derived, countries.Sets, errors);
        if (errors.Count > before)
        {
            return null;
        }

        if (Slots(ConditionWalk.AtomsOf(derived, sets), errors) is not { } slots || Advice(advice, derived, countries, errors) is not { } advised)
        {
            return null;
        }

        var builder = new ProgramBuilder(derived, slots);
        ImmutableArray<CompiledDerived> tables = [.. derived.Select(builder.Derived)];
        ImmutableArray<CompiledRuleSet> compiled = [.. sets.Select(builder.RuleSet)];
        return new CompiledPolicy
        {
            Document = document,
            Identity = new PolicyIdentity(document.Id, version) { Hash = document.Hash },
            ClosedOn = closedOn,
            Program = builder.Build(countries, tables, compiled),
            Advice = advised,
            Confirmations = Confirmations(tables, compiled),
        };
    }

    /// <summary>The inputs of the atoms; null, with the error, when there are too many.</summary>
    private static SlotTable? Slots(IEnumerable<RuleCondition> atoms, List<(string Path, string Message)> errors)
    {
        RuleCondition[] all = [.. atoms];
        var before = errors.Count;
        foreach (var fact in SlotTable.ThresholdsOf(all).Where(pair => pair.Value.Count > Slot.MaximumThresholds))
        {
            errors.Add(("$", $"compares `{Code<Fact>.Of(fact.Key)}` with more than {Slot.MaximumThresholds} thresholds"));
        }

        if (errors.Count > before)
        {
            return null;
        }

        var slots = new SlotTable(all);
        if (slots.Questions.Length > CountryQuestions.Maximum)
        {
            errors.Add(("$", $"asks more than {CountryQuestions.Maximum} different questions of countries"));
            return null;
        }

        return slots;
    }

    private static CompiledAdvice? Advice(
        AdviceSet advice, ImmutableArray<DerivedFact> derived, CountryMembership countries, List<(string Path, string Message)> errors)
    {
        ImmutableArray<DerivedFact> facts = [.. derived, .. advice.Tables];
        var conditions = advice.Parts().Select(part => part.When).Concat(facts.SelectMany(fact => fact.Rows.Select(row => row.When)));
        if (Slots(conditions.SelectMany(ConditionWalk.Atoms), errors) is not { } slots)
        {
            return null;
        }

        var builder = new ProgramBuilder(facts, slots);
        CompiledTable Table(AdviceTable table) => new(table, [.. table.Rows.Select(row => builder.Add(row.When))]);
        ImmutableArray<CompiledDerived> tables = [.. facts.Select(builder.Derived)];
        return new CompiledAdvice
        {
            Set = advice,
            Exceptions = [.. advice.Exceptions.Select(Table)],
            Factors = [.. advice.Factors.Select(Table)],
            Obligations = [.. advice.Obligations.Select(obligation => builder.Add(obligation.When))],
            Eligibility = [.. advice.Eligibility.Select(row => builder.Add(row.When))],
            Gap = [.. advice.Gap.Select(row => row.Met is { } met ? builder.Add(met) : (int?)null)],
            Program = builder.Build(countries, tables, []),
        };
    }

    private static ImmutableArray<(int When, string Name, Confirmation Confirm)> Confirmations(
        ImmutableArray<CompiledDerived> tables, ImmutableArray<CompiledRuleSet> sets) =>
    [
        .. tables.SelectMany(table => table.Rows.Where(row => row.Definition.Confirm is not null)
            .Select(row => (row.When, table.Definition.Id, row.Definition.Confirm!))),
        .. sets.SelectMany(set => set.Rules).Where(rule => rule.Definition.Confirm is not null)
            .Select(rule => (rule.When, rule.Definition.Id, rule.Definition.Confirm!)),
    ];

    /// <summary>
    /// The tables of the base, each replaced where the policy overrides it, followed by the policy's own tables.
    /// </summary>
    internal static ImmutableArray<DerivedFact> Merge(ImmutableArray<DerivedFact> foundation, ImmutableArray<DerivedFact> own) =>
    [
        .. foundation.Select(fact => own.FirstOrDefault(other => other.Overrides && other.Id == fact.Id) ?? fact),
        .. own.Where(fact => !fact.Overrides),
    ];

    private static void Check(
        ImmutableArray<DerivedFact> derived,
        ImmutableArray<RuleSet> sets,
        IReadOnlySet<string> countrySets,
        List<(string Path, string Message)> errors)
    {
        var conditions = derived.SelectMany(fact => fact.Rows.Select(row => (Where: $"derived `{fact.Id}`", row.When, row.Text)))
            .Concat(sets.SelectMany(set => set.Rules.Select(rule => (Where: $"rule `{rule.Id}`", rule.When, rule.Text))))
            .Concat(sets.SelectMany(set => set.Rules.SelectMany(rule => rule.Says.Select(say => (Where: $"rule `{rule.Id}`", say.When, say.Text)))));
        foreach (var (where, when, text) in conditions)
        {
            CheckPart(where, when, text, derived, (countrySets, errors));
        }

    }

    private static void CheckAdvice(
        AdviceSet advice, ImmutableArray<DerivedFact> derived, IReadOnlySet<string> countrySets, List<(string Path, string Message)> errors)
    {
        foreach (var (where, when, text) in advice.Parts())
        {
            CheckPart(where, when, text, [.. derived, .. advice.Tables], (countrySets, errors));
        }

        foreach (var id in DerivedCycle.Find([.. derived, .. advice.Tables]))
        {
            errors.Add(($"derived `{id}`", "rests on itself through other tables"));
        }

        foreach (var (where, set) in advice.Sets().Where(pair => !countrySets.Contains(pair.Set)))
        {
            errors.Add((where, $"reads the country set `{set}`, which is not on file"));
        }
    }

    private static void CheckPart(
        string where, RuleCondition when, string text, ImmutableArray<DerivedFact> derived,
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
