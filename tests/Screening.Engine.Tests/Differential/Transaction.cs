using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Tests.Reference;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Differential;

/// <summary>A fact the request keeps silent about although the world has a value for it.</summary>
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
}

/// <summary>A transaction told twice: as fully known facts with some hidden, and as the request the engine gets.</summary>
internal sealed record Transaction(ReferenceFacts Facts, ImmutableHashSet<Hidden> Hidden, World World)
{
    public bool IsDeemed { get; init; }

    public Movement Movement => IsDeemed ? Movement.DeemedExport : Movement.Export;

    public Decision Screen() => ScreeningEngine.Screen(Request(), World.Snapshot, Facts.AsOf, ScreeningMode.Live);

    public ScreeningRequest Request() => new()
    {
        Policy = Facts.Pack,
        AsOf = Facts.AsOf,
        Movement = Movement,
        Items = [Item()],
        Destination = new Destination
        {
            Country = CountryCode.Of(Facts.PlaceOfDelivery),
            Region = Is(Differential.Hidden.Region) ? "UA-14" : Facts.IsInEmbargoedRegion ? "UA-43" : null,
            Transit = [.. Facts.Transit.Select(CountryCode.Of)],
        },
        Nationalities = IsDeemed ? [.. Facts.Destinations.Select(to => CountryCode.Of(to.Country))] : [],
        Parties = Parties(),
        EndUse = new EndUse
        {
            Code = Is(Differential.Hidden.EndUse) ? EndUseCode.Unknown : Parse<EndUseCode>(Facts.EndUse),
            Programme = World.ProgrammeOf(Facts.Destinations[0].Country),
            WmdDelivery = Facts.IsForWmd ? true : null,
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
            Jurisdiction = Is(Differential.Hidden.Jurisdiction) ? null : Parse<Jurisdiction>(Facts.Jurisdiction),
            AnnexItem = code is not null && code.Contains('.', StringComparison.Ordinal) ? code : null,
            Usml = code is not null && code.Contains('(', StringComparison.Ordinal) ? code : null,
            Eccn = code is not null && code.Length == 5 && char.IsAsciiLetterUpper(code[1]) ? code : null,
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
        ListedParties.EndUser(Facts.IsEndUserGovernment, Facts.OwnedBySdnPercent, Facts.OwnedByEntityPercent),
        .. Facts.Strong.Select(ListedParties.Matching),
        .. Facts.HasPossibleMatch ? [ListedParties.SameNameOnly] : ImmutableArray<Party>.Empty,
    ];

    private bool Is(Hidden fact) => Hidden.Contains(fact);

    private static T Parse<T>(string code)
        where T : struct, Enum =>
        Code<T>.TryParse(code, out var value) ? value : throw new ArgumentException(code);
}
