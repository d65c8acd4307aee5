using Screening.Engine.Model;

namespace Screening.Engine.Destinations;

/// <summary>Puts what the registries and regions say about each destination on the sheet.</summary>
public static class DestinationFacts
{
    /// <summary>Fills the facts of every destination and the transaction facts that rest on registries.</summary>
    public static void Fill(FactSheet sheet, ScreeningRequest request, CountrySets sets, Registries registries, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(registries);
        for (var index = 0; index < sheet.Destinations.Count; index++)
        {
            var country = sets.Followed(sheet.Destinations[index]);
            sheet.SetDestination(index, Fact.ExclusionAssessment, Coded(Fact.ExclusionAssessment, registries.AssessmentOf(country, asOf)));
            sheet.SetDestination(index, Fact.PartnerStatus, Coded(Fact.PartnerStatus, registries.PartnerStatusOf(country, asOf)));
            sheet.SetDestination(index, Fact.TsaInForce, PossibleValue.Of(registries.HasAgreement(country, "tsa", asOf)));
            sheet.SetDestination(index, Fact.CloseAlly, PossibleValue.Of(registries.HasAgreement(country, "close_ally", asOf)));
        }

        sheet.Set(Fact.EmbargoedRegion, sets.EmbargoOf(request.Destination.Region) switch
        {
            RegionEmbargo.All => PossibleValue.Of(true),
            RegionEmbargo.Part => PossibleValue.Of((bool?)null),
            _ => PossibleValue.Of(false),
        });

        // A programme counts only for the country it belongs to; with several nationalities it must belong to each.
        var programmes = sheet.Destinations.Select(country => registries.ProgrammeOf(request.EndUse.Programme, country)).ToArray();
        sheet.Set(Fact.VettedProgramme, PossibleValue.Of(
            programmes.All(programme => programme is { IsVetted: true } && programme.Interval.Contains(asOf))));
        var start = programmes.Max(programme => programme?.StartYear ?? int.MaxValue);
        sheet.Set(Fact.ProgrammeStart, start == int.MaxValue ? PossibleValue.OfNumbers([double.MaxValue], null) : PossibleValue.Of(start));
    }

    private static PossibleValue Coded(Fact fact, string code) => PossibleValue.OfCode(FactCatalogue.Of(fact).Codes.IndexOf(code), code);
}
