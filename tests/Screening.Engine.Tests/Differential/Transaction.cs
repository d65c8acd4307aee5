using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Reference;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Differential;

/// <summary>A fact that the request does not declare although the world has a value for it.</summary>
internal enum Hidden
{
    Performance,
    FirstRange,
    FirstPayload,
    SecondRange,
    SecondPayload,
    Speed,
    Jurisdiction,
    Autonomous,
    EndUse,
    Region,
    Propulsion,
    UndeclaredCode,
    WhichIsRight,
    UndeclaredEccn,
    HtsCode,
    TradeOff,
    MaxRange,
    UserMilitary,
    UseMilitary,
    WayRegion,
    Nationality,
}

/// <summary>A transaction in two forms: as fully known facts with some of them hidden, and as the request to the engine.</summary>
internal sealed record Transaction(ReferenceFacts Facts, ImmutableHashSet<Hidden> Hidden, World World)
{
    /// <summary>Declarations of the request that the reference does not read, or reads as another fact.</summary>
    public required Wording Says { get; init; }

    public bool IsDeemed => Facts.IsDeemed;

    public Movement Movement => Parse<Movement>(Facts.Movement);

    public Decision Screen() => Request().Screen(World.Snapshot, Facts.AsOf);

    public ScreeningRequest Request() => new()
    {
        Policy = Facts.Pack,
        AsOf = Facts.AsOf,
        Movement = Movement,
        From = Facts.Origin is [var from] && !Says.IsOriginExporter ? CountryCode.Of(from) : null,
        Items = [Item()],
        Destination = new Destination
        {
            Country = CountryCode.Of(Facts.PlaceOfDelivery),
            Region = Is(Differential.Hidden.Region) ? Says.OpenRegion : Says.Region,
            Transit = [.. Says.Transit.Select(CountryCode.Of)],
        },
        Nationalities = IsDeemed ? [.. Facts.Destinations.Select(to => CountryCode.Of(to.Country))] : [],
        Parties = Parties(),
        EndUse = new EndUse
        {
            Code = Is(Differential.Hidden.EndUse) ? EndUseCode.Unknown : Parse<EndUseCode>(Facts.EndUse),
            Programme = World.ProgrammeOf(Facts.Destinations[0].Country),
            WmdDelivery = Facts.IsForWmd ? true : null,
            Military = Is(Differential.Hidden.UseMilitary) || !Says.SaysUseMilitary ? null : Parse<MilitaryStatus>(Facts.MilitaryUse),
        },
        RedFlags = Facts.HasOpenRedFlag ? [new RedFlag { Code = "abnormal_route" }] : [],
    };

    private Item Item()
    {
        var code = Facts.Code;
        return new Item
        {
            Id = "10",
            Class = Parse<ItemClass>(Facts.Class),
            Performance = Is(Differential.Hidden.Performance) ? [] : [.. Facts.Points.Select((point, index) => new PerformancePoint(
                Is(index == 0 ? Differential.Hidden.FirstRange : Differential.Hidden.SecondRange) ? null : point.RangeKm,
                Is(index == 0 ? Differential.Hidden.FirstPayload : Differential.Hidden.SecondPayload) ? null : point.PayloadKg))],
            MaxTrueAirspeedKmh = Is(Differential.Hidden.Speed) ? null : Facts.SpeedKmh,
            Propulsion = Is(Differential.Hidden.Propulsion) ? null : Parse<Propulsion>(Facts.Propulsion),
            Jurisdiction = Is(Differential.Hidden.Jurisdiction) && !Says.IsJurisdictionContradicted ? null : Parse<Jurisdiction>(Says.Jurisdiction),
            AnnexItem = code is not null && code.Contains('.', StringComparison.Ordinal) ? code : null,
            Usml = code is not null && code.Contains('(', StringComparison.Ordinal) ? code : null,
            Eccn = code is not null && code.Length == 5 && !code.Contains('.', StringComparison.Ordinal) ? code : null,
            HsCode = Is(Differential.Hidden.HtsCode) ? null : Says.HsCode,
            Humanitarian = Says.SaysHumanitarian ? Parse<Humanitarian>(Facts.Humanitarian) : null,
            PerformanceIsEnvelope = Facts.IsEnvelope ? true : null,
            AerosolCapacityL = Facts.AerosolL == 0 ? null : Facts.AerosolL,
            AutonomousOrBeyondVisualLine = Is(Differential.Hidden.Autonomous) ? null : Facts.IsAutonomous,
            ForUasBelow800Kmh = Facts.IsForSlowUas ? true : null,
            SlvRelated = Facts.IsSlvRelated == (Facts.Class == "SLV") ? null : Facts.IsSlvRelated,
            FacilityComplete = Facts.IsFacilityComplete ? null : false,
            TotalImpulseNs = Facts.ImpulseNs,
            CategoryIIReliefNote = Facts.ReliefNote,
        };
    }

