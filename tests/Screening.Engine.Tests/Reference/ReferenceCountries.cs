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

    // All of them members since before 2024-04-01; treaty allies and major non-NATO allies overlap.
    private static readonly string[] Nato =
    [
        "AL", "BE", "BG", "CA", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IS", "IT", "LT", "LU", "LV", "ME",
        "MK", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "TR", "US",
    ];

    private static readonly string[] MajorNonNatoAllies =
        ["AR", "AU", "BH", "BR", "CO", "EG", "IL", "JO", "JP", "KR", "KW", "MA", "NZ", "PH", "PK", "QA", "TH", "TN"];

    /// <summary>Country groups E:1 and E:2.</summary>
    public static bool IsEmbargoed(string country) => Embargoed.Contains(Lead(country));

    /// <summary>
    /// Country group D:5 or 22 CFR 126.1. Cambodia left 126.1 on 2025-11-07 and D:5 on 2026-02-03; Macau is part of China for
    /// 126.1.
    /// </summary>
    public static bool IsArmsEmbargoed(string country, DateOnly asOf) =>
        country == "MO" || ArmsEmbargoed.Contains(Lead(country)) || (country == "KH" && asOf < new DateOnly(2026, 2, 3));

    /// <summary>Country group D:4. The Emirates left it on 2026-07-01, by decision: the day is open.</summary>
    public static bool IsMissileConcern(string country, DateOnly asOf) =>
        MissileConcern.Contains(Lead(country)) || (country == "AE" && asOf < new DateOnly(2026, 7, 1));

    /// <summary>No mark in MT column 1: Canada always, Australia and the United Kingdom from 2024-04-19.</summary>
    public static bool HasNoMtMark(string country, DateOnly asOf) =>
        country == "CA" || (country is "AU" or "GB" && asOf >= new DateOnly(2024, 4, 19));

    /// <summary>Partners of the regime, policy.md 2.0. Nobody is one by following another.</summary>
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

    /// <summary>Nuclear-weapon States of the treaty, and those outside it that have a programme. Hong Kong is no party of its own.</summary>
    public static bool HasWmdProgramme(string country) =>
        country is "CN" or "FR" or "GB" or "RU" or "US" or "IN" or "PK" or "IL" or "KP";

    /// <summary>For the export regulations Hong Kong follows China, Liechtenstein follows Switzerland.</summary>
    private static string Lead(string country) => country switch { "HK" => "CN", "LI" => "CH", _ => country };
}
