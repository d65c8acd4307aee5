using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Screening.Engine.Model;

namespace Screening.Engine.Policies;

/// <summary>
/// Renders rules and tables as sentences from their data, so that what a lawyer reads is what the machine evaluates.
/// </summary>
public static class RuleSentence
{
    /// <summary>The rule as one sentence: when, then what.</summary>
    public static string Of(Rule rule, ImmutableArray<DerivedFact> derived)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var outcome = $"the outcome is {Code<Outcome>.Of(rule.Outcome)} ({rule.Outcome.Text()})";
        return rule.When is AllOf { Parts.IsEmpty: true }
            ? $"Otherwise {outcome}."
            : $"If {Of(rule.When, derived, isNested: false)}, {outcome}.";
    }

    /// <summary>A derived fact as a list of sentences, read from the top: the first that applies counts.</summary>
    public static ImmutableArray<string> Of(DerivedFact fact, ImmutableArray<DerivedFact> derived)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var name = Words(fact.Id);
        return
        [
            .. fact.Rows.Select(row => row.When is AllOf { Parts.IsEmpty: true }
                ? $"Otherwise {name} is {Words(fact.Values[row.Value])}."
                : $"{name} is {Words(fact.Values[row.Value])} if {Of(row.When, derived, isNested: false)}."),
        ];
    }

    private static string Of(Condition condition, ImmutableArray<DerivedFact> derived, bool isNested) => condition switch
    {
        AllOf all => Join(all.Parts, " and ", derived, isNested),
        AnyOf any => Join(any.Parts, " or ", derived, isNested),
        Not not => $"it is not the case that {Of(not.Part, derived, isNested: true)}",
        DerivedIs value => $"{Words(value.Derived)} is {Codes(derived.First(fact => fact.Id == value.Derived).Values, value.Values)}",
        DeclaredUnder { Member: "statement" } value => $"the statement {Either(value.Codes.Select(Words))} is held",
        DeclaredUnder value => $"the declared {value.Member} is {Either(value.Codes)}, or beneath it",
        FactIs value => YesNoOrCodes(value),
        FactCompares value => Compares(value),
        CountryIsOneOf value => $"{Subject(value.Fact)} {Either(value.Countries.Select(country => country.ToString()))}",
        CountryIsMemberOf value => $"{Subject(value.Fact)} a member, on the date asked about, of {Either(value.Sets, "the set ")}",
        _ => throw new InvalidOperationException($"no words for {condition.GetType().Name}"),
    };

    private static string Join(ImmutableArray<Condition> parts, string word, ImmutableArray<DerivedFact> derived, bool isNested)
    {
        if (parts.Length == 1)
        {
            return Of(parts[0], derived, isNested);
        }

        var text = string.Join(word, parts.Select(part => Of(part, derived, isNested: true)));
        return isNested ? $"({text})" : text;
    }

    private static string YesNoOrCodes(FactIs value)
    {
        var definition = FactCatalogue.Of(value.Fact);
        return definition.Type == FactType.YesNo
            ? $"\"{Name(value.Fact)}\" is {(value.Values == 0b10 ? "yes" : "no")}"
            : $"{Name(value.Fact)} is {Codes(definition.Codes, value.Values)}";
    }

    private static string Compares(FactCompares value)
    {
        var definition = FactCatalogue.Of(value.Fact);
        var threshold = definition.Type == FactType.Date
            ? DateOnly.FromDayNumber((int)value.Threshold).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : $"{value.Threshold.ToString("#,##0.####", CultureInfo.InvariantCulture)} {definition.Unit}";
        var words = (definition.Type, value.Comparison) switch
        {
            (FactType.Date, Comparison.Gte) => "on or after",
            (FactType.Date, Comparison.Gt) => "after",
            (FactType.Date, Comparison.Lte) => "on or before",
            (FactType.Date, Comparison.Lt) => "before",
            (_, Comparison.Gte) => "at least",
            (_, Comparison.Gt) => "more than",
            (_, Comparison.Lte) => "at most",
            _ => "less than",
        };
        return $"{Name(value.Fact)} is {words} {threshold}".TrimEnd();
    }

    private static string Codes(ImmutableArray<string> codes, ulong values)
    {
        // Naming what is excluded is shorter when almost everything is included.
        var isMostly = BitOperations.PopCount(values) > codes.Length / 2 && codes.Length > 4;
        var named = codes.Where((_, position) => ((values >> position) & 1) == (isMostly ? 0UL : 1UL)).Select(Words);
        return isMostly ? $"anything but {Either(named)}" : Either(named);
    }

    private static string Either(IEnumerable<string> names, string before = "")
    {
        var all = names.Select(name => before + name).ToArray();
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }

    private static string Subject(Fact fact) => fact == Fact.Transit ? "a country of transit is" : $"{Name(fact)} is";

    private static string Name(Fact fact) => fact switch
    {
        Fact.AsOf => "the date asked about",
        Fact.Class => "the class of the item",
        Fact.RangeKm => "the longest declared range",
        Fact.PayloadKg => "the largest payload declared at a range of 300 km or more",
        Fact.SpeedKmh => "the maximum true airspeed",
        Fact.AerosolL => "the aerosol capacity",
        Fact.TotalImpulseNs => "the total impulse",
        Fact.PlaceOfDelivery => "the place of delivery or release",
        Fact.Destination => "the destination",
        Fact.OwnedBySdnPct => "the share of a party held by Specially Designated Nationals in aggregate",
        Fact.OwnedByElPct => "the share of a party held by Entity List or Military End User parties in aggregate",
        Fact.ProgrammeStart => "the year the programme started",
        _ => Words(Code<Fact>.Of(fact)),
    };

    private static string Words(string code) => code.Replace('_', ' ');
}
