namespace Screening.Engine.Tests.Reference;

/// <summary>Category I items that are no facility, pack by pack, in the order of policy.md 5.2.</summary>
internal static class ReferenceCategoryOne
{
    private static readonly string[] SpaceUses =
        ["civil_space_launch", "commercial_space_launch", "intl_space_program", "us_launch_from_partner_spaceport"];

    public static ReferenceFinding Of(ReferenceFacts facts, ReferenceDestination to)
    {
        if (facts.Pack == "mtcr-guidelines")
        {
            return new("G-CATI", "PRESUMPTION_OF_DENIAL");
        }

        if (IsLaunch(facts, to) && to.HasTsa)
        {
            return new("REG-TSA", "CASE_BY_CASE");
        }

        return facts.Pack switch
        {
            "us-mtcr-1993-denial" => Denial(facts, to),
            "us-mtcr-2020-uas" => IsSlowUas(facts) && !to.IsAdverse ? new("R20-UAS800", "CASE_BY_CASE") : Denial(facts, to),
            "proposed-reform" => Reform(facts, to) ?? Guidance(facts, to),
            _ => Guidance(facts, to),
        };
    }

    private static ReferenceFinding Denial(ReferenceFacts facts, ReferenceDestination to)
    {
        if (!facts.IsSlvRelated)
        {
            return new("R93-CATI", "POLICY_OF_DENIAL");
        }

        // Decision D10: a programme started by 1987 is old.
        var isOld = SpaceUses.Contains(facts.EndUse) && facts.ProgrammeStart <= 1987 && ReferenceCountries.IsMtcrPartner(to.Country);
        return isOld ? new("R93-SLV-OLD", "PRESUMPTION_OF_DENIAL") : new("R93-SLV-NEW", "POLICY_OF_DENIAL");
    }

    private static ReferenceFinding Guidance(ReferenceFacts facts, ReferenceDestination to)
    {
        if (to.Assessment == "diversion_risk")
        {
            return new("R25-DIVERSION", "PRESUMPTION_OF_DENIAL");
        }

        if (to.Partner is "IMPLIED" or "LISTED")
        {
            return new("R25-PARTNER", "CASE_BY_CASE_ELIGIBLE");
        }

        // Decision D25: unmanned aircraft subject to the ITAR.
        if (facts.Pack == "us-uas-2025-09" && facts.Jurisdiction == "ITAR" && (facts.Class is "UAS" or "TARGET_DRONE" or "OPV"))
        {
            return new("R25U-AS-AIRCRAFT", "CASE_BY_CASE");
        }

        if (IsVettedLauncher(facts))
        {
            return new("R25-SLV-VETTED", "CASE_BY_CASE");
        }

        if (IsSlowUas(facts) && !to.IsAdverse)
        {
            return new("R20-UAS800", "CASE_BY_CASE");
        }

        return to.Partner == "INDICATED_UNCONFIRMED"
            ? new("R25-INDICATED", "HOLD_FOR_REVIEW")
            : new("R25-DEFAULT", "PRESUMPTION_OF_DENIAL");
    }

    private static ReferenceFinding? Reform(ReferenceFacts facts, ReferenceDestination to)
    {
        if (IsLaunch(facts, to) && to.IsCloseAlly)
        {
            return new("PR-TSA-WAIVE", "CASE_BY_CASE");
        }

        if (to.IsAdverse)
        {
            return new("PR-EXCLUDED", "PRESUMPTION_OF_DENIAL");
        }

        if (!ReferenceCountries.IsInEligibleGroup(to.Country, facts.AsOf))
        {
            return null;
        }

        // Decision D9: joining a group must not make a vetted launcher worse off.
        if (to.Assessment == "not_assessed" && !IsVettedLauncher(facts))
        {
            return new("PR-ASSESS", "HOLD_FOR_REVIEW");
        }

        if (IsLiquidLauncher(facts) && !ReferenceCountries.HasWmdProgramme(to.Country))
        {
            return new("PR-SLV-LIQUID", "CASE_BY_CASE");
        }

        return to.Assessment == "clear" ? new("PR-ELIGIBLE", "CASE_BY_CASE_ELIGIBLE") : null;
    }

    /// <summary>D3, D4: SLV-related items that are not technology, for a launch from this destination without adverse assessment.</summary>
    private static bool IsLaunch(ReferenceFacts facts, ReferenceDestination to) =>
        facts.EndUse == "us_launch_from_partner_spaceport" && facts.IsSlvRelated && !to.IsAdverse
        && (facts.Class is "SLV" or "SUBSYSTEM" or "PRODUCTION_EQUIPMENT" or "SOFTWARE");

    private static bool IsVettedLauncher(ReferenceFacts facts) =>
        IsPartOfALauncher(facts) && SpaceUses.Contains(facts.EndUse) && facts.IsProgrammeVetted;

    private static bool IsLiquidLauncher(ReferenceFacts facts) =>
        IsPartOfALauncher(facts) && facts.Class != "SOUNDING_ROCKET" && facts.Propulsion == "liquid"
        && (facts.EndUse is "civil_space_launch" or "commercial_space_launch");

    /// <summary>
    /// A missile or an unmanned aircraft is no part of a launcher, whatever is declared (docs/decisions/policy-and-evaluation.md).
    /// </summary>
    private static bool IsPartOfALauncher(ReferenceFacts facts) => facts.IsSlvRelated
        && !(facts.Class is "BALLISTIC_MISSILE" or "CRUISE_MISSILE" or "UAS" or "TARGET_DRONE" or "OPV" or "UAS_AEROSOL" or "MANNED_AIRCRAFT");

    private static bool IsSlowUas(ReferenceFacts facts) => facts.Class switch
    {
        "UAS" or "TARGET_DRONE" or "OPV" => facts.SpeedKmh < 800,

        // D5: parts, materials, software and technology for such an aircraft, whatever the exporter calls the part.
        "SUBSYSTEM" or "MATERIAL" or "SOFTWARE" or "TECHNOLOGY" or "CAT_II_ITEM" or "GENERIC" => facts.IsForSlowUas,
        _ => false,
    };
}
