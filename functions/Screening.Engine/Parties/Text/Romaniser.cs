using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using AnyAscii;

namespace Screening.Engine.Parties.Text;

/// <summary>
/// Transliterates a word of any script into Latin letters. Based on AnyAscii, with separate rules for Hebrew letters that
/// AnyAscii merges (bet and vav), for Arabic letters that carry a vowel, and for Korean family names, which passports spell
/// differently from the official romanisation.
/// </summary>
internal static class Romaniser
{
    private const int LongestPersonalName = 4;

    // Alef and ayn nearly always carry a vowel. AnyAscii omits both, which would lose the long vowels.
    private static readonly SearchValues<char> ArabicCarriers = SearchValues.Create("اأإآٱع");

    private static readonly FrozenDictionary<char, string> Hebrew = new Dictionary<char, string>
    {
        ['א'] = "a", ['ב'] = "b", ['ג'] = "g", ['ד'] = "d", ['ה'] = "h", ['ו'] = "w", ['ז'] = "z", ['ח'] = "kh", ['ט'] = "t", ['י'] = "y",
        ['כ'] = "k", ['ך'] = "k", ['ל'] = "l", ['מ'] = "m", ['ם'] = "m", ['נ'] = "n", ['ן'] = "n", ['ס'] = "s", ['ע'] = "a", ['פ'] = "p",
        ['ף'] = "p", ['צ'] = "ts", ['ץ'] = "ts", ['ק'] = "k", ['ר'] = "r", ['ש'] = "sh", ['ת'] = "t",
    }.ToFrozenDictionary();

    // Family names as spelt in passports, which differs from the official romanisation.
    private static readonly FrozenDictionary<char, string> KoreanFamilies = new Dictionary<char, string>
    {
        ['김'] = "Kim", ['이'] = "Lee", ['박'] = "Park", ['최'] = "Choi", ['정'] = "Jung", ['강'] = "Kang", ['조'] = "Cho", ['윤'] = "Yoon",
        ['장'] = "Jang", ['임'] = "Lim", ['오'] = "Oh", ['한'] = "Han", ['신'] = "Shin", ['서'] = "Seo", ['권'] = "Kwon", ['황'] = "Hwang",
        ['안'] = "Ahn", ['송'] = "Song", ['류'] = "Ryu", ['유'] = "Yoo", ['홍'] = "Hong", ['전'] = "Jeon", ['고'] = "Ko", ['문'] = "Moon",
        ['손'] = "Son", ['배'] = "Bae", ['백'] = "Paek", ['허'] = "Heo", ['남'] = "Nam", ['심'] = "Shim", ['노'] = "Noh", ['리'] = "Ri",
        ['하'] = "Ha", ['곽'] = "Kwak", ['성'] = "Sung", ['차'] = "Cha", ['주'] = "Joo", ['우'] = "Woo", ['구'] = "Koo", ['민'] = "Min",
        ['진'] = "Jin", ['엄'] = "Eom", ['채'] = "Chae", ['원'] = "Won", ['천'] = "Chun", ['방'] = "Bang", ['현'] = "Hyun", ['변'] = "Byun",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> ChineseDoubleFamilies = FrozenSet.ToFrozenSet(
        ["欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "东方", "東方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "长孙", "宇文", "司徒"],
        StringComparer.Ordinal);

    /// <summary>Appends the parts of a word. A space separates parts that are words of their own.</summary>
    public static void Append(StringBuilder target, string word, NameScript script)
    {
        switch (script)
        {
            case NameScript.Han:
                AppendHan(target, word);
                break;
            case NameScript.Syllabic when Hangul.IsAll(word):
                Hangul.Append(target, word);
                break;
            case NameScript.Korean:
                AppendKorean(target, word);
                break;
            case NameScript.Abjad when word.Any(Hebrew.ContainsKey):
                AppendHebrew(target, word);
                break;
            case NameScript.Abjad when word.AsSpan().ContainsAny(ArabicCarriers):
                AppendArabic(target, word);
                break;
            default:
                target.Append(word.Transliterate());
                break;
        }
    }

    /// <summary>
    /// Whether these Hangul words form a Korean name: one word is a family name alone, or the only word has three syllables and
    /// begins with a family name.
    /// </summary>
    public static bool IsKorean(IReadOnlyList<string> words) =>
        words.All(Hangul.IsAll) && words.Any(word => KoreanFamilies.ContainsKey(word[0]) && (word.Length == 1 || (words.Count == 1 && word.Length == 3)));

    private static void AppendKorean(StringBuilder target, string word)
    {
        var hasFamily = KoreanFamilies.TryGetValue(word[0], out var family) && word.Length is 1 or 3;
        target.Append(hasFamily ? family : "");
        if (hasFamily && word.Length > 1)
        {
            target.Append(' ');
        }

        Hangul.Append(target, hasFamily ? word[1..] : word);
    }

    // A name of two to four characters consists of family name and given name. A longer name is split into syllables.
    private static void AppendHan(StringBuilder target, string word)
    {
        // A character outside the Basic Multilingual Plane takes two UTF-16 code units.
        var family = (word.Length > 2 && ChineseDoubleFamilies.Contains(word[..2])) || char.IsHighSurrogate(word[0]) ? 2 : 1;
        for (var at = 0; at < word.Length; at++)
        {
            if (at > 0 && (at == family || word.Length > LongestPersonalName))
            {
                target.Append(' ');
            }

            var isPair = char.IsHighSurrogate(word[at]) && at + 1 < word.Length;
            target.Append(word.Substring(at, isPair ? 2 : 1).Transliterate());
            at += isPair ? 1 : 0;
        }
    }

    private static void AppendArabic(StringBuilder target, string word)
    {
        foreach (var sign in word)
        {
            target.Append(ArabicCarriers.Contains(sign) ? "a" : sign.ToString().Transliterate());
        }
    }

    private static void AppendHebrew(StringBuilder target, string word)
    {
        for (var at = 0; at < word.Length; at++)
        {
            var isSoftened = at + 1 < word.Length && word[at + 1] is '\'' or '\u05F3';
            var letters = (word[at], isSoftened) switch
            {
                ('ג', true) => "j",
                ('צ' or 'ץ', true) => "ch",
                ('ז', true) => "zh",
                ('ו', _) when at + 1 < word.Length && word[at + 1] == 'ו' => "v",
                _ => Hebrew.GetValueOrDefault(word[at]) ?? word[at].ToString().Transliterate(),
            };
            at += letters == "v" ? 1 : 0;
            target.Append(letters);
        }
    }
}
