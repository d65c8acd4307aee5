using Screening.Engine.Parties;
using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>A search for one party.</summary>
/// <param name="Query">The party.</param>
/// <param name="Sensitivity">Minimum score of a match; null for the threshold of the policy.</param>
/// <param name="Most">Maximum number of matches returned.</param>
public sealed record PartyQuestion(PartyQuery Query, double? Sensitivity, int Most);

/// <summary>Reads the body of a party search. Names, aliases and addresses are never quoted in a message.</summary>
public static class PartySearchParser
{
    /// <summary>Maximum number of matches in one response.</summary>
    public const int MostMatches = 50;

    /// <summary>Number of matches returned if the request does not set it.</summary>
    public const int DefaultMatches = 10;

    /// <summary>Lowest sensitivity. Below it nearly every name has matches.</summary>
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
