using System.Text;

namespace Screening.Engine.Parties.Words;

/// <summary>A way in which Korean names are spelt in Latin letters.</summary>
internal enum KoreanStyle
{
    /// <summary>As in North Korean passports: Kim Yong Su, Ri Jong Chol.</summary>
    North,

    /// <summary>McCune-Reischauer without diacritics: Kim Yong Su, Yi Chong Ch'ol.</summary>
    Reischauer,

    /// <summary>As in South Korean passports: Kim Young Soo, Lee Jung Chul.</summary>
    South,
}

/// <summary>
/// Spells Hangul syllables as people's names are spelt in passports and on lists, which differs from the Revised Romanisation.
/// Source: the romanisation tables of McCune-Reischauer (1939), of the DPRK (1992), and frequent spellings of South Korean passports.
/// </summary>
internal static class HangulSpelling
{
    private const char First = '\uAC00';
    private const int Vowels = 21;
    private const int Finals = 28;

    private static readonly string[][] Initials =
    [
        "k kk n t tt r m p pp s ss - j jj ch kh th ph h".Split(' '),
        "k kk n t tt r m p pp s ss - ch tch ch k t p h".Split(' '),
        "k k n d t r m b p s s - j j ch k t p h".Split(' '),
    ];

    private static readonly string[][] Middles =
    [
        "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i".Split(' '),
        "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i".Split(' '),
        "a ae ya yae u e yu ye o wa wae oe yo oo won we wi yoo eu ui i".Split(' '),
    ];

    private static readonly string[] Final =
        "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t".Split(' ');

    // Family names whose spelling does not follow the syllable, as North, Reischauer, South.
    private static readonly string[] Families =
    [
        "이 Ri Yi Lee", "유 Yu Yu Yoo", "임 Im Im Lim", "노 No No Noh", "박 Pak Pak Park", "최 Choe Choe Choi", "정 Jong Chong Jung", "조 Jo Cho Cho", "신 Sin Sin Shin", "오 O O Oh",
        "안 An An Ahn", "서 So So Suh", "허 Ho Ho Huh", "우 U U Woo", "구 Ku Ku Koo", "윤 Yun Yun Yoon", "문 Mun Mun Moon", "주 Ju Chu Joo", "전 Jon Chon Jeon", "천 Chon Chon Cheon",
        "원 Won Won Won", "권 Kwon Kwon Kwon", "성 Song Song Sung", "선우 Sonu Sonu Sunwoo", "남궁 Namgung Namgung Namgoong", "황보 Hwangbo Hwangbo Hwangbo", "제갈 Jegal Chegal Jegal",
    ];

    /// <summary>The spelling of a family name in lower case.</summary>
    public static string Family(string name, KoreanStyle style) =>
        Array.Find(Families, row => row.StartsWith(name + " ", StringComparison.Ordinal)) is { } row ? row.Split(' ')[1 + (int)style].ToLowerInvariant() : Given(name, style);

    /// <summary>The spelling of the syllables of a given name, in lower case, separated by spaces.</summary>
    public static string Given(string name, KoreanStyle style)
    {
        var text = new StringBuilder(name.Length * 6);
        foreach (var sign in name)
        {
            var number = sign - First;
            text.Append(text.Length > 0 ? " " : "")
                .Append(style == KoreanStyle.South && sign == '영' ? "young" : Syllable(number, style));
        }

        return text.ToString().Replace("-", "", StringComparison.Ordinal);
    }

    /// <summary>Whether two syllables are a family name of two syllables.</summary>
    public static bool IsDoubleFamily(string name) => name is "선우" or "남궁" or "황보" or "제갈" or "사공" or "독고" or "서문" or "동방";

    private static string Syllable(int number, KoreanStyle style) =>
        Initials[(int)style][number / (Vowels * Finals)] + Middle(number / Finals % Vowels, number % Finals, style) + Final[number % Finals];

    // "Soo" without a final consonant, "Joon" and "Hoon" before n; "kuk", "ung" otherwise.
    private static string Middle(int vowel, int final, KoreanStyle style) =>
        (style, vowel) switch
        {
            (KoreanStyle.South, 13) when final is not (0 or 4) => "u",
            (KoreanStyle.South, 14) => "wo",
            (KoreanStyle.South, 4) when final == 0 => "eo",
            _ => Middles[(int)style][vowel],
        };
}
