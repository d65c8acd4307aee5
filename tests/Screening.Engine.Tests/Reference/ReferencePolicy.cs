namespace Screening.Engine.Tests.Reference;

internal sealed record ReferenceFinding(string Rule, string Outcome);

/// <summary>The outcome for fully known facts.</summary>
internal sealed record ReferenceAnswer(string Outcome, string Winner, string[] Fired);

/// <summary>
/// The six packs with the base overlays as plain ifs, in the order of policy.md 5.2 and the owner's decisions D1-D37. It is slow,
/// simple, and shares no code with the engine.
/// </summary>
internal static class ReferencePolicy
{
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
        foreach (var destination in facts.Destinations.Where(to => Counts(facts, to)))
        {
            // The rule of the policy comes first, so that an overlay of the same severity does not win over it.
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

    /// <summary>Facts whose confirmation is overdue on the date, of the countries of the transaction (decisions D26, D27).</summary>
    public static IEnumerable<string> Doubts(ReferenceFacts facts)
    {
        string[] countries = [.. facts.Destinations.Select(to => to.Country), .. facts.Way, .. facts.Banks, .. facts.Origin];
        if (countries.Contains("CY") && facts.AsOf > new DateOnly(2026, 9, 30))
        {
            yield return "CY";
        }

        if (countries.Contains("AE") && facts.AsOf >= new DateOnly(2026, 7, 1) && facts.AsOf < new DateOnly(2026, 7, 23))
        {
            yield return "AE";
        }

        if (facts.AsOf > new DateOnly(2026, 11, 9))
        {
            yield return "AFFILIATES";
        }
    }

    /// <summary>Under the reform drones are separated from cruise missiles, except where an adverse assessment is on file (D3).</summary>
    public static bool IsDroneLeftOut(ReferenceFacts facts, ReferenceDestination to) =>
        facts.Pack == "proposed-reform" && !to.IsAdverse && (facts.Class is "UAS" or "TARGET_DRONE" or "OPV" or "UAS_AEROSOL");

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

        if (IsDroneLeftOut(facts, to))
        {
            return new("PR-DRONES-OUT", "NO_MTCR_CONTROL");
        }

        if (category == "I" && ReferenceCategory.IsFacility(facts))
        {
            return !facts.IsFacilityComplete && IsEligible(facts, to) && !to.IsAdverse
                ? new("R25-PARTIAL-FACILITY", "HOLD_FOR_REVIEW")
                : new("B-PRODFAC", "PROHIBITED");
        }

        // Decision D1: the chart is read at any category.
        if (facts.Pack != "mtcr-guidelines" && facts.Jurisdiction == "EAR" && ReferenceCountries.HasNoMtMark(to.Country, facts.AsOf))
        {
            return new("B-CHART", "NO_LICENSE_REQUIRED");
        }

        return category == "I" ? ReferenceCategoryOne.Of(facts, to) : new("G-CATII", "CASE_BY_CASE");
    }

    /// <summary>Decision D32: for items subject to the EAR one nationality counts, for ITAR items all of them.</summary>
    private static bool Counts(ReferenceFacts facts, ReferenceDestination to) =>
        !facts.IsDeemed || facts.Jurisdiction == "ITAR" || facts.CountedNationality is not { } counted || counted == to.Country;

    /// <summary>Whether a pack of 2025 or later, or the reform, treats the destination as eligible (decision D2).</summary>
    private static bool IsEligible(ReferenceFacts facts, ReferenceDestination to) => facts.Pack switch
    {
        "us-mtcr-2025-guidance" or "us-uas-2025-09" => to.Partner is "IMPLIED" or "LISTED",
        "proposed-reform" => ReferenceCountries.IsInEligibleGroup(to.Country, facts.AsOf),
        _ => false,
    };
}
