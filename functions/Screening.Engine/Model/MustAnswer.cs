using System.Collections.Immutable;

namespace Screening.Engine.Model;

/// <summary>Type of the answer to a question.</summary>
[LowerCaseCodes]
public enum AnswerType
{
    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>One of the options.</summary>
    Code,

    /// <summary>A number in the unit given.</summary>
    Number,

    /// <summary>An ISO 3166-1 country.</summary>
    Country,

    /// <summary>Free text or a code of a published list.</summary>
    Text,

    /// <summary>A member to be added, such as a party.</summary>
    Member,
}

/// <summary>How much an answer settles.</summary>
[LowerCaseCodes]
public enum Settles
{
    /// <summary>Every answer leaves one outcome.</summary>
    Outcome,

    /// <summary>Some answers exclude an outcome; others may leave the outcome open.</summary>
    Part,
}

/// <summary>A question that can change the outcome; verified unless the search reached its limit.</summary>
public sealed record MustAnswer
{
    /// <summary>JSON path of the request member that answers it.</summary>
    public required string Fact { get; init; }

    /// <summary>The question.</summary>
    public required string Question { get; init; }

    /// <summary>Type of the answer.</summary>
    public required AnswerType Type { get; init; }

    /// <summary>Unit of a number; null otherwise.</summary>
    public string? Unit { get; init; }

    /// <summary>Allowed codes; empty when any value of the type is allowed.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>How much the answer settles.</summary>
    public required Settles Settles { get; init; }
}

/// <summary>A note for a reviewer; it does not change the outcome.</summary>
/// <param name="Fact">JSON path that would supply it, or the factor it belongs to.</param>
/// <param name="Note">What to review.</param>
public sealed record ReviewNote(string Fact, string Note);
