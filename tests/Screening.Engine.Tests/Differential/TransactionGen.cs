using System.Collections.Immutable;
using CsCheck;
using Screening.Engine.Tests.Reference;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Differential;

/// <summary>Random transactions that crowd around the thresholds, dates and sets where the answer turns.</summary>
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
    ];

    /// <summary>Every pack that ships, in the order of policy.md 5.1.</summary>
    public static readonly string[] Packs =
    [
        "mtcr-guidelines", "us-mtcr-1993-denial", "us-mtcr-2020-uas", "us-mtcr-2025-guidance", "us-uas-2025-09", "proposed-reform",
    ];

    /// <summary>Nothing hidden but what nobody can know.</summary>
    public static Gen<Transaction> Complete { get; } = Draws.Select(draws => Make(new Draw(draws), 0));

    /// <summary>As many facts hidden as there are completions the reference can go through at leisure.</summary>
    public static Gen<Transaction> Partial { get; } = Draws.Select(draws => Make(new Draw(draws), int.MaxValue));

    /// <summary>Few facts hidden, so that a great many transactions can be gone through.</summary>
    public static Gen<Transaction> Few { get; } = Draws.Select(draws => Make(new Draw(draws), 72));

    /// <summary>Fewer still: two of them are gone through together.</summary>
    public static Gen<Transaction> Pair { get; } = Draws.Select(draws => Make(new Draw(draws), 24));

    private static Gen<int[]> Draws => Gen.Int[0, 0xFFFFFF].Array[64];

    private static Transaction Make(Draw draw, int completions)
    {
        var world = draw.Of(World.All);
        var itemClass = draw.Of(draw.Of([Rockets, Uavs, Parts]));
        var isDeemed = draw.OneIn(8);
        string[] countries = [.. Enumerable.Range(0, isDeemed ? 1 + draw.Next(3) : 1).Select(_ => draw.Of(World.Countries)).Distinct().Order(StringComparer.Ordinal)];
        var place = isDeemed ? draw.Of(["US", "US", "GB", "IR", "CN"]) : countries[0];
        var code = Code(draw, itemClass);
        var facts = new ReferenceFacts
        {
            Pack = draw.Of(Packs),
            AsOf = draw.OneIn(2) ? Dates[0] : draw.Of(Dates),
            Class = itemClass,
            Points = [.. Enumerable.Range(0, 1 + (draw.OneIn(3) ? 1 : 0)).Select(_ => (draw.Of([299.999, 300, 300.001, 1200, 100]), draw.Of([499.999, 500, 500.001, 900, 20])))],
            SpeedKmh = draw.Of([799.999, 800, 800.001, 200]),
            Propulsion = draw.Of(["solid", "liquid", "hybrid", "turbojet"]),
            Jurisdiction = draw.Of(["ITAR", "EAR"]),
            Code = code,
            AerosolL = draw.OneIn(4) ? draw.Of([19.999, 20, 20.001, 40]) : 0,
            IsAutonomous = draw.OneIn(2),
            IsForSlowUas = draw.OneIn(4),
            IsSlvRelated = itemClass == "SLV" ? !draw.OneIn(8) : draw.OneIn(3),
            IsFacilityComplete = !draw.OneIn(2),
            ImpulseNs = itemClass == "SUBSYSTEM" && draw.OneIn(3) ? draw.Of([840_999.9, 841_000, 1_099_999.9, 1_100_000, 1_100_000.1]) : null,
            ReliefNote = draw.OneIn(4) ? draw.Of(["2.A.1.b", "2.A.1.c.2", "2.A.1.d", "2.A.1.e", "3.A.1"]) : null,
            Destinations = [.. countries.Select(country => Destination(world, country))],
            PlaceOfDelivery = place,
            Transit = draw.OneIn(10) ? [.. Enumerable.Range(0, 1 + draw.Next(2)).Select(_ => draw.Of(World.Countries))] : [],
            IsInEmbargoedRegion = place == "UA" && draw.OneIn(4),
            EndUse = EndUse(draw),
            IsForWmd = draw.OneIn(20),

            // A programme belongs to one country, so it is vetted for a deemed export only when that is the only nationality.
            IsProgrammeVetted = countries.Length == 1 && world.IsVetted(countries[0]),
            ProgrammeStart = countries.Length == 1 ? world.StartOf(countries[0]) : null,
            IsEndUserGovernment = draw.OneIn(4),
            HasOpenRedFlag = draw.OneIn(20),
            Strong = [.. ListedParties.Keys.Where(_ => draw.OneIn(60))],
            HasPossibleMatch = draw.OneIn(40),
            OwnedBySdnPercent = draw.OneIn(20) ? draw.Of([0.1, 49.9, 50, 50.1]) : 0,
            OwnedByEntityPercent = draw.OneIn(20) ? draw.Of([0.1, 49.9, 50, 50.1]) : 0,
        };
        var hidden = Hide(draw, facts, completions);
        facts = facts with { IsRangeDeclared = !hidden.Overlaps([Hidden.Performance, Hidden.FirstRange, Hidden.SecondRange]) };
        return new Transaction(facts, hidden, world) { IsDeemed = isDeemed };
    }

    private static ReferenceDestination Destination(World world, string country) => new(
        country, world.AssessmentOf(country) ?? "not_assessed", world.PartnerOf(country) ?? "UNSTATED", world.HasTsa(country),
        world.IsCloseAlly(country));

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
        "TECHNOLOGY" => draw.Of(["1.E.1", "2.E.1", "3.E.1", "19.E.1", "IV(i)"]),
        "SOFTWARE" => draw.Of(["1.D.1", "2.D.3", "19.D.1", "9D101"]),
        "MATERIAL" => draw.Of(["4.C.2", "6.C.3", "1C107"]),
        "CAT_II_ITEM" => draw.Of(["3.A.1", "2.A.1.d"]),
        "GENERIC" => draw.Of([null, "3.A.1", "2.A.1.a"]),
        _ => null,
    };

    /// <summary>Hides one wish after the other while the completions stay within the limit.</summary>
    private static ImmutableHashSet<Hidden> Hide(Draw draw, ReferenceFacts facts, int completions)
    {
        var unknowable = facts.Code is null ? Hidden.UndeclaredCode : Hidden.WhichIsRight;
        var hidden = ImmutableHashSet.Create(unknowable);
        long product = Completions.CountOf(unknowable, facts);
        foreach (var wish in completions == 0 ? [] : draw.Shuffled(Wishes(draw, facts)))
        {
            if (product * Completions.CountOf(wish, facts) <= completions)
            {
                product *= Completions.CountOf(wish, facts);
                hidden = hidden.Add(wish);
            }
        }

        return hidden;
    }

    private static List<Hidden> Wishes(Draw draw, ReferenceFacts facts)
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

        wishes.AddRange(new[] { Hidden.Speed, Hidden.Jurisdiction, Hidden.Autonomous, Hidden.EndUse, Hidden.Propulsion }.Where(_ => draw.OneIn(3)));
        if (facts.PlaceOfDelivery == "UA" && draw.OneIn(2))
        {
            wishes.Add(Hidden.Region);
        }

        return wishes;
    }

    /// <summary>Takes one decision after the other from a fixed row of random numbers, so that a failure shrinks.</summary>
    private sealed class Draw(int[] numbers)
    {
        private int next;

        public int Next(int count) => numbers[next++ % numbers.Length] % count;

        public bool OneIn(int count) => Next(count) == count - 1;

        /// <summary>The same choices from another one on.</summary>
        public IEnumerable<T> Shuffled<T>(List<T> choices)
        {
            var first = choices.Count == 0 ? 0 : Next(choices.Count);
            return choices.Skip(first).Concat(choices.Take(first));
        }

        public T Of<T>(IReadOnlyList<T> choices) => choices[Next(choices.Count)];
    }
}
