using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Search;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Parties;

/// <summary>Parties found by their address alone: in the search and in a decision.</summary>
public sealed class AddressSearchTests
{
    private const string Premises = "Room 905, Halcyon Centre, 70-76 Osprey Street, Tai Lam, Hong Kong";

    private static readonly ListedParty Entry = Listed.Party("Address 07") with { Countries = ["HK"], Addresses = ["12 Willow Road, Bristol", Premises] };

    private static readonly PartyQuery Query = Listed.Query("Montclair Packaging") with { Address = "Rm 905, 72 Osprey St., Tai Lam", Country = CountryCode.Of("HK") };

    private static ImmutableArray<Candidate> Find(PartyQuery query, params ListedParty[] parties) =>
        Listed.Index(parties).Search(query, Listed.Thresholds, 50);

    [Fact]
    public void APartyAtListedPremises_IsAPossibleMatch_WithItsReason()
    {
        var match = Assert.Single(Find(Query, Entry));
        Assert.Equal((MatchStrength.Possible, MatchWeights.SamePremises), (match.Strength, match.Score));
        Assert.Equal(
            [
                $"The entry lists premises and names no party. The address agrees with the listed `{Premises}`: the same premises (house number 70-76, unit 905, `osprey tai lam`).",
                "The country HK is among the countries listed for the entry.",
                "Possible: the party is at the premises of a listed entry under another name. An address alone is never a strong match.",
            ],
            match.Explanation);
    }

    [Fact]
    public void AListedNameUnderThePremises_IsNotSaidToBeALabel() =>
        Assert.StartsWith("The address agrees", Assert.Single(Find(Query, Entry with { Name = "Corvallis Tooling", Names = [new("Corvallis Tooling", false)] })).Explanation[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("Rm 907, 72 Osprey St., Tai Lam", "HK")]
    [InlineData("72 Osprey St., Tai Lam", "HK")]
    [InlineData("Rm 905, 90 Osprey St., Tai Lam", "HK")]
    [InlineData("Osprey St., Tai Lam", "HK")]
    [InlineData("Hong Kong", "HK")]
    [InlineData("Rm 905, 72 Osprey St., Tai Lam", "DE")]
    public void ABuildingAStreetACityOrAnotherCountry_IsNoMatch(string address, string country) =>
        Assert.Empty(Find(Query with { Address = address, Country = CountryCode.Of(country) }, Entry));

    [Fact]
    public void AThresholdAboveTheScoreOfPremises_StillReportsThem_AsPossible()
    {
        var match = Assert.Single(Listed.Index(Entry).Search(Query, new MatchThresholds(0.97, 0.97), 10));
        Assert.Equal((MatchStrength.Possible, 0.97), (match.Strength, match.Score));
    }

    [Fact]
    public void ThePremises_DoNotWeakenAMatchByName()
    {
        var named = Listed.Party("Montclair Packaging") with { Addresses = [Premises] };
        var match = Assert.Single(Find(Query, named));
        Assert.Equal((MatchStrength.Strong, 1.0), (match.Strength, match.Score));
    }

    [Fact]
    public void ManyPartiesAtOnePremises_AreFoundUpToTheLimit_AndNoOthers()
    {
        ListedParty[] parties = [.. Enumerable.Range(0, 1_200).Select(number => Entry with { Id = $"A{number:0000}", Addresses = [Premises] })];
        var index = Listed.Index([.. parties, Entry with { Id = "OTHER", Addresses = ["Room 1, 70 Osprey Street, Tai Lam"] }]);
        var found = index.Search(Query, Listed.Thresholds, 5_000);
        Assert.Equal(AddressSearch.Most, found.Length);
        Assert.DoesNotContain(found, match => index.PartyAt(match.Index).Id == "OTHER");
    }

    [Fact]
    public void ADecision_IsHeldForAPartyAtListedPremises_AndOnlyThere()
    {
        var day = new DateOnly(2026, 9, 1);
        var snapshot = Snapshot.Open(SeedFiles.All.Compile(new WatchlistSource
        {
            Feed = "house", Title = "Parties of this test", Date = day, Source = "test values, not claims", ImportId = "1",
            Entries = [new WatchlistEntrySource { Id = "E1", List = "EL", Kind = PartyKind.Organization, Name = "Address 07", Addresses = [Premises] }],
        }));

        Decision Decide(string address) => ScreeningEngine.Screen(
            Lawful.Of(new Item { Id = "10", Class = ItemClass.Generic }, "JP") with
            {
                Parties = [new Party { Id = "P1", Role = PartyRole.Other, Kind = PartyKind.Organization, Name = "Montclair Packaging", Address = address }],
            },
            snapshot,
            day,
            ScreeningMode.Live);

        var held = Decide(Premises);
        var clear = Decide("Room 12, 9 Heron Street, Tai Lam, Hong Kong");
        Assert.Equal(MatchStrength.Possible, Assert.Single(held.Matches).Strength);
        Assert.Contains(held.Matches[0].Explanation, line => line.Contains("under another name", StringComparison.Ordinal));
        Assert.Equal(Disposition.Hold, held.Disposition);
        Assert.Contains(held.Findings, finding => finding.Outcome == Outcome.HoldForReview && clear.Findings.All(other => other.Rule != finding.Rule));
        Assert.Empty(clear.Matches);
    }
}
