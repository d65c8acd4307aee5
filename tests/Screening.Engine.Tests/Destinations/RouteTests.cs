using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Destinations;

/// <summary>The country that a role contributes, and how it counts (decision D18).</summary>
public sealed class RouteTests
{
    private static readonly ScreeningRequest Plain = Lawful.Of(new Item { Id = "10", Class = ItemClass.Generic }, "JP");

    [Theory]
    [InlineData(PartyRole.EndUser, "JP KR", "", "", "")]
    [InlineData(PartyRole.UltimateConsignee, "JP KR", "", "", "")]
    [InlineData(PartyRole.Purchaser, "JP", "KR", "", "")]
    [InlineData(PartyRole.IntermediateConsignee, "JP", "KR", "", "")]
    [InlineData(PartyRole.FreightForwarder, "JP", "KR", "", "")]
    [InlineData(PartyRole.Broker, "JP", "KR", "", "")]
    [InlineData(PartyRole.Other, "JP", "KR", "", "")]
    [InlineData(PartyRole.Bank, "JP", "", "KR", "")]
    [InlineData(PartyRole.Exporter, "JP", "", "", "KR")]
    public void ARole_DeterminesHowItsCountryCounts(PartyRole role, string destinations, string way, string banks, string origin)
    {
        var route = Route.Of(With(Party("P1", role, "KR")));
        Assert.Equal((destinations, way, banks, origin), (Codes(route.Destinations), Codes(route.Way), Codes(route.Banks), Codes(route.Origin)));
    }

    [Fact]
    public void EveryCountry_CountsOnce_AndTheUnitedStatesNever()
    {
        var route = Route.Of(With(
            Party("P1", PartyRole.EndUser, "KR"), Party("P2", PartyRole.UltimateConsignee, "KR"), Party("P3", PartyRole.EndUser, "US"), Party("P4", PartyRole.EndUser, "JP")));
        Assert.Equal([new CountryRole(CountryCode.Of("JP"), null), new CountryRole(CountryCode.Of("KR"), "end user P1")], route.Destinations);
        Assert.Empty(route.Open);
    }

    [Fact]
    public void TheOrigin_IsWhatIsDeclared_BeforeTheExporter()
    {
        var request = With(Party("P1", PartyRole.Exporter, "KR")) with { From = CountryCode.Of("DE") };
        Assert.Equal("DE", Codes(Route.Of(request).Origin));
        Assert.Equal("", Codes(Route.Of(With()).Origin));
    }

    [Fact]
    public void TheFinalCountry_IsOpen_UntilAPartyDeclaresIt()
    {
        Assert.Equal([new OpenCountry("parties", null)], Route.Of(With(Party("P1", PartyRole.Bank, null))).Open);
        var undeclared = Party("P2", PartyRole.UltimateConsignee, null);
        Assert.Equal([new OpenCountry("parties[1].country", undeclared)], Route.Of(With(Party("P1", PartyRole.EndUser, "JP"), undeclared)).Open);
    }

    /// <summary>
    /// A release of technology goes to the nationality alone; no other country is a destination, and nothing is open.
    /// </summary>
    [Fact]
    public void ADeemedMovement_GoesToTheNationalities()
    {
        var request = With(Party("P1", PartyRole.EndUser, "KR")) with
        {
            Movement = Movement.DeemedReexport,
            Nationalities = [CountryCode.Of("IN"), CountryCode.Of("CN"), CountryCode.Of("IN")],
        };
        var route = Route.Of(request);
        Assert.True(route.IsDeemed);
        Assert.Equal("CN IN", Codes(route.Destinations));
        Assert.All(route.Destinations, role => Assert.Equal("nationality", role.Role));
        Assert.Empty(Route.Of(request with { Parties = [] }).Open);
        Assert.Equal("CN IN", Codes(Route.Of(request with { Movement = Movement.DeemedExport }).Destinations));
    }

    [Fact]
    public void ACountryOfTransit_PrecedesTheParties()
    {
        var request = With(Party("P1", PartyRole.Broker, "KR"));
        var route = Route.Of(request with { Destination = request.Destination with { Transit = [CountryCode.Of("SG")] } });
        Assert.Equal(["SG (transit)", "KR (broker P1)"], route.Way.Select(role => role.ToString()));
    }

    [Fact]
    public void AParty_IsNamedByRoleAndId_NeverByName() => Assert.All(Enum.GetValues<PartyRole>(), role =>
    {
        var name = Route.Name(Party("P7", role, "KR"));
        Assert.EndsWith(" P7", name, StringComparison.Ordinal);
        Assert.Matches("^[a-z ]+ P7$", name);
    });

    private static ScreeningRequest With(params Party[] parties) => Plain with { Parties = [.. parties] };

    private static Party Party(string id, PartyRole role, string? country) => new()
    {
        Id = id, Role = role, Name = "Fairbourne Meadow Dairy", Country = country is null ? null : CountryCode.Of(country),
    };

    private static string Codes(IEnumerable<CountryRole> roles) => string.Join(' ', roles.Select(role => role.Country.ToString()));
}
