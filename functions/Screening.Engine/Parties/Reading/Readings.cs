using System.Collections.Frozen;
using System.Text;
using Screening.Engine.Parties.Text;
using Screening.Engine.Parties.Words;

namespace Screening.Engine.Parties.Reading;

/// <summary>
/// Other texts under which a name in a script other than Latin may be listed: company words translated, Korean names in the
/// spelling of passports, Arabic names in their usual spelling, long vowels of Japanese left out. The name itself is compared as
/// well; its own reading is not repeated here.
/// </summary>
internal static class Readings
{
    /// <summary>Largest number of other texts.</summary>
    public const int Most = 4;

    private const int ShortestAfterArticle = 3;
    private const int LongestKoreanName = 4;

    // Family names with a reading of their own.
    private static readonly FrozenDictionary<char, string> ChineseFamilies = new Dictionary<char, string>
    {
        ['单'] = "Shan", ['單'] = "Shan", ['仇'] = "Qiu", ['曾'] = "Zeng", ['解'] = "Xie", ['查'] = "Zha", ['区'] = "Ou", ['區'] = "Ou", ['朴'] = "Piao", ['覃'] = "Qin",
        ['翟'] = "Zhai", ['盖'] = "Ge", ['冼'] = "Xian", ['车'] = "Che", ['車'] = "Che", ['任'] = "Ren", ['乐'] = "Yue", ['樂'] = "Yue", ['繁'] = "Po", ['尹'] = "Yin", ['缪'] = "Miao",
        ['种'] = "Chong", ['黑'] = "He", ['逄'] = "Pang", ['郗'] = "Xi", ['召'] = "Shao", ['洗'] = "Xian", ['折'] = "She", ['员'] = "Yun", ['祭'] = "Zhai", ['秘'] = "Bi", ['重'] = "Chong",
    }.ToFrozenDictionary();

    /// <summary>At most <see cref="Most"/> other texts of <paramref name="text"/>; none for a text in ASCII.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text))
        {
            return [];
        }

        var composed = Composition.Compose(Invisible.Drop(text));
        var whole = MixedScripts.Fold(composed);
        var texts = new List<string>(Most);
        Add(texts, MixedScripts.FoldOther(composed), whole);
        AddKorean(texts, whole);
        AddTranslated(texts, whole);
        Add(texts, Arabic(whole), whole);
        Add(texts, ChineseFamily(whole), whole);
        Add(texts, WithShortVowels(whole), whole);
        return texts;
    }

    private static void Add(List<string> texts, string? text, string whole)
    {
        if (text is { Length: > 0 } && text != whole && texts.Count < Most && !texts.Contains(text))
        {
            texts.Add(text);
        }
    }

    private static void AddKorean(List<string> texts, string whole)
    {
        var words = whole.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var joined = string.Concat(words);
        if (!Hangul.IsAll(joined) || joined.Length is < 2 or > LongestKoreanName || words.Length > 2 || CompanyWords.IsCompany(whole))
        {
            return;
        }

        // "정은 김": the family name stands last.
        var isLast = words.Length == 2 && words[0].Length > words[1].Length;
        joined = isLast ? words[1] + words[0] : joined;
        var family = joined.Length > 2 && HangulSpelling.IsDoubleFamily(joined[..2]) ? 2 : 1;
        foreach (var style in (KoreanStyle[])[KoreanStyle.North, KoreanStyle.Reischauer, KoreanStyle.South])
        {
            Add(texts, $"{HangulSpelling.Family(joined[..family], style)} {HangulSpelling.Given(joined[family..], style)}", whole);
        }
    }

    private static void AddTranslated(List<string> texts, string whole)
    {
        var translated = CompanyWords.Translate(whole);
        if (!ReferenceEquals(translated, whole))
        {
            Add(texts, Arabic(Joined(translated)) ?? Joined(translated), whole);
        }
    }

    // The name of a company in Han characters is one word, which the tokenizer would cut into family name and given name.
    private static string Joined(string text)
    {
        var joined = new StringBuilder(text.Length * 2);
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            joined.Append(joined.Length > 0 ? " " : "");
            if (NameScripts.Of(word) == NameScript.Han)
            {
                var roman = new StringBuilder();
                Romaniser.Append(roman, word, NameScript.Han);
                joined.Append(roman.Replace(" ", ""));
            }
            else
            {
                joined.Append(word);
            }
        }

        return joined.ToString();
    }

    // The usual spelling of known names, and the article as a word of its own; null when nothing changes.
    private static string? Arabic(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0600', '\u06FF'))
        {
            return null;
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var read = new List<string>(words.Length);
        for (var at = 0; at < words.Length; at++)
        {
            // "عبد الله" is one name in two words.
            if (at + 1 < words.Length && words[at] == "عبد" && ArabicNames.Of(words[at] + words[at + 1]) is { } both)
            {
                read.Add(both);
                at++;
            }
            else
            {
                read.Add(ArabicWord(words[at]));
            }
        }

        var spelt = string.Join(' ', read);
        return spelt == string.Join(' ', words) ? null : spelt;
    }

    private static string ArabicWord(string word)
    {
        if (ArabicNames.Of(word) is { } name)
        {
            return name;
        }

        var hasArticle = word.StartsWith("ال", StringComparison.Ordinal) && word.Length >= ShortestAfterArticle + 2;
        return hasArticle ? $"al-{ArabicNames.Of(word[2..]) ?? word[2..]}" : word;
    }

    private static string? ChineseFamily(string whole)
    {
        var name = whole.Trim();
        return name.Length is 2 or 3 && name.All(sign => NameScripts.Of([sign]) == NameScript.Han) && ChineseFamilies.TryGetValue(name[0], out var family)
            ? $"{family} {Joined(name[1..])}"
            : null;
    }

    // "タロウ" and "タロー" are usually spelt Taro, "オオノ" Ono.
    private static string? WithShortVowels(string whole)
    {
        if (!whole.AsSpan().ContainsAnyInRange('\u3040', '\u30FF') || NameScripts.Of(whole) != NameScript.Syllabic)
        {
            return null;
        }

        var roman = string.Join(' ', NameTokenizer.Split(whole.Replace("ー", "", StringComparison.Ordinal)).Select(word => word.Text));
        var read = roman.Replace("ou", "o", StringComparison.Ordinal).Replace("oo", "o", StringComparison.Ordinal).Replace("uu", "u", StringComparison.Ordinal);
        return read;
    }
}
