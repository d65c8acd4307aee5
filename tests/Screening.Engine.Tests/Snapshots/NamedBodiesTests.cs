using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Index;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Snapshots;

/// <summary>The bodies of 15 CFR 744.22(f)(2): policy data that is matched like a list and is not an import.</summary>
public sealed class NamedBodiesTests
{
    private static readonly Snapshot Seed = Snapshot.Open(SeedFiles.All.Compile(ListedParties.Watchlist()));

    [Fact]
    public void TheBodies_AreThoseOfTheRegulation()
    {
        Assert.Equal(
            "MM MM KH CU CU CN IR IR KP RU SY VE BY", string.Join(' ', Seed.PartyPolicy.NamedBodies.All.Select(body => body.Country)));
        Assert.Equal(13, Seed.PartyPolicy.NamedBodies.Count);
        Assert.Equal("10 paragraphs", $"{Seed.PartyPolicy.NamedBodies.All.Select(body => body.Paragraph).Distinct().Count()} paragraphs");
        Assert.All(Seed.PartyPolicy.NamedBodies.All, body => Assert.InRange(body.Since, new DateOnly(2021, 3, 16), new DateOnly(2022, 3, 2)));
    }

    [Fact]
    public void EveryBody_IsFoundByItsName_AndIsNoImport()
    {
        Assert.All(Seed.PartyPolicy.NamedBodies.All, body =>
        {
            var found = Search(body.Name, body.Country, PartyKind.Organization);
            var (listed, candidate) = found.First(pair => pair.Listed.Id == body.Id);
            Assert.Equal((MatchStrength.Strong, "MIEU", "ear-744-22"), (candidate.Strength, listed.List, listed.Feed));
            Assert.Same(body, Seed.PartyPolicy.NamedBodies.Of(listed));
            Assert.Equal($"15 CFR 744.22{body.Paragraph}", listed.Notice);
            Assert.Null(listed.LicensePolicy);
        });
        Assert.Equal(["csl"], Seed.Lists.Select(list => list.Feed));
        Assert.Equal(ListedParties.Watchlist().Entries.Length, Seed.ImportedEntries);
        Assert.Equal(Seed.ImportedEntries + 13, Seed.Parties.Count);
    }

    [Theory]
    [InlineData("GRU Airport")]
    [InlineData("GRU Logistics Ltda")]
    [InlineData("J2 Ltd")]
    [InlineData("J2 Global Inc")]
    [InlineData("DIM Brands International")]
    [InlineData("CIM Group")]
    [InlineData("RGB Lighting GmbH")]
    [InlineData("RGB Spectrum")]
    [InlineData("Directorate of Customs")]
    public void AShortName_InAnotherName_IsNoMatch(string name) =>
        Assert.DoesNotContain(Search(name, null, PartyKind.Organization), pair => pair.Listed.List == "MIEU");

    [Theory]
    [InlineData("GRU", "RU-GRU")]
    [InlineData("DGCIM", "VE-DGCIM")]
    [InlineData("Artesh J2", "IR-J2")]
    [InlineData("IRGC-IO", "IR-IRGC-IO")]
    public void AShortNameAlone_IsPossible_AndNeverStrong(string name, string id)
    {
        var found = Search(name, null, PartyKind.Organization).Where(pair => pair.Listed.Id == id);
        Assert.Equal(MatchStrength.Possible, Assert.Single(found).Candidate.Strength);
    }

    [Fact]
    public void WithoutBodies_AsInAnEarlierSeed_TheSnapshotCompilesAndOpens()
    {
        var documents = SeedFiles.All.With(DocumentKind.PartyPolicy, "party-matching", root =>
        {
            foreach (var member in new[] { "namedBodies", "entryTerms", "requiredLists", "affiliatePrograms" })
            {
                root.Remove(member);
            }
        });
        var snapshot = Snapshot.Open(documents.Compile(ListedParties.Watchlist()));
        Assert.Equal((0, snapshot.Parties.Count), (snapshot.PartyPolicy.NamedBodies.Count, snapshot.ImportedEntries));
        Assert.Empty(snapshot.PartyPolicy.RequiredLists);
        Assert.False(snapshot.PartyPolicy.CountsForAffiliates("SDGT"));
        Assert.Null(snapshot.PartyPolicy.NamedBodies.Of(snapshot.Parties.PartyAt(0)));
    }

    [Fact]
    public void AnImport_CannotTakeTheFeedOfTheBodies()
    {
        var result = SnapshotCompiler.Compile(new SnapshotSource
        {
            SourceVersion = 1, Documents = SeedFiles.All, Watchlists = [ListedParties.Watchlist(NamedBodies.Feed)],
        });
        Assert.Contains(result.Errors, error => error.Document == "watchlist/ear-744-22" && error.Message.Contains("is the feed of the bodies", StringComparison.Ordinal));
    }

    private static IEnumerable<(ListedParty Listed, Candidate Candidate)> Search(string name, CountryCode? country, PartyKind kind)
    {
        var party = new Party { Id = "P1", Role = PartyRole.EndUser, Kind = kind, Name = name, Country = country };
        return Seed.Parties.Search(PartyQuery.From(party), Seed.PartyPolicy.Matching, 50).Select(candidate => (Seed.Parties.PartyAt(candidate.Index), candidate));
    }
}