    private ImmutableArray<Party> Parties() =>
    [
        EndUser(),
        .. Says.Way.Select(OnTheWay),
        .. Facts.Strong.Select(entry => ListedParties.Matching(entry) with { Country = Says.UserCountry is { } user ? CountryCode.Of(user) : null, Region = RegionOf(Says.UserCountry), Military = MilitaryStatus.No }),
        .. Facts.HasPossibleMatch ? [ListedParties.SameNameOnly] : ImmutableArray<Party>.Empty,
        .. Says.Consignee is { } country ? [Someone("CONSIGNEE", PartyRole.UltimateConsignee, country) with { Military = MilitaryStatus.No }] : ImmutableArray<Party>.Empty,
        .. Facts.Banks.Select(country => Someone("BANK", PartyRole.Bank, country) with { Region = Facts.IsBankInEmbargoedRegion ? "UA-40" : RegionOf(country) }),
        .. Facts.Origin is [var from] && Says.IsOriginExporter ? [Someone("EXPORTER", PartyRole.Exporter, from)] : ImmutableArray<Party>.Empty,
    ];

    private Party EndUser() => ListedParties.EndUser(Facts.IsEndUserGovernment) with
    {
        Country = Says.UserCountry is { } user ? CountryCode.Of(user) : null,
        Region = Says.UserRegion,
        Address = Says.UserAddress,
        Military = Is(Differential.Hidden.UserMilitary) || !Says.SaysUserMilitary ? null : Parse<MilitaryStatus>(Says.UserMilitary),
        Owners = [.. Says.Owners],
    };

    private Party OnTheWay(PartyOnTheWay way, int index) => Someone($"WAY-{index}", way.Role, way.Country) with
    {
        Region = index == 0 && Is(Differential.Hidden.WayRegion) ? null : index == 0 && Facts.IsWayInEmbargoedRegion ? "UA-43" : RegionOf(way.Country),
        Military = way.Military is { } military ? Parse<MilitaryStatus>(military) : null,
    };

    private static Party Someone(string id, PartyRole role, string country) => new()
    {
        Id = id, Role = role, Kind = PartyKind.Organization, Name = "Hillcrest Meadow Observatory", Country = CountryCode.Of(country), Region = RegionOf(country),
    };

    private static string? RegionOf(string? country) => country == "UA" ? "UA-30" : null;

    private bool Is(Hidden fact) => Hidden.Contains(fact);

    private static T Parse<T>(string code)
        where T : struct, Enum =>
        Code<T>.TryParse(code, out var value) ? value : throw new ArgumentException(code);
}

/// <summary>A party between origin and destination.</summary>
internal sealed record PartyOnTheWay(PartyRole Role, string Country, string? Military);

/// <summary>Declarations of a request that stand for facts of the reference.</summary>
internal sealed record Wording
{
    /// <summary>The declared regulation, contradicted or not.</summary>
    public required string Jurisdiction { get; init; }

    public bool IsJurisdictionContradicted { get; init; }

    public string? Region { get; init; }

    /// <summary>The declared region where it is open: none, or an oblast of which a part is embargoed.</summary>
    public string? OpenRegion { get; init; }

    public string[] Transit { get; init; } = [];

    public PartyOnTheWay[] Way { get; init; } = [];

    /// <summary>Country of the end user; null for a deemed movement.</summary>
    public string? UserCountry { get; init; }

    public string? UserRegion { get; init; }

    public string? UserAddress { get; init; }

    public string UserMilitary { get; init; } = "no";

    public bool SaysUserMilitary { get; init; }

    public bool SaysUseMilitary { get; init; }

    public string? Consignee { get; init; }

    public bool IsOriginExporter { get; init; }

    public string? HsCode { get; init; }

    public bool SaysHumanitarian { get; init; }

    public Owner[] Owners { get; init; } = [];
}
