using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Functions.Lists.Formats;

/// <summary>
/// Countries as printed in lists. Codes are kept; current and former names become codes. Any other text is kept unchanged,
/// because an entry is never refused for its geography and no part of it is dropped.
/// </summary>
internal static class CountryText
{
    private static readonly FrozenDictionary<string, string> Codes = Table("""
        PRC CN|CHINA CN|REGION: CHINA CN|HONG KONG HK|MACAU MO|MACAO MO|TAIWAN TW|RUSSIA RU|RUSSIAN FEDERATION RU|REGION: RUSSIA RU
        THE RUSSIAN FEDERATION RU|CRIMEA (OCCUPIED) UA|CRIMEA UA|DONETSK REGION UA|UKRAINE UA|BELARUS BY|IRAN IR|REGION: IRAN IR
        SYRIA SY|IRAQ IQ|LEBANON LB|JORDAN JO|ISRAEL IL|PALESTINE PS|PALESTINIAN PS|PALESTINIAN TERRITORIES PS|WEST BANK PS
        WEST BANK (PALESTINIAN AUTHORITY) PS|GAZA PS|GAZA STRIP PS|GAZA (PALESTINIAN AUTHORITY) PS|REGION: WEST BANK PS
        REGION: NORTHERN GAZA PS|REGION: NORTH GAZA PS|REGION: GAZA PS|SAUDI ARABIA SA|KUWAIT KW|BAHRAIN BH|QATAR QA|OMAN OM|YEMEN YE
        UNITED ARAB EMIRATES AE|TURKEY TR|TURKIYE TR|AFGHANISTAN AF|PAKISTAN PK|INDIA IN|BANGLADESH BD|SRI LANKA LK|NEPAL NP
        BURMA MM|MYANMAR MM|THAILAND TH|CAMBODIA KH|LAOS LA|VIETNAM VN|MALAYSIA MY|SINGAPORE SG|INDONESIA ID|PHILIPPINES PH
        THE PHILIPPINES PH|PHILLIPINES PH|JAPAN JP|NORTH KOREA KP|DPRK KP|DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA KP|SOUTH KOREA KR
        MONGOLIA MN|KAZAKHSTAN KZ|UZBEKISTAN UZ|TAJIKISTAN TJ|KYRGYZSTAN KG|TURKMENISTAN TM|AZERBAIJAN AZ|ARMENIA AM|GEORGIA GE
        MOLDOVA MD|ROMANIA RO|BULGARIA BG|GREECE GR|CYPRUS CY|MALTA MT|ITALY IT|SPAIN ES|PORTUGAL PT|FRANCE FR|MONACO MC|GERMANY DE
        AUSTRIA AT|SWITZERLAND CH|LIECHTENSTEIN LI|BELGIUM BE|NETHERLANDS NL|THE NETHERLANDS NL|LUXEMBOURG LU|IRELAND IE
        UNITED KINGDOM GB|UK GB|ENGLAND GB|SCOTLAND GB|MAN, ISLE OF IM|ISLE OF MAN IM|JERSEY JE|GUERNSEY GG|GIBRALTAR GI|DENMARK DK
        NORWAY NO|SWEDEN SE|FINLAND FI|ICELAND IS|ESTONIA EE|LATVIA LV|LITHUANIA LT|POLAND PL|CZECH REPUBLIC CZ|SLOVAKIA SK
        HUNGARY HU|SLOVENIA SI|CROATIA HR|BOSNIA BA|BOSNIA-HERZEGOVINA BA|BOSINA-HERZEGOVINA BA|BOSNIA AND HERZEGOVINA BA|SERBIA RS
        REPUBLIC OF SERBIA RS|MONTENEGRO ME|KOSOVO XK|MACEDONIA MK|NORTH MACEDONIA MK|ALBANIA AL|EGYPT EG|LIBYA LY|TUNISIA TN
        ALGERIA DZ|MOROCCO MA|WESTERN SAHARA EH|MAURITANIA MR|MALI ML|REGION: NORTHERN MALI ML|NIGER NE|CHAD TD|SUDAN SD
        SOUTH SUDAN SS|ERITREA ER|ETHIOPIA ET|DJIBOUTI DJ|SOMALIA SO|KENYA KE|UGANDA UG|WESTERN UGANDA UG|RWANDA RW|BURUNDI BI
        TANZANIA TZ|DRC CD|DEMOCRATIC REPUBLIC OF THE CONGO CD|REPUBLIC OF THE CONGO CG|CENTRAL AFRICAN REPUBLIC CF|CAMEROON CM
        NIGERIA NG|GHANA GH|TOGO TG|BENIN BJ|BURKINA FASO BF|COTE D'IVOIRE CI|LIBERIA LR|SIERRA LEONE SL|GUINEA GN|GUINEA-BISSAU GW
        SENEGAL SN|THE GAMBIA GM|GAMBIA GM|CABO VERDE CV|CAPE VERDE CV|EQUATORIAL GUINEA GQ|GABON GA|ANGOLA AO|ZAMBIA ZM|ZIMBABWE ZW
        MOZAMBIQUE MZ|MALAWI MW|NAMIBIA NA|BOTSWANA BW|SOUTH AFRICA ZA|MADAGASCAR MG|COMOROS KM|COMOROS ISLANDS KM|MAURITIUS MU
        SEYCHELLES SC|UNITED STATES US|USA US|UNITED STATES OF AMERICA US|CANADA CA|MEXICO MX|GUATEMALA GT|BELIZE BZ|HONDURAS HN
        EL SALVADOR SV|NICARAGUA NI|COSTA RICA CR|PANAMA PA|CUBA CU|HAITI HT|DOMINICAN REPUBLIC DO|JAMAICA JM|BAHAMAS BS
        THE BAHAMAS BS|BARBADOS BB|TRINIDAD AND TOBAGO TT|SAINT KITTS AND NEVIS KN|ST. KITTS & NEVIS KN|ST. KITTS AND NEVIS KN
        ST KITTS AND NEVIS KN|ST. VINCENT AND THE GRENADINES VC|BRITISH VIRGIN ISLANDS VG|CAYMAN ISLANDS KY|BERMUDA BM|COLOMBIA CO
        VENEZUELA VE|ECUADOR EC|PERU PE|BOLIVIA BO|CHILE CL|ARGENTINA AR|URUGUAY UY|PARAGUAY PY|BRAZIL BR|GUYANA GY|SURINAME SR
        AUSTRALIA AU|NEW ZEALAND NZ|SAMOA WS|PALAU PW|COOK ISLANDS CK|MARSHALL ISLANDS MH|FIJI FJ|VANUATU VU|TUVALU TV|KIRIBATI KI
        """);

