using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Wording;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>Input of advice: the facts of a transaction and the declared texts.</summary>
/// <param name="Policy">Compiled policy.</param>
/// <param name="Sheet">Facts of the transaction.</param>
/// <param name="Request">Request; source of declared codes and statements.</param>
/// <param name="IsMember">Whether a country is a member of a set on the date.</param>
/// <param name="MembersOf">Members of a set on the date.</param>
public sealed record AdviceWorld(
    CompiledPolicy Policy, FactSheet Sheet, ScreeningRequest Request, Func<CountryCode, string, bool> IsMember, Func<string, ImmutableArray<CountryCode>> MembersOf)
{
    /// <summary>Counts the readings of tables and may end them; null counts nothing.</summary>
    public Work? Work { get; init; }

    /// <summary>Counts a table that is read for one item and destination.</summary>
    internal void Count() => Work?.Add(StepsOfTable);

    private const int StepsOfTable = 4;
}

/// <summary>
/// Evaluates authored conditions in three-valued logic for one item and destination. It is slower than the compiled rules, and
/// less exact where two conditions read the same unknown fact. It is used for advice, never for the outcome of a decision.
/// </summary>
internal sealed class ConditionReading(AdviceWorld world, int item, int destination)
{
    private readonly Dictionary<string, ulong> derived = new(StringComparer.Ordinal);

    public AdviceWorld World => world;

    public Truth Of(RuleCondition condition) => condition switch
    {
        AllOf all => All(all.Parts),
        AnyOf any => Any(any.Parts),
        Not not => (Truth)(Truth.True - Of(not.Part)),
        DerivedIs value => Within(Possible(value.Derived), value.Values),
        FactIs value => Within(Codes(value.Fact), value.Values),
        FactCompares value => Compares(value),
        CountryIsOneOf or CountryIsMemberOf => IsCountry(condition) ? Truth.True : Truth.False,
        DeclaredUnder value => Declared(value),
        _ => throw new InvalidOperationException($"condition {condition.GetType().Name} has no meaning"),
    };

    /// <summary>Possible values of a derived fact, one bit each.</summary>
    public ulong Possible(string id)
    {
        if (derived.TryGetValue(id, out var known))
        {
            return known;
        }

        ulong possible = 0;
        foreach (var row in world.Policy.Advice.Table(id).Rows)
        {
            var truth = Of(row.When);
            possible |= truth == Truth.False ? 0 : 1UL << row.Value;
            if (truth == Truth.True)
            {
                break;
            }
        }

        return derived[id] = possible;
    }

    /// <summary>The text with its placeholders replaced by values.</summary>
    public string Fill(string text) => text.Contains('{', StringComparison.Ordinal) ? Template.Fill(text, Shown) : text;

    private Truth All(ImmutableArray<RuleCondition> parts)
    {
        var least = Truth.True;
        for (var index = 0; index < parts.Length && least != Truth.False; index++)
        {
            least = Least(least, Of(parts[index]));
        }

        return least;
    }

    private Truth Any(ImmutableArray<RuleCondition> parts)
    {
        var most = Truth.False;
        for (var index = 0; index < parts.Length && most != Truth.True; index++)
        {
            most = Most(most, Of(parts[index]));
        }

        return most;
    }

    /// <summary>Possible outcomes of a first-applicable rule set.</summary>
    public ImmutableArray<Outcome> Outcomes(RuleSet set)
    {
        var possible = ImmutableArray.CreateBuilder<Outcome>();
        foreach (var rule in set.Rules)
        {
            var truth = Of(rule.When);
            if (truth != Truth.False && !possible.Contains(rule.Outcome))
            {
                possible.Add(rule.Outcome);
            }

            if (truth == Truth.True)
            {
                break;
            }
        }

        return possible.ToImmutable();
    }

