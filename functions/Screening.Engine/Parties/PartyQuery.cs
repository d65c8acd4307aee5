using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Search;

namespace Screening.Engine.Parties;

/// <summary>The known data of the party to look up.</summary>
/// <param name="Name">Name as stated by the exporter.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="Kind">Declared kind of the party.</param>
/// <param name="Country">Country of citizenship, registration or address.</param>
/// <param name="Address">Address, free text.</param>
/// <param name="BirthDate">Date of birth of a person.</param>
/// <param name="Identifiers">Identifiers.</param>
public sealed record PartyQuery(
    string Name,
    ImmutableArray<string> Aliases,
    PartyKind Kind,
    CountryCode? Country,
    string? Address,
    DateOnly? BirthDate,
    ImmutableArray<PartyIdentifier> Identifiers)
{
    /// <summary>The query for a party of a transaction.</summary>
    public static PartyQuery From(Party party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return new PartyQuery(
            party.Name, party.Aliases, party.Kind, party.Country, party.Address, party.BirthDate, party.Identifiers);
    }

    /// <summary>A query with a name only, for example of an owner.</summary>
    public static PartyQuery FromName(string name) => new(name, [], PartyKind.Unknown, null, null, null, []);
}

/// <summary>Scores from which a match counts.</summary>
/// <param name="T1">A match is possible from this score, above 0 to 1.</param>
/// <param name="T2">A match is strong from this score, T1 to 1.</param>
public sealed record MatchThresholds(double T1, double T2)
{
    /// <summary>Weights of the score.</summary>
    public MatchWeights Weights { get; init; } = MatchWeights.Default;
}

/// <summary>A listed party that matches.</summary>
/// <param name="Index">Position in the index, for <see cref="WatchlistIndex.PartyAt"/>.</param>
/// <param name="Score">Similarity, 0 to 1.</param>
/// <param name="Strength">Possible or strong.</param>
/// <param name="MatchedName">Name or alias of the entry with the best match.</param>
/// <param name="Explanation">Reasons of the match, one sentence each; empty for a match that is only counted.</param>
public sealed record Candidate(
    int Index, double Score, MatchStrength Strength, string MatchedName, ImmutableArray<string> Explanation)
{
    /// <summary>Whether the same entry of the same list, from another feed, is a better match.</summary>
    public bool IsRepeated { get; init; }
}
