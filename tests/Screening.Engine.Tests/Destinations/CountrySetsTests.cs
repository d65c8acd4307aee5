using Screening.Engine.Destinations;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.Destinations;

/// <summary>Members of a set by date, the country that a follower follows, and the regions under embargo.</summary>
public sealed class CountrySetsTests
{
    private const string Members = """
        [ { "country": "SE", "from": "2024-03-07" },
          { "country": "FR", "from": "1949-08-24", "to": "1966-07-01" }, { "country": "FR", "from": "2009-04-04", "note": "again" },
          { "country": "CN" } ]
        """;

    private const string Follows = """[ { "country": "HK", "follows": "CN" }, { "country": "MO", "follows": "CN", "note": "since 2020" } ]""";

    private const string Regions = """
        [ { "country": "UA", "region": "UA-43", "certainty": "all", "note": "Crimea" },
          { "country": "UA", "region": "UA-14", "certainty": "part" } ]
        """;

    private static readonly CountrySets Sets = Of(
        ("PACT", Members), ("FOLLOWS", Follows), ("APART", """[ { "country": "HK", "to": "2020-12-23" } ]"""), ("EMBARGOED-REGIONS", Regions),
        ("ABSENT", "[]"));

    [Theory]
    [InlineData("SE", "2024-03-06", false)]
    [InlineData("SE", "2024-03-07", true)]
    [InlineData("SE", "2099-01-01", true)]
    [InlineData("FR", "1966-06-30", true)]
    [InlineData("FR", "1966-07-01", false)]
    [InlineData("FR", "2009-04-03", false)]
    [InlineData("FR", "2009-04-04", true)]
    [InlineData("CN", "0001-01-01", true)]
    [InlineData("DE", "2024-03-07", false)]
    public void AMembership_BeginsOnItsFirstDay_AndEndsBeforeItsLast(string country, string date, bool isMember)
    {
        Assert.Equal(isMember, Sets.IsMember(CountryCode.Of(country), "PACT", Date(date)));
        Assert.Equal(isMember, Sets.MembersAt("PACT", Date(date)).Contains(CountryCode.Of(country)));
    }

    [Fact]
    public void AFollower_SharesEveryMembership_UnlessTheSetNamesItItself()
    {
        var (hongKong, macau) = (CountryCode.Of("HK"), CountryCode.Of("MO"));
        Assert.True(Sets.IsMember(hongKong, "PACT", Date("2024-01-01")));
        Assert.Equal([new Membership(null, null)], Sets.MembershipsOf(hongKong, "PACT"));

        // A country that a set names itself no longer follows there. In this set it was a member once.
        Assert.True(Sets.IsMember(hongKong, "APART", Date("2020-12-22")));
        Assert.False(Sets.IsMember(hongKong, "APART", Date("2020-12-23")));
        Assert.Equal([new Membership(null, Date("2020-12-23"))], Sets.MembershipsOf(hongKong, "APART"));
        Assert.False(Sets.IsMember(macau, "APART", Date("2020-12-22")));
        Assert.Equal((CountryCode.Of("CN"), CountryCode.Of("SE")), (Sets.Followed(macau), Sets.Followed(CountryCode.Of("SE"))));
    }

    [Fact]
    public void TheMembersOfADay_AreInOrder_WithoutThoseThatFollow() =>
        Assert.Equal(["CN", "FR", "SE"], Sets.MembersAt("PACT", Date("2024-03-07")).Select(country => country.ToString()));

    [Fact]
    public void EveryInterval_IsReported_InTheOrderOfTheFile() => Assert.Equal(
        [new Membership(Date("1949-08-24"), Date("1966-07-01")), new Membership(Date("2009-04-04"), null)],
        Sets.MembershipsOf(CountryCode.Of("FR"), "PACT"));

    [Fact]
    public void ASetThatIsNotOnFile_HasNoMembers()
    {
        Assert.False(Sets.IsMember(CountryCode.Of("SE"), "ELSE", Date("2024-03-07")));
        Assert.Empty(Sets.MembersAt("ELSE", Date("2024-03-07")));
        Assert.Empty(Sets.MembershipsOf(CountryCode.Of("SE"), "ELSE"));
        Assert.Empty(Sets.MembershipsOf(CountryCode.Of("DE"), "PACT"));
    }

