namespace Screening.Engine.Tests.Reference;

/// <summary>The registry values of one destination.</summary>
/// <param name="Country">ISO alpha-2.</param>
/// <param name="Assessment">not_assessed when none is on file.</param>
/// <param name="Partner">UNSTATED when none is on file.</param>
/// <param name="HasTsa">A technology safeguards agreement with this country is in force.</param>
/// <param name="IsCloseAlly">On file as a particularly close ally.</param>
internal sealed record ReferenceDestination(string Country, string Assessment, string Partner, bool HasTsa, bool IsCloseAlly)
{
    /// <summary>
    /// The most severe military status of the end users and ultimate consignees in this country: no, yes or
    /// military_intelligence.
    /// </summary>
    public string MilitaryUser { get; init; } = "no";

    /// <summary>Whether the end user in this country is military is not declared, where decision D20 asks for it.</summary>
    public bool IsUserOpen { get; init; }

    /// <summary>An end user or ultimate consignee in this country is a government.</summary>
    public bool HasGovernmentUser { get; init; }

    public bool IsAdverse => Assessment is "adversarial_posture" or "adversary_sway" or "diversion_risk";
}

/// <summary>Everything the reference reads, fully known and in the codes of the wire format, without a type of the engine.</summary>
internal sealed record ReferenceFacts
{
    public required string Pack { get; init; }

    public required DateOnly AsOf { get; init; }

    public required string Class { get; init; }

    public (double RangeKm, double PayloadKg)[] Points { get; init; } = [];

    /// <summary>Whether every point has a range: that a range is not declared is itself a known fact (contract D8).</summary>
    public bool IsRangeDeclared { get; init; } = true;

    /// <summary>
    /// The points as declared. Whether range can be traded against payload depends on declared figures only (contract D22): an
    /// undeclared figure is a question of its own.
    /// </summary>
    public (double? RangeKm, double? PayloadKg)[] DeclaredPoints { get; init; } = [];

    /// <summary>The points are the outer limit of what the system can do.</summary>
    public bool IsEnvelope { get; init; } = true;

    /// <summary>Trading range against payload reaches 500 kg to 300 km. Read only where that is open.</summary>
    public bool IsTradeReaching { get; init; }

    /// <summary>The greatest range at any payload is 300 km or more. Read only where that is open.</summary>
    public bool IsFarAtBest { get; init; }

    public double SpeedKmh { get; init; }

    public string Propulsion { get; init; } = "other";

    public string Jurisdiction { get; init; } = "ITAR";

    /// <summary>Annex item, ECCN or USML paragraph; null when none is declared.</summary>
    public string? Code { get; init; }

    /// <summary>The category of an undeclared code: NONE, I or II. Read only when none is declared.</summary>
    public string UndeclaredCode { get; init; } = "NONE";

    /// <summary>The status of an undeclared ECCN: EAR99, CCL, or SUPP2 for an entry of Supplement 2 to part 744.</summary>
    public string UndeclaredEccn { get; init; } = "CCL";

    /// <summary>Whether a shipped supplement to part 746 lists the HTS code.</summary>
    public bool IsHtsListed { get; init; }

    /// <summary>food, medicine or none.</summary>
    public string Humanitarian { get; init; } = "none";

    /// <summary>Which is right when code and figures disagree. It cannot be known, so both are enumerated.</summary>
    public bool IsCodeRight { get; init; }

    public double AerosolL { get; init; }

    public bool IsAutonomous { get; init; }

    public bool IsForSlowUas { get; init; }

    public bool IsSlvRelated { get; init; }

    public bool IsFacilityComplete { get; init; } = true;

    public double? ImpulseNs { get; init; }

    public string? ReliefNote { get; init; }

    public required ReferenceDestination[] Destinations { get; init; }

    public required string PlaceOfDelivery { get; init; }

    /// <summary>
    /// The nationality that counts for items subject to the EAR; null when there is one or the movement is not deemed.
    /// </summary>
    public string? CountedNationality { get; init; }

    public string Movement { get; init; } = "EXPORT";

    /// <summary>Transit, purchasers, intermediate consignees, forwarders, brokers and others (contract D18).</summary>
    public string[] Way { get; init; } = [];

    public string[] Banks { get; init; } = [];

    /// <summary>Countries of origin; empty when none is declared.</summary>
    public string[] Origin { get; init; } = [];

    public bool IsInEmbargoedRegion { get; init; }

    public bool IsWayInEmbargoedRegion { get; init; }

    public bool IsBankInEmbargoedRegion { get; init; }

    /// <summary>An address names a place of another region than the one declared.</summary>
    public bool IsRegionContradicted { get; init; }

    /// <summary>endUse.military, or the value that the code of the end use implies.</summary>
    public string MilitaryUse { get; init; } = "no";

    /// <summary>Countries of parties declared military, of any role.</summary>
    public string[] MilitaryParties { get; init; } = [];

    /// <summary>Countries of parties declared military intelligence, of any role.</summary>
    public string[] IntelligenceParties { get; init; } = [];

    public string EndUse { get; init; } = "other";

    public bool IsForWmd { get; init; }

    public bool IsProgrammeVetted { get; init; }

    /// <summary>Year the programme started; null when none is on file, which is read as new.</summary>
    public int? ProgrammeStart { get; init; }

    public bool IsEndUserGovernment { get; init; }

    public bool HasOpenRedFlag { get; init; }

    /// <summary>Entries with a strong match: SDN, DPL, DTC, EL, EL-DENIAL, EL-CASE, EL-CCL, EL-UNREAD, MEU, ISN, UN, UVL.</summary>
    public string[] Strong { get; init; } = [];

    /// <summary>Some party may be listed.</summary>
    public bool HasPossibleMatch { get; init; }

    public double OwnedBySdnPercent { get; init; }

    /// <summary>
    /// Share held by parties on the Entity List and the Military End User List and by blocked persons of 744.8, added.
    /// </summary>
    public double OwnedByEntityPercent { get; init; }

    /// <summary>The strictest policy among those owners: presumption_of_denial or policy_of_denial.</summary>
    public string OwnerPolicy { get; init; } = "presumption_of_denial";

    /// <summary>A listed owner holds a share that is not declared.</summary>
    public bool IsOwnerShareUnknown { get; init; }

    /// <summary>An owner is on a list that counts no shares.</summary>
    public bool IsOwnerListed { get; init; }

    /// <summary>A required list is missing or too old.</summary>
    public bool AreListsIncomplete { get; init; }

    /// <summary>The unconfirmed fact that this evaluation leaves out (contract D26); null when it uses all of them.</summary>
    public string? Without { get; init; }

    public bool IsDeemed => Movement.StartsWith("DEEMED", StringComparison.Ordinal);
}
