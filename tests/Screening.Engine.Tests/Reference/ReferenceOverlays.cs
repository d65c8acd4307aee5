namespace Screening.Engine.Tests.Reference;

/// <summary>The overlays of decision D16 and the lists of contract 5, in file order: every one that applies.</summary>
internal static class ReferenceOverlays
{
    private static readonly DateOnly AffiliatesFrom = new(2025, 9, 29);
    private static readonly DateOnly AffiliatesSuspended = new(2025, 11, 10);
    private static readonly DateOnly AffiliatesAgain = new(2026, 11, 10);

    public static IEnumerable<ReferenceFinding> Of(ReferenceFacts facts, ReferenceDestination to) =>
        [.. ReferencePlaces.Of(facts, to), .. Parties(facts), .. Entries(facts), .. Owners(facts), .. Military(facts, to), .. Uses(facts, to), .. Lists(facts)];

    private static IEnumerable<ReferenceFinding> Parties(ReferenceFacts facts)
    {
        if (facts.Strong.Contains("SDN") || facts.OwnedBySdnPercent >= 50)
        {
            yield return new("B-SDN", "PROHIBITED");
        }

        if (facts.OwnedBySdnPercent is > 0 and < 50)
        {
            yield return new("B-SDN-NEAR", "HOLD_FOR_REVIEW");
        }
    }

    /// <summary>Decision D30; an item subject to the ITAR is in the scope of no entry.</summary>
    private static IEnumerable<ReferenceFinding> Entries(ReferenceFacts facts) => (ReferenceItem.EntityReview(facts), facts.Jurisdiction) switch
    {
        ("none", _) => [],
        (_, "ITAR") or ("outside_scope", _) => [new("B-ENTITY-SCOPE", "HOLD_FOR_REVIEW")],
        ("presumption_of_denial", _) => [new("B-ENTITY", "PRESUMPTION_OF_DENIAL")],
        ("policy_of_denial", _) => [new("B-ENTITY-DENIAL", "POLICY_OF_DENIAL")],
        ("case_by_case", _) => [new("B-ENTITY-CASE", "CASE_BY_CASE")],
        _ => [new("B-ENTITY-UNREAD", "HOLD_FOR_REVIEW")],
    };

    /// <summary>Decision D21.</summary>
    private static IEnumerable<ReferenceFinding> Owners(ReferenceFacts facts)
    {
        var isSuspended = facts.AsOf >= AffiliatesSuspended && (facts.AsOf < AffiliatesAgain || facts.Without == "AFFILIATES");
        if (facts.OwnedByEntityPercent >= 50 && facts.AsOf >= AffiliatesFrom)
        {
            yield return isSuspended ? new("B-AFFILIATE-SUSPENDED", "HOLD_FOR_REVIEW")
                : facts.Jurisdiction == "ITAR" ? new("B-AFFILIATE-SCOPE", "HOLD_FOR_REVIEW")
                : facts.OwnerPolicy == "policy_of_denial" ? new("B-AFFILIATE-DENIAL", "POLICY_OF_DENIAL")
                : new("B-AFFILIATE", "PRESUMPTION_OF_DENIAL");
        }
        else if (facts.OwnedByEntityPercent > 0)
        {
            yield return new("B-OWNER-NEAR", "HOLD_FOR_REVIEW");
        }

        if (facts.IsOwnerShareUnknown)
        {
            yield return new("B-OWNER-UNKNOWN", "HOLD_FOR_REVIEW");
        }

        if (facts.IsOwnerListed)
        {
            yield return new("B-OWNER-LISTED", "HOLD_FOR_REVIEW");
        }
    }

