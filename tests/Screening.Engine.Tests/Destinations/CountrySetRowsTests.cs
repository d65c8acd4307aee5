using Screening.Engine.Destinations;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.Destinations;

/// <summary>Suspensions, unconfirmed rows, and followers that follow in some sets only.</summary>
public sealed class CountrySetRowsTests
{
    private const string Embargo = """
        [ { "country": "CN" }, { "country": "CY" },
          { "country": "CY", "effect": "out", "from": "2020-10-01", "confirmBy": "2026-09-30", "confirmer": "the department",
            "sentence": "Suspended by yearly rules; none was seen for the time after 2026-09-30.", "source": "yearly rules", "sourceDate": "2025-09-30" },
          { "country": "AE", "to": "2026-07-23" },
          { "country": "AE", "effect": "out", "from": "2026-06-21", "to": "2026-07-23", "confirmBy": "2026-06-20", "confirmer": "the bureau",
            "sentence": "Left between two texts.", "basis": "memory", "note": "the day is open" } ]
        """;

    private const string Follows = """
        [ { "country": "HK", "follows": "CN", "sets": [ "EMBARGO" ], "registries": [ "assessments" ] },
          { "country": "MO", "follows": "CY", "sets": [ "EMBARGO" ], "registries": [] },
          { "country": "LI", "follows": "CH" } ]
        """;

    private static readonly CountrySets Sets = Of(
        ("FOLLOWS", Follows), ("EMBARGO", Embargo), ("TREATY", """[ { "country": "CN" }, { "country": "CH" } ]"""));

    [Theory]
    [InlineData("CY", "2020-09-30", true)]
    [InlineData("CY", "2020-10-01", false)]
    [InlineData("CY", "2026-11-29", false)]
    [InlineData("AE", "2026-06-20", true)]
    [InlineData("AE", "2026-06-21", false)]
    [InlineData("AE", "2026-07-23", false)]
    [InlineData("MO", "2020-09-30", true)]
    [InlineData("MO", "2020-10-01", false)]
    public void AnExclusionRow_OverridesInclusionRows(string country, string date, bool isMember)
    {
        Assert.Equal(isMember, Sets.IsMember(CountryCode.Of(country), "EMBARGO", Date(date)));
        if (country != "MO")
        {
            Assert.Equal(isMember, Sets.MembersAt("EMBARGO", Date(date)).Contains(CountryCode.Of(country)));
        }

        Assert.Equal(isMember, Sets.MembershipsOf(CountryCode.Of(country), "EMBARGO").Any(interval => interval.Contains(Date(date))));
    }

    [Theory]
    [InlineData(null, null, "2020-01-01", "2021-01-01", "..2020-01-01 2021-01-01..")]
    [InlineData("2020-06-01", "2020-07-01", "2020-01-01", "2021-01-01", "")]
    [InlineData("2019-01-01", "2020-06-01", "2020-01-01", "2021-01-01", "2019-01-01..2020-01-01")]
    [InlineData("2020-06-01", null, "2020-01-01", "2021-01-01", "2021-01-01..")]
    [InlineData("2021-01-01", "2022-01-01", "2020-01-01", "2021-01-01", "2021-01-01..2022-01-01")]
    [InlineData("2019-01-01", "2020-01-01", "2020-01-01", null, "2019-01-01..2020-01-01")]
    [InlineData("2020-01-01", "2021-01-01", null, null, "")]
    [InlineData(null, "2020-01-01", null, "2019-01-01", "2019-01-01..2020-01-01")]
    public void AMembership_LosesTheDaysOfItsSuspension(string? from, string? to, string? outFrom, string? outTo, string left)
    {
        static string Row(string? from, string? to, string effect) =>
            $$"""{ "country": "PL", "effect": "{{effect}}", "from": {{Quoted(from)}}, "to": {{Quoted(to)}} }""";
        var sets = Of(("PACT", $"[ {Row(from, to, "in")}, {Row(outFrom, outTo, "out")} ]"));
        Assert.Equal(
            left,
            string.Join(' ', sets.MembershipsOf(CountryCode.Of("PL"), "PACT").Select(interval => $"{interval.From:yyyy-MM-dd}..{interval.To:yyyy-MM-dd}")));
    }

