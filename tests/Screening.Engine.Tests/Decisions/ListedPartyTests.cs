using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Decisions;

/// <summary>The effect of a match of a party or an owner on a transaction: the fact it becomes, and its strength.</summary>
public sealed class ListedPartyTests
{
    private static readonly DateOnly Day = new(2026, 9, 1);

    // One name per list, so that each can be looked up alone. The printed policy is that of its entry.
    private static readonly (string Name, string List, string? Policy, PartyKind Kind)[] Entries =
    [
        ("Aldermoor Kestrel Foundry", "SDN", null, PartyKind.Organization),
        ("Brackwater Osprey Mill", "EL", null, PartyKind.Organization),
        ("Cindervale Heron Quarry", "MEU", null, PartyKind.Organization),
        ("Dunmarrow Plover Tannery", "UVL", null, PartyKind.Organization),
        ("Elderwick Bittern Brewery", "HOUSE-HOLD", null, PartyKind.Organization),
        ("Fallowmere Curlew Glassworks", "HOUSE-PRESUMED", null, PartyKind.Organization),
        ("Gorseham Dotterel Ropewalk", "HOUSE-DENIED", null, PartyKind.Organization),
        ("Hartswood Grebe Shipyard", "HOUSE-BARRED", "as agreed", PartyKind.Organization),
        ("Ivybridge Lapwing Pottery", "SDN", null, PartyKind.Unknown),
        ("Junewater Merganser Colliery", "SDN", null, PartyKind.Person),
        ("Kilnshaw Sandpiper Chandlery", "HOUSE-BARRED", null, PartyKind.Person),
    ];

    private static readonly Lazy<Snapshot> Lists = new(() => Snapshot.Open(SeedFiles.All
        .With(DocumentKind.PartyPolicy, "party-matching", root =>
        {
            Declare(root, "HOUSE-HOLD", "HOLD_FOR_REVIEW");
            Declare(root, "HOUSE-PRESUMED", "PRESUMPTION_OF_DENIAL");
            Declare(root, "HOUSE-DENIED", "POLICY_OF_DENIAL");
            Declare(root, "HOUSE-BARRED", "PROHIBITED");
        })
        .Compile(Source([.. Entries.Select((entry, number) => Entry($"E{number}", entry.List, entry.Name, entry.Policy, entry.Kind))]))));

    [Theory]
    [InlineData("Aldermoor Kestrel Foundry", Fact.ListSdn, "strong")]
    [InlineData("Brackwater Osprey Mill", Fact.ListEl, "presumption_of_denial")]
    [InlineData("Cindervale Heron Quarry", Fact.ListMeu, "strong")]
    [InlineData("Dunmarrow Plover Tannery", Fact.ListRestricted, "strong")]
    [InlineData("Elderwick Bittern Brewery", Fact.ListOwn, "hold")]
    [InlineData("Fallowmere Curlew Glassworks", Fact.ListOwn, "presumption_of_denial")]
    [InlineData("Gorseham Dotterel Ropewalk", Fact.ListOwn, "policy_of_denial")]
    [InlineData("Hartswood Grebe Shipyard", Fact.ListOwn, "prohibited")]
    public void AStrongMatch_IsAFactOfItsList_AndOfNoOther(string name, Fact fact, string code)
    {
        var sheet = FactsOf(Party(name));
        Assert.Equal(code, Shown(sheet, fact));
        Assert.Equal("no", Shown(sheet, Fact.PossibleMatch));
        foreach (var other in FactCatalogue.All.Where(other => other.Source == "parties" && other.Type == FactType.Coded && other.Fact != fact))
        {
            // The Unverified List restricts like others, and in addition excludes licence exceptions (decision D21).
            Assert.Equal(other.Fact == Fact.ListUvl && fact == Fact.ListRestricted ? "strong" : "none", Shown(sheet, other.Fact));
        }
    }

    [Fact]
    public void ANamesake_IsPossible_AndOnAnOwnListNothingMore()
    {
        var person = FactsOf(Party("Junewater Merganser Colliery") with { Kind = PartyKind.Person });
        Assert.Equal(("possible", "yes"), (Shown(person, Fact.ListSdn), Shown(person, Fact.PossibleMatch)));
        var near = FactsOf(Party("Kilnshaw Sandpiper Chandlery") with { Kind = PartyKind.Person });
        Assert.Equal(("none", "yes"), (Shown(near, Fact.ListOwn), Shown(near, Fact.PossibleMatch)));
    }

    [Fact]
    public void TheStrongestFinding_Counts_WhicheverPartyComesFirst()
    {
        var (weak, strong) = (Party("Elderwick Bittern Brewery"), Party("Gorseham Dotterel Ropewalk") with { Id = "P2" });
        Assert.Equal("policy_of_denial", Shown(FactsOf(weak, strong), Fact.ListOwn));
        Assert.Equal("policy_of_denial", Shown(FactsOf(strong, weak), Fact.ListOwn));
    }

