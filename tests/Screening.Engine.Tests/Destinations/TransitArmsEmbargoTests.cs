using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Destinations;

/// <summary>
/// Decision D34 for transit countries: Macau is under the arms embargo for ITAR items only, Cyprus is not while the embargo is
/// suspended. Neither makes a member of the other.
/// </summary>
public sealed class TransitArmsEmbargoTests
{
    [Theory]
    [InlineData(Jurisdiction.Ear, "MO", "2026-09-01", false)]
    [InlineData(Jurisdiction.Ear, "CY", "2026-09-01", false)]
    [InlineData(Jurisdiction.Ear, "MO CY", "2026-09-01", false)]
    [InlineData(Jurisdiction.Ear, "CY MO", "2020-09-30", true)]
    [InlineData(Jurisdiction.Ear, "CY", "2020-09-30", true)]
    [InlineData(Jurisdiction.Ear, "MO CN", "2026-09-01", true)]
    [InlineData(Jurisdiction.Ear, "ET", "2026-09-01", true)]
    [InlineData(Jurisdiction.Itar, "MO", "2026-09-01", true)]
    [InlineData(Jurisdiction.Itar, "CY", "2026-09-01", false)]
    [InlineData(Jurisdiction.Itar, "CY", "2020-09-30", true)]
    [InlineData(Jurisdiction.Itar, "MO CY", "2026-09-01", true)]
    public void CategoryI_MayNotPassThroughAnArmsEmbargo(Jurisdiction jurisdiction, string transit, string day, bool isDenied)
    {
        var item = Lawful.System(ItemClass.CruiseMissile, 350, 500, jurisdiction: jurisdiction);
        var request = Lawful.Of(item, "DE");
        request = request with { Destination = request.Destination with { Transit = [.. transit.Split(' ').Select(CountryCode.Of)] } };
        var decision = request.Screen(asOf: DateOnly.ParseExact(day, "yyyy-MM-dd"));
        Assert.Equal(isDenied, decision.Findings.Any(finding => finding is { Rule: "B-ARMS", Certain: true }));
    }
}
