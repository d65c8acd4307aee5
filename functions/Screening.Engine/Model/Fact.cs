using Screening.Engine.Destinations;

namespace Screening.Engine.Model;

/// <summary>What a fact is about.</summary>
public enum FactScope
{
    /// <summary>The transaction as a whole.</summary>
    Transaction,

    /// <summary>One destination: the country of destination, or one nationality of a deemed export.</summary>
    Destination,

    /// <summary>One item.</summary>
    Item,
}

/// <summary>Type of a fact; it determines the operators that a condition may use.</summary>
public enum FactType
{
    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>One of a closed list of codes.</summary>
    Coded,

    /// <summary>A number with a unit.</summary>
    Number,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A country, or several; compared with literal codes or with dated country sets.</summary>
    Country,
}

/// <summary>Every fact that a rule may read. Policy documents spell facts in lower snake case.</summary>
[LowerCaseCodes]
public enum Fact
{
    /// <summary>Date whose law applies.</summary>
    AsOf,

    /// <summary>Coded end use.</summary>
    EndUse,

    /// <summary>Intended for the delivery of weapons of mass destruction.</summary>
    WmdDelivery,

    /// <summary>The end use names a vetted programme on file.</summary>
    VettedProgramme,

    /// <summary>Year the named programme started.</summary>
    ProgrammeStart,

    /// <summary>The end user is a government.</summary>
    EndUserGovernment,

    /// <summary>A red flag is open.</summary>
    RedFlagOpen,

    /// <summary>The movement is a deemed export or re-export.</summary>
    DeemedMovement,

    /// <summary>Countries of transit.</summary>
    Transit,

    /// <summary>Country to which the items physically go, or in which technology is released.</summary>
    PlaceOfDelivery,

    /// <summary>The place of delivery, an end user or an ultimate consignee is in an embargoed region.</summary>
    EmbargoedRegion,

    /// <summary>Strongest match on the SDN list.</summary>
    ListSdn,

    /// <summary>Strongest match on the Denied Persons List.</summary>
    ListDpl,

    /// <summary>Strongest match on the AECA debarred list.</summary>
    ListDtc,

    /// <summary>Strongest match on the Entity List, with the licence policy of the entry.</summary>
    ListEl,

    /// <summary>Strongest match on the Military End User list.</summary>
    ListMeu,

    /// <summary>Strongest match on the nonproliferation sanctions list.</summary>
    ListIsn,

    /// <summary>Strongest match on the UN Security Council list.</summary>
    ListUn,

    /// <summary>Strongest match on a list that restricts something other than the transaction as such.</summary>
    ListRestricted,

    /// <summary>Most severe declared outcome of a strong match on an own list.</summary>
    ListOwn,

    /// <summary>A party has a possible match.</summary>
    PossibleMatch,

    /// <summary>An owner has a possible match.</summary>
    PossibleOwnerMatch,

    /// <summary>Largest aggregate share of one party held by SDN owners, percent.</summary>
    OwnedBySdnPct,

    /// <summary>Largest aggregate share of one party held by owners that count for the Affiliates Rule, percent.</summary>
    OwnedByElPct,

    /// <summary>A destination, or a nationality of a deemed export.</summary>
    Destination,

    /// <summary>Exclusion assessment on file.</summary>
    ExclusionAssessment,

    /// <summary>A technology safeguards agreement with the destination is in force.</summary>
    TsaInForce,

    /// <summary>The destination is on file as a particularly close ally.</summary>
    CloseAlly,

    /// <summary>Partner status on file.</summary>
    PartnerStatus,

    /// <summary>Class of the item.</summary>
    Class,

    /// <summary>Every performance point declares a range; without points, the maximum range is declared.</summary>
    RangeDeclared,

    /// <summary>Longest declared range.</summary>
    RangeKm,

    /// <summary>Largest declared payload carried to 300 km or more.</summary>
    PayloadKg,

    /// <summary>Maximum true airspeed.</summary>
    SpeedKmh,

    /// <summary>Propulsion.</summary>
    Propulsion,

    /// <summary>Jurisdiction.</summary>
    Jurisdiction,

    /// <summary>Aerosol dispensing capacity.</summary>
    AerosolL,

    /// <summary>Autonomous or controlled beyond direct vision.</summary>
    AutonomousOrBvlos,

    /// <summary>Part, material, software or technology for a UAS slower than 800 km/h.</summary>
    ForUasLt800,

