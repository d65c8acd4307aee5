using System.Collections.Immutable;

namespace Screening.Engine.Model;

/// <summary>
/// The catalogue of facts (contract 4). A closed-world default is policy and stands here; each use of one is listed in
/// the decision.
/// </summary>
public static class FactCatalogue
{
    /// <summary>
    /// Range in kilometres from which a payload counts for Category I (MTCR Annex 1.A). It defines the payload fact;
    /// the thresholds that decide stand in the policy.
    /// </summary>
    public const double ReferenceRangeKm = 300;

    /// <summary>Codes of a list fact: how strongly a party matched.</summary>
    public static ImmutableArray<string> MatchCodes { get; } = ["none", "possible", "strong"];

    /// <summary>Codes of the Entity List fact: a strong match carries the entry's own licence policy.</summary>
    public static ImmutableArray<string> EntityListCodes { get; } =
        ["none", "possible", "case_by_case", "presumption_of_denial", "policy_of_denial"];

    /// <summary>Codes of the own-list fact: the declared outcome of the list.</summary>
    public static ImmutableArray<string> OwnListCodes { get; } = ["none", "hold", "presumption_of_denial", "policy_of_denial", "prohibited"];

    /// <summary>Exclusion assessments; not_assessed means none on file.</summary>
    public static ImmutableArray<string> AssessmentCodes { get; } =
        ["not_assessed", "clear", "adversarial_posture", "adversary_sway", "diversion_risk"];

    /// <summary>Partner status; UNSTATED means none on file.</summary>
    public static ImmutableArray<string> PartnerCodes { get; } =
        ["UNSTATED", "IMPLIED", "INDICATED_UNCONFIRMED", "LISTED", "EXCLUDED"];

    /// <summary>Series of an ECCN that licence exceptions treat apart.</summary>
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
            Question = "Is the place of delivery inside the embargoed part of this region? Declare UA-43, UA-40, DNR or LNR if so.",
        },
        Match(Fact.ListSdn), Match(Fact.ListDpl), Match(Fact.ListDtc),
        Coded(Fact.ListEl, FactScope.Transaction, EntityListCodes, "parties", "none"),
        Match(Fact.ListMeu), Match(Fact.ListIsn), Match(Fact.ListUn), Match(Fact.ListRestricted),
        Coded(Fact.ListOwn, FactScope.Transaction, OwnListCodes, "parties", "none"),
        YesNo(Fact.PossibleMatch, "parties", false) with
        {
            Question = "Is any of the parties listed? No watchlist is on file, so nobody was looked up: import one and ask again.",
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
            Source = "jurisdiction", Question = "Is the item subject to the ITAR or to the EAR?",
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
            Source = "annexItem", Question = "The declared control code and the declared figures disagree: which is right?",
        },
        Coded(Fact.ForeignAvailability, FactScope.Item, [.. Code<ForeignAvailability>.All], "foreignAvailability", "not_assessed"),
        Coded(Fact.EccnSeries, FactScope.Item, EccnSeriesCodes, "eccn", "not_declared"),
        Coded(Fact.Movement, FactScope.Transaction, [.. Code<Movement>.All], "movement", "EXPORT"),
        YesNo(Fact.AuthorizedUser, "parties[].aukusAuthorizedUser", false),
    ]);

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
