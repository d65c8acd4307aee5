using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Destinations;

/// <summary>An address that names a place of a region under embargo contradicts a different declared region.</summary>
public sealed class EmbargoedPlacesTests
{
    private const string Regions = """
        [ { "country": "UA", "region": "UA-43", "certainty": "all" }, { "country": "UA", "region": "DNR", "certainty": "all" },
          { "country": "UA", "region": "UA-14", "certainty": "part" } ]
        """;

    private static readonly CountrySets Shipped = Read(SeedFiles.All.Single(document => document.Id == "EMBARGOED-REGIONS").Json);

    [Theory]
    [InlineData("12 Kirova Street, Simferopol", "Crimea")]
    [InlineData("SIMFEROPOL 95000", "Crimea")]
    [InlineData("м. Сімферополь, вул. Кірова, 12", "Crimea")]
    [InlineData("г.Симферополь, ул.Кирова", "Crimea")]
    [InlineData("Simferopol', ul. Kirova", "Crimea")]
    [InlineData("Sevastopol, Lenina 4", "Sevastopol")]
    [InlineData("Sewastopol", null)]
    [InlineData("Feodosiya", "Crimea")]
    [InlineData("Feodosiia", "Crimea")]
    [InlineData("Yevpatoriya", "Crimea")]
    [InlineData("Evpatoria", "Crimea")]
    [InlineData("Autonomous Republic of Crimea", "Crimea")]
    [InlineData("АР Крим", "Crimea")]
    [InlineData("Республика Крым", "Crimea")]
    [InlineData("Yalta-city", "Crimea")]
    [InlineData("Donetsk, Artema 1", "Donetsk oblast")]
    [InlineData("Донецьк", "Donetsk oblast")]
    [InlineData("Донецк", "Donetsk oblast")]
    [InlineData("Донецька область, с. Рівне", "Donetsk oblast")]
    [InlineData("Donetska obl., Rivne", "Donetsk oblast")]
    [InlineData("Donetsk People's Republic", "Donetsk oblast")]
    [InlineData("ДНР", "Donetsk oblast")]
    [InlineData("Makiyivka", "Donetsk oblast")]
    [InlineData("Makeyevka", "Donetsk oblast")]
    [InlineData("Макіївка", "Donetsk oblast")]
    [InlineData("Gorlivka", "Donetsk oblast")]
    [InlineData("Горлівка", "Donetsk oblast")]
    [InlineData("Mariupol 87500", "Donetsk oblast")]
    [InlineData("Chasiv  Yar", "Donetsk oblast")]
    [InlineData("Lugansk", "Luhansk oblast")]
    [InlineData("Луганск", "Luhansk oblast")]
    [InlineData("Луганськ", "Luhansk oblast")]
    [InlineData("Alchevsk", "Luhansk oblast")]
    [InlineData("Сєвєродонецьк", "Luhansk oblast")]
    [InlineData("Stanytsia Luhanska", "Luhansk oblast")]
    [InlineData("vul. Donetska 5, Kyiv", null)]
    [InlineData("вул. Донецька 5, Київ", null)]
    [InlineData("ул. Севастопольская 12, Харьков", null)]
    [InlineData("Mariupolska St, Zaporizhzhia", null)]
    [InlineData("Krymska 3, Odesa", null)]
    [InlineData("Heroiv Mariupolia Street, Kyiv", null)]
    [InlineData("вулиця Героїв Севастополя, Київ", null)]
    [InlineData("Khreshchatyk 10, Kyiv", null)]
    [InlineData("prov. Yaltynskyi 2, Lviv", null)]
    [InlineData("Antonovycha 14, Lviv", null)]
    [InlineData("crime scene lane, Kyiv", null)]
    [InlineData("", null)]
    [InlineData(" , - ", null)]
    public void AnAddress_ContradictsKyiv_WhereItNamesAPlaceUnderEmbargo(string address, string? area) =>
        Assert.Equal(area, Shipped.Contradicts("UA-30", address));

    [Theory]
    [InlineData("UA-43", "Simferopol", null)]
    [InlineData("UA-43", "Sevastopol", null)]
    [InlineData("UA-40", "Sevastopol", null)]
    [InlineData("UA-14", "Simferopol", "Crimea")]
    [InlineData("UA-14", "Donetsk", null)]
    [InlineData("DNR", "Donetsk", null)]
    [InlineData("LNR", "Donetsk", "Donetsk oblast")]
    [InlineData("LNR", "Luhansk", null)]
    [InlineData("UA-09", "Luhansk", null)]
    [InlineData("UA-09", "Stanytsia Luhanska", null)]
    [InlineData("UA-14", "Yalta", null)]
    [InlineData("UA-14", "Staryi Krym", null)]
    [InlineData("UA-43", "Staryi Krym", null)]
    [InlineData("UA-14", "Donetsk, then Simferopol", "Crimea")]
    [InlineData(null, "Simferopol", null)]
    [InlineData("PL-14", "Simferopol Street", null)]
    public void APlace_ContradictsOnlyRegionsItDoesNotLieIn(string? region, string address, string? area) =>
        Assert.Equal(area, Shipped.Contradicts(region, address));

    [Fact]
    public void NoAddress_ContradictsNothing() => Assert.Null(Shipped.Contradicts("UA-30", null));

    /// <summary>Documents of environments that were created before places were introduced.</summary>
    [Fact]
    public void ADocumentWithoutPlaces_StillReads_AndContradictsNothing()
    {
        var sets = Read(Document(""));
        Assert.Equal(RegionEmbargo.Part, sets.EmbargoOf("UA-14"));
        Assert.Null(sets.Contradicts("UA-30", "Simferopol"));
    }

    [Theory]
    [InlineData("""{ "label": "Crimea", "regions": [ "UA-34" ], "names": [ "Yalta" ] }""", "cities[0].regions[0]", "no member has the region `UA-34`")]
    [InlineData("""{ "label": "Crimea", "regions": [ "UA-43" ], "names": [ "?" ] }""", "cities[0].names[0]", "no letter")]
    [InlineData("""{ "label": "Crimea", "regions": [ "UA-43" ] }""", "cities[0]", "lacks the member `names`")]
    [InlineData("""{ "regions": [ "UA-43" ], "names": [ "Yalta" ] }""", "cities[0]", "lacks the member `label`")]
    [InlineData("""{ "label": "Crimea", "regions": [ "UA-43" ], "names": [ "Yalta" ], "places": [] }""", "cities[0].places", "not a member known here")]
    public void ABadGroup_IsRefused_WithItsPath(string group, string path, string message)
    {
        var errors = new List<(string Path, string Message)>();
        new CountrySets().Add(Document($", \"cities\": [ {group} ]"), errors);
        var (where, what) = Assert.Single(errors);
        Assert.Equal(path, where);
        Assert.Contains(message, what, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherSet_HasNoPlaces()
    {
        var errors = new List<(string Path, string Message)>();
        new CountrySets().Add("""{ "id": "PACT", "label": "l", "source": "s", "sourceDate": "2026-09-01", "members": [], "cities": [] }""", errors);
        Assert.Equal([("cities", "is not a member known here")], errors);
    }

    private static CountrySets Read(string json)
    {
        var sets = new CountrySets();
        var errors = new List<(string Path, string Message)>();
        sets.Add(json, errors);
        Assert.Empty(errors);
        return sets;
    }

    private static string Document(string more) => $$"""
        { "id": "EMBARGOED-REGIONS", "label": "l", "source": "s", "sourceDate": "2026-09-01", "members": {{Regions}}{{more}} }
        """;
}