    [Theory]
    [InlineData("Case-by-case basis", "case_by_case")]
    [InlineData(" case-by-case review. ", "case_by_case")]
    [InlineData("CASE-BY-CASE", "case_by_case")]
    [InlineData("Case-by-case for items of food, presumption of denial for others", "presumption_of_denial")]
    [InlineData("Policy of denial", "policy_of_denial")]
    [InlineData("Policy of denial for all items subject to the EAR", "policy_of_denial")]
    [InlineData("Presumption of denial", "presumption_of_denial")]
    [InlineData("See 744.2(d)", "case_by_case")]
    public void TheEntrysOwnPolicy_Counts_WhereItIsOneStatement(string printed, string code)
    {
        var snapshot = Snapshot.Open(SeedFiles.All.Compile(Source([Entry("E", "EL", "Brackwater Osprey Mill", printed, PartyKind.Organization)])));
        var (sheet, parties) = Facts(snapshot, Party("Brackwater Osprey Mill"));
        Assert.Equal(code, Shown(sheet, Fact.ListEl));
        Assert.Contains($". Licence policy of the entry: {printed}", Assert.Single(parties.Matches).Restricts, StringComparison.Ordinal);
    }

    // Two owners as name/percent; then the shares owned by blocked persons and by listed entities.
    [Theory]
    [InlineData("Aldermoor Kestrel Foundry", 30, "Fairbourne Savings", 70, "30", "0")]
    [InlineData("Aldermoor Kestrel Foundry", 30, "Ivybridge Lapwing Pottery", 20, "50", "0")]
    [InlineData("Aldermoor Kestrel Foundry", 0.1, "Ivybridge Lapwing Pottery", 0.2, "0.3", "0")]
    [InlineData("Aldermoor Kestrel Foundry", 70, "Ivybridge Lapwing Pottery", 60, "100", "0")]
    [InlineData("Brackwater Osprey Mill", 30, "Cindervale Heron Quarry", 25, "0", "55")]
    [InlineData("Brackwater Osprey Mill", 70, "Cindervale Heron Quarry", 60, "0", "100")]
    [InlineData("Aldermoor Kestrel Foundry", 30, "Brackwater Osprey Mill", 25, "30", "25")]
    [InlineData("Dunmarrow Plover Tannery", 50, "Hartswood Grebe Shipyard", 50, "0", "0")]
    public void SharesOfListedOwners_AreAdded_ByWhatTheListMeans(string first, double firstShare, string second, double secondShare, string blocked, string entity)
    {
        var sheet = FactsOf(Party("Fairbourne Meadow Dairy") with { Owners = [new Owner(first, firstShare), new Owner(second, secondShare)] });
        Assert.Equal((blocked, entity, "no"), (Shown(sheet, Fact.OwnedBySdnPct), Shown(sheet, Fact.OwnedByElPct), Shown(sheet, Fact.PossibleOwnerMatch)));
    }

    [Fact]
    public void SharesInDifferentParties_AreNotAdded()
    {
        var owned = Party("Fairbourne Meadow Dairy") with { Owners = [new Owner("Aldermoor Kestrel Foundry", 30), new Owner("Brackwater Osprey Mill", 10)] };
        var more = Party("Fairbourne Copse Bakery") with { Id = "P2", Owners = [new Owner("Aldermoor Kestrel Foundry", 40), new Owner("Brackwater Osprey Mill", 5)] };
        Assert.All([FactsOf(owned, more), FactsOf(more, owned)], sheet =>
            Assert.Equal(("40", "10"), (Shown(sheet, Fact.OwnedBySdnPct), Shown(sheet, Fact.OwnedByElPct))));
    }

    [Fact]
    public void AnOwnerWhoMayBeListed_IsPossible_AndOwnsNothingBlocked()
    {
        var sheet = FactsOf(Party("Fairbourne Meadow Dairy") with { Owners = [new Owner("Junewater Merganser Colliery", 60)] });
        Assert.Equal(("0", "yes"), (Shown(sheet, Fact.OwnedBySdnPct), Shown(sheet, Fact.PossibleOwnerMatch)));
        Assert.Equal("no", Shown(sheet, Fact.PossibleMatch));
        Assert.Equal("none", Shown(sheet, Fact.ListSdn));
    }

    [Theory]
    [InlineData("Ivybridge Lapwing Pottery", "60", "no")]
    [InlineData("Ivybridge Lapwing Kiln", "0", "no")]
    [InlineData("Ivybrodge Lapving Potery", "0", "yes")]
    public void AnOwnerOfNoKind_CountsByName_WhereTheNameIsSurelyTheSame(string owner, string percent, string isPossible)
    {
        var sheet = FactsOf(Party("Fairbourne Meadow Dairy") with { Owners = [new Owner(owner, 60)] });
        Assert.Equal((percent, isPossible), (Shown(sheet, Fact.OwnedBySdnPct), Shown(sheet, Fact.PossibleOwnerMatch)));
    }

