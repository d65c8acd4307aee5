using System.Collections.Immutable;
using CsCheck;
using Screening.Engine.Tests.Reference;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Differential;

/// <summary>Random transactions near the thresholds, dates and sets at which the outcome changes.</summary>
internal static class TransactionGen
{
    private static readonly string[] Rockets = ["BALLISTIC_MISSILE", "SLV", "SOUNDING_ROCKET", "ROCKET"];
    private static readonly string[] Uavs = ["UAS", "CRUISE_MISSILE", "TARGET_DRONE", "OPV", "UAS_AEROSOL"];

    private static readonly string[] Parts =
    [
        "SUBSYSTEM", "PRODUCTION_EQUIPMENT", "PRODUCTION_FACILITY", "TECHNOLOGY", "SOFTWARE", "MATERIAL", "CAT_II_ITEM",
        "MANNED_AIRCRAFT", "SPACECRAFT", "GENERIC",
    ];

    private static readonly DateOnly[] Dates =
    [
        new(2026, 9, 1), new(2024, 4, 18), new(2024, 4, 19), new(2025, 9, 28), new(2025, 9, 29), new(2025, 11, 6), new(2025, 11, 7),
        new(2025, 11, 9), new(2025, 11, 10), new(2026, 2, 2), new(2026, 2, 3), new(2026, 6, 30), new(2026, 7, 1),
        new(2026, 11, 9), new(2026, 11, 10), new(2024, 6, 23), new(2024, 6, 24), new(2024, 9, 22), new(2024, 9, 23),
        new(2026, 1, 12), new(2026, 1, 13), new(2026, 1, 14),

        // Unconfirmed facts: the United Arab Emirates left D:4, Cyprus left 126.1; and License Exception SPP.
        new(2026, 7, 22), new(2026, 7, 23), new(2026, 9, 30), new(2026, 10, 1), new(2025, 9, 1), new(2025, 9, 2),
    ];

    /// <summary>Every shipped pack, in the order of policy.md 5.1.</summary>
    public static readonly string[] Packs =
    [
        "mtcr-guidelines", "us-mtcr-1993-denial", "us-mtcr-2020-uas", "us-mtcr-2025-guidance", "us-uas-2025-09", "proposed-reform",
    ];

    /// <summary>Maximum number of completions of a transaction with many missing facts.</summary>
    private const int Deep = 40_000;

    /// <summary>Only facts that cannot be known are hidden.</summary>
    public static Gen<Transaction> Complete { get; } = Draws.Select(draws => Make(new Draw(draws), 0, false));

    /// <summary>As many facts are hidden as the number of completions allows.</summary>
    public static Gen<Transaction> Partial { get; } = Draws.Select(draws => Make(new Draw(draws), Deep, false));

    /// <summary>Few facts are hidden, so that a large number of transactions can be compared.</summary>
    public static Gen<Transaction> Few { get; } = Draws.Select(draws => Make(new Draw(draws), 72, false));

    /// <summary>Fewer facts are hidden, because two transactions are combined.</summary>
    public static Gen<Transaction> Pair { get; } = Draws.Select(draws => Make(new Draw(draws), 36, true));

    private static Gen<int[]> Draws => Gen.Int[0, 0xFFFFFF].Array[112];

