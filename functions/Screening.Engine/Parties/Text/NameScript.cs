namespace Screening.Engine.Parties.Text;

/// <summary>Script of a word, as far as it matters for romanisation.</summary>
internal enum NameScript
{
    /// <summary>Latin, and alphabets that write vowels and are romanised letter by letter: Greek, Georgian, Armenian.</summary>
    Alphabet = 0,

    /// <summary>Hebrew and Arabic. Short vowels are not written.</summary>
    Abjad = 1,

    /// <summary>Hangul, Kana, Thai, Indic and similar scripts. Foreign names are written with the nearest syllables.</summary>
    Syllabic = 2,

    /// <summary>Chinese characters. Each is one syllable and is not misspelt by a letter.</summary>
    Han = 3,

    /// <summary>Hangul of a Korean name. It is compared by spelling, not phonetically.</summary>
    Korean = 4,

    /// <summary>Cyrillic. It is an alphabet, but foreign names are written in it phonetically.</summary>
    Cyrillic = 5,
}

/// <summary>Determines the script of a word.</summary>
internal static class NameScripts
{
    /// <summary>
    /// Script of the first character outside the alphabets; <see cref="NameScript.Alphabet"/> when there is none.
    /// </summary>
    public static NameScript Of(ReadOnlySpan<char> word)
    {
        foreach (var sign in word)
        {
            var script = Of(sign);
            if (script != NameScript.Alphabet)
            {
                return script;
            }
        }

        return NameScript.Alphabet;
    }

    /// <summary>Whether the script is an alphabet in which words are spelt.</summary>
    public static bool IsOfAlphabet(NameScript script) => script is NameScript.Alphabet or NameScript.Cyrillic;

    /// <summary>Whether words of the script are compared phonetically, because foreign names are transcribed by sound.</summary>
    public static bool IsPhonetic(NameScript script) => script is NameScript.Abjad or NameScript.Syllabic or NameScript.Cyrillic;

    /// <summary>
    /// Whether a word of the script may differ from a listed word by a letter. A Chinese character has one reading, so a
    /// different reading is a different name. A Korean syllable has several romanisations, but all of them begin with related
    /// sounds.
    /// </summary>
    public static bool MayBeMisspelt(NameScript script, ReadOnlySpan<char> word, ReadOnlySpan<char> listed) =>
        script != NameScript.Han && (script != NameScript.Korean || KoreanBeginning(word[0]) == KoreanBeginning(listed[0]));

    // Maps initial letters of the same Korean name to one letter: "Kim" and "Gim"; "Lee", "Rhee", "Ni" and "Yi"; "Jung" and
    // "Chung".
    private static char KoreanBeginning(char letter) => letter switch
    {
        'g' => 'k',
        'd' => 't',
        'b' => 'p',
        'c' or 'z' => 'j',
        'r' or 'n' or 'y' or 'w' or 'a' or 'e' or 'i' or 'o' or 'u' => 'l',
        _ => letter,
    };

    private static NameScript Of(char sign) => sign switch
    {
        >= '\u0400' and < '\u0530' => NameScript.Cyrillic,
        < '\u0590' => NameScript.Alphabet,
        < '\u0900' => NameScript.Abjad,
        < '\u10A0' => NameScript.Syllabic,
        >= '\u1100' and < '\u1200' => NameScript.Syllabic,
        >= '\u1200' and < '\u13A0' => NameScript.Syllabic,
        >= '\u1780' and < '\u1800' => NameScript.Syllabic,
        >= '\u3040' and < '\u3100' => NameScript.Syllabic,
        >= '\u3130' and < '\u3190' => NameScript.Syllabic,
        >= '\u3400' and < '\uA000' => NameScript.Han,
        >= '\uAC00' and < '\uD7B0' => NameScript.Syllabic,
        >= '\uD840' and < '\uDC00' => NameScript.Han,
        >= '\uF900' and < '\uFB00' => NameScript.Han,
        >= '\uFB1D' and < '\uFE00' => NameScript.Abjad,
        >= '\uFE70' and < '\uFF00' => NameScript.Abjad,
        _ => NameScript.Alphabet,
    };
}
