using Screening.Engine.Model;

namespace Screening.Engine.Policies.Wording;

/// <summary>Words for facts, codes and country sets in generated sentences.</summary>
internal static class Phrases
{
    private static readonly Dictionary<Fact, (string Yes, string No)> YesNo = new()
    {
        [Fact.WmdDelivery] = ("the items are declared as intended for the delivery of weapons of mass destruction", "no delivery of weapons of mass destruction is intended"),
        [Fact.VettedProgramme] = ("the space programme named is on file as vetted", "no vetted space programme is named"),
        [Fact.EndUserGovernment] = ("the end user is a government", "the end user is no government"),
        [Fact.RedFlagOpen] = ("a red flag is open", "no red flag is open"),
        [Fact.DeemedMovement] = ("the transaction is a deemed export or re-export", "the transaction is no deemed export or re-export"),
        [Fact.EmbargoedRegion] = ("the place of delivery lies in an embargoed region", "the place of delivery lies in no embargoed region"),
        [Fact.PossibleMatch] = ("a party may be listed", "no party may be listed"),
        [Fact.PossibleOwnerMatch] = ("an owner of a party may be listed", "no owner of a party may be listed"),
        [Fact.TsaInForce] = ("a technology safeguards agreement with the destination is in force", "no technology safeguards agreement with the destination is in force"),
        [Fact.CloseAlly] = ("the destination is on file as a particularly close ally", "the destination is not on file as a particularly close ally"),
        [Fact.RangeDeclared] = ("a range is declared", "no range is declared"),
        [Fact.AutonomousOrBvlos] = ("it flies autonomously or can be controlled beyond direct vision", "it neither flies autonomously nor can be controlled beyond direct vision"),
        [Fact.ForUasLt800] = ("the item is for an unmanned aircraft slower than 800 km/h", "the item is not for an unmanned aircraft slower than 800 km/h"),
        [Fact.SlvRelated] = ("the item is related to a space launch vehicle", "the item is not related to a space launch vehicle"),
        [Fact.FacilityComplete] = ("the facility has every capability to produce the system", "the facility lacks some capability to produce the system"),
        [Fact.CodeIsFacility] = ("the declared code names a production facility", "the declared code names no production facility"),
        [Fact.ImpulseDeclared] = ("a total impulse is declared", "no total impulse is declared"),
        [Fact.ReliefNote] = ("a Category II note is claimed that fits the declared item and nothing contradicts", "no Category II note applies"),
        [Fact.WayRegion] = ("a party on the way sits in an embargoed region", "no party on the way sits in an embargoed region"),
        [Fact.BankRegion] = ("a bank sits in an embargoed region", "no bank sits in an embargoed region"),
        [Fact.RegionContradicted] = ("an address names a place in an embargoed region although another region is declared", "no address contradicts the region declared"),
        [Fact.EndUserBarred] = ("the end user who is not named is one the transaction may not reach", "the end user is named"),
        [Fact.ListsIncomplete] = ("a list that must be there is missing or too old", "every list that must be there is there and fresh"),
        [Fact.OwnerShareUnknown] = ("the share of a listed owner is not known", "the share of every listed owner is known"),
        [Fact.OwnerListed] = ("an owner of a party is on another list", "no owner of a party is on another list"),
        [Fact.GovernmentUser] = ("an end user or ultimate consignee there is a government", "no end user or ultimate consignee there is a government"),
        [Fact.MilitaryEndUseItem] = ("the item is named in Supplement 2 to part 744", "the item is not named in Supplement 2 to part 744"),
        [Fact.HtsListed] = ("a supplement to part 746 has the HTS code of the item", "no supplement to part 746 that ships with this service has the HTS code of the item"),
        [Fact.PerformanceIsEnvelope] = ("the declared points are the outer limit", "trade-off beyond the declared points is open"),
        [Fact.MtParagraph] = ("the item falls under a paragraph of its ECCN with the missile technology reason", "the item falls under no paragraph of its ECCN with the missile technology reason"),
        [Fact.MtCondition] = ("the item meets the condition of the missile technology reason of its ECCN", "the item does not meet the condition of the missile technology reason of its ECCN"),
        [Fact.HsDeclared] = ("an HTS code is declared", "no HTS code is declared"),
        [Fact.AuthorizedUser] = ("the end user or consignee is an Authorized User", "no end user or consignee is an Authorized User"),
    };

