using System.Collections.Immutable;
using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Laws;

/// <summary>Emergency stops (decision D16): a stop never relaxes a decision, and what it names is at least held.</summary>
public sealed class StopLaws
{
    private static readonly Snapshot Everything = With("""{ "id": "S-1", "scope": "everything", "reason": "ticket 1", "since": "2026-08-01" }""");

    private static readonly Snapshot Germany = With("""{ "id": "S-2", "scope": "destination", "country": "DE", "reason": "ticket 2", "since": "2026-08-01" }""");

    private static readonly Snapshot Party = With("""{ "id": "S-3", "scope": "party", "name": "Zanthorp Ferrous Works", "reason": "ticket 3", "since": "2026-08-01" }""");

    private static readonly Gen<ScreeningRequest> Request =
        from itemClass in Gen.OneOfConst(ItemClass.Uas, ItemClass.CruiseMissile, ItemClass.Subsystem, ItemClass.CatIiItem, ItemClass.Generic)
        from jurisdiction in Gen.OneOfConst<Jurisdiction?>(Jurisdiction.Ear, Jurisdiction.Itar, null)
        from range in Gen.OneOfConst<double?>(100d, 299, 350, null)
        from country in Gen.OneOfConst("DE", "AU", "IR", "IN", "CN")
        from way in Gen.OneOfConst("", "DE", "FR")
        from pack in Gen.OneOfConst("us-uas-2025-09", "us-mtcr-2020-uas", "mtcr-guidelines")
        select Lawful.Of(Lawful.System(itemClass, range, 500, jurisdiction: jurisdiction), country, pack) is var request && way.Length > 0
            ? request with { Destination = request.Destination with { Transit = [CountryCode.Of(way)] } }
            : request;

    [Fact]
    public void AStopForEverything_NeverRelaxes_AndLeavesNothingBelowAHold() => Request.Sample(
        request =>
        {
            var (before, after) = (request.Screen(), request.Screen(Everything));
            Assert.All(after.Possible(), outcome => Assert.True(outcome.Severity() >= Outcome.HoldForReview.Severity()));
            Assert.True(after.Worst() >= before.Worst());
            Assert.True(AddingLaws.Strictness(after.Disposition) >= AddingLaws.Strictness(before.Disposition)
                || (before.Disposition == Disposition.WhatIf && after.Disposition == Disposition.WhatIf));
            Assert.Contains(after.Findings, finding => finding is { Rule: "B-STOP", Certain: true } && finding.Text.Contains("ticket 1", StringComparison.Ordinal));
            Assert.True(after.Findings.Count(finding => finding.Wins) <= 1);
        },
        iter: Effort.Of(2 * Lawful.Cases));

    /// <summary>The oracle is the request itself: whether it names the country.</summary>
    [Fact]
    public void AStopForACountry_HoldsWhatGoesToOrThroughIt_AndNothingElse() => Request.Sample(
        request =>
        {
            var (before, after) = (request.Screen(), request.Screen(Germany));
            var germany = CountryCode.Of("DE");
            var isNamed = request.Destination.Country == germany || request.Destination.Transit.Contains(germany) || request.Parties.Any(party => party.Country == germany);
            Assert.Equal(isNamed, after.Findings.Any(finding => finding.Rule == "B-STOP"));
            if (isNamed)
            {
                Assert.True(after.Least() >= Outcome.HoldForReview.Severity());
            }
            else
            {
                Assert.Equal(before.Possible(), after.Possible());
            }
        },
        iter: Effort.Of(2 * Lawful.Cases));

    [Fact]
    public void AStopForAParty_HoldsItByName_AlsoAsAnOwner()
    {
        var plain = Lawful.Of(Lawful.System(ItemClass.Uas, 100, 20), "AU");
        var named = plain with { Parties = [plain.Parties[0] with { Name = "Zanthorp Ferrous Works Ltd." }] };
        var owned = plain with { Parties = [plain.Parties[0] with { Owners = [new Owner("Zanthorp Ferrous Works", 10)] }] };
        Assert.True(plain.Screen(Party).Least() < Outcome.HoldForReview.Severity());
        foreach (var request in new[] { named, owned })
        {
            Assert.True(request.Screen().Least() < Outcome.HoldForReview.Severity());
            var held = request.Screen(Party);
            Assert.True(held.Least() >= Outcome.HoldForReview.Severity());
            var match = Assert.Single(held.Matches);
            Assert.Equal((EmergencyStops.Feed, EmergencyStops.List), (match.Feed, match.List));
        }

        Assert.Equal(Lawful.Seed.ImportedEntries, Party.ImportedEntries);
    }

    [Theory]
    [InlineData("""{ "id": "S-1", "scope": "everything", "country": "DE", "reason": "x", "since": "2026-08-01" }""")]
    [InlineData("""{ "id": "S-1", "scope": "destination", "reason": "x", "since": "2026-08-01" }""")]
    [InlineData("""{ "id": "S-1", "scope": "destination", "country": "XX", "reason": "x", "since": "2026-08-01" }""")]
    [InlineData("""{ "id": "S-1", "scope": "party", "reason": "x", "since": "2026-08-01" }""")]
    [InlineData("""{ "id": "S-1", "scope": "anything", "reason": "x", "since": "2026-08-01" }""")]
    [InlineData("""{ "id": "S 1", "scope": "everything", "reason": "x", "since": "2026-08-01" }""")]
    [InlineData("""{ "id": "S-1", "scope": "everything", "reason": "x" }""")]
    public void ADocumentThatMayMeanAnotherStop_DoesNotCompile(string stop) =>
        Assert.Contains(SnapshotCompiler.Check(SeedFiles.All.AddRange(SeedFiles.OnFile).Add(Document(stop))), error => error.Document == "emergency_stops/emergency-stops");

    private static DocumentSource Document(string stop) =>
        new(DocumentKind.EmergencyStops, EmergencyStops.DocumentId, 1, $$"""{ "id": "emergency-stops", "stops": [ {{stop}} ] }""");

    private static Snapshot With(string stop) =>
        Snapshot.Open(SeedFiles.All.AddRange(SeedFiles.OnFile).Add(Document(stop)).Compile(ListedParties.Watchlist()));
}
