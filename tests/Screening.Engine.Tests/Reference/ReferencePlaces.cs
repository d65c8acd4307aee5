namespace Screening.Engine.Tests.Reference;

/// <summary>Embargoes, arms embargoes, origin, Russia and Belarus: decisions D6, D18, D23, D24, D27-D29, D34 as plain ifs.</summary>
internal static class ReferencePlaces
{
    private static readonly DateOnly SppFrom = new(2025, 9, 2);

    public static IEnumerable<ReferenceFinding> Of(ReferenceFacts facts, ReferenceDestination to) =>
        [.. Embargo(facts, to), .. Arms(facts, to), .. Russia(facts, to), .. Origin(facts)];

    private static IEnumerable<ReferenceFinding> Embargo(ReferenceFacts facts, ReferenceDestination to)
    {
        var isEar99 = ReferenceItem.IsEar99(facts);
        var relief = Relief(facts, to);
        var isDestination = ReferenceCountries.IsEmbargoed(to.Country);
        var isSyriaOnly = isEar99 && facts.AsOf >= SppFrom;
        var isPlace = facts.IsDeemed && ReferenceCountries.IsEmbargoed(facts.PlaceOfDelivery);
        var isWay = facts.Way.Any(country => ReferenceCountries.IsEmbargoed(country) && !(country == "SY" && isSyriaOnly));
        var isRegion = facts.IsInEmbargoedRegion || facts.IsWayInEmbargoedRegion;
        if ((isDestination && relief == "none") || isPlace || isWay || (isRegion && !ReferenceItem.IsRelief(facts)))
        {
            yield return new("B-EMBARGO", "PROHIBITED");
        }

        if ((isDestination && relief == "spp") || (isSyriaOnly && facts.Way.Contains("SY")))
        {
            yield return new("B-EMBARGO-SPP", "HOLD_FOR_REVIEW");
        }

        if ((isDestination && relief == "humanitarian") || (isRegion && ReferenceItem.IsRelief(facts)))
        {
            yield return new("B-EMBARGO-HUMANITARIAN", "HOLD_FOR_REVIEW");
        }

        if (isDestination && relief == "deemed_korea")
        {
            yield return new("B-EMBARGO-DEEMED", "HOLD_FOR_REVIEW");
        }

        if (facts.Banks.Any(ReferenceCountries.IsEmbargoed) || facts.IsBankInEmbargoedRegion)
        {
            yield return new("B-EMBARGO-BANK", "HOLD_FOR_REVIEW");
        }

        if (facts.IsRegionContradicted)
        {
            yield return new("B-REGION", "HOLD_FOR_REVIEW");
        }
    }

    /// <summary>Decision D29.</summary>
    private static string Relief(ReferenceFacts facts, ReferenceDestination to)
    {
        if (!ReferenceItem.IsEar99(facts))
        {
            return "none";
        }

        if (facts.IsDeemed && (facts.Class is "TECHNOLOGY" or "SOFTWARE"))
        {
            return to.Country == "KP" ? "deemed_korea" : "outside";
        }

        if (to.Country == "SY" && facts.AsOf >= SppFrom)
        {
            return "spp";
        }

        return to.Country == "KP" && ReferenceItem.IsRelief(facts) ? "humanitarian" : "none";
    }

    private static IEnumerable<ReferenceFinding> Arms(ReferenceFacts facts, ReferenceDestination to)
    {
        var isItar = facts.Jurisdiction == "ITAR";
        var isArms = isItar || ReferenceCategory.Of(facts) == "I";
        var isMilitary = to.MilitaryUser != "no" || facts.MilitaryUse != "no";
        var isPartial = ReferenceCountries.IsPartial(to.Country);

        // D34: for Eritrea 126.1(h) decides for ITAR items, D:5 for the EAR.
        var isDenied = isPartial
            ? isMilitary || to.HasGovernmentUser || (!isItar && IsArmsEmbargoed(facts, to.Country))
            : IsArmsEmbargoed(facts, to.Country);
        var isRussian = ReferenceCountries.IsRussiaOrBelarus(to.Country) && !facts.IsDeemed && !isItar && !ReferenceItem.IsEar99(facts);
        if ((isArms && (isDenied || facts.Way.Any(country => IsArmsEmbargoed(facts, country) || ReferenceCountries.IsPartial(country)))) || isRussian)
        {
            yield return new("B-ARMS", "POLICY_OF_DENIAL");
        }

        if (isArms && isPartial)
        {
            yield return new("B-ARMS-PARTIAL", "HOLD_FOR_REVIEW");
        }

        if (isArms && facts.Banks.Any(country => IsInEither(facts, country)))
        {
            yield return new("B-ARMS-BANK", "HOLD_FOR_REVIEW");
        }
    }

    /// <summary>D:5 or 126.1, the latter without its partial paragraphs; Macau is in 126.1 for ITAR items only.</summary>
    private static bool IsArmsEmbargoed(ReferenceFacts facts, string country)
    {
        if (country == "MO" && facts.Jurisdiction == "EAR")
        {
            return false;
        }

        return ReferenceCountries.IsPartial(country)
            ? facts.Jurisdiction == "EAR" && ReferenceCountries.IsInD5(country, facts.AsOf)
            : IsInEither(facts, country);
    }

    private static bool IsInEither(ReferenceFacts facts, string country) =>
        ReferenceCountries.IsInD5(country, facts.AsOf) || ReferenceCountries.IsInArms126(country, facts.AsOf, facts.Without);

    private static IEnumerable<ReferenceFinding> Russia(ReferenceFacts facts, ReferenceDestination to)
    {
        if (ReferenceCountries.IsRussiaOrBelarus(to.Country) && !facts.IsDeemed && ReferenceItem.IsEar99(facts))
        {
            if (facts.IsHtsListed)
            {
                yield return new("B-RUSSIA-EAR99", "POLICY_OF_DENIAL");
            }

            yield return new("B-RUSSIA-EAR99-HOLD", "HOLD_FOR_REVIEW");
        }

        if (facts.Way.Concat(facts.Banks).Any(ReferenceCountries.IsRussiaOrBelarus))
        {
            yield return new("B-RUSSIA-WAY", "HOLD_FOR_REVIEW");
        }
    }

    private static IEnumerable<ReferenceFinding> Origin(ReferenceFacts facts)
    {
        if (facts.Jurisdiction == "ITAR" && (facts.Movement is "TEMPORARY_IMPORT" or "BROKERING" or "REEXPORT" or "RETRANSFER")
            && facts.Origin.Any(country => ReferenceCountries.IsInArms126(country, facts.AsOf, facts.Without)))
        {
            yield return new("B-ORIGIN-ARMS", "POLICY_OF_DENIAL");
        }

        if ((facts.Movement is "REEXPORT" or "RETRANSFER") && facts.Origin.Any(ReferenceCountries.IsEmbargoed))
        {
            yield return new("B-ORIGIN-EMBARGO", "HOLD_FOR_REVIEW");
        }
    }
}
