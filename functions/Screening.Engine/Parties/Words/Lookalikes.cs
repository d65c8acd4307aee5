using System.Collections.Frozen;
using System.Text;

namespace Screening.Engine.Parties.Words;

/// <summary>
/// Letters of other scripts that look like a letter of the Latin alphabet. Source: Unicode Technical Standard 39, confusables.txt,
/// version 17.0.0, single letters only, without letters that compatibility composition maps to Latin already. The small letters
/// of a capital of the table are added (Cyrillic в н к м т, Greek β κ τ), and accented letters whose base is in the table.
/// Letters of scripts that are written from right to left, of Indic scripts and of Ethiopic are left out.
/// </summary>
internal static class Lookalikes
{
    private const string Table =
        """
        a ΑάαАаᎪᗅꓮꭺ𐊠𖽀
        b ΒβВЬвᏏᏴᏼᑲᖯᗷⲂⲃꓐꮟ𐊂𐊡𐌁
        c СсᏟⲤⲥꓚꮯ𐊢𐌂𐐕𐐽𐔜
        d ԁᎠᏧᑯᗞᗪꓒꓓꭰꮷ
        e ΕέεЁЕеёҽᎬⴹꓰꭼ𐊆𑢦𑢮𑣆𑣎
        f Ϝքᖴꓝ𐊇𐊥𐔥𑢢𑣂
        g ԌցᏀᏳᏻꓖꮐ
        h ΗНнһհᎻᏂᕼⲎⲏꓧꮋꮒ𐋏
        i ΙίιϊІЇіїӀւᎥᛁⲒⲓⵏꓲꙇꭵ𐊊𐌉𑣃𖼨
        j ͿϳЈјᎫᒍꓙꭻ
        k ΚκКкᏦᛕⲔⲕꓗꮶ𐔘
        l ӏᏞᒪⳐⳑꓡꮮ𐐛𐑃𐔦𑢣𑢲𑣒𖼖
        m ΜϺМмᎷᗰᛖⲘⲙꓟꮇ𐊰𐌑
        n ΝήηոռⲚⲛꓠ𐔓
        o ΟοσόϭОоՕօჿⲞⲟⵔꓳ𐊒𐊫𐐄𐐬𐓂𐓪𐔖𑢵𑣈𑣕𑣗
        p ΡρϸРрᏢᑭⲢⲣⳎⳏꓑꮲ𐊕
        q ԛգզⵕ
        r гᎡᏒᖇᴦⲅꓣꭱꮁꮢ𐒴𐓜𖼵
        s ЅѕՏᏕᏚꓢꮥꮪ𐊖𐐠𐑈𑣁𖼺
        t ΤτТтᎢⲦⲧꓔꭲ𐊗𐊱𐌕𑢼𖼊
        u υՍսᑌꓴ𐓎𐓶𑢸𑣘𖽂
        v νѴѵᏙᐯⴸꓦꮩ𐔝𑢠𑣀𖼈
        w шѡԜԝաᎳᏔⲽꓪꮃꮤ
        x ΧχХхᕁᕽᚷⲬⲭⵝꓫ𐊐𐊴𐌗𐔧
        y ΥγύУуҮүұყᎩᎽⲨⲩꓬꭹꮍ𐊲𑢤𑣜𖽃
        z ΖζᏃꓜꮓ𑢩𑣄𑣉
        """;

    // Latin letters and the letters of another alphabet that look like them, in the same order.
    private const string Latin = "ABCEHIJKMOPSTXYaceijkmopstxy";
    private const string Cyrillic = "АВСЕНІЈКМОРЅТХУасеіјкморѕтху";
    private const string LatinOfGreek = "ABEHIKMNOPTXYZaikoptuvx";
    private const string Greek = "ΑΒΕΗΙΚΜΝΟΡΤΧΥΖαικορτυνχ";

    // Capitals of the outlined alphabet of Unicode 16 and the letters in squares and circles, which have no decomposition.
    private static readonly int[] Alphabets = [0x1CCD6, 0x1F150, 0x1F170];

    private static readonly FrozenDictionary<int, char> Letters = Table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .SelectMany(row => row[2..].EnumerateRunes().Select(sign => (sign.Value, row[0])))
        .ToFrozenDictionary(pair => pair.Value, pair => pair.Item2);

    /// <summary>The Latin letter that <paramref name="sign"/> looks like, in lower case; null when there is none.</summary>
    public static char? LatinOf(Rune sign) =>
        Letters.TryGetValue(sign.Value, out var letter) ? letter : OfAlphabet(sign.Value);

    /// <summary>The Cyrillic letter that a Latin letter looks like; null when there is none.</summary>
    public static char? CyrillicOf(char latin) => At(Cyrillic, Latin.IndexOf(latin, StringComparison.Ordinal));

    /// <summary>The Greek letter that a Latin letter looks like; null when there is none.</summary>
    public static char? GreekOf(char latin) => At(Greek, LatinOfGreek.IndexOf(latin, StringComparison.Ordinal));

    private static char? OfAlphabet(int code)
    {
        foreach (var first in Alphabets)
        {
            if (code - first is >= 0 and < 26)
            {
                return (char)('a' + code - first);
            }
        }

        return null;
    }

    private static char? At(string letters, int at) => at < 0 ? null : letters[at];
}
