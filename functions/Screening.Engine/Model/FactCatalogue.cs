using System.Collections.Immutable;

namespace Screening.Engine.Model;

/// <summary>
/// The catalogue of facts (contract 4). Closed-world defaults are policy and are defined here. The decision lists each default
/// used.
/// </summary>
public static class FactCatalogue
{
    /// <summary>
    /// Range in kilometres from which a payload counts for Category I (MTCR Annex 1.A). It defines the payload fact; the decisive
    /// thresholds are in the policy.
    /// </summary>
    public const double ReferenceRangeKm = 300;

    /// <summary>Codes of a list fact: strength of the match.</summary>
    public static ImmutableArray<string> MatchCodes { get; } = ["none", "possible", "strong"];

    /// <summary>Codes of the Entity List fact: a strong match has the licence policy of the entry.</summary>
    public static ImmutableArray<string> EntityListCodes { get; } =
        ["none", "possible", "case_by_case", "presumption_of_denial", "policy_of_denial"];

    /// <summary>Codes of the own-list fact: the declared outcome of the list.</summary>
    public static ImmutableArray<string> OwnListCodes { get; } = ["none", "hold", "presumption_of_denial", "policy_of_denial", "prohibited"];

    /// <summary>Codes of what listed entries mean for an item, least severe first.</summary>
    public static ImmutableArray<string> ReviewCodes { get; } =
        ["none", "case_by_case", "outside_scope", "not_reviewed", "presumption_of_denial", "policy_of_denial"];

    /// <summary>Payload in kilograms that counts for Category I (MTCR Annex 1.A); see <see cref="ReferenceRangeKm"/>.</summary>
    public const double ReferencePayloadKg = 500;

    /// <summary>Exclusion assessments; not_assessed means none on file.</summary>
    public static ImmutableArray<string> AssessmentCodes { get; } =
        ["not_assessed", "clear", "adversarial_posture", "adversary_sway", "diversion_risk"];

    /// <summary>Partner status; UNSTATED means none on file.</summary>
    public static ImmutableArray<string> PartnerCodes { get; } =
        ["UNSTATED", "IMPLIED", "INDICATED_UNCONFIRMED", "LISTED", "EXCLUDED"];

    /// <summary>ECCN series that licence exceptions distinguish.</summary>
    public static ImmutableArray<string> EccnSeriesCodes { get; } = ["not_declared", "other", "series_600", "series_9x515", "ear99"];

