using Screening.Engine.Model;
using Screening.Engine.Tests.Reference;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Differential;

/// <summary>Random countries of a transaction: destination, transit, origin and parties.</summary>
internal sealed record RouteGen
{
    private static readonly string[] Movements = ["EXPORT", "EXPORT", "REEXPORT", "RETRANSFER", "TEMPORARY_IMPORT", "BROKERING"];
    private static readonly PartyRole[] WayRoles =
        [PartyRole.Purchaser, PartyRole.IntermediateConsignee, PartyRole.FreightForwarder, PartyRole.Broker, PartyRole.Other];

    private static readonly string[] MilitaryCodes = ["no", "no", "yes", "military_intelligence"];

    private readonly World world;

    private RouteGen(World world) => this.world = world;

    public required Wording Says { get; init; }

    public required string Movement { get; init; }

    /// <summary>Countries that every item is evaluated for.</summary>
    public required string[] Countries { get; init; }

    public required string Place { get; init; }

    public string[] Banks { get; init; } = [];

    public string[] Origin { get; init; } = [];

    public bool IsUserGovernment { get; init; }

    public string UseMilitary { get; init; } = "no";

    public bool IsBankInRegion { get; init; }

    public bool IsWayInRegion { get; init; }

    public static RouteGen Of(Draw draw, World world, bool hasOtherItem)
    {
        var isDeemed = draw.OneIn(8);
        var nationalities = isDeemed
            ? Enumerable.Range(0, 1 + draw.Next(3)).Select(_ => draw.Of(World.Countries)).Distinct().Order(StringComparer.Ordinal).ToArray()
            : [];
        var place = isDeemed ? draw.Of(["US", "US", "GB", "IR", "CN"]) : draw.Of(World.Countries);
        var user = isDeemed ? null : draw.OneIn(5) ? draw.Of(World.Countries) : place;
        var consignee = !isDeemed && draw.OneIn(8) ? draw.Of(World.Countries) : null;
        string[] countries = isDeemed
            ? nationalities
            : [.. new[] { place }.Concat(new[] { user, consignee }.OfType<string>().Where(country => country != "US")).Distinct()];
        PartyOnTheWay[] way = draw.OneIn(8)
            ? [.. Enumerable.Range(0, 1 + draw.Next(2)).Select(_ => new PartyOnTheWay(draw.Of(WayRoles), draw.Of(World.Countries), draw.OneIn(6) ? draw.Of(MilitaryCodes) : null))]
            : [];
        string[] banks = draw.OneIn(12) ? [draw.Of(World.Countries)] : [];
        var isInRegion = draw.OneIn(4);
        var saysUser = hasOtherItem || isDeemed || draw.OneIn(2);
        var saysUse = hasOtherItem || draw.OneIn(4);
        var region = place == "UA" ? draw.OneIn(6) ? "UA-43" : "UA-30" : null;
        return new RouteGen(world)
        {
            Movement = isDeemed ? draw.Of(["DEEMED_EXPORT", "DEEMED_REEXPORT"]) : draw.Of(Movements),
            Countries = countries,
            Place = place,
            Banks = banks,
            Origin = draw.OneIn(8) ? [draw.Of(World.Countries)] : [],
            IsUserGovernment = draw.OneIn(4),
            UseMilitary = saysUse ? draw.Of(MilitaryCodes) : "no",
            IsBankInRegion = banks.Contains("UA") && isInRegion,
            IsWayInRegion = way is [{ Country: "UA" }, ..] && isInRegion,
            Says = new Wording
            {
                Jurisdiction = "",
                Region = region,
                OpenRegion = draw.OneIn(2) ? "UA-14" : null,
                Transit = draw.OneIn(10) ? [.. Enumerable.Range(0, 1 + draw.Next(2)).Select(_ => draw.Of(World.Countries))] : [],
                Way = way,
                UserCountry = user,
                UserRegion = user == "UA" ? draw.OneIn(6) ? "LNR" : "UA-30" : null,
                UserAddress = user == "UA" && draw.OneIn(4) ? "1 Lenina street, Simferopol" : null,
                UserMilitary = saysUser && !isDeemed ? draw.Of(MilitaryCodes) : "no",
                SaysUserMilitary = saysUser,
                SaysUseMilitary = saysUse,
                Consignee = consignee,
                IsOriginExporter = draw.OneIn(2),
            },
        };
    }

    /// <summary>The facts of the route for the reference.</summary>
    public ReferenceFacts Facts(ReferenceFacts facts)
    {
        var isNamed = Says.UserRegion is "UA-30" && Says.UserAddress is not null;
        return facts with
        {
            Movement = Movement,
            Destinations = [.. Countries.Select(country => Destination(country))],
            PlaceOfDelivery = Place,
            Way = [.. Says.Transit, .. Says.Way.Select(party => party.Country)],
            Banks = Banks,
            Origin = Origin,
            IsInEmbargoedRegion = Says.Region is "UA-43" || Says.UserRegion is "LNR",
            IsWayInEmbargoedRegion = IsWayInRegion,
            IsBankInEmbargoedRegion = IsBankInRegion,

            // Simferopol is in Crimea: it contradicts any other declared region.
            IsRegionContradicted = isNamed || (Says.UserRegion is "LNR" && Says.UserAddress is not null),
            MilitaryUse = UseMilitary,
            MilitaryParties = Declared("yes"),
            IntelligenceParties = Declared("military_intelligence"),

            // A programme belongs to one country, so it counts as vetted only where that is the only destination.
            IsProgrammeVetted = Countries.Length == 1 && world.IsVetted(Countries[0]),
            ProgrammeStart = Countries.Length == 1 ? world.StartOf(Countries[0]) : null,
        };
    }

    private string[] Declared(string status) =>
    [
        .. Says.Way.Where(party => party.Military == status).Select(party => party.Country),
        .. Says.SaysUserMilitary && Says.UserMilitary == status && Says.UserCountry is { } user ? [user] : Array.Empty<string>(),
    ];

    /// <summary>
    /// The facts with the military status of the end user open where it is not declared and 15 CFR 744.21 or 744.22 depends on it
    /// (contract D20).
    /// </summary>
    public ReferenceFacts Opened(ReferenceFacts facts, bool mayBeNamed) => Says.SaysUserMilitary ? facts : facts with
    {
        Destinations =
        [
            .. facts.Destinations.Select(to => to with
            {
                IsUserOpen = Says.UserCountry == to.Country
                    && ((mayBeNamed && ReferenceCountries.IsMilitaryEndUse(to.Country)) || (IsUserGovernment && ReferenceCountries.IsMilitaryIntelligence(to.Country))),
            }),
        ],
    };

    private ReferenceDestination Destination(string country)
    {
        var isUser = Says.UserCountry == country;
        return new ReferenceDestination(
            country, world.AssessmentOf(country) ?? "not_assessed", world.PartnerOf(country) ?? "UNSTATED", world.HasTsa(country), world.IsCloseAlly(country))
        {
            MilitaryUser = isUser ? Says.UserMilitary : "no",
            HasGovernmentUser = isUser && IsUserGovernment,
        };
    }
}