    private static Transaction Make(Draw draw, int completions, bool hasOtherItem)
    {
        var world = draw.Of(World.All);
        var itemClass = draw.Of(draw.Of([Rockets, Uavs, Parts]));
        var route = RouteGen.Of(draw, world, hasOtherItem);
        var code = Code(draw, itemClass);
        var figures = Figures(draw);
        var hsCode = draw.Of([null, "847130", "100199", "300490", "940330"]);
        var declaredKind = draw.OneIn(6) ? draw.Of(["food", "medicine", "none"]) : null;
        var owners = OwnersGen.Of(draw);
        var facts = route.Facts(new ReferenceFacts
        {
            Pack = draw.Of(Packs),
            AsOf = draw.OneIn(2) ? Dates[0] : draw.Of(Dates),
            Class = itemClass,
            Points = figures,
            IsEnvelope = !draw.OneIn(4),
            SpeedKmh = draw.Of([799.999, 800, 800.001, 200]),
            Propulsion = draw.Of(["solid", "liquid", "hybrid", "turbojet"]),
            Jurisdiction = draw.Of(["ITAR", "EAR"]),
            Code = code,
            IsHtsListed = hsCode == "847130",
            Humanitarian = declaredKind ?? hsCode switch { "100199" => "food", "300490" => "medicine", _ => "none" },
            AerosolL = draw.OneIn(4) ? draw.Of([19.999, 20, 20.001, 40]) : 0,
            IsAutonomous = draw.OneIn(2),
            IsForSlowUas = draw.OneIn(4),
            IsSlvRelated = itemClass == "SLV" ? !draw.OneIn(8) : draw.OneIn(3),
            IsFacilityComplete = !draw.OneIn(2),
            ImpulseNs = itemClass == "SUBSYSTEM" && draw.OneIn(3) ? draw.Of([840_999.9, 841_000, 1_099_999.9, 1_100_000, 1_100_000.1]) : null,
            ReliefNote = draw.OneIn(4) ? draw.Of(["2.A.1.b", "2.A.1.c.2", "2.A.1.d", "2.A.1.e", "3.A.1"]) : null,
            Destinations = [],
            PlaceOfDelivery = "US",
            EndUse = EndUse(draw),
            IsForWmd = draw.OneIn(20),
            IsEndUserGovernment = route.IsUserGovernment,
            HasOpenRedFlag = draw.OneIn(20),
            // In the engine the meaning of an entry for an item of open ECCN is a separate fact: together with the ECCN it leaves
            // more outcomes possible than there are, never fewer.
            Strong = [.. ListedParties.Keys.Where(key => draw.OneIn(60) && (key is not ("EL-CCL" or "MEU") || (!hasOtherItem && code?.Contains('(', StringComparison.Ordinal) == false)))],
            HasPossibleMatch = draw.OneIn(40),
            OwnedBySdnPercent = owners.SdnPercent,
            OwnedByEntityPercent = owners.EntityPercent,
            IsOwnerShareUnknown = owners.IsShareUnknown,
            IsOwnerListed = owners.IsOtherListed,
        });
        if (facts.EndUse == "military_defense" && facts.MilitaryUse == "no")
        {
            facts = facts with { MilitaryUse = "yes" };
        }

        var isContradicted = ReferenceItem.IsContradicted(facts);
        var says = route.Says with
        {
            Jurisdiction = facts.Jurisdiction,
            IsJurisdictionContradicted = isContradicted,
            HsCode = hsCode,
            SaysHumanitarian = declaredKind is not null,
            Owners = owners.Owners,
            SaysUseMilitary = route.Says.SaysUseMilitary || (facts.EndUse == "military_defense" && facts.MilitaryUse != "yes"),
        };
        var isRegulationOpen = isContradicted || (completions > 0 && draw.OneIn(4));
        var mayBeNamed = (isRegulationOpen || facts.Jurisdiction == "EAR") && ReferenceItem.MayBeMilitaryEndUseItem(facts);
        facts = route.Opened(facts, mayBeNamed);
        var isUseOpen = mayBeNamed && !says.SaysUseMilitary && facts.EndUse != "military_defense" && facts.Destinations.Any(to => ReferenceCountries.IsMilitaryEndUse(to.Country));
        var hidden = Hide(draw, facts, says, Unknowable(facts, isRegulationOpen, hsCode is null, isUseOpen), completions);
        facts = facts with
        {
            IsRangeDeclared = !hidden.Overlaps([Hidden.Performance, Hidden.FirstRange, Hidden.SecondRange]),
            DeclaredPoints = DeclaredPoints(facts, hidden),
        };
        return new Transaction(facts, hidden, world) { Says = says };
    }

    private static (double RangeKm, double PayloadKg)[] Figures(Draw draw) =>
    [
        .. Enumerable.Range(0, 1 + (draw.OneIn(3) ? 1 : 0)).Select(_ =>
            (draw.Of([299.999, 300, 300.001, 1200, 100, 74.999, 75]), draw.Of([499.999, 500, 500.001, 900, 20, 1500, 2000]))),
    ];

    /// <summary>The points without the undeclared figures.</summary>
    private static (double? RangeKm, double? PayloadKg)[] DeclaredPoints(ReferenceFacts facts, ImmutableHashSet<Hidden> hidden) =>
        hidden.Contains(Hidden.Performance) ? [] :
        [
            .. facts.Points.Select((point, index) => (
                hidden.Contains(index == 0 ? Hidden.FirstRange : Hidden.SecondRange) ? (double?)null : point.RangeKm,
                hidden.Contains(index == 0 ? Hidden.FirstPayload : Hidden.SecondPayload) ? (double?)null : point.PayloadKg)),
        ];

    /// <summary>Facts that a request of this kind cannot declare, or declares with a contradiction.</summary>
    private static IEnumerable<Hidden> Unknowable(ReferenceFacts facts, bool isRegulationOpen, bool isHsCodeOpen, bool isUseOpen)
    {
        var isUsml = facts.Code?.Contains('(', StringComparison.Ordinal) == true;
        yield return facts.Code is null ? Hidden.UndeclaredCode : Hidden.WhichIsRight;
        if (facts.Code is null || isUsml)
        {
            yield return Hidden.UndeclaredEccn;
        }

        if (isRegulationOpen)
        {
            yield return Hidden.Jurisdiction;
        }

        if (isUseOpen)
        {
            yield return Hidden.UseMilitary;
        }

        if (facts.Destinations.Any(to => to.IsUserOpen))
        {
            yield return Hidden.UserMilitary;
        }

        if (isHsCodeOpen)
        {
            yield return Hidden.HtsCode;
        }

        if (!facts.IsEnvelope && ReferenceCategory.IsCompleteSystem(facts.Class))
        {
            yield return Hidden.TradeOff;
            yield return Hidden.MaxRange;
        }

        if (facts.IsDeemed && facts.Destinations.Length > 1)
        {
            yield return Hidden.Nationality;
        }
    }