    /// <summary>Every definition, indexed by fact.</summary>
    public static ImmutableArray<FactDefinition> All { get; } = Order(
    [
        new() { Fact = Fact.AsOf, Scope = FactScope.Transaction, Type = FactType.Date, Source = "asOf" },
        new()
        {
            Fact = Fact.EndUse, Scope = FactScope.Transaction, Type = FactType.Coded, Codes = [.. Code<EndUseCode>.All],
            Source = "endUse.code", Question = "What will the items be used for?",
        },
        YesNo(Fact.WmdDelivery, "endUse.wmdDelivery", false),
        YesNo(Fact.VettedProgramme, "registries/programmes", false),
        new()
        {
            Fact = Fact.ProgrammeStart, Scope = FactScope.Transaction, Type = FactType.Number, Unit = "year",
            Source = "registries/programmes", WhenAbsent = FactValue.Of("new"),
        },
        YesNo(Fact.EndUserGovernment, "parties[].kind", false),
        YesNo(Fact.RedFlagOpen, "redFlags", false),
        YesNo(Fact.DeemedMovement, "movement", false),
        new() { Fact = Fact.Transit, Scope = FactScope.Transaction, Type = FactType.Country, Source = "destination.transit" },
        new() { Fact = Fact.PlaceOfDelivery, Scope = FactScope.Transaction, Type = FactType.Country, Source = "destination.country" },
        YesNo(Fact.EmbargoedRegion, "destination.region", false) with
        {
            Question = "In which region (ISO 3166-2, DNR or LNR) is it? Crimea, Sevastopol and the occupied parts of Donetsk and Luhansk are under embargo.",
        },
        Match(Fact.ListSdn), Match(Fact.ListDpl), Match(Fact.ListDtc),
        Coded(Fact.ListEl, FactScope.Transaction, EntityListCodes, "parties", "none"),
        Match(Fact.ListMeu), Match(Fact.ListIsn), Match(Fact.ListUn), Match(Fact.ListRestricted),
        Coded(Fact.ListOwn, FactScope.Transaction, OwnListCodes, "parties", "none"),
        YesNo(Fact.PossibleMatch, "parties", false) with
        {
            Question = "Is any of the parties listed? No watchlist is on file, so no party was compared: import one and ask again.",
        },
        YesNo(Fact.PossibleOwnerMatch, "parties[].owners", false),
        Percent(Fact.OwnedBySdnPct), Percent(Fact.OwnedByElPct),
        new() { Fact = Fact.Destination, Scope = FactScope.Destination, Type = FactType.Country, Source = "destination.country" },
        Coded(Fact.ExclusionAssessment, FactScope.Destination, AssessmentCodes, "registries/assessments", "not_assessed"),
        YesNo(Fact.TsaInForce, "registries/agreements", false, FactScope.Destination),
        YesNo(Fact.CloseAlly, "registries/agreements", false, FactScope.Destination),
        Coded(Fact.PartnerStatus, FactScope.Destination, PartnerCodes, "registries/partner-status", "UNSTATED"),
        new()
        {
            Fact = Fact.Class, Scope = FactScope.Item, Type = FactType.Coded, Codes = [.. Code<ItemClass>.All],
            Source = "class", Question = "What class of item is it?",
        },
        YesNo(Fact.RangeDeclared, "performance", false, FactScope.Item),
        Number(Fact.RangeKm, "performance", "km", "What is the maximum range in kilometres, at which payload?"),
        Number(Fact.PayloadKg, "performance", "kg", "What payload in kilograms can be carried to 300 km or more?"),
        Number(Fact.SpeedKmh, "maxTrueAirspeedKmh", "km/h", "What is the maximum true airspeed in km/h?"),
        new()
        {
            Fact = Fact.Propulsion, Scope = FactScope.Item, Type = FactType.Coded, Codes = [.. Code<Propulsion>.All],
            Source = "propulsion", Question = "Is the propulsion solid, liquid or another kind?",
        },
        new()
        {
            Fact = Fact.Jurisdiction, Scope = FactScope.Item, Type = FactType.Coded, Codes = [.. Code<Jurisdiction>.All],
            Source = "jurisdiction", Question = "Is the item subject to the ITAR or to the EAR? Nothing declared settles it, or what is declared disagrees.",
        },
        Number(Fact.AerosolL, "aerosolCapacityL", "L", "") with { WhenAbsent = FactValue.Of(0) },
        new()
        {
            Fact = Fact.AutonomousOrBvlos, Scope = FactScope.Item, Type = FactType.YesNo, Source = "autonomousOrBeyondVisualLine",
            Question = "Can it fly autonomously or be controlled beyond direct vision?",
        },
        YesNo(Fact.ForUasLt800, "forUasBelow800Kmh", false, FactScope.Item),
        YesNo(Fact.SlvRelated, "slvRelated", false, FactScope.Item),
        YesNo(Fact.FacilityComplete, "facilityComplete", true, FactScope.Item),
        new()
        {
            Fact = Fact.CodeCategory, Scope = FactScope.Item, Type = FactType.Coded, Codes = ["NONE", "I", "II", "I_OR_II"],
            Source = "annexItem", Question = "Which MTCR Annex item, ECCN or USML paragraph describes it?",
        },
        YesNo(Fact.CodeIsFacility, "annexItem", false, FactScope.Item),
        YesNo(Fact.ImpulseDeclared, "totalImpulseNs", false, FactScope.Item),
        Number(Fact.TotalImpulseNs, "totalImpulseNs", "N.s", "What is the total impulse in newton seconds?"),
        YesNo(Fact.ReliefNote, "categoryIIReliefNote", false, FactScope.Item),
        new()
        {
            Fact = Fact.ClassificationBasis, Scope = FactScope.Item, Type = FactType.Coded, Codes = ["code", "attributes"],
            Source = "annexItem", Question = "What is declared leaves more than one Annex item possible: which of these is it?",
        },
        Coded(Fact.ForeignAvailability, FactScope.Item, [.. Code<ForeignAvailability>.All], "foreignAvailability", "not_assessed"),
        Coded(Fact.EccnSeries, FactScope.Item, EccnSeriesCodes, "eccn", "not_declared"),
        Coded(Fact.Movement, FactScope.Transaction, [.. Code<Movement>.All], "movement", "EXPORT"),
        YesNo(Fact.AuthorizedUser, "parties[].aukusAuthorizedUser", false),
        new() { Fact = Fact.Way, Scope = FactScope.Transaction, Type = FactType.Country, Source = "parties[].country" },
        new() { Fact = Fact.BankCountry, Scope = FactScope.Transaction, Type = FactType.Country, Source = "parties[].country" },
        new() { Fact = Fact.Origin, Scope = FactScope.Transaction, Type = FactType.Country, Source = "from" },
        YesNo(Fact.WayRegion, "parties[].region", false) with { Question = Region },
        YesNo(Fact.BankRegion, "parties[].region", false) with { Question = Region },
        YesNo(Fact.RegionContradicted, "parties[].address", false),
        Coded(Fact.MilitaryEndUse, FactScope.Transaction, [.. Code<MilitaryStatus>.All], "endUse.military", "no") with
        {
            Question = "Is the end use military, or military intelligence (15 CFR 744.21(f), 744.22(f))?",
        },
        new() { Fact = Fact.MilitaryParties, Scope = FactScope.Transaction, Type = FactType.Country, Source = "parties[].military" },
        new() { Fact = Fact.IntelligenceParties, Scope = FactScope.Transaction, Type = FactType.Country, Source = "parties[].military" },
        Match(Fact.ListMieu), Match(Fact.ListUvl),
        YesNo(Fact.EndUserBarred, "parties", false) with
        {
            Question = "Who is the end user or the ultimate consignee, and in which country? Name one as a party.",
        },
        YesNo(Fact.ListsIncomplete, "parties", false),
        YesNo(Fact.OwnerShareUnknown, "parties[].owners", false),
        YesNo(Fact.OwnerListed, "parties[].owners", false),
        Coded(Fact.MilitaryUser, FactScope.Destination, [.. Code<MilitaryStatus>.All], "parties[].military", "no") with
        {
            Question = "Is this party a military end user, or a military-intelligence end user (15 CFR 744.21(g), 744.22(f))?",
        },
        YesNo(Fact.GovernmentUser, "parties[].kind", false, FactScope.Destination),
        Coded(Fact.EntityReview, FactScope.Item, ReviewCodes, "eccn", "none") with { Question = EntityScope },
        Coded(Fact.AffiliateReview, FactScope.Item, ReviewCodes, "eccn", "none") with { Question = EntityScope },
        new()
        {
            Fact = Fact.ControlStatus, Scope = FactScope.Item, Type = FactType.Coded, Codes = ["ccl", "ear99"],
            Source = "eccn", Question = "Which ECCN is it, or is it EAR99?",
        },
        new()
        {
            Fact = Fact.MilitaryEndUseItem, Scope = FactScope.Item, Type = FactType.YesNo,
            Source = "eccn", Question = "Which ECCN is it, to the paragraph? Supplement 2 to part 744 names some.",
        },
        new()
        {
            Fact = Fact.HtsListed, Scope = FactScope.Item, Type = FactType.YesNo, Source = "hsCode",
            Question = "Which HTS code is it? The supplements to part 746 go by that code.",
        },
        Coded(Fact.Humanitarian, FactScope.Item, [.. Code<Humanitarian>.All], "humanitarian", "none"),
        YesNo(Fact.PerformanceIsEnvelope, "performanceIsEnvelope", false, FactScope.Item),
        Number(Fact.TradeOffProduct, "performance", "km x kg", "") with { WhenAbsent = FactValue.Of(0) },
        Number(Fact.HeavyRangeKm, "performance", "km", "") with { WhenAbsent = FactValue.Of(0) },
        Number(Fact.MaxRangeKm, "maxRangeKm", "km", "What is its greatest range at any payload, in kilometres?"),
        new()
        {
            Fact = Fact.TradeOff, Scope = FactScope.Item, Type = FactType.Coded, Codes = ["falls_short", "reaches"],
            Source = "rangeAt500KgKm", Question = "What is its greatest range with a payload of 500 kg, in kilometres?",
        },
        new()
        {
            Fact = Fact.MtParagraph, Scope = FactScope.Item, Type = FactType.YesNo, Source = "eccn",
            Question = "Which paragraph of the ECCN is it? The missile technology reason applies to some of them only.",
        },
        new()
        {
            Fact = Fact.MtCondition, Scope = FactScope.Item, Type = FactType.YesNo, Source = "annexItem",
            Question = "Does it meet the condition under which its ECCN is controlled for missile technology? Declare the MTCR Annex item if it does.",
        },
        YesNo(Fact.HsDeclared, "hsCode", false, FactScope.Item),
    ]);

