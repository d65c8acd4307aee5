using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Policies.Authoring;

/// <summary>How a number or date is compared.</summary>
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
/// A condition as authored, after parsing. The set of operators is closed: all, any, not, membership of codes, comparison
/// of numbers and dates, membership of dated country sets, and the value of a derived fact. No expression text is ever run.
/// </summary>
public abstract record RuleCondition;

/// <summary>True when every part is.</summary>
public sealed record AllOf(ImmutableArray<RuleCondition> Parts) : RuleCondition;

/// <summary>True when some part is.</summary>
public sealed record AnyOf(ImmutableArray<RuleCondition> Parts) : RuleCondition;

/// <summary>True when the part is not.</summary>
public sealed record Not(RuleCondition Part) : RuleCondition;

/// <summary>True when a coded or yes/no fact has one of the values, one bit each.</summary>
public sealed record FactIs(Fact Fact, ulong Values) : RuleCondition;

/// <summary>True when a number or date compares as said.</summary>
public sealed record FactCompares(Fact Fact, Comparison Comparison, double Threshold) : RuleCondition;

/// <summary>True when a country (any of several, for transit) is one of the listed codes.</summary>
public sealed record CountryIsOneOf(Fact Fact, ImmutableArray<CountryCode> Countries) : RuleCondition;

/// <summary>
/// True when a country (any of several, for transit) is a member of one of the sets at asOf and none of the exceptions. One
/// country must be both: of several, another condition beside this one could be met by another country.
/// </summary>
public sealed record CountryIsMemberOf(Fact Fact, ImmutableArray<string> Sets, ImmutableArray<CountryCode> Except) : RuleCondition
{
    /// <summary>A member of the sets, without exception.</summary>
    public CountryIsMemberOf(Fact fact, ImmutableArray<string> sets)
        : this(fact, sets, [])
    {
    }
}

/// <summary>
/// True when the declared code equals one of the codes or lies beneath it, or the statement is held. Only advice may ask:
/// rules decide on facts, and a code is a fact only once the control list has read it.
/// </summary>
public sealed record DeclaredUnder(string Member, ImmutableArray<string> Codes) : RuleCondition;

/// <summary>True when a derived fact has one of the values, one bit each.</summary>
public sealed record DerivedIs(string Derived, ulong Values) : RuleCondition;
