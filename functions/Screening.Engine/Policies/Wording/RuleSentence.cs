using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;

namespace Screening.Engine.Policies.Wording;

/// <summary>Renders rules and tables as sentences from their data, so that the text for review is what is evaluated.</summary>
public static class RuleSentence
{
    /// <summary>The rule as one sentence: condition, then outcome.</summary>
    public static string Of(Rule rule, ImmutableArray<DerivedFact> derived)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var outcome = $"the outcome is {Code<Outcome>.Of(rule.Outcome)} ({rule.Outcome.Text()})";
        return rule.When is AllOf { Parts.IsEmpty: true }
            ? $"Otherwise {outcome}."
            : $"If {Of(rule.When, derived, isNested: false)}, {outcome}.";
    }

    /// <summary>A derived fact as a list of sentences in order. The first that applies gives the value.</summary>
    public static ImmutableArray<string> Of(DerivedFact fact, ImmutableArray<DerivedFact> derived)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return
        [
            .. fact.Rows.Select(row => row.When is AllOf { Parts.IsEmpty: true }
                ? $"Otherwise {Says(fact, row.Value)}."
                : $"If {Of(row.When, derived, isNested: false)}, {Says(fact, row.Value)}."),
        ];
    }

    private static string Of(RuleCondition condition, ImmutableArray<DerivedFact> derived, bool isNested) => condition switch
    {
        AllOf all => Join(all.Parts, " and ", derived, isNested),
        AnyOf any => Join(any.Parts, " or ", derived, isNested),
        Not not => Negated(not.Part, derived),
        DerivedIs value => Derived(derived.First(fact => fact.Id == value.Derived), value.Values, isNested),
        DeclaredUnder { Member: "statement" } value => $"the statement {Either(value.Codes.Select(Phrases.Words))} is held",
        DeclaredUnder value => $"the declared {value.Member} is {Either(value.Codes)}, or beneath it",
        FactIs value => YesNoOrCodes(value.Fact, value.Values),
        FactCompares value => Compares(value),
        CountryIsOneOf value => $"{Phrases.Of(value.Fact)} is {Either(value.Countries.Select(Countries.NameOf))}",
        CountryIsMemberOf value => $"{Phrases.Of(value.Fact)} is, on the date asked about, in {Sets(value)}",
        _ => throw new InvalidOperationException($"no words for {condition.GetType().Name}"),
    };

    private static string Negated(RuleCondition part, ImmutableArray<DerivedFact> derived) => part switch
    {
        FactIs value => YesNoOrCodes(value.Fact, FactCatalogue.Of(value.Fact).AllCodes & ~value.Values),
        CountryIsOneOf value => $"{Phrases.Of(value.Fact)} is not {Either(value.Countries.Select(Countries.NameOf))}",
        CountryIsMemberOf value => $"{Phrases.Of(value.Fact)} is, on the date asked about, in none of {Sets(value)}",
        _ => $"it is not the case that {Of(part, derived, isNested: true)}",
    };

    private static string Sets(CountryIsMemberOf value) => value.Except.IsEmpty
        ? Either(value.Sets.Select(Phrases.OfSet))
        : $"{Either(value.Sets.Select(Phrases.OfSet))}, {Either(value.Except.Select(Countries.NameOf))} left out";

    private static string Join(ImmutableArray<RuleCondition> parts, string word, ImmutableArray<DerivedFact> derived, bool isNested)
    {
        if (parts.Length == 1)
        {
            return Of(parts[0], derived, isNested);
        }

        var text = string.Join(word, parts.Select(part => Of(part, derived, isNested: true)));
        return isNested ? $"({text})" : text;
    }

    /// <summary>Several whole statements are put in parentheses when nested, so that "or" does not extend across "and".</summary>
    private static string Derived(DerivedFact fact, ulong values, bool isNested) =>
        isNested && !fact.Says.IsEmpty && BitOperations.PopCount(values) > 1 ? $"({Says(fact, values)})" : Says(fact, values);

    private static string Says(DerivedFact fact, int value) => Says(fact, 1UL << value);

    /// <summary>The statements of the table for the values; without statements, the name of the table and the codes.</summary>
    private static string Says(DerivedFact fact, ulong values) => fact.Says.IsEmpty
        ? $"the {Phrases.Words(fact.Id)} is {Codes(fact.Values, values)}"
        : Either(fact.Says.Where((_, position) => ((values >> position) & 1) == 1));

    private static string YesNoOrCodes(Fact fact, ulong values)
    {
        var definition = FactCatalogue.Of(fact);
        return definition.Type == FactType.YesNo
            ? Phrases.Of(fact, values == 0b10)
            : $"{Phrases.Of(fact)} is {Codes(definition.Codes, values)}";
    }

    private static string Compares(FactCompares value)
    {
        var definition = FactCatalogue.Of(value.Fact);
        var threshold = definition.Type == FactType.Date
            ? DateOnly.FromDayNumber((int)value.Threshold).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : definition.Unit == "year"
                ? value.Threshold.ToString("0", CultureInfo.InvariantCulture)
                : $"{value.Threshold.ToString("#,##0.####", CultureInfo.InvariantCulture)} {definition.Unit}";
        var words = (definition.Type == FactType.Date || definition.Unit == "year", value.Comparison) switch
        {
            (true, Comparison.Gte) => "on or after",
            (true, Comparison.Gt) => "after",
            (true, Comparison.Lte) => "not later than",
            (true, Comparison.Lt) => "before",
            (_, Comparison.Gte) => "at least",
            (_, Comparison.Gt) => "more than",
            (_, Comparison.Lte) => "at most",
            _ => "less than",
        };
        return $"{Phrases.Of(value.Fact)} is {words} {threshold}".TrimEnd();
    }

    private static string Codes(ImmutableArray<string> codes, ulong values)
    {
        // Naming the excluded codes is shorter when almost all codes are included.
        var isMostly = BitOperations.PopCount(values) > codes.Length / 2 && codes.Length > 4;
        var named = codes.Where((_, position) => ((values >> position) & 1) == (isMostly ? 0UL : 1UL)).Select(Phrases.OfCode).ToArray();
        return !isMostly ? Either(named) : named.Length == 1 ? $"not {named[0]}" : $"neither {string.Join(" nor ", named)}";
    }

    private static string Either(IEnumerable<string> names)
    {
        var all = names.ToArray();
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }
}
