using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Model;

namespace Screening.Engine.Policies.Authoring;

/// <summary>
/// Parses conditions. A condition is one of {"all":[..]}, {"any":[..]}, {"not":..}, {"fact":f,"is":[codes]},
/// {"fact":f,"gte|gt|lte|lt":number or date}, {"fact":country,"in":[codes]}, {"fact":country,"memberOf":[sets]}, the same with
/// "except":[codes], {"derived":d,"is":[values]}, and in advice only {"declared":member,"under":[codes]}.
/// </summary>
internal sealed class ConditionParser(IReadOnlyDictionary<string, DerivedFact> derived, bool isAdvice = false)
{
    private static readonly RuleCondition Never = new AnyOf([]);

    public RuleCondition Parse(JsonCursor cursor)
    {
        var members = cursor.Members([], ["all", "any", "not", "fact", "derived", "declared", "under", "is", "in", "memberOf", "except", "gte", "gt", "lte", "lt"]);
        if (members.TryGetValue("all", out var all) && members.Count == 1)
        {
            return new AllOf([.. all.Elements().Select(Parse)]);
        }

        if (members.TryGetValue("any", out var any) && members.Count == 1)
        {
            return new AnyOf([.. Some(any).Select(Parse)]);
        }

        if (members.TryGetValue("not", out var not) && members.Count == 1)
        {
            return new Not(Parse(not));
        }

        if (members.Count == 2 && members.TryGetValue("derived", out var name) && members.TryGetValue("is", out var values))
        {
            return DerivedIs(name, values);
        }

        if (members.Count == 2 && members.TryGetValue("fact", out var fact))
        {
            return FactCondition(fact, members.Single(member => member.Key != "fact"), []);
        }

        if (members.Count == 3 && members.TryGetValue("fact", out fact) && members.ContainsKey("memberOf") && members.TryGetValue("except", out var except))
        {
            return FactCondition(fact, members.Single(member => member.Key == "memberOf"), [.. Some(except).Select(Country)]);
        }

        if (members.Count == 2 && members.TryGetValue("declared", out var member) && members.TryGetValue("under", out var codes))
        {
            return Declared(member, codes);
        }

        cursor.Error("is not a condition: use one of all, any, not, a fact with one operator, or a derived fact with `is`");
        return Never;
    }

    private DeclaredUnder Declared(JsonCursor member, JsonCursor codes)
    {
        if (!isAdvice)
        {
            member.Error("may be asked by advice only; a rule reads facts");
        }

        return new DeclaredUnder(
            member.OneOf(["eccn", "usml", "annexItem", "statement"]), [.. Some(codes).Select(code => code.Text())]);
    }

    private RuleCondition DerivedIs(JsonCursor name, JsonCursor values)
    {
        if (!derived.TryGetValue(name.Text(), out var definition))
        {
            name.Error("is not a derived fact defined before this place");
            return Never;
        }

        return new DerivedIs(definition.Id, Codes(values, definition.Values));
    }

    private static RuleCondition FactCondition(JsonCursor name, KeyValuePair<string, JsonCursor> operation, ImmutableArray<CountryCode> except)
    {
        if (!Code<Fact>.TryParse(name.Text(), out var fact))
        {
            name.Error("is not a fact of the catalogue");
            return Never;
        }

        var definition = FactCatalogue.Of(fact);
        switch (definition.Type, operation.Key)
        {
            case (FactType.YesNo, "is"):
                return new FactIs(fact, YesNo(operation.Value));
            case (FactType.Coded, "is"):
                return new FactIs(fact, Codes(operation.Value, definition.Codes));
            case (FactType.Country, "in"):
                return new CountryIsOneOf(fact, [.. Some(operation.Value).Select(Country)]);
            case (FactType.Country, "memberOf"):
                return new CountryIsMemberOf(fact, [.. Some(operation.Value).Select(set => set.Text()).Order(StringComparer.Ordinal)], except);
            case (FactType.Number, "gte" or "gt" or "lte" or "lt"):
                return new FactCompares(fact, Comparison(operation.Key), Number(operation.Value));
            case (FactType.Date, "gte" or "gt" or "lte" or "lt"):
                return new FactCompares(fact, Comparison(operation.Key), operation.Value.Date()?.DayNumber ?? 0);
            default:
                operation.Value.Error($"`{operation.Key}` cannot be asked of `{Code<Fact>.Of(fact)}`");
                return Never;
        }
    }

    private static Comparison Comparison(string name) => name switch
    {
        "gte" => Authoring.Comparison.Gte,
        "gt" => Authoring.Comparison.Gt,
        "lte" => Authoring.Comparison.Lte,
        _ => Authoring.Comparison.Lt,
    };

    private static ulong YesNo(JsonCursor cursor)
    {
        switch (cursor.Element.ValueKind)
        {
            case JsonValueKind.True: return 0b10;
            case JsonValueKind.False: return 0b01;
            default:
                cursor.Error("must be true or false");
                return 0;
        }
    }

    private static ulong Codes(JsonCursor cursor, ImmutableArray<string> known)
    {
        ulong mask = 0;
        foreach (var element in cursor.Elements())
        {
            var position = known.IndexOf(element.Text());
            if (position < 0)
            {
                element.Error($"must be one of {string.Join(", ", known)}");
                continue;
            }

            mask |= 1UL << position;
        }

        if (mask == 0)
        {
            cursor.Error("names no value, so the condition could never hold");
        }

        return mask;
    }

    /// <summary>The elements of a list that must not be empty. An empty list would disable its rule without an error.</summary>
    private static JsonCursor[] Some(JsonCursor cursor)
    {
        var elements = cursor.Elements().ToArray();
        if (elements.Length == 0)
        {
            cursor.Error("names nothing, so the condition could never hold");
        }

        return elements;
    }

    private static CountryCode Country(JsonCursor cursor)
    {
        if (!CountryCode.TryParse(cursor.Text(), out var country) || !Countries.Exists(country))
        {
            cursor.Error("must be an ISO 3166-1 alpha-2 code");
        }

        return country;
    }

    private static double Number(JsonCursor cursor)
    {
        if (cursor.Element.ValueKind == JsonValueKind.Number && cursor.Element.TryGetDouble(out var number) && double.IsFinite(number))
        {
            return number;
        }

        cursor.Error("must be a number");
        return 0;
    }
}
