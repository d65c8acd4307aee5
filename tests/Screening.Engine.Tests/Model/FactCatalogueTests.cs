using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Model;

/// <summary>The catalogue of facts agrees with the stages.</summary>
public sealed class FactCatalogueTests
{
    // A request with the required declarations only. A programme without a start is shown as unknown, and compared as new.
    private static readonly ScreeningRequest Undeclared = new()
    {
        Items = [new Item { Id = "10", Class = ItemClass.Generic }],
        Destination = new Destination { Country = CountryCode.Of("KE") },
        EndUse = new EndUse { Code = EndUseCode.Unknown },

        // The end user has no default: a question asks for it.
        Parties = [ListedParties.EndUser(country: "KE")],
    };

    [Fact]
    public void WhenAbsent_IsTheDefaultOfTheStages()
    {
        var (sheet, _, _) = ScreeningEngine.FactsOf(Undeclared, Lawful.Seed, Lawful.Today);
        Assert.All(FactCatalogue.All.Where(fact => fact.WhenAbsent is not null && fact.Fact != Fact.ProgrammeStart), fact =>
            Assert.Equal((fact.Fact, fact.WhenAbsent), (fact.Fact, sheet.Get(fact.Fact, 0, 0).Shown)));
        Assert.Equal(FactValue.Of("new"), FactCatalogue.Of(Fact.ProgrammeStart).WhenAbsent);
        Assert.Equal([double.MaxValue], ((ReadOnlySpan<double>)[sheet.Get(Fact.ProgrammeStart, 0, 0).Only ?? 0]).ToArray());
    }

    [Fact]
    public void AFactThatIsUnknownWhenAbsent_HasAQuestion()
    {
        var (sheet, _, _) = ScreeningEngine.FactsOf(Undeclared, Lawful.Seed, Lawful.Today);
        foreach (var fact in FactCatalogue.All.Where(fact => fact.Type != FactType.Country && sheet.Get(fact.Fact, 0, 0).Shown == FactValue.Unknown))
        {
            Assert.True(fact.Fact == Fact.ProgrammeStart || fact.Question.Contains('?', StringComparison.Ordinal), $"{fact.Fact} can be unknown, and there is no question for it");
        }

        Assert.StartsWith("In which region (ISO 3166-2, DNR or LNR) is it?", FactCatalogue.Of(Fact.EmbargoedRegion).Question, StringComparison.Ordinal);
        Assert.EndsWith("which of these is it?", FactCatalogue.Of(Fact.ClassificationBasis).Question, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Fact.EndUse, "endUse.code")]
    [InlineData(Fact.WmdDelivery, "endUse.wmdDelivery")]
    [InlineData(Fact.EmbargoedRegion, "destination.region")]
    [InlineData(Fact.ExclusionAssessment, "registries/assessments")]
    [InlineData(Fact.PartnerStatus, "registries/partner-status")]
    [InlineData(Fact.TsaInForce, "registries/agreements")]
    [InlineData(Fact.Class, "items[3].class")]
    [InlineData(Fact.RangeKm, "items[3].performance")]
    [InlineData(Fact.PayloadKg, "items[3].performance")]
    [InlineData(Fact.SpeedKmh, "items[3].maxTrueAirspeedKmh")]
    [InlineData(Fact.Propulsion, "items[3].propulsion")]
    [InlineData(Fact.Jurisdiction, "items[3].jurisdiction")]
    [InlineData(Fact.AutonomousOrBvlos, "items[3].autonomousOrBeyondVisualLine")]
    [InlineData(Fact.CodeCategory, "items[3].annexItem")]
    [InlineData(Fact.TotalImpulseNs, "items[3].totalImpulseNs")]
    public void AFact_HasThePathOfItsDeclaration(Fact fact, string path) => Assert.Equal(path, FactCatalogue.Of(fact).Path(3));

    [Theory]
    [InlineData(Fact.RangeKm, "km")]
    [InlineData(Fact.PayloadKg, "kg")]
    [InlineData(Fact.SpeedKmh, "km/h")]
    [InlineData(Fact.AerosolL, "L")]
    [InlineData(Fact.TotalImpulseNs, "N.s")]
    [InlineData(Fact.OwnedBySdnPct, "%")]
    [InlineData(Fact.OwnedByElPct, "%")]
    [InlineData(Fact.ProgrammeStart, "year")]
    public void ANumber_HasItsUnit(Fact fact, string unit) =>
        Assert.Equal((FactType.Number, unit), (FactCatalogue.Of(fact).Type, FactCatalogue.Of(fact).Unit));

    [Fact]
    public void EveryFact_ComesFromAMemberOfTheRequest_OrARegistry() => Assert.All(FactCatalogue.All, fact =>
    {
        if (fact.Source.StartsWith("registries/", StringComparison.Ordinal))
        {
            Assert.Contains(fact.Source["registries/".Length..], Registries.Ids);
            return;
        }

        var type = fact.Scope == FactScope.Item ? typeof(Item) : typeof(ScreeningRequest);
        foreach (var member in fact.Source.Replace("[]", "", StringComparison.Ordinal).Split('.'))
        {
            var property = type.GetProperty(char.ToUpperInvariant(member[0]) + member[1..]);
            Assert.True(property is not null, $"{fact.Fact} comes from `{fact.Source}`, and there is no such member");
            type = property.PropertyType is { IsGenericType: true } many ? many.GetGenericArguments()[0] : property.PropertyType;
        }
    });

    [Fact]
    public void EveryCodedFact_HasItsCodes_AndAYesOrNoHasTwo() => Assert.All(FactCatalogue.All, fact =>
    {
        Assert.Equal(fact.Type == FactType.Coded, !fact.Codes.IsEmpty);
        Assert.Equal(fact.Codes.Length, fact.Codes.Distinct().Count());
        Assert.DoesNotContain("", fact.Codes);
        Assert.Equal(fact.Type == FactType.YesNo ? 0b11UL : (1UL << fact.Codes.Length) - 1, fact.AllCodes);
    });
}