    private const string Region = "In which region (ISO 3166-2, DNR or LNR) is this party? Crimea, Sevastopol and the occupied parts of Donetsk and Luhansk are under embargo.";
    private const string EntityScope = "Which ECCN is it, or is it EAR99? The entry of a listed party reads differently for each.";

    /// <summary>Definition of <paramref name="fact"/>.</summary>
    public static FactDefinition Of(Fact fact) => All[(int)fact];

    private static FactDefinition YesNo(Fact fact, string source, bool absent, FactScope scope = FactScope.Transaction) =>
        new() { Fact = fact, Scope = scope, Type = FactType.YesNo, Source = source, WhenAbsent = FactValue.Of(absent) };

    private static FactDefinition Match(Fact fact) => Coded(fact, FactScope.Transaction, MatchCodes, "parties", "none");

    private static FactDefinition Coded(Fact fact, FactScope scope, ImmutableArray<string> codes, string source, string absent) =>
        new() { Fact = fact, Scope = scope, Type = FactType.Coded, Codes = codes, Source = source, WhenAbsent = FactValue.Of(absent) };

    private static FactDefinition Percent(Fact fact) => new()
    {
        Fact = fact, Scope = FactScope.Transaction, Type = FactType.Number, Unit = "%", Source = "parties[].owners",
        WhenAbsent = FactValue.Of(0),
    };

    private static FactDefinition Number(Fact fact, string source, string unit, string question) => new()
    {
        Fact = fact, Scope = FactScope.Item, Type = FactType.Number, Unit = unit, Source = source, Question = question,
    };

    private static ImmutableArray<FactDefinition> Order(ImmutableArray<FactDefinition> definitions)
    {
        var ordered = definitions.Sort((left, right) => left.Fact.CompareTo(right.Fact));
        for (var index = 0; index < ordered.Length; index++)
        {
            if ((int)ordered[index].Fact != index)
            {
                throw new InvalidOperationException($"the fact catalogue lacks or repeats {(Fact)index}");
            }
        }

        return ordered;
    }
}