    /// <summary>Whether a text has the shape of a country code.</summary>
    public static bool IsCode(string text) => CountryCode.TryParse(text, out _);

    /// <summary>Code of a country; null when the text is not a known country.</summary>
    public static string? Find(string text) =>
        IsCode(text) ? text : Codes.GetValueOrDefault(text.Trim().ToUpperInvariant());

    /// <summary>Country at the end of a place or address; null when it is not a known country.</summary>
    public static string? AtTheEndOf(string place) => Find(place[(place.LastIndexOf(',') + 1)..].Trim());

    /// <summary>Codes where known, otherwise the text itself; without duplicates, in order.</summary>
    public static ImmutableArray<string> All(IEnumerable<string> texts) =>
        [.. texts.Select(text => Find(text) ?? text).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// As <see cref="All"/>, with every name and code that <see cref="Countries"/> knows. For formats whose entries were never read
    /// otherwise: the identity of an entry without a number includes its countries.
    /// </summary>
    public static ImmutableArray<string> Everywhere(IEnumerable<string> texts) =>
        [.. texts.Select(text => text.Trim()).Where(text => text.Length > 0).Select(text => Find(text) ?? Resolved(text) ?? text).Distinct(StringComparer.Ordinal)];

    private static string? Resolved(string text) => Countries.Resolve(text).Found?.ToString();

    private static FrozenDictionary<string, string> Table(string rows) =>
        rows.Split(['|', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToFrozenDictionary(row => row[..^3].TrimEnd(), row => row[^2..], StringComparer.Ordinal);
}
