using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Policies.Authoring;

/// <summary>Operator that compares a number or date with a threshold.</summary>
public enum Comparison
{
    /// <summary>Less than.</summary>
    Lt,

    /// <summary>At most.</summary>
    Lte,

    /// <summary>Greater than.</summary>
    Gt,

    /// <summary>At least.</summary>
    Gte,
}

/// <summary>
/// A condition as authored, after parsing. The set of operators is closed: all, any, not, membership of codes, comparison of
/// numbers and dates, membership of dated country sets, the value of a derived fact and, in advice only, a declared code. No
/// expression text is evaluated.
/// </summary>
public abstract record RuleCondition;

/// <summary>True when every part is true.</summary>
public sealed record AllOf(ImmutableArray<RuleCondition> Parts) : RuleCondition;

/// <summary>True when at least one part is true.</summary>
public sealed record AnyOf(ImmutableArray<RuleCondition> Parts) : RuleCondition;

/// <summary>True when the part is false.</summary>
public sealed record Not(RuleCondition Part) : RuleCondition;

/// <summary>True when a coded or yes/no fact has one of the values, one bit each.</summary>
public sealed record FactIs(Fact Fact, ulong Values) : RuleCondition;

/// <summary>True when a number compares with the threshold as stated. A date is compared by its day number.</summary>
public sealed record FactCompares(Fact Fact, Comparison Comparison, double Threshold) : RuleCondition;

/// <summary>True when a country is one of the listed codes. For a fact with several countries, one of them is enough.</summary>
public sealed record CountryIsOneOf(Fact Fact, ImmutableArray<CountryCode> Countries) : RuleCondition;

/// <summary>
/// True when a country is a member of one of the sets at asOf and is none of the exceptions. For a fact with several countries,
/// one country must meet both parts: two separate conditions could be met by two different countries.
/// </summary>
public sealed record CountryIsMemberOf(Fact Fact, ImmutableArray<string> Sets, ImmutableArray<CountryCode> Except) : RuleCondition
{
    /// <summary>A membership without exceptions.</summary>
    public CountryIsMemberOf(Fact fact, ImmutableArray<string> sets)
        : this(fact, sets, [])
    {
    }
}

/// <summary>
/// True when the declared code equals one of the codes or is below it, or when the statement is held. Allowed in advice only:
/// rules read facts, and a code becomes a fact only through the control list.
/// </summary>
/// <param name="Member">Member of the request: <c>eccn</c>, <c>usml</c>, <c>annexItem</c> or <c>statement</c>.</param>
/// <param name="Codes">Codes, or statements.</param>
public sealed record DeclaredUnder(string Member, ImmutableArray<string> Codes) : RuleCondition
{
    /// <summary>Statements belong to the transaction, codes to an item.</summary>
    public FactScope Scope => Member == "statement" ? FactScope.Transaction : FactScope.Item;
}

/// <summary>True when a derived fact has one of the values, one bit each.</summary>
public sealed record DerivedIs(string Derived, ulong Values) : RuleCondition;