    [Fact]
    public void AMatch_NamesItsPartyAndOwner_AndStatesItsMeaning()
    {
        var owned = Party("Fairbourne Meadow Dairy") with { Owners = [new Owner("Hartswood Grebe Shipyard", 60)] };
        var match = Assert.Single(Facts(Lists.Value, owned).Parties.Matches);
        Assert.Equal(("P1", "Hartswood Grebe Shipyard", "house", "HOUSE-BARRED", "E7"), (match.Party, match.Owner, match.Feed, match.List, match.Entry));
        Assert.Equal("Dealing with HOUSE-BARRED. Licence policy of the entry: as agreed", match.Restricts);
        Assert.Equal((1, MatchStrength.Strong), (match.Score, match.Strength));
        var own = Assert.Single(Facts(Lists.Value, Party("Elderwick Bittern Brewery")).Parties.Matches);
        Assert.Equal((null, "Dealing with HOUSE-HOLD"), (own.Owner, own.Restricts));
    }

    [Fact]
    public void AMatchOfALookup_IsTheSame_WithoutAParty()
    {
        var query = PartyQuery.FromName("Hartswood Grebe Shipyard");
        var match = Assert.Single(PartyLookup.Find(Lists.Value, query, Lists.Value.PartyPolicy.Matching, 5, Day).Matches);
        Assert.Equal(("", null, "HOUSE-BARRED", "E7"), (match.Party, match.Owner, match.List, match.Entry));
        Assert.Equal("Dealing with HOUSE-BARRED. Licence policy of the entry: as agreed", match.Restricts);
    }

    [Theory]
    [InlineData(PartyRole.EndUser, PartyKind.Government, "yes")]
    [InlineData(PartyRole.EndUser, PartyKind.Organization, "no")]
    [InlineData(PartyRole.UltimateConsignee, PartyKind.Government, "no")]
    public void AGovernment_CountsAsEndUser(PartyRole role, PartyKind kind, string isGovernment) =>
        Assert.Equal(isGovernment, Shown(FactsOf(Party("Fairbourne Meadow Dairy") with { Role = role, Kind = kind }), Fact.EndUserGovernment));

    [Theory]
    [InlineData(PartyRole.EndUser, true, "yes")]
    [InlineData(PartyRole.UltimateConsignee, true, "yes")]
    [InlineData(PartyRole.Other, true, "no")]
    [InlineData(PartyRole.EndUser, false, "no")]
    public void AnAuthorizedUser_IsARecipient(PartyRole role, bool isAuthorizedUser, string isAuthorized) =>
        Assert.Equal(isAuthorized, Shown(FactsOf(Party("Fairbourne Meadow Dairy") with { Role = role, AukusAuthorizedUser = isAuthorizedUser }), Fact.AuthorizedUser));

    [Fact]
    public void OneAuthorizedUser_IsEnough_AndNoPartyMeansNone()
    {
        var other = Party("Fairbourne Copse Bakery") with { Id = "P2", Role = PartyRole.Other };
        Assert.Equal("yes", Shown(FactsOf(other, Party("Fairbourne Meadow Dairy") with { AukusAuthorizedUser = true }), Fact.AuthorizedUser));
        Assert.Equal("no", Shown(FactsOf(), Fact.AuthorizedUser));
    }

    private static FactSheet FactsOf(params ImmutableArray<Party> parties) => Facts(Lists.Value, parties).Sheet;

    private static (FactSheet Sheet, PartyScreening Parties) Facts(Snapshot snapshot, params ImmutableArray<Party> parties)
    {
        var request = Lawful.Of(new Item { Id = "10", Class = ItemClass.Generic }, "JP") with { Parties = parties };
        var (sheet, _, screened) = ScreeningEngine.FactsOf(request, snapshot, Day);
        return (sheet, screened);
    }

    private static string Shown(FactSheet sheet, Fact fact) => sheet.Get(fact, 0, 0).Shown.ToString();

    private static Party Party(string name) => new() { Id = "P1", Role = PartyRole.EndUser, Kind = PartyKind.Organization, Name = name };

    private static void Declare(JsonObject root, string code, string strong) => root["lists"]!.AsArray().Add(new JsonObject
    {
        ["code"] = code, ["title"] = code, ["restricts"] = $"Dealing with {code}", ["source"] = "test", ["strong"] = strong,
    });

    private static WatchlistEntrySource Entry(string id, string list, string name, string? policy, PartyKind kind) =>
        new() { Id = id, List = list, Kind = kind, Name = name, LicensePolicy = policy };

    private static WatchlistSource Source(ImmutableArray<WatchlistEntrySource> entries) => new()
    {
        Feed = "house", Title = "Parties of this test", Date = Day, Source = "test values, not claims", ImportId = "1", Entries = entries,
    };
}
