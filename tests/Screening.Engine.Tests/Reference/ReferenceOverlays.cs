namespace Screening.Engine.Tests.Reference;

/// <summary>The overlays of decision D16 and the lists of contract 5, in file order; every one that applies.</summary>
internal static class ReferenceOverlays
{
    private static readonly DateOnly AffiliatesFrom = new(2025, 9, 29);
    private static readonly DateOnly AffiliatesSuspended = new(2025, 11, 10);
    private static readonly DateOnly AffiliatesAgain = new(2026, 11, 10);

    public static IEnumerable<ReferenceFinding> Of(ReferenceFacts facts, ReferenceDestination to) =>
        [.. Places(facts, to), .. Parties(facts), .. Uses(facts, to), .. Lists(facts)];

    private static IEnumerable<ReferenceFinding> Places(ReferenceFacts facts, ReferenceDestination to)
    {
        if (facts.Transit.Append(to.Country).Append(facts.PlaceOfDelivery).Any(ReferenceCountries.IsEmbargoed)
            || facts.IsInEmbargoedRegion)
        {
            yield return new("B-EMBARGO", "PROHIBITED");
        }

        var isArms = facts.Jurisdiction == "ITAR" || ReferenceCategory.Of(facts) == "I";
        if ((isArms && ReferenceCountries.IsArmsEmbargoed(to.Country, facts.AsOf))
            || facts.Transit.Append(to.Country).Any(country => country is "RU" or "BY"))
        {
            yield return new("B-ARMS", "POLICY_OF_DENIAL");
        }
    }

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

        // The strictest entry counts: a second, milder entry does not make the first go away.
        if (facts.Strong.Contains("MEU") || (facts.Strong.Contains("EL") && !facts.Strong.Contains("EL-DENIAL")))
        {
            yield return new("B-ENTITY", "PRESUMPTION_OF_DENIAL");
        }

        if (facts.Strong.Contains("EL-DENIAL"))
        {
            yield return new("B-ENTITY-DENIAL", "POLICY_OF_DENIAL");
        }

        if (facts.Strong.Contains("EL-CASE") && !facts.Strong.Contains("EL") && !facts.Strong.Contains("EL-DENIAL"))
        {
            yield return new("B-ENTITY-CASE", "CASE_BY_CASE");
        }

        if (facts.OwnedByEntityPercent >= 50 && facts.AsOf >= AffiliatesFrom)
        {
            yield return facts.AsOf >= AffiliatesSuspended && facts.AsOf < AffiliatesAgain
                ? new("B-AFFILIATE-SUSPENDED", "HOLD_FOR_REVIEW")
                : new("B-AFFILIATE", "PRESUMPTION_OF_DENIAL");
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

    /// <summary>15 CFR 744.3; a drone the reform leaves out counts as such an end use, whatever is declared (decision D8).</summary>
    private static ReferenceFinding? CatchAll(ReferenceFacts facts, ReferenceDestination to)
    {
        var isDrone = ReferencePolicy.IsDroneLeftOut(facts, to);
        if (!ReferenceCountries.IsMissileConcern(to.Country, facts.AsOf) || !(isDrone || ReferenceCategory.Of(facts) == "NONE"))
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
    }
}