    private string Shown(string name)
    {
        if (!Code<Fact>.TryParse(name, out var fact))
        {
            var possible = Possible(name);
            return string.Join(" or ", world.Policy.Advice.Table(name).Values.Where((_, position) => ((possible >> position) & 1) == 1));
        }

        return fact switch
        {
            Fact.Destination => world.Sheet.Destinations[destination].ToString(),
            Fact.PlaceOfDelivery => world.Sheet.PlaceOfDelivery.ToString(),
            _ when FactCatalogue.Of(fact).Type == FactType.Country => Named(fact),
            _ => world.Sheet.Get(fact, destination, item).Shown.ToString(),
        };
    }

    private ulong Codes(Fact fact)
    {
        var codes = world.Sheet.Get(fact, destination, item).Codes;
        return codes == 0 ? FactCatalogue.Of(fact).AllCodes : codes;
    }

    private Truth Compares(FactCompares atom)
    {
        var value = world.Sheet.Get(atom.Fact, destination, item);
        var (some, all) = (false, true);
        foreach (var point in value.Only is { } only ? [only] : value.Several)
        {
            var holds = Holds(atom, point);
            some |= holds;
            all &= holds;
        }

        if (value.From is { } from)
        {
            some |= atom.Comparison is Comparison.Gt or Comparison.Gte || Holds(atom, from);
            all &= atom.Comparison is Comparison.Gt or Comparison.Gte && Holds(atom, from);
        }

        // A fact that was not filled is unknown, not impossible.
        var isEmpty = value.From is null && value.Only is null && value.Several.IsEmpty;
        return isEmpty || some != all ? Truth.Unknown : all ? Truth.True : Truth.False;
    }

    private static bool Holds(FactCompares atom, double value) => atom.Comparison switch
    {
        Comparison.Lt => value < atom.Threshold,
        Comparison.Lte => value <= atom.Threshold,
        Comparison.Gt => value > atom.Threshold,
        _ => value >= atom.Threshold,
    };

    private bool IsCountry(RuleCondition test)
    {
        switch (ConditionWalk.FactOf(test))
        {
            case Fact.Destination:
                return Passes(test, world.Sheet.Destinations[destination]);
            case var fact:
                foreach (var named in world.Sheet.CountriesOf(fact))
                {
                    if (Passes(test, named.Country))
                    {
                        return true;
                    }
                }

                return false;
        }
    }

    private string Named(Fact fact)
    {
        var named = world.Sheet.CountriesOf(fact);
        return named.IsEmpty ? "none" : string.Join(", ", named.Select(role => fact == Fact.Transit ? role.Country.ToString() : role.ToString()));
    }

    private bool Passes(RuleCondition test, CountryCode country)
    {
        if (test is CountryIsOneOf listed)
        {
            return listed.Countries.Contains(country);
        }

        var member = (CountryIsMemberOf)test;
        foreach (var set in member.Sets)
        {
            if (!member.Except.Contains(country) && world.IsMember(country, set))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An undeclared code is unknown: the item may have it. An undeclared statement is false.</summary>
    private Truth Declared(DeclaredUnder test)
    {
        if (test.Member == "statement")
        {
            return test.Codes.Any(code => world.Request.EndUse.Statements.Contains(code)) ? Truth.True : Truth.False;
        }

        var line = world.Request.Items[item];
        var declared = test.Member switch { "eccn" => line.Eccn, "usml" => line.Usml, _ => line.AnnexItem };
        return declared is null ? Truth.Unknown : test.Codes.Any(code => IsUnder(declared, code)) ? Truth.True : Truth.False;
    }

    private static bool IsUnder(string declared, string code) =>
        declared.StartsWith(code, StringComparison.OrdinalIgnoreCase)
        && (declared.Length == code.Length || declared[code.Length] is '.' or '(');

    private static Truth Within(ulong possible, ulong values) =>
        (possible & values) == 0 ? Truth.False : (possible & ~values) == 0 ? Truth.True : Truth.Unknown;

    private static Truth Least(Truth left, Truth right) => left < right ? left : right;

    private static Truth Most(Truth left, Truth right) => left > right ? left : right;
}
