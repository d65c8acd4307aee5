using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Destinations;

/// <summary>Fills the facts of the registries and regions, and the countries of the route.</summary>
public static class DestinationFacts
{
    private static readonly CountryCode Ukraine = CountryCode.Of("UA");

    /// <summary>Fills the facts of every destination and the transaction facts that depend on registries or regions.</summary>
    public static void Fill(FactSheet sheet, ScreeningRequest request, CountrySets sets, Registries registries, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(registries);
        for (var index = 0; index < sheet.Destinations.Count; index++)
        {
            FillRegistries(sheet, index, sets, registries, asOf);
        }

        FillRoute(sheet, Route.Of(request), request);
        FillRegions(sheet, request, sets);

        // A programme counts only for the country it belongs to; with several destinations it must belong to each.
        var programmes = sheet.Destinations.Select(country => registries.ProgrammeOf(request.EndUse.Programme, country)).ToArray();
        sheet.Set(Fact.VettedProgramme, PossibleValue.Of(
            programmes.All(programme => programme is { IsVetted: true } && programme.Interval.Contains(asOf))));
        var start = programmes.Max(programme => programme?.StartYear ?? int.MaxValue);
        sheet.Set(Fact.ProgrammeStart, start == int.MaxValue ? PossibleValue.OfNumbers([double.MaxValue], null) : PossibleValue.Of(start));
    }

    /// <summary>Fills the registry facts of one destination.</summary>
    public static void FillRegistries(FactSheet sheet, int index, CountrySets sets, Registries registries, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(registries);
        var said = RegistryAnswer.Of(sheet.Destinations[index], sets, registries, asOf);
        sheet.SetDestination(index, Fact.ExclusionAssessment, Coded(Fact.ExclusionAssessment, said.Assessment));
        sheet.SetDestination(index, Fact.PartnerStatus, Coded(Fact.PartnerStatus, said.PartnerStatus));
        sheet.SetDestination(index, Fact.TsaInForce, PossibleValue.Of(said.HasSafeguards));
        sheet.SetDestination(index, Fact.CloseAlly, PossibleValue.Of(said.IsCloseAlly));
        sheet.SetDestination(index, Fact.MilitaryUser, Coded(Fact.MilitaryUser, "no"));
        sheet.SetDestination(index, Fact.GovernmentUser, PossibleValue.Of(false));
    }

    private static void FillRoute(FactSheet sheet, Route route, ScreeningRequest request)
    {
        sheet.SetCountries(Fact.Transit, [.. route.Way.Where(role => role.Role == "transit")]);
        sheet.SetCountries(Fact.Way, route.Way);
        sheet.SetCountries(Fact.BankCountry, route.Banks);
        sheet.SetCountries(Fact.Origin, route.Origin);
        sheet.SetCountries(Fact.MilitaryParties, Declared(request, MilitaryStatus.Yes));
        sheet.SetCountries(Fact.IntelligenceParties, Declared(request, MilitaryStatus.MilitaryIntelligence));
        sheet.Set(Fact.EndUserBarred, PossibleValue.Of(route.Open.Any(open => open.Party is null) ? null : (bool?)false));
    }

    private static ImmutableArray<CountryRole> Declared(ScreeningRequest request, MilitaryStatus status) =>
    [
        .. request.Parties.Where(party => party.Military == status && party.Country is not null)
            .Select(party => new CountryRole(party.Country!.Value, Route.Name(party))),
    ];

    /// <summary>
    /// An embargo on a part of a country is looked up by region. The fact is open if the region is not declared or only partly
    /// under embargo. An address never supplies a region.
    /// </summary>
    private static void FillRegions(FactSheet sheet, ScreeningRequest request, CountrySets sets)
    {
        var destination = new RegionAnswer();
        destination.Add(sets, request.Destination.Country, request.Destination.Region, "destination.region");
        var (way, bank) = (new RegionAnswer(), new RegionAnswer());
        var isContradicted = false;
        for (var index = 0; index < request.Parties.Length; index++)
        {
            var party = request.Parties[index];
            if (party.Country is not { } country)
            {
                continue;
            }

            var answer = Route.IsDestination(party.Role) ? destination : Route.IsOnTheWay(party.Role) ? way : party.Role == PartyRole.Bank ? bank : null;
            answer?.Add(sets, country, party.Region, $"parties[{index}].region");
            isContradicted |= answer is not null && country == Ukraine && sets.Contradicts(party.Region, party.Address) is not null;
        }

        destination.Fill(sheet, Fact.EmbargoedRegion);
        way.Fill(sheet, Fact.WayRegion);
        bank.Fill(sheet, Fact.BankRegion);
        sheet.Set(Fact.RegionContradicted, PossibleValue.Of(isContradicted));
    }

    private static PossibleValue Coded(Fact fact, string code) => PossibleValue.OfCode(FactCatalogue.Of(fact).Codes.IndexOf(code), code);

    /// <summary>Whether any of several places is in an embargoed region, and the members that would decide it.</summary>
    private sealed class RegionAnswer
    {
        private readonly ImmutableArray<FactAsk>.Builder asks = ImmutableArray.CreateBuilder<FactAsk>();
        private bool isInside;

        public void Add(CountrySets sets, CountryCode country, string? region, string path)
        {
            var embargo = region is null && sets.HasEmbargoedRegions(country) ? RegionEmbargo.Part : sets.EmbargoOf(region);
            isInside |= embargo == RegionEmbargo.All;
            if (embargo == RegionEmbargo.Part)
            {
                asks.Add(new FactAsk(path, null) { Type = AnswerType.Code });
            }
        }

        public void Fill(FactSheet sheet, Fact fact)
        {
            sheet.Set(fact, PossibleValue.Of(isInside ? true : asks.Count > 0 ? null : (bool?)false));
            sheet.Ask(fact, 0, asks.ToImmutable());
        }
    }
}