    [Theory]
    [InlineData("CY", "2026-09-30", 0)]
    [InlineData("CY", "2026-10-01", 1)]
    [InlineData("CY", "2020-09-30", 0)]
    [InlineData("MO", "2026-10-01", 1)]
    [InlineData("HK", "2026-10-01", 0)]
    [InlineData("AE", "2026-06-20", 0)]
    [InlineData("AE", "2026-06-21", 1)]
    [InlineData("AE", "2026-07-22", 1)]
    [InlineData("AE", "2026-07-23", 0)]
    public void ARow_IsUnconfirmed_FromTheDayAfter_WhileItHolds(string country, string date, int count) =>
        Assert.Equal(count, Sets.UnconfirmedOf(CountryCode.Of(country), Date(date)).Length);

    [Fact]
    public void AnUnconfirmedRow_ReportsItsSentence_ItsConfirmer_AndTheMembershipWithoutIt()
    {
        Assert.Equal(
            new Unconfirmed(
                "country-sets/EMBARGO", CountryCode.Of("MO"), "Suspended by yearly rules; none was seen for the time after 2026-09-30.", "yearly rules",
                Date("2026-09-30"), "the department")
            { Set = "EMBARGO", IsMemberWithout = true },
            Assert.Single(Sets.UnconfirmedOf(CountryCode.Of("MO"), Date("2026-11-29"))));
        Assert.Equal("source of EMBARGO", Assert.Single(Sets.UnconfirmedOf(CountryCode.Of("AE"), Date("2026-07-01"))).Source);
    }