    /// <summary>Decision D20: items subject to the EAR.</summary>
    private static IEnumerable<ReferenceFinding> Military(ReferenceFacts facts, ReferenceDestination to)
    {
        if (facts.Jurisdiction != "EAR")
        {
            yield break;
        }

        var isIntelligence = to.MilitaryUser == "military_intelligence" || facts.MilitaryUse == "military_intelligence";
        var isMilitary = isIntelligence || to.MilitaryUser == "yes" || facts.MilitaryUse == "yes";
        if ((isIntelligence && ReferenceCountries.IsMilitaryIntelligence(to.Country))
            || facts.IntelligenceParties.Any(ReferenceCountries.IsMilitaryIntelligence))
        {
            yield return new("B-INTELLIGENCE", "PRESUMPTION_OF_DENIAL");
        }

        var military = facts.MilitaryParties.Concat(facts.IntelligenceParties).ToArray();
        if (ReferenceItem.IsMilitaryEndUseItem(facts)
            && ((isMilitary && ReferenceCountries.IsMilitaryEndUse(to.Country)) || military.Any(ReferenceCountries.IsMilitaryEndUse)))
        {
            yield return new("B-MILITARY", "PRESUMPTION_OF_DENIAL");
        }

        if (!ReferenceItem.IsRelief(facts)
            && ((isMilitary && ReferenceCountries.IsRussiaOrBelarus(to.Country)) || military.Any(ReferenceCountries.IsRussiaOrBelarus)))
        {
            yield return new("B-MILITARY-RUSSIA", "POLICY_OF_DENIAL");
        }

        if (to.Country == "IQ" && isMilitary && !to.HasGovernmentUser)
        {
            yield return new("B-MILITARY-IRAQ", "POLICY_OF_DENIAL");
        }
    }

    private static IEnumerable<ReferenceFinding> Uses(ReferenceFacts facts, ReferenceDestination to)
    {
        // Decision D12: the exception for governments of two partners is of U.S. packs.
        var isExcepted = to.Country is "GB" or "FR" && facts.IsEndUserGovernment && facts.Pack != "mtcr-guidelines";
        if (facts.IsForWmd && !isExcepted)
        {
            yield return new("B-WMD", "PRESUMPTION_OF_DENIAL");
        }

        if (CatchAll(facts, to) is { } catchAll)
        {
            yield return catchAll;
        }

        if (facts.HasOpenRedFlag)
        {
            yield return new("B-REDFLAG", "HOLD_FOR_REVIEW");
        }
    }

    /// <summary>
    /// 15 CFR 744.3. A drone that the reform excludes counts as such an end use, whatever is declared (decision D8).
    /// </summary>
    private static ReferenceFinding? CatchAll(ReferenceFacts facts, ReferenceDestination to)
    {
        var isDrone = ReferencePolicy.IsDroneLeftOut(facts, to);
        if (!ReferenceCountries.IsMissileConcern(to.Country, facts.AsOf, facts.Without) || !(isDrone || ReferenceCategory.Of(facts) == "NONE"))
        {
            return null;
        }

        var isFar = isDrone && facts.IsRangeDeclared && facts.Points.Max(point => point.RangeKm) >= 300;
        if (facts.EndUse == "rocket_or_uav_ge300_program" || isFar)
        {
            return new("B-744-3", "CASE_BY_CASE");
        }

        return facts.EndUse == "rocket_or_uav_unknown_range" || (isDrone && !facts.IsRangeDeclared) ? new("B-744-3-A3", "CASE_BY_CASE") : null;
    }

    private static IEnumerable<ReferenceFinding> Lists(ReferenceFacts facts)
    {
        if (facts.Strong.Contains("DPL"))
        {
            yield return new("L-DPL", "PROHIBITED");
        }

        if (facts.Strong.Contains("DTC"))
        {
            yield return facts.Jurisdiction == "ITAR" ? new("L-DTC", "PROHIBITED") : new("L-DTC-OTHER", "HOLD_FOR_REVIEW");
        }

        if (facts.Strong.Contains("ISN"))
        {
            yield return new("L-ISN", "POLICY_OF_DENIAL");
        }

        if (facts.Strong.Contains("UN"))
        {
            yield return new("L-UN", "POLICY_OF_DENIAL");
        }

        if (facts.Strong.Contains("UVL"))
        {
            yield return new("L-RESTRICTED", "HOLD_FOR_REVIEW");
        }

        if (facts.HasPossibleMatch)
        {
            yield return new("L-POSSIBLE", "HOLD_FOR_REVIEW");
        }

        if (facts.AreListsIncomplete)
        {
            yield return new("L-INCOMPLETE", "HOLD_FOR_REVIEW");
        }
    }
}
