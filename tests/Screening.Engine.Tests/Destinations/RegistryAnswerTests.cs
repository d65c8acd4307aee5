using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Destinations;

/// <summary>The registry values of a country, and which of them it shares with the country it follows.</summary>
public sealed class RegistryAnswerTests
{
    [Fact]
    public void ACountry_HasItsOwnEntries() => Assert.All(World.All, world => Assert.All(
        World.Countries.Where(country => country is not ("HK" or "LI")),
        country => Assert.Equal(
            new RegistryAnswer(
                world.AssessmentOf(country) ?? "not_assessed", world.PartnerOf(country) ?? "UNSTATED", world.HasTsa(country), world.IsCloseAlly(country)),
            Of(world, country))));

    /// <summary>An assessment of China covers Hong Kong; its partner status and agreements do not, and Macau shares none of them.</summary>
    [Fact]
    public void AFollower_SharesTheAssessment_AndNothingElse()
    {
        Assert.All(World.All, world =>
        {
            Assert.Equal(new RegistryAnswer(world.AssessmentOf("CN") ?? "not_assessed", "UNSTATED", false, false), Of(world, "HK"));
            Assert.Equal(new RegistryAnswer(world.AssessmentOf("CH") ?? "not_assessed", "UNSTATED", false, false), Of(world, "LI"));
        });
        Assert.Contains(World.All, world => world.AssessmentOf("CN") != world.AssessmentOf("MO"));
    }

    [Theory]
    [InlineData("IN", "2026-11-29", 1)]
    [InlineData("IN", "2025-01-07", 0)]
    [InlineData("AU", "2026-11-29", 0)]
    public void AnUnconfirmedEntry_IsNamedOnce(string country, string day, int entries)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var found = RegistryAnswer.UnconfirmedOf(CountryCode.Of(country), Lawful.Seed.Sets, Lawful.Seed.Registries, date).ToArray();
        Assert.Equal(entries, found.Length);
        Assert.All(found, entry => Assert.Equal((Fact.PartnerStatus, "UNSTATED"), (entry.Fact, entry.CodeWithout)));
    }

    private static RegistryAnswer Of(World world, string country) =>
        RegistryAnswer.Of(CountryCode.Of(country), world.Snapshot.Sets, world.Snapshot.Registries, Lawful.Today);
}
