using Screening.Engine.Model;

namespace Screening.Engine.Destinations;

/// <summary>
/// Military status of end use and end users for 15 CFR 744.21 and 744.22 (docs/policy.md, "Military end use"). A status that is
/// not declared is unknown for an item of Supplement 2 to a country of 744.21 and for a government in a country of 744.22.
/// Otherwise it counts as "no", and the decision lists it as a default.
/// </summary>
public static class MilitaryFacts
{
    /// <summary>Countries of 15 CFR 744.21.</summary>
    public const string EndUseSet = "MILITARY-END-USE";

    /// <summary>Countries of 15 CFR 744.22.</summary>
    public const string IntelligenceSet = "MILITARY-INTELLIGENCE";

    private const string EndUsePath = "endUse.military";

    /// <summary>Fills the military facts. The items and the destinations must already be on the sheet.</summary>
    public static void Fill(FactSheet sheet, ScreeningRequest request, CountrySets sets, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sets);
        var isEndUseOpen = false;
        for (var index = 0; index < sheet.Destinations.Count; index++)
        {
            var country = sheet.Destinations[index];
            var mayNeedLicence = MayBeMilitaryEndUseItem(sheet) && sets.IsMember(country, EndUseSet, asOf);
            isEndUseOpen |= mayNeedLicence;
            FillUser(sheet, index, UsersIn(request, country), mayNeedLicence, sets.IsMember(country, IntelligenceSet, asOf));
        }

        sheet.Set(Fact.MilitaryEndUse, EndUse(request.EndUse, isEndUseOpen));
        sheet.Ask(Fact.MilitaryEndUse, 0, [new FactAsk(EndUsePath)]);
    }

    /// <summary>Fills the user facts of a destination as if one party of unknown country were in it.</summary>
    public static void FillUser(FactSheet sheet, int destination, Party? party, string path, CountrySets sets, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(sets);
        var country = sheet.Destinations[destination];
        var mayNeedLicence = MayBeMilitaryEndUseItem(sheet) && sets.IsMember(country, EndUseSet, asOf);
        (int Index, Party Party)[] users = party is null ? [] : [(-1, party)];
        FillUser(sheet, destination, users, mayNeedLicence, sets.IsMember(country, IntelligenceSet, asOf));
        sheet.Ask(Fact.MilitaryUser, destination, [new FactAsk(path)]);
    }

    /// <summary>
    /// JSON paths of the members that were taken as "no" because they are not declared, in countries where it matters.
    /// </summary>
    public static IEnumerable<string> Defaults(FactSheet sheet, ScreeningRequest request, CountrySets sets, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sets);
        if (!Enumerable.Range(0, sheet.ItemCount).Any(item => MayBe(sheet, item, Jurisdiction.Ear)))
        {
            yield break;
        }

        var asked = sheet.Destinations.Where(country => sets.IsMember(country, EndUseSet, asOf) || sets.IsMember(country, IntelligenceSet, asOf)).ToHashSet();
        if (asked.Count > 0 && request.EndUse.Military is null && request.EndUse.Code != EndUseCode.MilitaryDefense
            && sheet.Get(Fact.MilitaryEndUse, 0, 0).Shown.Kind != System.Text.Json.JsonValueKind.Null)
        {
            yield return EndUsePath;
        }

        for (var destination = 0; destination < sheet.Destinations.Count; destination++)
        {
            if (!asked.Contains(sheet.Destinations[destination]) || sheet.Get(Fact.MilitaryUser, destination, 0).Shown.Kind == System.Text.Json.JsonValueKind.Null)
            {
                continue;
            }

            foreach (var (index, party) in UsersIn(request, sheet.Destinations[destination]).Where(user => user.Party.Military is null))
            {
                yield return $"parties[{index}].military";
            }
        }
    }

    private static (int Index, Party Party)[] UsersIn(ScreeningRequest request, CountryCode country) =>
    [
        .. request.Parties.Select((party, index) => (index, party)).Where(user => Route.IsDestination(user.party.Role) && user.party.Country == country),
    ];

    private static void FillUser(FactSheet sheet, int destination, (int Index, Party Party)[] users, bool mayNeedLicence, bool isIntelligence)
    {
        var hasGovernment = users.Any(user => user.Party.Kind == PartyKind.Government);
        sheet.SetDestination(destination, Fact.GovernmentUser, PossibleValue.Of(hasGovernment));
        var worst = users.Select(user => user.Party.Military ?? MilitaryStatus.No).DefaultIfEmpty(MilitaryStatus.No).Max();
        (int Index, Party Party)[] open =
        [
            .. users.Where(user => user.Party.Military is null && (mayNeedLicence || (isIntelligence && user.Party.Kind == PartyKind.Government))),
        ];

        // The most severe declared status is the lower bound; parties without a declared status can only raise it.
        sheet.SetDestination(destination, Fact.MilitaryUser, open.Length == 0 || worst == MilitaryStatus.MilitaryIntelligence
            ? Coded(worst)
            : PossibleValue.OfCodes(FactCatalogue.Of(Fact.MilitaryUser).AllCodes & ~((1UL << (int)worst) - 1)));
        sheet.Ask(Fact.MilitaryUser, destination, [.. open.Select(user => new FactAsk($"parties[{user.Index}].military"))]);
    }

    private static PossibleValue EndUse(EndUse endUse, bool isOpen) => endUse switch
    {
        { Military: { } declared } => Coded(declared),
        { Code: EndUseCode.MilitaryDefense } => Coded(MilitaryStatus.Yes),
        _ => isOpen ? PossibleValue.OfCodes(FactCatalogue.Of(Fact.MilitaryEndUse).AllCodes) : Coded(MilitaryStatus.No),
    };

    private static PossibleValue Coded(MilitaryStatus status) => PossibleValue.OfCode((int)status, Code<MilitaryStatus>.Of(status));

    private static bool MayBeMilitaryEndUseItem(FactSheet sheet) => Enumerable.Range(0, sheet.ItemCount).Any(item =>
        MayBe(sheet, item, Jurisdiction.Ear) && (sheet.Get(Fact.MilitaryEndUseItem, 0, item).Codes & 0b10) != 0);

    private static bool MayBe(FactSheet sheet, int item, Jurisdiction jurisdiction) =>
        (sheet.Get(Fact.Jurisdiction, 0, item).Codes & (1UL << (int)jurisdiction)) != 0;
}
