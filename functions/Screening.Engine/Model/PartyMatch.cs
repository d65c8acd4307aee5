using System.Collections.Immutable;

namespace Screening.Engine.Model;

/// <summary>Strength of a match.</summary>
[LowerCaseCodes]
public enum MatchStrength
{
    /// <summary>Score at or above T1, without the evidence for a strong match.</summary>
    Possible,

    /// <summary>Score at or above T2 with the evidence that the kind of party requires, or an exact identifier.</summary>
    Strong,
}

/// <summary>A listed entry found for a party or one of its owners.</summary>
public sealed record PartyMatch
{
    /// <summary>Party id.</summary>
    public required string Party { get; init; }

    /// <summary>Name of the owner when an owner matched; null when the party itself did.</summary>
    public string? Owner { get; init; }

    /// <summary>
    /// For an owner: its share of the party in percent, the shares of a chain multiplied and all chains added; null for the party
    /// itself, and when a share is not known.
    /// </summary>
    public decimal? Share { get; init; }

    /// <summary>For an owner: the names of the chain to it, the direct owner of the party first and this owner last.</summary>
    public ImmutableArray<string> Chain { get; init; } = [];

    /// <summary>Feed the entry came from.</summary>
    public required string Feed { get; init; }

    /// <summary>List code.</summary>
    public required string List { get; init; }

    /// <summary>Entry id.</summary>
    public required string Entry { get; init; }

    /// <summary>Name or alias of the entry that matched.</summary>
    public required string Name { get; init; }

    /// <summary>Similarity, 0 to 1.</summary>
    public required double Score { get; init; }

    /// <summary>Possible or strong.</summary>
    public required MatchStrength Strength { get; init; }

    /// <summary>What the list restricts, and the licence policy of the entry where it has one.</summary>
    public string? Restricts { get; init; }

    /// <summary>What the printed names say of the entry, such as its parent, one sentence each.</summary>
    public ImmutableArray<string> Relations { get; init; } = [];

    /// <summary>What the printed names say that the entry also covers, one sentence each.</summary>
    public ImmutableArray<string> Scope { get; init; } = [];

    /// <summary>First day on which the entry is in force; null when the list does not state it.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>Last day on which the entry is in force; null when it is open.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>Whether the entry is in force on the date of the decision or search. An entry out of force is no match of a decision.</summary>
    public bool InForce { get; init; } = true;

    /// <summary>Reasons for score and strength, one sentence each.</summary>
    public required ImmutableArray<string> Explanation { get; init; }
}
