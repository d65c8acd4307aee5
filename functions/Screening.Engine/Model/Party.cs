using System.Collections.Immutable;

namespace Screening.Engine.Model;

/// <summary>Role of a party in the transaction (15 CFR 748.5).</summary>
public enum PartyRole
{
    /// <summary>Exporter, U.S. principal party in interest.</summary>
    Exporter,

    /// <summary>Purchaser.</summary>
    Purchaser,

    /// <summary>Intermediate consignee.</summary>
    IntermediateConsignee,

    /// <summary>Ultimate consignee.</summary>
    UltimateConsignee,

    /// <summary>End user.</summary>
    EndUser,

    /// <summary>Freight forwarder.</summary>
    FreightForwarder,

    /// <summary>Bank.</summary>
    Bank,

    /// <summary>Broker.</summary>
    Broker,

    /// <summary>Any other party.</summary>
    Other,
}

/// <summary>Kind of a party or a listed entry.</summary>
[LowerCaseCodes]
public enum PartyKind
{
    /// <summary>Not declared.</summary>
    Unknown,

    /// <summary>A natural person.</summary>
    Person,

    /// <summary>A company or other organisation.</summary>
    Organization,

    /// <summary>A government or one of its bodies.</summary>
    Government,

    /// <summary>A vessel.</summary>
    Vessel,

    /// <summary>An aircraft.</summary>
    Aircraft,
}

/// <summary>An identifier such as a registration, tax, passport, DUNS or IMO number.</summary>
/// <param name="Type">Kind of identifier, free text, compared without regard to case.</param>
/// <param name="Value">The identifier, compared without punctuation and case.</param>
public sealed record PartyIdentifier(string Type, string Value);

/// <summary>Whether a party or an end use is military (15 CFR 744.21(f) and (g), 744.22(f)).</summary>
[LowerCaseCodes]
public enum MilitaryStatus
{
    /// <summary>Not military.</summary>
    No,

    /// <summary>Military.</summary>
    Yes,

    /// <summary>Military intelligence.</summary>
    MilitaryIntelligence,
}

/// <summary>A direct owner of a party, or of another owner.</summary>
/// <param name="Name">Name of the owner, for which the lists are searched.</param>
/// <param name="Percent">Share owned, percent, 0 to 100; null when not known.</param>
public sealed record Owner(string Name, double? Percent)
{
    /// <summary>Owners of the owner, with their shares in it.</summary>
    public ImmutableArray<Owner> Owners { get; init; } = [];
}

/// <summary>A party of the transaction.</summary>
public sealed record Party
{
    /// <summary>Identity within the request; unique.</summary>
    public required string Id { get; init; }

    /// <summary>Role in the transaction.</summary>
    public required PartyRole Role { get; init; }

    /// <summary>Kind of party.</summary>
    public PartyKind Kind { get; init; }

    /// <summary>Name as known to the exporter.</summary>
    public required string Name { get; init; }

    /// <summary>Other names.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Country of citizenship, registration or address.</summary>
    public CountryCode? Country { get; init; }

    /// <summary>Region of the party's country, ISO 3166-2, or DNR or LNR; null when not declared.</summary>
    public string? Region { get; init; }

    /// <summary>Whether the party is military; null when not declared.</summary>
    public MilitaryStatus? Military { get; init; }

    /// <summary>Partner number of the caller; recorded, informative only.</summary>
    public string? PartnerId { get; init; }

    /// <summary>Address, free text.</summary>
    public string? Address { get; init; }

    /// <summary>Date of birth of a person.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>Identifiers.</summary>
    public ImmutableArray<PartyIdentifier> Identifiers { get; init; } = [];

    /// <summary>Owners with their shares.</summary>
    public ImmutableArray<Owner> Owners { get; init; } = [];

    /// <summary>Authorized User under ITAR 126.7; used for licence exceptions and exemptions only.</summary>
    public bool AukusAuthorizedUser { get; init; }
}
