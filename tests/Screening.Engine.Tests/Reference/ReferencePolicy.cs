namespace Screening.Engine.Tests.Reference;

/// <summary>A rule that applies.</summary>
internal sealed record ReferenceFinding(string Rule, string Outcome);

/// <summary>The answer for fully known facts.</summary>
/// <param name="Outcome">Outcome code.</param>
/// <param name="Winner">Winning rule.</param>
/// <param name="Fired">Every rule that applies, of every destination.</param>
internal sealed record ReferenceAnswer(string Outcome, string Winner, string[] Fired);

/// <summary>
/// The two shipped packs with the base overlays as an executable text: plain ifs in the order of policy.md 5.2 and the
/// owner's decisions D1-D17. Slow, obvious, and without a line of the engine in it.
/// </summary>
internal static class ReferencePolicy
{
    private static readonly string[] SpaceUses =
        ["civil_space_launch", "commercial_space_launch", "intl_space_program", "us_launch_from_partner_spaceport"];

    public static int Severity(string outcome) => outcome switch
    {
        "NO_MTCR_CONTROL" => 0,
        "NO_LICENSE_REQUIRED" => 1,
        "CASE_BY_CASE" or "CASE_BY_CASE_ELIGIBLE" => 2,
        "HOLD_FOR_REVIEW" => 3,
        "PRESUMPTION_OF_DENIAL" => 4,
        "POLICY_OF_DENIAL" => 5,
        "PROHIBITED" => 6,
        _ => throw new ArgumentException(outcome),
    };

    public static ReferenceAnswer Decide(ReferenceFacts facts)
    {
        ReferenceFinding? best = null;
        var fired = new List<string>();
        foreach (var destination in facts.Destinations)
        {
            // The policy's own rule comes first, so that an overlay of the same severity does not win over it.
            foreach (var finding in ReferenceOverlays.Of(facts, destination).Prepend(Posture(facts, destination)))
            {
                fired.Add(finding.Rule);
                if (best is null || Severity(finding.Outcome) > Severity(best.Outcome))
                {
                    best = finding;
                }
            }
        }

        return new ReferenceAnswer(best!.Outcome, best.Rule, [.. fired.Distinct(StringComparer.Ordinal)]);
    }

    private static ReferenceFinding Posture(ReferenceFacts facts, ReferenceDestination to)
    {
        if (facts.Class == "MANNED_AIRCRAFT")
        {
            return new("B-MANNED", "NO_MTCR_CONTROL");
        }

        var category = ReferenceCategory.Of(facts);
        if (category == "NONE")
        {
            return new("B-NOT-ANNEX", "NO_MTCR_CONTROL");
        }

        if (category == "I" && ReferenceCategory.IsFacility(facts))
        {
            return !facts.IsFacilityComplete && to.Partner is "IMPLIED" or "LISTED" && !IsAdverse(to)
                ? new("R25-PARTIAL-FACILITY", "HOLD_FOR_REVIEW")
                : new("B-PRODFAC", "PROHIBITED");
        }

        if (category == "I")
        {
            return CategoryOne(facts, to);
        }

        return facts.Jurisdiction == "EAR" && ReferenceCountries.HasNoMtMark(to.Country, facts.AsOf)
            ? new("B-CHART", "NO_LICENSE_REQUIRED")
            : new("G-CATII", "CASE_BY_CASE");
    }

    private static ReferenceFinding CategoryOne(ReferenceFacts facts, ReferenceDestination to)
    {
        // D4: SLV-related items that are not technology, with the agreement of this destination; D3: no adverse assessment.
        if (facts.EndUse == "us_launch_from_partner_spaceport" && to.HasTsa && facts.IsSlvRelated && !IsAdverse(to)
            && (facts.Class is "SLV" or "SUBSYSTEM" or "PRODUCTION_EQUIPMENT" or "SOFTWARE"))
        {
            return new("REG-TSA", "CASE_BY_CASE");
        }

        if (to.Assessment == "diversion_risk")
        {
            return new("R25-DIVERSION", "PRESUMPTION_OF_DENIAL");
        }

        if (to.Partner is "IMPLIED" or "LISTED")
        {
            return new("R25-PARTNER", "CASE_BY_CASE_ELIGIBLE");
        }

        if (facts.Pack == "us-uas-2025-09" && (facts.Class is "UAS" or "TARGET_DRONE" or "OPV"))
        {
            return new("R25U-AS-AIRCRAFT", "CASE_BY_CASE");
        }

        // A missile or an unmanned aircraft is no part of a launcher, whatever the declaration says (docs/decisions.md).
        if (facts.IsSlvRelated && SpaceUses.Contains(facts.EndUse) && facts.IsProgrammeVetted
            && !(facts.Class is "BALLISTIC_MISSILE" or "CRUISE_MISSILE" or "UAS" or "TARGET_DRONE" or "OPV" or "UAS_AEROSOL" or "MANNED_AIRCRAFT"))
        {
            return new("R25-SLV-VETTED", "CASE_BY_CASE");
        }

        if (IsSlowUas(facts) && !IsAdverse(to))
        {
            return new("R20-UAS800", "CASE_BY_CASE");
        }

        return to.Partner == "INDICATED_UNCONFIRMED"
            ? new("R25-INDICATED", "HOLD_FOR_REVIEW")
            : new("R25-DEFAULT", "PRESUMPTION_OF_DENIAL");
    }

    private static bool IsSlowUas(ReferenceFacts facts) => facts.Class switch
    {
        "UAS" or "TARGET_DRONE" or "OPV" => facts.SpeedKmh < 800,

        // D5: parts, materials, software and technology for such an aircraft, whatever the exporter calls the part.
        "SUBSYSTEM" or "MATERIAL" or "SOFTWARE" or "TECHNOLOGY" or "CAT_II_ITEM" or "GENERIC" => facts.IsForSlowUas,
        _ => false,
    };

    private static bool IsAdverse(ReferenceDestination to) =>
        to.Assessment is "adversarial_posture" or "adversary_sway" or "diversion_risk";
}