    /// <summary>A row that another row repeats does not decide the membership, unless neither is confirmed.</summary>
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("\"confirmBy\": \"2025-12-31\", ", "", 0)]
    [InlineData("\"confirmBy\": \"2025-12-31\", ", "\"confirmBy\": \"2025-12-31\", ", 2)]
    public void OnlyRowsThatDecideTheMembership_AreReported(string first, string second, int count)
    {
        const string Rest = """ "confirmer": "c", "sentence": "s" """;
        var sets = Of(("PACT", $$"""[ { "country": "PL", {{first}} {{Rest}} }, { "country": "PL", {{second}} {{Rest}} } ]"""));
        var found = sets.UnconfirmedOf(CountryCode.Of("PL"), Date("2026-01-01"));
        Assert.Equal(count, found.Length);
        Assert.All(found, row => Assert.False(row.IsMemberWithout));
    }

    /// <summary>
    /// Neither the suspension nor the membership it suspends is confirmed: without the suspension the membership would count.
    /// </summary>
    [Fact]
    public void AnUnconfirmedSuspension_IsReported_AlsoWithAnUnconfirmedMembership()
    {
        const string Rest = """ "confirmBy": "2025-12-31", "confirmer": "c", "sentence": "s" """;
        var sets = Of(("PACT", $$"""[ { "country": "PL", {{Rest}} }, { "country": "PL", "effect": "out", {{Rest}} } ]"""));
        Assert.True(Assert.Single(sets.UnconfirmedOf(CountryCode.Of("PL"), Date("2026-01-01"))).IsMemberWithout);
    }

    [Fact]
    public void AFollower_FollowsInTheSetsItNames_AndInEveryOneWhenItNamesNone()
    {
        Assert.True(Sets.IsMember(CountryCode.Of("HK"), "EMBARGO", Date("2026-01-01")));
        Assert.False(Sets.IsMember(CountryCode.Of("HK"), "TREATY", Date("2026-01-01")));
        Assert.True(Sets.IsMember(CountryCode.Of("LI"), "TREATY", Date("2026-01-01")));
        Assert.Empty(Sets.MembershipsOf(CountryCode.Of("HK"), "TREATY"));
    }

    [Theory]
    [InlineData("HK", "assessments", "CN")]
    [InlineData("HK", "partner-status", "HK")]
    [InlineData("HK", null, "CN")]
    [InlineData("MO", "assessments", "MO")]
    [InlineData("MO", null, "MO")]
    [InlineData("LI", "agreements", "CH")]
    [InlineData("LI", null, "CH")]
    [InlineData("PL", "assessments", "PL")]
    [InlineData("PL", null, "PL")]
    public void AFollower_FollowsInTheRegistriesItNames_AndInEveryOneWhenItNamesNone(string country, string? registry, string followed)
    {
        var code = CountryCode.Of(country);
        Assert.Equal(CountryCode.Of(followed), registry is null ? Sets.Followed(code) : Sets.Followed(code, registry));
    }

    [Fact]
    public void AFollower_NamesTheFollowedCountry_AndTheSetsAndRegistries()
    {
        var macau = Sets.FollowingOf(CountryCode.Of("MO"))!;
        Assert.Equal(CountryCode.Of("CY"), macau.Followed);
        Assert.Equal(["EMBARGO"], macau.Sets!.Value);
        Assert.Empty(macau.Registries!.Value);
        Assert.Null(Sets.FollowingOf(CountryCode.Of("LI"))!.Sets);
        Assert.Null(Sets.FollowingOf(CountryCode.Of("PL")));
    }

    [Fact]
    public void ARow_HasItsOwnOrigin_ElseThatOfItsDocument()
    {
        var row = Sets.RowsOf(CountryCode.Of("AE"), "EMBARGO")[1];
        Assert.True(row.IsOut);
        Assert.Equal(("source of EMBARGO", Date("2026-09-01"), FactBasis.Memory), (row.Origin.Source, row.Origin.SourceDate, row.Origin.Basis));
        Assert.Equal("the day is open", row.Origin.Note);
        var suspension = Sets.RowsOf(CountryCode.Of("CY"), "EMBARGO")[1].Origin;
        Assert.Equal(("yearly rules", Date("2025-09-30"), FactBasis.Source), (suspension.Source, suspension.SourceDate, suspension.Basis));
    }

    [Theory]
    [InlineData("""{ "country": "PL", "effect": "off" }""", "members[0].effect", "must be one of in, out")]
    [InlineData("""{ "country": "PL", "basis": "rumour" }""", "members[0].basis", "must be one of source, assumption, memory")]
    [InlineData("""{ "country": "PL", "confirmBy": "2026-09-30", "confirmer": "c" }""", "members[0].confirmBy", "needs `sentence`")]
    [InlineData("""{ "country": "PL", "confirmBy": "2026-09-30", "sentence": "s" }""", "members[0].confirmBy", "needs `confirmer`")]
    [InlineData("""{ "country": "PL", "confirmBy": "soon", "sentence": "s", "confirmer": "c" }""", "members[0].confirmBy", "must be a date")]
    [InlineData("""{ "country": "PL", "sourceDate": "2026" }""", "members[0].sourceDate", "must be a date")]
    [InlineData("""{ "country": "PL", "source": " " }""", "members[0].source", "must be a text")]
    [InlineData("""{ "country": "PL", "effect": "out", "from": "2026-09-30", "to": "2026-09-30" }""", "members[0]", "half-open")]
    public void ABadRow_IsRefused_WithItsPath(string row, string path, string message) => Refused("PACT", row, path, message);

    [Theory]
    [InlineData("""{ "country": "HK", "follows": "CN", "registries": [ "programmes" ] }""", "members[0].registries[0]", "must be one of assessments, ")]
    [InlineData("""{ "country": "HK", "follows": "CN", "sets": "PACT" }""", "members[0].sets", "must be an array")]
    [InlineData("""{ "country": "HK", "follows": "CN", "sets": [ 1 ] }""", "members[0].sets[0]", "must be a text")]
    public void ABadFollower_IsRefused_WithItsPath(string row, string path, string message) => Refused("FOLLOWS", row, path, message);

    /// <summary>In either order of the documents.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ASetThatDoesNotExist_IsRefused_WhereAFollowerNamesIt(bool isLast)
    {
        var follows = ("FOLLOWS", """[ { "country": "HK", "follows": "CN", "sets": [ "PACT", "PAKT" ] } ]""");
        var pact = ("PACT", "[]");
        var sets = isLast ? Of(pact, follows) : Of(follows, pact);
        var errors = new List<(string Path, string Message)>();
        sets.CheckFollowers(errors);
        Assert.Equal([("members[0].sets[1]", "there is no set `PAKT`")], errors);
    }

    private static void Refused(string set, string row, string path, string message)
    {
        var errors = new List<(string Path, string Message)>();
        new CountrySets().Add(Document(set, $"[ {row} ]"), errors);
        var (where, what) = Assert.Single(errors);
        Assert.Equal(path, where);
        Assert.Contains(message, what, StringComparison.Ordinal);
    }

    private static string Quoted(string? date) => date is null ? "null" : $"\"{date}\"";

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
        { "id": "{{id}}", "label": "label of {{id}}", "source": "source of {{id}}", "sourceDate": "2026-09-01", "members": {{members}} }
        """;

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