    [Fact]
    public void APolicyMayName_WhatHasMembers_AndNotWhatTheStagesRead()
    {
        Assert.Equal(["ABSENT", "APART", "PACT"], Sets.Ids.Order(StringComparer.Ordinal));
        Assert.Equal(["ABSENT", "APART", "PACT"], Sets.Headings.Select(heading => heading.Id));
        Assert.Equal(new SetHeading("PACT", "label of PACT", "source of PACT", Date("2026-09-01")), Sets.Headings.Last());
        Assert.Equal(["FOLLOWS", "EMBARGOED-REGIONS"], CountrySets.Required);
    }

    [Theory]
    [InlineData("UA-43", RegionEmbargo.All)]
    [InlineData("UA-14", RegionEmbargo.Part)]
    [InlineData("UA-30", RegionEmbargo.None)]
    [InlineData(null, RegionEmbargo.None)]
    public void ARegion_IsUnderEmbargo_AsFarAsItIsWritten(string? region, RegionEmbargo embargo) => Assert.Equal(embargo, Sets.EmbargoOf(region));

    [Fact]
    public void ACountry_HasItsEmbargoedRegions_WithTheirNames()
    {
        Assert.Equal(
            [new EmbargoedRegion("UA-43", RegionEmbargo.All, "Crimea"), new EmbargoedRegion("UA-14", RegionEmbargo.Part, "")],
            Sets.EmbargoedRegionsOf(CountryCode.Of("UA")));
        Assert.True(Sets.HasEmbargoedRegions(CountryCode.Of("UA")));
        Assert.Empty(Sets.EmbargoedRegionsOf(CountryCode.Of("PL")));
        Assert.False(Sets.HasEmbargoedRegions(CountryCode.Of("PL")));
    }

    [Theory]
    [InlineData("PACT", """{ "country": "SE", "from": "2024-03-07", "to": "2024-03-07" }""", "members[0]", "`to` must be later than `from`")]
    [InlineData("PACT", """{ "country": "SE", "from": "7 March 2024" }""", "members[0].from", "must be a date")]
    [InlineData("PACT", """{ "country": "SE", "until": "2024-03-07" }""", "members[0].until", "not a member known here")]
    [InlineData("PACT", """{ "from": "2024-03-07" }""", "members[0]", "lacks the member `country`")]
    [InlineData("FOLLOWS", """{ "country": "HK", "follows": "XX" }""", "members[0].follows", "no country has `XX`")]
    [InlineData("FOLLOWS", """{ "country": "HK" }""", "members[0]", "lacks the member `follows`")]
    [InlineData("FOLLOWS", """{ "follows": "CN" }""", "members[0]", "lacks the member `country`")]
    [InlineData("EMBARGOED-REGIONS", """{ "country": "UA", "region": "UA-43", "certainty": "most" }""", "members[0].certainty", "must be one of all, part")]
    [InlineData("EMBARGOED-REGIONS", """{ "country": "UA", "certainty": "all" }""", "members[0]", "lacks the member `region`")]
    [InlineData("EMBARGOED-REGIONS", """{ "country": "UA", "region": "UA-43" }""", "members[0]", "lacks the member `certainty`")]
    public void ABadMember_IsRefused_WithItsPath(string set, string member, string path, string message)
    {
        var errors = new List<(string Path, string Message)>();
        new CountrySets().Add(Document(set, $"[ {member} ]"), errors);
        var (where, what) = Assert.Single(errors);
        Assert.Equal(path, where);
        Assert.Contains(message, what, StringComparison.Ordinal);
    }

    /// <summary>
    /// The dates were accepted and never read: an embargo with a first or last day would have applied on every day.
    /// </summary>
    [Theory]
    [InlineData("from")]
    [InlineData("to")]
    public void ADatedRegion_IsRefused_BecauseNothingWouldReadTheDate(string member)
    {
        var errors = new List<(string Path, string Message)>();
        new CountrySets().Add(
            Document("EMBARGOED-REGIONS", $$"""[ { "country": "UA", "region": "UA-43", "certainty": "all", "{{member}}": "2030-01-01" } ]"""), errors);
        Assert.Equal([($"members[0].{member}", "is not a member known here")], errors);
    }

    private static CountrySets Of(params (string Id, string Members)[] documents)
    {
        var sets = new CountrySets();
        var errors = new List<(string Path, string Message)>();
        foreach (var (id, members) in documents)
        {
            sets.Add(Document(id, members), errors);
        }

        Assert.Empty(errors);
        return sets;
    }

    private static string Document(string id, string members) => $$"""
        { "id": "{{id}}", "label": "label of {{id}}", "source": "source of {{id}}", "sourceDate": "2026-09-01", "note": "n", "members": {{members}} }
        """;

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
