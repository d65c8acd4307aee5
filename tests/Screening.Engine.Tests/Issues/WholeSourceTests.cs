using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Issues;

/// <summary>
/// A source that lacks or repeats a document must not compile: otherwise it would decide as if that document were empty.
/// </summary>
public sealed class WholeSourceTests
{
    [Theory]
    [InlineData(DocumentKind.CountrySet, "EMBARGOED-REGIONS")]
    [InlineData(DocumentKind.CountrySet, "FOLLOWS")]
    [InlineData(DocumentKind.Registry, "assessments")]
    [InlineData(DocumentKind.Registry, "partner-status")]
    public void AMissingDocumentOfTheStages_IsRefused(DocumentKind kind, string id)
    {
        var errors = SnapshotCompiler.Check([.. SeedFiles.All.Where(document => document.Kind != kind || document.Id != id)]);
        Assert.Contains(errors, error => error.Document.EndsWith($"/{id}", StringComparison.Ordinal) && error.Message.Contains("missing", StringComparison.Ordinal));
    }

    [Fact]
    public void AFollowerThatNamesAnUnknownSet_IsRefused_InTheDocumentOfTheFollowers()
    {
        var errors = SnapshotCompiler.Check([.. SeedFiles.All.Where(document => document.Id != "MILITARY-INTELLIGENCE")]);
        var followers = errors.Where(error => error.Document == "country_set/FOLLOWS").ToList();
        Assert.Equal(["members[0].sets[10]", "members[2].sets[2]"], followers.Select(error => error.Path));
        Assert.All(followers, error => Assert.Equal("there is no set `MILITARY-INTELLIGENCE`", error.Message));
    }

    [Theory]
    [InlineData("us-uas-2025-09")]
    [InlineData("NATO")]
    public void ADocumentActiveTwice_IsRefused(string id)
    {
        var errors = SnapshotCompiler.Check([.. SeedFiles.All, SeedFiles.All.Single(document => document.Id == id)]);
        Assert.Contains(errors, error => error.Document.EndsWith($"/{id}", StringComparison.Ordinal) && error.Message == "is active twice");
    }

    [Fact]
    public void AFeedActiveTwice_IsRefused()
    {
        var source = new SnapshotSource
        {
            SourceVersion = 1, Documents = SeedFiles.All, Watchlists = [ListedParties.Watchlist(), ListedParties.Watchlist()],
        };
        Assert.Contains(SnapshotCompiler.Compile(source).Errors, error => error is { Document: "watchlist/csl", Message: "is active twice" });
    }

    [Theory]
    [InlineData(8.2, 23.9, 17.9, Outcome.Prohibited)]
    [InlineData(8.2, 23.9, 17.8, Outcome.HoldForReview)]
    public void SharesThatAddUpToFifty_AreFifty(double first, double second, double third, Outcome expected)
    {
        var owner = ListedParties.EndUser(sdnPercent: 1).Owners[0];
        var party = ListedParties.EndUser() with
        {
            Owners = [owner with { Percent = first }, owner with { Percent = second }, owner with { Percent = third }],
        };
        var request = new ScreeningRequest
        {
            Items = [new Item { Id = "1", Class = ItemClass.Generic, Jurisdiction = Jurisdiction.Ear }],
            Destination = new Destination { Country = CountryCode.Of("JP") },
            EndUse = new EndUse { Code = EndUseCode.CivilIndustry },
            Parties = [party],
        };
        var decision = ScreeningEngine.Screen(request, World.All[0].Snapshot, new DateOnly(2026, 9, 1), ScreeningMode.WhatIf);
        Assert.Equal(expected, decision.Outcome);
    }
}
