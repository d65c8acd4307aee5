using Screening.Engine.Parties.Search;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>A question about one party.</summary>
/// <param name="Query">Who is asked about.</param>
/// <param name="Sensitivity">Score from which a match counts, if other than the policy's.</param>
/// <param name="Most">Most matches answered.</param>
public sealed record PartyQuestion(PartyQuery Query, double? Sensitivity, int Most);

/// <summary>
/// Reads the body of a party search. Nothing of what a party is called, known by or lives at is ever repeated in a message.
/// </summary>
public static class PartySearchParser
{
    /// <summary>Most matches of one answer.</summary>
    public const int MostMatches = 50;

    /// <summary>Matches of an answer that does not say how many.</summary>
    public const int DefaultMatches = 10;

    /// <summary>The least sensitivity value: below it nearly every name has neighbours.</summary>
    public const double LeastSensitivity = 0.7;

    /// <summary>Reads a body.</summary>
    /// <param name="utf8">Bytes received.</param>
    /// <param name="today">Today, UTC: the upper bound of a date of birth.</param>
    public static Parsed<PartyQuestion> Parse(ReadOnlyMemory<byte> utf8, DateOnly today) => StrictJson.Read(utf8, from =>
    {
        var query = PartyParser.Query(from, today);
        var sensitivity = from["sensitivity"].Number(LeastSensitivity, 1, "sensitivity");
        var most = from["limit"].Number(1, MostMatches, "limit");
        return new PartyQuestion(query, sensitivity, (int)(most ?? DefaultMatches));
    });
}
