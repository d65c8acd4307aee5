using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Differential;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Laws;

/// <summary>Measures that the laws compare, such as the strictness of a decision, and a plain transaction to vary.</summary>
internal static class Lawful
{
    public const int Cases = 400;

    public static readonly DateOnly Today = new(2026, 9, 1);

    private static readonly Lazy<Snapshot> Shipped = new(() => Snapshot.Open(SeedFiles.All.AddRange(SeedFiles.OnFile).Compile(ListedParties.Watchlist())));

    /// <summary>The shipped documents, including the bill, with the listed parties of the tests.</summary>
    public static Snapshot Seed => Shipped.Value;

    public static Decision Screen(this ScreeningRequest request, Snapshot? snapshot = null, DateOnly? asOf = null) =>
        ScreeningEngine.Screen(request, snapshot ?? Seed, asOf ?? Today, ScreeningMode.Live);

    public static Decision Screen(this Transaction transaction, Func<ScreeningRequest, ScreeningRequest> change) =>
        change(transaction.Request()).Screen(transaction.World.Snapshot, transaction.Facts.AsOf);

    /// <summary>Severity of the least severe possible outcome, at least HOLD when undecided.</summary>
    public static int Floor(this Decision decision) => decision.Undecided is { } open
        ? Math.Max(Outcome.HoldForReview.Severity(), open.Possible.Min(outcome => outcome.Severity()))
        : decision.Outcome.Severity();

    /// <summary>
    /// Severity of the least severe possible outcome, without the hold of an undecided decision: an additional rule may settle
    /// it, so the hold may be removed although no completion has become laxer.
    /// </summary>
    public static int Least(this Decision decision) => decision.Possible().Min(outcome => outcome.Severity());

    /// <summary>Severity of the most severe possible outcome.</summary>
    public static int Worst(this Decision decision) => decision.Undecided?.Worst.Severity() ?? decision.Outcome.Severity();

    /// <summary>The possible outcomes.</summary>
    public static ImmutableArray<Outcome> Possible(this Decision decision) => decision.Undecided?.Possible ?? [decision.Outcome];

    /// <summary>Rule of the winning finding of the only item.</summary>
    public static string Winner(this Decision decision) => decision.Findings.SingleOrDefault(finding => finding.Wins)?.Rule ?? "none";

    /// <summary>One item to one country under a named policy, with all other facts benign and known.</summary>
    public static ScreeningRequest Of(Item item, string country, string policy = "us-mtcr-2025-guidance") => new()
    {
        Policy = policy,
        Items = [item],
        Destination = new Destination { Country = CountryCode.Of(country), Region = ListedParties.RegionOf(country) },
        Parties = [ListedParties.EndUser().In(country)],
        EndUse = new EndUse { Code = EndUseCode.MilitaryDefense },
    };

    /// <summary>
    /// The request with items that are certainly subject to the ITAR: the relief of decisions D28 and D29 for EAR99, and of
    /// decision D32 for the EAR, does not apply to them.
    /// </summary>
    public static ScreeningRequest Itar(ScreeningRequest request) =>
        request with { Items = [.. request.Items.Select(item => item with { Jurisdiction = Jurisdiction.Itar, Eccn = null })] };

    /// <summary>
    /// The request with end use and end users declared not military, so that no item opens that question for another.
    /// </summary>
    public static ScreeningRequest Civil(ScreeningRequest request) => request with
    {
        EndUse = request.EndUse with { Military = MilitaryStatus.No },
        Parties = [.. request.Parties.Select(party => party with { Military = MilitaryStatus.No })],
    };

    /// <summary>The party in a country, and in a region of it that is under no embargo.</summary>
    public static Party In(this Party party, string country) =>
        party with { Country = CountryCode.Of(country), Region = country == "UA" ? "UA-30" : null };

    /// <summary>A system with one declared point, which is its performance limit.</summary>
    public static Item System(ItemClass itemClass, double? rangeKm, double? payloadKg, double? speedKmh = 900, Jurisdiction? jurisdiction = Jurisdiction.Itar) => new()
    {
        Id = "10",
        Class = itemClass,
        Performance = [new PerformancePoint(rangeKm, payloadKg)],
        PerformanceIsEnvelope = true,
        MaxTrueAirspeedKmh = speedKmh,
        Jurisdiction = jurisdiction,
        AutonomousOrBeyondVisualLine = true,
    };
}
