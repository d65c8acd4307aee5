using Screening.Engine.Tests.Reference;

namespace Screening.Engine.Tests.Differential;

/// <summary>All combinations of values of the hidden facts, from small domains below, at and above every threshold.</summary>
internal static class Completions
{
    private static readonly double[] Ranges = [299.999, 300, 300.001];
    private static readonly double[] Payloads = [499.999, 500, 500.001];

    private static readonly string[] Military = ["no", "yes", "military_intelligence"];

    private static readonly string[] EndUses =
    [
        "agriculture", "civil_space_launch", "commercial_space_launch", "intl_space_program", "us_launch_from_partner_spaceport",
        "rocket_or_uav_ge300_program", "rocket_or_uav_unknown_range", "other",
    ];

    /// <summary>The request member that the question for a hidden fact names.</summary>
    public static string Path(Hidden fact) => fact switch
    {
        Hidden.Speed => "items[0].maxTrueAirspeedKmh",
        Hidden.Jurisdiction => "items[0].jurisdiction",
        Hidden.Autonomous => "items[0].autonomousOrBeyondVisualLine",
        Hidden.EndUse => "endUse.code",
        Hidden.Region => "destination.region",
        Hidden.Propulsion => "items[0].propulsion",
        Hidden.UndeclaredCode or Hidden.WhichIsRight => "items[0].annexItem",
        Hidden.UndeclaredEccn => "items[0].eccn",
        Hidden.HtsCode => "items[0].hsCode",
        Hidden.TradeOff => "items[0].rangeAt500KgKm",
        Hidden.MaxRange => "items[0].maxRangeKm",
        Hidden.UserMilitary => "parties[0].military",
        Hidden.UseMilitary => "endUse.military",
        Hidden.WayRegion => "parties[1].region",
        Hidden.Nationality => "nationalities",
        _ => "items[0].performance",
    };

    /// <summary>Every member that would supply the fact.</summary>
    public static IEnumerable<string> Paths(Hidden fact) =>
        fact == Hidden.TradeOff ? [Path(fact), "items[0].payloadAt300KmKg"] : [Path(fact)];

    public static IReadOnlyList<Completion> Of(Transaction transaction)
    {
        List<(ReferenceFacts Facts, UInt128 Choices)> all = [(transaction.Facts, 0)];
        foreach (var fact in transaction.Hidden.Order())
        {
            all = [.. all.SelectMany(chosen => Values(fact, chosen.Facts).Select((facts, value) => (facts, chosen.Choices | Completion.Choice(fact, value))))];
        }

        return [.. all.Select(chosen => new Completion(chosen.Facts, chosen.Choices))];
    }

    /// <summary>Number of values a fact may have.</summary>
    public static int CountOf(Hidden fact, ReferenceFacts facts) => Values(fact, facts).Count();

    private static IEnumerable<ReferenceFacts> Values(Hidden fact, ReferenceFacts facts) => fact switch
    {
        Hidden.Performance => Ranges.SelectMany(range => Payloads.Select(payload => facts with { Points = [(range, payload)] })),
        Hidden.FirstRange => Ranges.Select(range => facts with { Points = [(range, facts.Points[0].PayloadKg), .. facts.Points.Skip(1)] }),
        Hidden.FirstPayload => Payloads.Select(payload => facts with { Points = [(facts.Points[0].RangeKm, payload), .. facts.Points.Skip(1)] }),
        Hidden.SecondRange => Ranges.Select(range => facts with { Points = [facts.Points[0], (range, facts.Points[1].PayloadKg)] }),
        Hidden.SecondPayload => Payloads.Select(payload => facts with { Points = [facts.Points[0], (facts.Points[1].RangeKm, payload)] }),
        Hidden.Speed => new double[] { 799.999, 800, 800.001 }.Select(speed => facts with { SpeedKmh = speed }),
        Hidden.Jurisdiction => new[] { "ITAR", "EAR" }.Select(code => facts with { Jurisdiction = code }),
        Hidden.Autonomous => new[] { false, true }.Select(value => facts with { IsAutonomous = value }),
        Hidden.EndUse => EndUses.Select(code => facts with { EndUse = code }),
        Hidden.Region => new[] { false, true }.Select(value => facts with { IsInEmbargoedRegion = value }),
        Hidden.Propulsion => new[] { "solid", "liquid", "turbojet" }.Select(code => facts with { Propulsion = code }),
        Hidden.UndeclaredCode => new[] { "NONE", "I", "II" }.Select(code => facts with { UndeclaredCode = code }),
        Hidden.WhichIsRight => new[] { false, true }.Select(value => facts with { IsCodeRight = value }),
        Hidden.UndeclaredEccn => new[] { "EAR99", "CCL", "SUPP2" }.Select(status => facts with { UndeclaredEccn = status }),
        Hidden.HtsCode => new[] { false, true }.Select(value => facts with { IsHtsListed = value }),
        Hidden.TradeOff => new[] { false, true }.Select(value => facts with { IsTradeReaching = value }),
        Hidden.MaxRange => new[] { false, true }.Select(value => facts with { IsFarAtBest = value }),
        Hidden.UserMilitary => Military.Select(status => facts with { Destinations = [.. facts.Destinations.Select(to => to.IsUserOpen ? to with { MilitaryUser = status } : to)] }),
        Hidden.UseMilitary => Military.Select(status => facts with { MilitaryUse = status }),
        Hidden.WayRegion => new[] { false, true }.Select(value => facts with { IsWayInEmbargoedRegion = value }),
        Hidden.Nationality => facts.Destinations.Select(to => facts with { CountedNationality = to.Country }),
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };
}

/// <summary>One combination of values of the hidden facts.</summary>
/// <param name="Facts">All facts, known.</param>
/// <param name="Choices">The index of the value of each hidden fact, four bits each.</param>
internal sealed record Completion(ReferenceFacts Facts, UInt128 Choices)
{
    private const int Bits = 4;

    public ReferenceAnswer Answer { get; } = ReferencePolicy.Decide(Facts);

    /// <summary>The choice of <paramref name="value"/> for <paramref name="fact"/>.</summary>
    public static UInt128 Choice(Hidden fact, int value) => (UInt128)(uint)value << (Bits * (int)fact);

    /// <summary>The choice for <paramref name="fact"/>.</summary>
    public UInt128 Of(Hidden fact) => Choices & Choice(fact, (1 << Bits) - 1);

    /// <summary>The choices for all facts but <paramref name="fact"/>.</summary>
    public UInt128 Others(Hidden fact) => Choices & ~Choice(fact, (1 << Bits) - 1);
}
