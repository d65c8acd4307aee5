namespace Screening.Engine.Tests.Reference;

/// <summary>
/// Country groups written out by hand from policy.md 2.0 and decision D17, for dates from 2024-04-01 on. Half-open intervals.
/// </summary>
internal static class ReferenceCountries
{
    private static readonly string[] Embargoed = ["IR", "KP", "SY", "CU"];

    private static readonly string[] ArmsEmbargoed =
    [
        "AF", "BY", "MM", "CF", "CN", "CD", "CU", "ER", "HT", "IR", "IQ", "KP", "LB", "LY", "NI", "RU", "SO", "SS", "SD", "SY",
        "VE", "ZW", "ET",
    ];

    private static readonly string[] MissileConcern =
    [
        "BH", "BY", "CN", "EG", "IR", "IQ", "IL", "JO", "KP", "KW", "LB", "LY", "MO", "OM", "PK", "QA", "RU", "SA", "SY", "VE",
        "YE",
    ];

    private static readonly string[] MtcrPartners =
    [
        "AR", "AT", "AU", "BE", "BG", "BR", "CA", "CH", "CZ", "DE", "DK", "ES", "FI", "FR", "GB", "GR", "HU", "IE", "IN", "IS", "IT",
        "JP", "KR", "LU", "NL", "NO", "NZ", "PL", "PT", "RU", "SE", "TR", "UA", "US", "ZA",
    ];

    // All are members since before 2024-04-01; treaty allies and major non-NATO allies overlap.
    private static readonly string[] Nato =
    [
        "AL", "BE", "BG", "CA", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IS", "IT", "LT", "LU", "LV", "ME",
        "MK", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "TR", "US",
    ];

    private static readonly string[] MajorNonNatoAllies =
        ["AR", "AU", "BH", "BR", "CO", "EG", "IL", "JO", "JP", "KR", "KW", "MA", "NZ", "PH", "PK", "QA", "TH", "TN"];

    // 15 CFR 744.21; Nicaragua in 744.22 by decision.
    private static readonly string[] MilitaryEndUse = ["MM", "KH", "CN", "NI", "VE", "RU", "BY"];

    /// <summary>Country groups E:1 and E:2.</summary>
    public static bool IsEmbargoed(string country) => Embargoed.Contains(Lead(country));

    /// <summary>Destinations of 15 CFR 746.8.</summary>
    public static bool IsRussiaOrBelarus(string country) => country is "RU" or "BY";

    /// <summary>Country group D:5. Cambodia left it on 2026-02-03. Ethiopia, Cyprus and Macau are not in it.</summary>
    public static bool IsInD5(string country, DateOnly asOf) =>
        (Lead(country) is not "ET" && ArmsEmbargoed.Contains(Lead(country))) || (country == "KH" && asOf < new DateOnly(2026, 2, 3));

    /// <summary>
    /// 22 CFR 126.1. Cambodia left on 2025-11-07; Macau is part of China; Cyprus is in it and suspended, by rules that are not
    /// confirmed for the time after 2026-09-30.
    /// </summary>
    public static bool IsInArms126(string country, DateOnly asOf, string? without) => country switch
    {
        "MO" => true,
        "KH" => asOf < new DateOnly(2025, 11, 7),
        "CY" => without == "CY",
        _ => ArmsEmbargoed.Contains(Lead(country)),
    };

    /// <summary>126.1(h) and (n) name armed forces, police and intelligence only.</summary>
    public static bool IsPartial(string country) => country is "ER" or "ET";

    /// <summary>15 CFR 744.21. Hong Kong and Macau follow China.</summary>
    public static bool IsMilitaryEndUse(string country) => MilitaryEndUse.Contains(country is "HK" or "MO" ? "CN" : country);

    /// <summary>15 CFR 744.22.</summary>
    public static bool IsMilitaryIntelligence(string country) => IsMilitaryEndUse(country) || IsEmbargoed(country);

    /// <summary>
    /// Country group D:4. The United Arab Emirates left it on 2026-07-01, by decision: the date is unconfirmed to 2026-07-22.
    /// </summary>
    public static bool IsMissileConcern(string country, DateOnly asOf, string? without) =>
        MissileConcern.Contains(Lead(country))
        || (country == "AE" && (asOf < new DateOnly(2026, 7, 1) || (without == "AE" && asOf < new DateOnly(2026, 7, 23))));

    /// <summary>No mark in MT column 1: Canada always, Australia and the United Kingdom from 2024-04-19.</summary>
    public static bool HasNoMtMark(string country, DateOnly asOf) =>
        country == "CA" || (country is "AU" or "GB" && asOf >= new DateOnly(2024, 4, 19));

    /// <summary>Partners of the regime, policy.md 2.0. No country is a partner by following another.</summary>
    public static bool IsMtcrPartner(string country) => MtcrPartners.Contains(country);

    /// <summary>The groups of the reform: NATO, treaty allies, major non-NATO allies, Taiwan, major defense partners, frontline.</summary>
    public static bool IsInEligibleGroup(string country, DateOnly asOf) => country switch
    {
        "TW" or "UA" or "IN" => true,
        "AE" => asOf >= new DateOnly(2024, 9, 23),
        "KE" => asOf >= new DateOnly(2024, 6, 24),
        "SA" => asOf >= new DateOnly(2026, 1, 13),
        "PE" => asOf >= new DateOnly(2026, 1, 14),
        _ => Nato.Contains(country) || MajorNonNatoAllies.Contains(country),
    };

    /// <summary>
    /// Nuclear-weapon States of the treaty, and States outside it that have a programme. Hong Kong is not a party of its own.
    /// </summary>
    public static bool HasWmdProgramme(string country) =>
        country is "CN" or "FR" or "GB" or "RU" or "US" or "IN" or "PK" or "IL" or "KP";

    /// <summary>For the export regulations Hong Kong follows China, Liechtenstein follows Switzerland.</summary>
    private static string Lead(string country) => country switch { "HK" => "CN", "LI" => "CH", _ => country };
}
