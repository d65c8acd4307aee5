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
        var list = new WatchlistSource
        {
            Feed = "csl", Title = "crowd", Date = new DateOnly(2026, 9, 1), Source = "test", ImportId = "1", Entries = entries,
        };
        var snapshot = Snapshot.Open(SeedFiles.All.Compile(list));
        var request = new ScreeningRequest
        {
            Items = [new Item { Id = "1", Class = ItemClass.Generic, Jurisdiction = Jurisdiction.Ear }],
            Destination = new Destination { Country = CountryCode.Of("JP") },
            EndUse = new EndUse { Code = EndUseCode.CivilIndustry },
            Parties = [new Party { Id = "P1", Role = PartyRole.EndUser, Kind = PartyKind.Organization, Name = Name }],
        };

        var decision = ScreeningEngine.Screen(request, snapshot, new DateOnly(2026, 9, 1), ScreeningMode.WhatIf);

        Assert.Equal(Outcome.Prohibited, decision.Outcome);
        Assert.Contains(decision.Matches, match => match.List == "SDN");
        Assert.Equal(Limits.MatchesPerParty, decision.Matches.Count(match => match.List == "UVL"));
        Assert.Contains(decision.NotChecked, note => note.StartsWith("40 further matches of party P1 on the list UVL", StringComparison.Ordinal));
    }

    private static WatchlistEntrySource Entry(string id, string list) =>
        new() { Id = id, List = list, Kind = PartyKind.Organization, Name = Name };
}