    private static string EndUse(Draw draw) => draw.Of(
    [
        "other", "us_launch_from_partner_spaceport", "civil_space_launch", "commercial_space_launch", "intl_space_program",
        "rocket_or_uav_ge300_program", "rocket_or_uav_unknown_range", "military_defense", "agriculture",
    ]);

    private static string? Code(Draw draw, string itemClass) => draw.OneIn(2) && itemClass is not "GENERIC" ? null : itemClass switch
    {
        _ when Rockets.Contains(itemClass) => draw.Of(["1.A.1", "19.A.1"]),
        _ when Uavs.Contains(itemClass) => draw.Of(["1.A.2", "19.A.2", "19.A.3", "VIII(a)(5)", "9A012", "9A120"]),
        "SUBSYSTEM" => draw.Of(["2.A.1.a", "2.A.1.b", "2.A.1.c", "2.A.1.c.1", "2.A.1.c.2", "2.A.1.d", "3.A.1", "20.A.1.b", "IV(d)(1)", "IV(h)(1)"]),
        "PRODUCTION_EQUIPMENT" => draw.Of(["2.B.2", "2.B.1", "6.B.1", "9B115"]),
        "PRODUCTION_FACILITY" => draw.Of(["1.B.1", "2.B.1", "19.B.1", "3.B.1", "9B116"]),
        "TECHNOLOGY" => draw.Of(["1.E.1", "2.E.1", "3.E.1", "19.E.1", "IV(i)", "EAR99"]),
        "SOFTWARE" => draw.Of(["1.D.1", "2.D.3", "19.D.1", "9D101", "EAR99", "3D991", "9D004"]),
        "MATERIAL" => draw.Of(["4.C.2", "6.C.3", "1C107", "EAR99", "1C990", "1C202"]),
        "CAT_II_ITEM" => draw.Of(["3.A.1", "2.A.1.d"]),
        "GENERIC" => draw.Of([null, "3.A.1", "2.A.1.a", "EAR99", "EAR99", "3A991", "3A991"]),
        _ => null,
    };

    /// <summary>Hides one fact after another while the number of completions stays within the limit.</summary>
    private static ImmutableHashSet<Hidden> Hide(Draw draw, ReferenceFacts facts, Wording says, IEnumerable<Hidden> unknowable, int completions)
    {
        var hidden = ImmutableHashSet.Create([.. unknowable]);
        long product = hidden.Aggregate(1L, (count, fact) => count * Completions.CountOf(fact, facts));
        foreach (var wish in completions == 0 ? [] : draw.Shuffled([.. Wishes(draw, facts, says).Where(wish => !hidden.Contains(wish))]))
        {
            if (product * Completions.CountOf(wish, facts) <= completions)
            {
                product *= Completions.CountOf(wish, facts);
                hidden = hidden.Add(wish);
            }
        }

        return hidden;
    }

    private static List<Hidden> Wishes(Draw draw, ReferenceFacts facts, Wording says)
    {
        var wishes = new List<Hidden>();
        if (ReferenceCategory.IsCompleteSystem(facts.Class) && draw.OneIn(6))
        {
            wishes.Add(Hidden.Performance);
        }
        else
        {
            Hidden[] figures = facts.Points.Length > 1
                ? [Hidden.FirstRange, Hidden.FirstPayload, Hidden.SecondRange, Hidden.SecondPayload]
                : [Hidden.FirstRange, Hidden.FirstPayload];
            wishes.AddRange(figures.Where(_ => draw.OneIn(3)));
        }

        wishes.AddRange(new[] { Hidden.Speed, Hidden.Autonomous, Hidden.Propulsion }.Where(_ => draw.OneIn(3)));
        if (facts.EndUse != "military_defense" && draw.OneIn(3))
        {
            wishes.Add(Hidden.EndUse);
        }

        if (facts.PlaceOfDelivery == "UA" && (says.UserRegion is null or "UA-30") && draw.OneIn(2))
        {
            wishes.Add(Hidden.Region);
        }

        if (says.Way is [{ Country: "UA" }, ..] && draw.OneIn(2))
        {
            wishes.Add(Hidden.WayRegion);
        }

        return wishes;
    }
}