    private static readonly Dictionary<Fact, string> Names = new()
    {
        [Fact.AsOf] = "the date asked about",
        [Fact.EndUse] = "the end use",
        [Fact.Class] = "the item",
        [Fact.RangeKm] = "the longest declared range",
        [Fact.PayloadKg] = "the largest payload declared at a range of 300 km or more",
        [Fact.SpeedKmh] = "the maximum true airspeed",
        [Fact.AerosolL] = "the aerosol capacity",
        [Fact.TotalImpulseNs] = "the total impulse",
        [Fact.PlaceOfDelivery] = "the place of delivery or release",
        [Fact.Destination] = "the destination",
        [Fact.Transit] = "a country of transit",
        [Fact.Way] = "a country on the way",
        [Fact.BankCountry] = "the country of a bank",
        [Fact.Origin] = "the country of origin",
        [Fact.MilitaryEndUse] = "the military status of the end use",
        [Fact.MilitaryParties] = "the country of a military party",
        [Fact.IntelligenceParties] = "the country of a party of military intelligence",
        [Fact.ListMieu] = "the match of a party with the bodies of 15 CFR 744.22(f)(2)",
        [Fact.ListUvl] = "the match of a party with the Unverified List",
        [Fact.MilitaryUser] = "the military status of the end user there",
        [Fact.EntityReview] = "what the listed entries of the parties mean for the item",
        [Fact.AffiliateReview] = "what the listed entries of the owners mean for the item",
        [Fact.ControlStatus] = "the control status of the item",
        [Fact.Humanitarian] = "the humanitarian kind of the item",
        [Fact.TradeOffProduct] = "the largest declared product of range and payload",
        [Fact.HeavyRangeKm] = "the longest declared range with 500 kg or more",
        [Fact.MaxRangeKm] = "the greatest range",
        [Fact.TradeOff] = "the result of trading payload for range",
        [Fact.OwnedBySdnPct] = "the share of a party held by Specially Designated Nationals in aggregate",
        [Fact.OwnedByElPct] = "the share of a party held by Entity List or Military End User parties in aggregate",
        [Fact.ProgrammeStart] = "the year the programme started",
        [Fact.ListSdn] = "the match of a party with the Specially Designated Nationals",
        [Fact.ListDpl] = "the match of a party with the Denied Persons List",
        [Fact.ListDtc] = "the match of a party with the parties debarred under the Arms Export Control Act",
        [Fact.ListEl] = "the licence policy of a party's entry on the Entity List",
        [Fact.ListMeu] = "the match of a party with the Military End User List",
        [Fact.ListIsn] = "the match of a party with the nonproliferation sanctions",
        [Fact.ListUn] = "the match of a party with the list of the United Nations Security Council",
        [Fact.ListRestricted] = "the match of a party with a list that restricts some dealings",
        [Fact.ListOwn] = "the outcome an own list declares for a match",
        [Fact.ExclusionAssessment] = "the assessment of the destination on file",
        [Fact.PartnerStatus] = "the partner status of the destination",
        [Fact.Jurisdiction] = "the regulation the item is subject to",
        [Fact.CodeCategory] = "the category of the declared code",
        [Fact.ClassificationBasis] = "what is right where code and figures disagree",
        [Fact.EccnSeries] = "the series of the declared ECCN",
    };

    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["BALLISTIC_MISSILE"] = "a ballistic missile",
        ["SLV"] = "a space launch vehicle",
        ["SOUNDING_ROCKET"] = "a sounding rocket",
        ["ROCKET"] = "another rocket",
        ["CRUISE_MISSILE"] = "a cruise missile",
        ["UAS"] = "an unmanned aircraft system",
        ["TARGET_DRONE"] = "a target drone",
        ["OPV"] = "an optionally piloted vehicle",
        ["UAS_AEROSOL"] = "an unmanned aircraft with an aerosol system",
        ["SUBSYSTEM"] = "a subsystem",
        ["PRODUCTION_EQUIPMENT"] = "production equipment",
        ["PRODUCTION_FACILITY"] = "a production facility",
        ["TECHNOLOGY"] = "technology",
        ["SOFTWARE"] = "software",
        ["MATERIAL"] = "material",
        ["CAT_II_ITEM"] = "declared as a Category II item",
        ["MANNED_AIRCRAFT"] = "a manned aircraft",
        ["SPACECRAFT"] = "a spacecraft",
        ["GENERIC"] = "anything else",
        ["civil_space_launch"] = "a civil space launch",
        ["commercial_space_launch"] = "a commercial space launch",
        ["intl_space_program"] = "an international space programme",
        ["us_launch_from_partner_spaceport"] = "a U.S.-operated launch from the spaceport of a partner",
        ["rocket_or_uav_ge300_program"] = "a programme for rockets or unmanned vehicles of 300 km or more",
        ["rocket_or_uav_unknown_range"] = "a programme for rockets or unmanned vehicles whose range cannot be determined",
        ["I_OR_II"] = "both",
        ["ccl"] = "on the Commerce Control List",
        ["ear99"] = "EAR99",
        ["reaches"] = "500 kg or more to 300 km",
        ["falls_short"] = "less than 500 kg to 300 km",
        ["NONE"] = "none",
        ["ITAR"] = "the ITAR",
        ["EAR"] = "the EAR",
    };

    private static readonly Dictionary<string, string> Sets = new(StringComparer.Ordinal)
    {
        ["ITAR-126-1"] = "the list of 22 CFR 126.1",
        ["NO-MT1"] = "the destinations without a mark in MT column 1",
        ["MILITARY-END-USE"] = "the countries of 15 CFR 744.21",
        ["EMBARGO-WITHOUT-SPP"] = "the countries of EAR groups E:1 and E:2 other than Syria",
        ["MILITARY-INTELLIGENCE"] = "the countries of 15 CFR 744.22",
        ["RUSSIA-BELARUS"] = "the countries of 15 CFR 746.8",
        ["ITAR-126-1-PARTIAL"] = "the countries that 22 CFR 126.1 denies in part",
        ["MTCR-PARTNERS"] = "the partners of the MTCR",
        ["MTCR-ADHERENTS"] = "the adherents of the MTCR",
        ["NATO"] = "NATO",
        ["TREATY-ALLIES"] = "the treaty allies outside NATO",
        ["MNNA"] = "the major non-NATO allies",
        ["MNNA-TREATED"] = "those treated as major non-NATO allies",
        ["MDP"] = "the major defense partners",
        ["FRONTLINE"] = "the frontline partners",
        ["FIVE-EYES"] = "the Five Eyes",
        ["AUKUS"] = "AUKUS",
        ["RIO-TREATY"] = "the parties of the Rio Treaty",
        ["NPT-NWS"] = "the nuclear-weapon States of the NPT",
        ["NUCLEAR-OTHER"] = "the other States with nuclear weapons",
    };

    /// <summary>The subject of a sentence about a fact.</summary>
    public static string Of(Fact fact) => Names.TryGetValue(fact, out var name) ? name : $"the {Words(Code<Fact>.Of(fact))}";

    /// <summary>
    /// A yes/no fact as a statement. INVARIANT: every yes/no fact has both statements; a test checks the whole catalogue.
    /// </summary>
    public static string Of(Fact fact, bool isYes) => isYes ? YesNo[fact].Yes : YesNo[fact].No;

    /// <summary>A code in words.</summary>
    public static string OfCode(string code) => Codes.TryGetValue(code, out var words) ? words : Words(code);

    /// <summary>A country set in words.</summary>
    public static string OfSet(string set) => Sets.TryGetValue(set, out var words)
        ? words
        : set.StartsWith("EAR-", StringComparison.Ordinal) && set.Length == 6 ? $"country group {set[4]}:{set[5]}" : $"the set {set}";

    public static string Words(string code) => code.Replace('_', ' ');
}
