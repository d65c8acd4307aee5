using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Destinations;

/// <summary>When undeclared military use is a question, and when it counts as no (decision D20).</summary>
public sealed class MilitaryFactsTests
{
    // Supplement 2 to part 744 names the whole entry 9E991.
    private const string Named = "9E991";

    [Theory]
    [InlineData(Named, "CN", PartyKind.Organization, "unknown unknown")]
    [InlineData(Named, "JP", PartyKind.Organization, "no no")]
    [InlineData("EAR99", "CN", PartyKind.Organization, "no no")]
    [InlineData("EAR99", "CN", PartyKind.Government, "no unknown")]
    [InlineData("EAR99", "IR", PartyKind.Government, "no unknown")]
    [InlineData("EAR99", "IR", PartyKind.Organization, "no no")]
    [InlineData(Named, "IR", PartyKind.Organization, "no no")]
    [InlineData(null, "CN", PartyKind.Organization, "unknown unknown")]
    public void AnUndeclaredMilitaryUse_IsAsked_WhereARegulationDependsOnIt(string? eccn, string country, PartyKind kind, string facts)
    {
        var sheet = Sheet(Request(eccn, country, kind));
        Assert.Equal(facts, $"{Shown(sheet, Fact.MilitaryEndUse)} {Shown(sheet, Fact.MilitaryUser)}");
        var asked = sheet.AsksOf(Fact.MilitaryUser, 0).Select(ask => ask.Path);
        Assert.Equal(Shown(sheet, Fact.MilitaryUser) == "unknown" ? ["parties[0].military"] : [], asked);
    }

    [Fact]
    public void ADefaultOfNo_IsListed_WhereARegulationDependsOnTheFact()
    {
        Assert.Equal(["endUse.military", "parties[0].military"], Defaults(Request("EAR99", "CN", PartyKind.Organization)));
        Assert.Equal(["endUse.military"], Defaults(Request("EAR99", "CN", PartyKind.Government)));
        Assert.Empty(Defaults(Request("EAR99", "JP", PartyKind.Organization)));
        Assert.Empty(Defaults(Request(Named, "CN", PartyKind.Organization)));
        var request = Request("EAR99", "CN", PartyKind.Organization);
        Assert.Empty(Defaults(request with
        {
            EndUse = request.EndUse with { Military = MilitaryStatus.No },
            Parties = [request.Parties[0] with { Military = MilitaryStatus.No }],
        }));
        Assert.Empty(Defaults(request with { Items = [request.Items[0] with { Jurisdiction = Jurisdiction.Itar, Eccn = null }] }));
    }

    [Theory]
    [InlineData(EndUseCode.MilitaryDefense, null, "yes")]
    [InlineData(EndUseCode.MilitaryDefense, MilitaryStatus.No, "no")]
    [InlineData(EndUseCode.CivilIndustry, MilitaryStatus.MilitaryIntelligence, "military_intelligence")]
    [InlineData(EndUseCode.CivilIndustry, null, "unknown")]
    public void TheEndUse_IsAsDeclared_AndMilitaryDefenseIsMilitary(EndUseCode code, MilitaryStatus? declared, string fact)
    {
        var request = Request(Named, "CN", PartyKind.Organization) with { EndUse = new EndUse { Code = code, Military = declared } };
        Assert.Equal(fact, Shown(Sheet(request), Fact.MilitaryEndUse));
    }

    /// <summary>A declared military user counts, whatever the answer for the undeclared one.</summary>
    [Fact]
    public void ADeclaredMilitaryParty_Counts_WithAnUndeclaredOne()
    {
        var request = Request(Named, "CN", PartyKind.Organization);
        var declared = request.Parties[0] with { Id = "P2", Military = MilitaryStatus.Yes };
        var sheet = Sheet(request with { Parties = [request.Parties[0], declared] });
        Assert.Equal(0b110UL, sheet.Get(Fact.MilitaryUser, 0, 0).Codes);
        Assert.Equal(["parties[0].military"], sheet.AsksOf(Fact.MilitaryUser, 0).Select(ask => ask.Path));
        var intelligence = declared with { Military = MilitaryStatus.MilitaryIntelligence };
        Assert.Equal("military_intelligence", Shown(Sheet(request with { Parties = [request.Parties[0], intelligence] }), Fact.MilitaryUser));
    }

    [Fact]
    public void APartyInAnotherCountry_DoesNotAffectThisDestination()
    {
        var request = Request(Named, "JP", PartyKind.Organization);
        var elsewhere = request.Parties[0] with { Id = "P2", Country = CountryCode.Of("KR"), Military = MilitaryStatus.Yes };
        var sheet = Sheet(request with { Parties = [request.Parties[0], elsewhere] });
        Assert.Equal(("no", "yes"), (sheet.Get(Fact.MilitaryUser, 0, 0).Shown.ToString(), sheet.Get(Fact.MilitaryUser, 1, 0).Shown.ToString()));
    }

    private static ScreeningRequest Request(string? eccn, string country, PartyKind kind) =>
        Lawful.Of(new Item { Id = "10", Class = ItemClass.Generic, Jurisdiction = Jurisdiction.Ear, Eccn = eccn }, country) with
        {
            EndUse = new EndUse { Code = EndUseCode.CivilIndustry },
            Parties = [ListedParties.EndUser(country: country) with { Kind = kind }],
        };

    private static FactSheet Sheet(ScreeningRequest request) => ScreeningEngine.FactsOf(request, Lawful.Seed, Lawful.Today).Sheet;

    private static string[] Defaults(ScreeningRequest request) => [.. MilitaryFacts.Defaults(Sheet(request), request, Lawful.Seed.Sets, Lawful.Today)];

    private static string Shown(FactSheet sheet, Fact fact) => sheet.Get(fact, 0, 0).Shown.ToString();
}
