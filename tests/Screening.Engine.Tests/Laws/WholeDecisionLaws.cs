using System.Text.Json;
using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Differential;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Laws;

/// <summary>Laws of the decision as a whole: determinism, modes, several items, several nationalities, lists.</summary>
public sealed class WholeDecisionLaws
{
    [Fact]
    public void SameInputs_SameDecision() => TransactionGen.Partial.Sample(
        transaction =>
        {
            var again = Snapshot.Open(Bytes.Value);
            Assert.Equal(Json(transaction.Request().Screen()), Json(transaction.Request().Screen(again)));
        },
        iter: 20);

    [Fact]
    public void WhatIf_NeverCarriesALiveDisposition() => TransactionGen.Partial.Sample(
        transaction =>
        {
            var decision = ScreeningEngine.Screen(transaction.Request(), transaction.World.Snapshot, transaction.Facts.AsOf, ScreeningMode.WhatIf);
            Assert.Equal(Disposition.WhatIf, decision.Disposition);
            Assert.NotEqual(Disposition.WhatIf, transaction.Screen().Disposition);
        },
        iter: Effort.Of(Lawful.Cases));

    [Fact]
    public void NoPolicyInForce_IsHeld()
    {
        var request = Lawful.Of(Lawful.System(ItemClass.MannedAircraft, 100, 10), "CA") with { Policy = null };
        var decision = request.Screen(asOf: new DateOnly(1990, 1, 1));
        Assert.Equal((Outcome.HoldForReview, Disposition.Hold, "NO-POLICY-IN-FORCE"), (decision.Outcome, decision.Disposition, decision.Winner()));
        Assert.Equal(ScreeningMode.WhatIf, ScreeningEngine.ModeOf(request, Lawful.Seed, new DateOnly(1990, 1, 1)));
    }

    [Fact]
    public void Live_MeansNoPolicyNamedAndToday()
    {
        var request = Lawful.Of(Lawful.System(ItemClass.MannedAircraft, 100, 10), "CA");
        Assert.Equal(ScreeningMode.WhatIf, ScreeningEngine.ModeOf(request, Lawful.Seed, Lawful.Today));
        Assert.Equal(ScreeningMode.Live, ScreeningEngine.ModeOf(request with { Policy = null }, Lawful.Seed, Lawful.Today));
        Assert.Equal(ScreeningMode.Live, ScreeningEngine.ModeOf(request with { Policy = null, AsOf = Lawful.Today }, Lawful.Seed, Lawful.Today));
        Assert.Equal(ScreeningMode.WhatIf, ScreeningEngine.ModeOf(request with { Policy = null, AsOf = Lawful.Today.AddDays(1) }, Lawful.Seed, Lawful.Today));
    }

    [Fact]
    public void ManyItems_TheStrictestWins_AndEveryFindingIsKept() => Gen.Select(TransactionGen.Complete, TransactionGen.Partial).Sample(
        (first, second) =>
        {
            var other = second.Request().Items[0] with { Id = "20" };
            var alone = first.Screen(Lawful.Civil);
            var beside = first.Screen(request => Lawful.Civil(request) with { Items = [other] });
            var both = first.Screen(request => Lawful.Civil(request) with { Items = [request.Items[0], other] });
            Assert.Equal(Math.Max(alone.Worst(), beside.Worst()), both.Worst());
            Assert.True(both.Least() >= Math.Max(alone.Least(), beside.Least()));
            Assert.Equal(
                alone.Findings.Concat(beside.Findings).Select(finding => (finding.Item, finding.Rule)).Order(),
                both.Findings.Select(finding => (finding.Item, finding.Rule)).Order());
        },
        iter: Effort.Of(Lawful.Cases));

    [Fact]
    public void SeveralNationalities_TheStrictestWins()
    {
        var request = Lawful.Of(Lawful.System(ItemClass.BallisticMissile, 1000, 900), "US") with
        {
            Movement = Movement.DeemedExport,
            Nationalities = [CountryCode.Of("AU"), CountryCode.Of("CN"), CountryCode.Of("PL")],
        };
        Assert.Equal(Outcome.PolicyOfDenial, request.Screen().Outcome);
        Assert.Equal(Outcome.PresumptionOfDenial, (request with { Nationalities = [CountryCode.Of("AU"), CountryCode.Of("PL")] }).Screen().Outcome);
        Assert.Equal(Outcome.CaseByCaseEligible, (request with { Nationalities = [CountryCode.Of("AU")] }).Screen().Outcome);
    }

    [Fact]
    public void PlaceOfRelease_IsReadForTheEmbargoOnly()
    {
        var request = Lawful.Of(Lawful.System(ItemClass.BallisticMissile, 1000, 900), "CN") with
        {
            Movement = Movement.DeemedReexport,
            Nationalities = [CountryCode.Of("AU")],
        };
        Assert.Equal(Outcome.CaseByCaseEligible, request.Screen().Outcome);
        Assert.Equal(Outcome.Prohibited, (request with { Destination = new Destination { Country = CountryCode.Of("CU") } }).Screen().Outcome);
    }

    [Fact]
    public void AddingAWatchlistEntry_NeverRelaxes() => Gen.Select(TransactionGen.Partial, Gen.Int[0, 6], Gen.Bool).Sample(
        (transaction, list, isEndUser) =>
        {
            var before = transaction.Request().Screen();
            var after = transaction.Request().Screen(Longer(list, isEndUser));
            Assert.True(after.Least() >= before.Least(), $"{before.Outcome} became {after.Outcome}");
            Assert.True(after.Worst() >= before.Worst());
        },
        iter: Effort.Of(Lawful.Cases));

    private static readonly Lazy<byte[]> Bytes = new(() => SeedFiles.All.AddRange(SeedFiles.OnFile).Compile(ListedParties.Watchlist()));
    private static readonly Lazy<Snapshot>[] LongerLists = [.. Enumerable.Range(0, 14).Select(number => new Lazy<Snapshot>(() => Compile(number)))];

    private static Snapshot Longer(int list, bool isEndUser) => LongerLists[(list * 2) + (isEndUser ? 1 : 0)].Value;

    /// <summary>
    /// The same lists with one more entry: the end user of every transaction, or a party that only some of them have.
    /// </summary>
    private static Snapshot Compile(int number)
    {
        var lists = ListedParties.Watchlist();
        var entry = lists.Entries[0] with
        {
            Id = "MORE",
            List = ((string[])["SDN", "DPL", "DTC", "EL", "MEU", "UVL", "EL"])[number / 2],
            Name = number % 2 == 1 ? ListedParties.EndUser().Name : lists.Entries[3].Name,
            LicensePolicy = number / 2 == 6 ? "Case-by-case" : null,
        };
        return Snapshot.Open(SeedFiles.All.Compile(lists with { Entries = lists.Entries.Add(entry) }));
    }

    private static string Json(Decision decision) => JsonSerializer.Serialize(decision);
}