    /// <summary>Related to a space launch vehicle.</summary>
    SlvRelated,

    /// <summary>The facility has every capability to produce the system.</summary>
    FacilityComplete,

    /// <summary>Category of the declared control code.</summary>
    CodeCategory,

    /// <summary>The declared Annex item is a production facility of items 1 or 2.</summary>
    CodeIsFacility,

    /// <summary>A total impulse is declared.</summary>
    ImpulseDeclared,

    /// <summary>Total impulse.</summary>
    TotalImpulseNs,

    /// <summary>A Category II relief note is claimed, matches the declared Annex item and nothing contradicts it.</summary>
    ReliefNote,

    /// <summary>Which of the declared code and the declared attributes is right when they disagree.</summary>
    ClassificationBasis,

    /// <summary>Foreign availability as assessed; read by advice.</summary>
    ForeignAvailability,

    /// <summary>Series of the declared ECCN; read by advice.</summary>
    EccnSeries,

    /// <summary>Movement; read by advice.</summary>
    Movement,

    /// <summary>An end user or ultimate consignee is an AUKUS Authorized User; read by advice.</summary>
    AuthorizedUser,

    /// <summary>
    /// Countries on the way: transit, and those of the parties for which <see cref="Route.IsOnTheWay"/> is true.
    /// </summary>
    Way,

    /// <summary>Countries of the banks.</summary>
    BankCountry,

    /// <summary>Country that the items leave; that of the exporter when none is declared.</summary>
    Origin,

    /// <summary>A party on the way is in an embargoed region.</summary>
    WayRegion,

    /// <summary>A bank is in an embargoed region.</summary>
    BankRegion,

    /// <summary>An address names a place in an embargoed region although another region is declared.</summary>
    RegionContradicted,

    /// <summary>Whether the end use is military.</summary>
    MilitaryEndUse,

    /// <summary>Countries of the parties declared to be military.</summary>
    MilitaryParties,

    /// <summary>Countries of the parties declared to be of military intelligence.</summary>
    IntelligenceParties,

    /// <summary>Strongest match with a body that 15 CFR 744.22(f)(2) names.</summary>
    ListMieu,

    /// <summary>Strongest match on the Unverified List, which bars licence exceptions.</summary>
    ListUvl,

    /// <summary>Whether an unnamed end user is barred from the transaction.</summary>
    EndUserBarred,

    /// <summary>A required list is missing or too old.</summary>
    ListsIncomplete,

    /// <summary>A listed owner holds an unknown share.</summary>
    OwnerShareUnknown,

    /// <summary>An owner is on a list that does not count shares.</summary>
    OwnerListed,

    /// <summary>Whether an end user or ultimate consignee in this destination is military.</summary>
    MilitaryUser,

    /// <summary>An end user or ultimate consignee in this destination is a government.</summary>
    GovernmentUser,

    /// <summary>What the entries of the parties on the Entity List and the Military End User List mean for the item.</summary>
    EntityReview,

    /// <summary>What the entries of listed owners with 50 % or more together mean for the item.</summary>
    AffiliateReview,

    /// <summary>Whether the item is on the Commerce Control List or is EAR99.</summary>
    ControlStatus,

    /// <summary>The item is named in Supplement 2 to part 744.</summary>
    MilitaryEndUseItem,

    /// <summary>Whether a shipped table of the supplements to part 746 contains the HTS code.</summary>
    HtsListed,

    /// <summary>Food, medicine or neither.</summary>
    Humanitarian,

    /// <summary>The declared points are the outer limit, trade-off included.</summary>
    PerformanceIsEnvelope,

    /// <summary>Largest product of range and payload among the declared points of 300 km or more, or of 500 kg or more.</summary>
    TradeOffProduct,

    /// <summary>Longest declared range with a payload of 500 kg or more.</summary>
    HeavyRangeKm,

    /// <summary>Greatest range at any payload.</summary>
    MaxRangeKm,

    /// <summary>Whether trading payload for range, or range for payload, reaches 500 kg at 300 km.</summary>
    TradeOff,

    /// <summary>The item falls under a paragraph of its ECCN that carries the missile technology reason.</summary>
    MtParagraph,

    /// <summary>The item meets the condition under which its ECCN carries the missile technology reason.</summary>
    MtCondition,

    /// <summary>HS or Schedule B code; read by advice.</summary>
    HsDeclared,
}
