using System.Collections.Immutable;

namespace Screening.Engine.Model;

/// <summary>What kind of value answers a question.</summary>
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

    /// <summary>A member that has to be added, such as a party.</summary>
    Member,
}

/// <summary>How much an answer settles.</summary>
[LowerCaseCodes]
public enum Settles
{
    /// <summary>Whatever the answer is, one outcome is left.</summary>
    Outcome,

    /// <summary>Some answers remove an outcome; others may leave the question open.</summary>
    Part,
}

/// <summary>A question that was verified to be able to change the outcome.</summary>
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

    /// <summary>Codes an answer may be; empty when any value of the type is.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>How much it settles.</summary>
    public required Settles Settles { get; init; }
}

/// <summary>Something a reviewer weighs; it changes no outcome by itself.</summary>
/// <param name="Fact">JSON path that would supply it, or the factor it belongs to.</param>
/// <param name="Note">What to look at.</param>
public sealed record ReviewNote(string Fact, string Note);
