using System.Collections.Immutable;

namespace Screening.Engine.Model;

/// <summary>Kind of movement screened.</summary>
public enum Movement
{
    /// <summary>Export.</summary>
    Export,

    /// <summary>Re-export from one foreign country to another.</summary>
    Reexport,

    /// <summary>Transfer within one foreign country (EAR).</summary>
    TransferInCountry,

    /// <summary>Retransfer (ITAR 123.9).</summary>
    Retransfer,

    /// <summary>Release of technology to a foreign person in the United States.</summary>
    DeemedExport,

    /// <summary>Release of technology to a third-country national abroad.</summary>
    DeemedReexport,

    /// <summary>Temporary import.</summary>
    TemporaryImport,

    /// <summary>Defence service.</summary>
    DefenseService,

    /// <summary>Brokering.</summary>
    Brokering,
}

/// <summary>Coded end use. <see cref="Unknown"/> means the same as absent.</summary>
[LowerCaseCodes]
public enum EndUseCode
{
    /// <summary>Not declared.</summary>
    Unknown,

    /// <summary>Agriculture.</summary>
    Agriculture,

    /// <summary>Civil aviation.</summary>
    CivilAviation,

    /// <summary>Civil industry.</summary>
    CivilIndustry,

    /// <summary>Civil (governmental) space launch.</summary>
    CivilSpaceLaunch,

    /// <summary>Civil unmanned aircraft.</summary>
    CivilUas,

    /// <summary>Co-production.</summary>
    CoProduction,

    /// <summary>Commercial space launch.</summary>
    CommercialSpaceLaunch,

    /// <summary>Employment of a foreign person.</summary>
    Employment,

    /// <summary>Independent production.</summary>
    IndependentProduction,

    /// <summary>International space programme.</summary>
    IntlSpaceProgram,

    /// <summary>Intelligence, surveillance, reconnaissance.</summary>
    IsrSurveillance,

    /// <summary>Military or defence use.</summary>
    MilitaryDefense,

    /// <summary>Production.</summary>
    Production,

    /// <summary>Repair parts for manned aircraft.</summary>
    RepairPartsMannedAircraft,

    /// <summary>Rocket or unmanned aircraft programme of 300 km range or more.</summary>
    RocketOrUavGe300Program,

    /// <summary>Rocket or unmanned aircraft programme whose range cannot be determined.</summary>
    RocketOrUavUnknownRange,

    /// <summary>Satellite operations.</summary>
    SatelliteOperations,

    /// <summary>Scientific research.</summary>
    ScientificResearch,

    /// <summary>Target practice.</summary>
    TargetPractice,

    /// <summary>U.S.-operated launch from a spaceport of a partner.</summary>
    UsLaunchFromPartnerSpaceport,

    /// <summary>Resale.</summary>
    Resale,

    /// <summary>Known, and none of the others.</summary>
    Other,
}

/// <summary>Destination of the items.</summary>
public sealed record Destination
{
    /// <summary>Country of destination; place of release for deemed movements.</summary>
    public required CountryCode Country { get; init; }

    /// <summary>Sub-national region, ISO 3166-2 or DNR / LNR; null when none is declared.</summary>
    public string? Region { get; init; }

    /// <summary>Countries of transit.</summary>
    public ImmutableArray<CountryCode> Transit { get; init; } = [];
}

/// <summary>End use of the items.</summary>
public sealed record EndUse
{
    /// <summary>Coded end use.</summary>
    public EndUseCode Code { get; init; }

    /// <summary>Free text, informative only.</summary>
    public string? Description { get; init; }

    /// <summary>Id of a programme in the programme registry.</summary>
    public string? Programme { get; init; }

    /// <summary>Intended for the delivery of weapons of mass destruction; absent means no.</summary>
    public bool? WmdDelivery { get; init; }

    /// <summary>Whether the end use is military; null when not declared (end use military_defense then counts as yes).</summary>
    public MilitaryStatus? Military { get; init; }

    /// <summary>End-use statements held, informative only.</summary>
    public ImmutableArray<string> Statements { get; init; } = [];
}

/// <summary>A red flag from a coded list.</summary>
public sealed record RedFlag
{
    /// <summary>Code within the list.</summary>
    public required string Code { get; init; }

    /// <summary>Version of the code list that the exporter used; null means the current one.</summary>
    public string? ListVersion { get; init; }

    /// <summary>Who resolved it; null while it is open.</summary>
    public string? ResolvedBy { get; init; }

    /// <summary>Why it is resolved; null while it is open.</summary>
    public string? Resolution { get; init; }

    /// <summary>Whether both the person and the reason are declared.</summary>
    public bool IsResolved => !string.IsNullOrWhiteSpace(ResolvedBy) && !string.IsNullOrWhiteSpace(Resolution);
}

/// <summary>Whether a decision may be acted on. Fixed on receipt and recorded as an input.</summary>
[LowerCaseCodes]
public enum ScreeningMode
{
    /// <summary>The law in force today.</summary>
    Live,

    /// <summary>Any other policy or date; must not be acted on.</summary>
    WhatIf,
}

/// <summary>A parsed transaction to screen. Each value is valid by itself.</summary>
public sealed record ScreeningRequest
{
    /// <summary>Reference of the caller.</summary>
    public string? Reference { get; init; }

    /// <summary>Order the transaction belongs to.</summary>
    public string? OrderId { get; init; }

    /// <summary>Date whose law applies; null means today, fixed on receipt.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Requested policy; naming one makes the decision a what-if.</summary>
    public string? Policy { get; init; }

    /// <summary>Kind of movement.</summary>
    public Movement Movement { get; init; }

    /// <summary>Country that the items leave.</summary>
    public CountryCode? From { get; init; }

    /// <summary>Items, 1 to <see cref="Limits.Items"/>.</summary>
    public required ImmutableArray<Item> Items { get; init; }

    /// <summary>Destination.</summary>
    public required Destination Destination { get; init; }

    /// <summary>Nationalities of the recipient of a deemed export.</summary>
    public ImmutableArray<CountryCode> Nationalities { get; init; } = [];

    /// <summary>Parties.</summary>
    public ImmutableArray<Party> Parties { get; init; } = [];

    /// <summary>End use.</summary>
    public EndUse EndUse { get; init; } = new();

    /// <summary>Red flags.</summary>
    public ImmutableArray<RedFlag> RedFlags { get; init; } = [];
}
