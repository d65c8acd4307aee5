using Screening.Engine;
using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Evaluation;
using Screening.Engine.Snapshots;
using Screening.Functions.Seed;

namespace Screening.Benchmarks.Policies;

/// <summary>One transaction of one item to one destination: its facts, and what the policy says of them.</summary>
internal sealed record PolicyCase(string Name, FactSheet Sheet, PolicyVerdict Verdict);

/// <summary>
/// Ordinary transactions under the policy that is law: every kind of item to friend and foe, ITAR and EAR, each told fully
/// and with its figures, jurisdiction and end use left out. Nothing is drawn at random.
/// </summary>
internal sealed class PolicyCases
{
    public static readonly string[] ItemIds = ["10"];
    private static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly (ItemClass Class, double? RangeKm, double PayloadKg, double? SpeedKmh, string? Code)[] Items =
    [
        (ItemClass.Uas, 1850, 600, 480, "1.A.2"), (ItemClass.Uas, 400, 20, 150, null), (ItemClass.Uas, 60, 5, 90, null),
        (ItemClass.UasAerosol, 120, 40, 100, null), (ItemClass.TargetDrone, 500, 500, 900, null), (ItemClass.CruiseMissile, 300, 500, 950, "1.A.2"),
        (ItemClass.BallisticMissile, 299, 900, null, null), (ItemClass.Slv, 9000, 800, null, "1.A.1"), (ItemClass.SoundingRocket, 350, 100, null, "19.A.1"),
        (ItemClass.Subsystem, null, 0, null, "2.A.1.d"), (ItemClass.ProductionFacility, null, 0, null, "1.B.1"),
        (ItemClass.Technology, null, 0, null, "3.E.1"), (ItemClass.Software, null, 0, null, "19.D.1"), (ItemClass.Material, null, 0, null, "4.C.2"),
        (ItemClass.MannedAircraft, 3000, 6000, 900, null), (ItemClass.CatIiItem, null, 0, null, "3.A.1"),
    ];

    // Complete rockets and cruise missiles are on the U.S. Munitions List; declared otherwise, their regulation would be open.
    private static readonly ItemClass[] Munitions = [ItemClass.CruiseMissile, ItemClass.BallisticMissile, ItemClass.Slv, ItemClass.SoundingRocket];
    private static readonly string[] Countries = ["AU", "GB", "PL", "JP", "IN", "BR", "AE", "CN", "RU", "IR", "KR", "CA"];
    private static readonly EndUseCode[] EndUses = [EndUseCode.MilitaryDefense, EndUseCode.CivilSpaceLaunch, EndUseCode.Agriculture, EndUseCode.RocketOrUavGe300Program];

    public PolicyCases()
    {
        var compiled = SnapshotCompiler.Compile(SeedSource.Create(withSample: true));
        var snapshot = Snapshot.Open(compiled.Bytes ?? throw new InvalidDataException(compiled.Errors[0].Message));
        Policy = snapshot.LawAt(Today)!;
        var told = Requests(isWhole: true).Select(request => Case(request, snapshot)).ToArray();
        Decided = [.. told.Where(found => found.Verdict.Possible.Length == 1)];
        Undecided = [.. Requests(isWhole: false).Select(request => Case(request, snapshot)).Where(found => found.Verdict.Possible.Length > 1)];
        if (Decided.Length != told.Length || Undecided.Length < told.Length / 4)
        {
            throw new InvalidDataException($"{Decided.Length} of {told.Length} whole cases are decided, {Undecided.Length} partial ones are not; open are "
                + string.Join("; ", told.Except(Decided).Select(open => $"{open.Name}: {string.Join(", ", open.Verdict.Open.Select(fact => fact.Fact))}")));
        }
    }

    /// <summary>Cases told fully.</summary>
    public static int Count => Items.Length * Countries.Length;

    /// <summary>The law of the day.</summary>
    public CompiledPolicy Policy { get; }

    /// <summary>Cases told fully.</summary>
    public PolicyCase[] Decided { get; }

    /// <summary>Cases whose missing facts leave more than one outcome possible.</summary>
    public PolicyCase[] Undecided { get; }

    private PolicyCase Case(ScreeningRequest request, Snapshot snapshot)
    {
        var sheet = ScreeningEngine.FactsOf(request, snapshot, Today).Sheet;
        var name = $"{request.Items[0].Class} to {request.Destination.Country}";
        return new PolicyCase(name, sheet, PolicyEvaluator.Evaluate(Policy, sheet, ItemIds));
    }

    private static IEnumerable<ScreeningRequest> Requests(bool isWhole) =>
        Items.SelectMany((item, row) => Countries.Select((country, column) => Request(item, country, row + column, isWhole)));

    private static ScreeningRequest Request(
        (ItemClass Class, double? RangeKm, double PayloadKg, double? SpeedKmh, string? Code) item, string country, int variant, bool isWhole) => new()
        {
            Items =
            [
                new Item
                {
                    Id = ItemIds[0],
                    Class = item.Class,
                    Performance = item.RangeKm is { } range && isWhole ? [new PerformancePoint(range, item.PayloadKg)] : [],
                    PerformanceIsEnvelope = isWhole,
                    MaxTrueAirspeedKmh = isWhole ? item.SpeedKmh : null,
                    Propulsion = Propulsion.Liquid,
                    Jurisdiction = isWhole ? variant % 2 == 0 || Munitions.Contains(item.Class) ? Jurisdiction.Itar : Jurisdiction.Ear : null,
                    AnnexItem = item.Code,
                    AutonomousOrBeyondVisualLine = isWhole ? true : null,
                    AerosolCapacityL = item.Class == ItemClass.UasAerosol ? 40 : null,
                },
            ],
            Destination = new Destination { Country = CountryCode.Of(country), Transit = variant % 3 == 0 ? [CountryCode.Of("SG")] : [] },
            Parties = [new Party { Id = "P1", Role = PartyRole.EndUser, Kind = PartyKind.Organization, Name = "Hillcrest Meadow Observatory", Country = CountryCode.Of(country), Military = isWhole ? MilitaryStatus.No : null }],
            EndUse = new EndUse { Code = isWhole ? EndUses[variant % EndUses.Length] : EndUseCode.Unknown, Military = isWhole ? MilitaryStatus.No : null },
            RedFlags = variant % 10 == 0 ? [new RedFlag { Code = "abnormal_route" }] : [],
        };
}
