using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Issues;

/// <summary>The number of matches shown is limited; the only match that counts must not be cut off.</summary>
public sealed class ManyMatchesTests
{
    private const string Name = "Quixlan Strategic Trading Directorate";

    [Fact]
    public void ManyMatchesOnOneList_DoNotHideAMatchOnAnother()
    {
        ImmutableArray<WatchlistEntrySource> entries =
        [
            .. Enumerable.Range(0, 60).Select(number => Entry($"A-UVL-{number:D3}", "UVL")),
            Entry("Z-SDN", "SDN"),
        ];
        var decision = Decide(List("csl", entries));

        Assert.Equal(Outcome.Prohibited, decision.Outcome);
        Assert.Contains(decision.Matches, match => match.List == "SDN");
        Assert.Equal(Limits.MatchesPerParty, decision.Matches.Count(match => match.List == "UVL"));
        Assert.Contains(decision.NotChecked, note => note.StartsWith("40 further matches of party P1 on the list UVL", StringComparison.Ordinal));
    }

    /// <summary>Whatever the number of better matches, the strictest meaning of a match decides.</summary>
    [Fact]
    public void ThousandsOfBetterMatches_DoNotHideAStricterOne()
    {
        const string Misspelt = "Quixlan Strategic Trading Directorat";
        var own = List("own-siblings", [.. Enumerable.Range(0, 3_000).Select(number => Entry($"S{number:D4}", "UVL"))]);
        var sdn = List("csl", [Entry("1", "SDN") with { Name = Misspelt }]);
        Assert.Equal(Decide(sdn).Outcome, Decide(own, sdn).Outcome);
        Assert.NotEqual(Decide(own).Outcome, Decide(own, sdn).Outcome);

        var decision = Decide(own, sdn);
        var match = Assert.Single(decision.Matches, match => match.List == "SDN");
        Assert.True(match.Score < decision.Matches.Where(other => other.List == "UVL").Min(other => other.Score), "the other matches are better");
        Assert.All(decision.Matches, shown => Assert.NotEmpty(shown.Explanation));
        Assert.Contains("3001 entries match party P1; the 20 best of each list are shown, and all count", decision.NotChecked);
        Assert.Contains(decision.NotChecked, note => note.StartsWith("2980 further matches of party P1 on the list UVL", StringComparison.Ordinal));
    }

    /// <summary>On one list too: the entry of the strictest terms has the lowest score of thousands.</summary>
    [Fact]
    public void ThousandsOfBetterMatchesOnOneList_DoNotHideTheEntryOfStricterTerms()
    {
        WatchlistEntrySource Listed(string id, string policy) =>
            Entry(id, "EL") with { LicenseRequirement = "All items subject to the EAR", LicensePolicy = policy };
        ImmutableArray<WatchlistEntrySource> siblings = [.. Enumerable.Range(0, 1_500).Select(number => Listed($"S{number:D4}", "Case-by-case basis"))];
        var strict = Listed("Z", "Policy of denial") with { Name = "Quixlan Strategic Trading Directorats" };
        Assert.Equal(Decide(List("csl", [strict])).Outcome, Decide(List("csl", siblings.Add(strict))).Outcome);
        Assert.NotEqual(Decide(List("csl", siblings)).Outcome, Decide(List("csl", siblings.Add(strict))).Outcome);
    }

    /// <summary>An entry of the same list and id in another feed is shown once, and both count.</summary>
    [Fact]
    public void TheSameEntryInAnotherFeed_DoesNotHideStricterTerms()
    {
        WatchlistEntrySource Listed(string policy, string name) =>
            Entry("1", "EL") with { LicenseRequirement = "All items subject to the EAR", LicensePolicy = policy, Name = name };
        var official = List("csl", [Listed("Policy of denial", "Quixlan Strategic Trading Directorats")]);
        var copy = List("own-copy", [Listed("Case-by-case basis", Name)]);
        Assert.NotEqual(Decide(official).Outcome, Decide(copy).Outcome);
        Assert.Equal(Decide(official).Outcome, Decide(official, copy).Outcome);
        Assert.Single(Decide(official, copy).Matches);
    }

    private static Decision Decide(params WatchlistSource[] lists)
    {
        var request = new ScreeningRequest
        {
            Items = [new Item { Id = "1", Class = ItemClass.Generic, Jurisdiction = Jurisdiction.Ear }],
            Destination = new Destination { Country = CountryCode.Of("JP") },
            EndUse = new EndUse { Code = EndUseCode.CivilIndustry },
            Parties = [new Party { Id = "P1", Role = PartyRole.EndUser, Kind = PartyKind.Organization, Name = Name }],
        };
        return ScreeningEngine.Screen(request, Snapshot.Open(SeedFiles.All.Compile(lists)), new DateOnly(2026, 9, 1), ScreeningMode.WhatIf);
    }

    private static WatchlistSource List(string feed, ImmutableArray<WatchlistEntrySource> entries) => new()
    {
        Feed = feed, Title = "crowd", Date = new DateOnly(2026, 9, 1), Source = "test", ImportId = "1", Entries = entries,
    };

    private static WatchlistEntrySource Entry(string id, string list) =>
        new() { Id = id, List = list, Kind = PartyKind.Organization, Name = Name };
}
