using CsCheck;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.Model;

/// <summary>Resolution of a text to a country.</summary>
public sealed class CountriesTests
{
    [Theory]
    [InlineData("AU", "AU")]
    [InlineData("au", "AU")]
    [InlineData(" gb ", "GB")]
    [InlineData("AUS", "AU")]
    [InlineData("deu", "DE")]
    [InlineData("XKX", "XK")]
    [InlineData("PRK", "KP")]
    [InlineData("NIC", "NI")]
    [InlineData("UK", "GB")]
    [InlineData("U.K.", "GB")]
    [InlineData("U.S.A.", "US")]
    [InlineData("the united states of america", "US")]
    [InlineData("CÔTE D’IVOIRE", "CI")]
    [InlineData("Cote d Ivoire", "CI")]
    [InlineData("Türkiye", "TR")]
    [InlineData("Korea, North", "KP")]
    [InlineData("Korea (Republic of)", "KR")]
    [InlineData("Congo (Kinshasa)", "CD")]
    [InlineData("St. Kitts & Nevis", "KN")]
    [InlineData("Macedonia", "MK")]
    [InlineData("Burma", "MM")]
    [InlineData("Kosovo", "XK")]
    [InlineData("Myanmar (Burma)", "MM")]
    [InlineData("China, Hong Kong Special Administrative Region", "HK")]
    [InlineData("North Macedonia, The Republic of", "MK")]
    [InlineData("Niger", "NE")]
    [InlineData("Dominica", "DM")]
    public void Resolves_CodesAndNames(string text, string code) =>
        Assert.Equal(CountryCode.Of(code), Countries.Resolve(text).Found);

    [Theory]
    [InlineData("Guinea", "GN")]
    [InlineData("Guinea-Bissau", "GW")]
    [InlineData("Samoa", "WS")]
    [InlineData("American Samoa", "AS")]
    [InlineData("Sudan", "SD")]
    [InlineData("Ireland", "IE")]
    public void Resolves_TheNameItself_ThoughItBeginsOrEndsOthers(string text, string code) =>
        Assert.Equal(CountryCode.Of(code), Countries.Resolve(text).Found);

    [Theory]
    [InlineData("Congo", "CD CG")]
    [InlineData("Korea", "KP KR")]
    [InlineData("Virgin Islands", "VG VI")]
    [InlineData("Saint Martin", "MF SX")]
    [InlineData("St. Martin", "MF SX")]
    [InlineData("Serbia and Montenegro", "ME RS")]
    public void LeavesOpen_ANameOfSeveralCountries(string text, string codes)
    {
        var lookup = Countries.Resolve(text);

        Assert.True(lookup.IsAmbiguous);
        Assert.Null(lookup.Found);
        Assert.Equal(codes, string.Join(' ', lookup.Candidates));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("the")]
    [InlineData("QQ")]
    [InlineData("QQQ")]
    [InlineData("Atlantis")]
    [InlineData("Crimea")] // Not a country: a destination must name Ukraine and the region.
    [InlineData("?!")]
    public void OtherTexts_AreUnknown(string? text) => Assert.True(Countries.Resolve(text).IsUnknown);

    [Fact]
    public void Contains_EveryIsoCountry_AndKosovo()
    {
        Assert.Equal(250, Countries.All.Count);
        Assert.Equal(Countries.All.Order(), Countries.All);
        Assert.True(Countries.Exists(CountryCode.Of("XK")));
        Assert.False(Countries.Exists(CountryCode.Of("UK")));
        Assert.False(Countries.Exists(default));
    }

    [Fact]
    public void EveryThreeLetterCode_MeansItsCountryAlone()
    {
        using var table = new StreamReader(typeof(Countries).Assembly.GetManifestResourceStream("Screening.Engine.Model.countries.txt")!);
        var codes = table.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|')).ToArray();
        Assert.Equal(250, codes.Length);
        Assert.All(codes, fields =>
        {
            Assert.Matches("^[A-Z]{3}$", fields[1]);
            Assert.Equal(CountryCode.Of(fields[0]), Countries.Resolve(fields[1]).Found);
        });
    }

    [Fact]
    public void EveryOfficialName_ResolvesToItsCountry_ExceptCongo()
    {
        foreach (var code in Countries.All)
        {
            var lookup = Countries.Resolve(Countries.NameOf(code));
            Assert.Contains(code, lookup.Candidates);
            Assert.Equal(code == CountryCode.Of("CG"), lookup.IsAmbiguous);
        }
    }

    [Fact]
    public void NameOf_RefusesACodeWithoutCountry() =>
        Assert.Throws<ArgumentException>(() => Countries.NameOf(CountryCode.Of("QQ")));

    [Fact]
    public void Resolve_AcceptsAnyText() => Gen.String.Sample(text => Countries.Resolve(text) is not null);
}
