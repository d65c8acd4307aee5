using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Scoring;

namespace Screening.Engine.Parties.Search;

/// <summary>What is known of the party to look up.</summary>
/// <param name="Name">Name as known to the exporter.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="Kind">What the party is.</param>
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
    /// <summary>The question a party of a transaction asks.</summary>
    public static PartyQuery From(Party party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return new PartyQuery(
            party.Name, party.Aliases, party.Kind, party.Country, party.Address, party.BirthDate, party.Identifiers);
    }

    /// <summary>A question of which only a name is known, such as an owner.</summary>
    public static PartyQuery FromName(string name) => new(name, [], PartyKind.Unknown, null, null, null, []);
}

/// <summary>Scores from which a match counts.</summary>
/// <param name="T1">Possible from here, above 0 to 1.</param>
/// <param name="T2">Strong from here, T1 to 1.</param>
public sealed record MatchThresholds(double T1, double T2)
{
    /// <summary>Weights the score is made with.</summary>
    public MatchWeights Weights { get; init; } = MatchWeights.Default;
}

/// <summary>A listed party found.</summary>
/// <param name="Index">Position in the index, for <see cref="WatchlistIndex.PartyAt"/>.</param>
/// <param name="Score">Similarity, 0 to 1.</param>
/// <param name="Strength">Possible or strong.</param>
/// <param name="MatchedName">Name or alias of the entry that matched best.</param>
/// <param name="Explanation">Why, a sentence each.</param>
public sealed record Candidate(
    int Index, double Score, MatchStrength Strength, string MatchedName, ImmutableArray<string> Explanation);
