using System.Globalization;
using System.Text;
using AnyAscii;

namespace Screening.Engine.Parties.Reading;

/// <summary>
/// Letters for which the engine has no reading, because the transliteration has no row for them. Names of the scripts by Unicode
/// block (Blocks.txt of Unicode 16).
/// </summary>
internal static class UnreadScripts
{
    private static readonly (int From, int To, string Name)[] Blocks =
    [
        (0x1B170, 0x1B2FF, "Nushu"), (0x12000, 0x1254F, "Cuneiform"), (0x12F90, 0x12FFF, "Cypro-Minoan"), (0x13000, 0x143FF, "Egyptian hieroglyphs"),
        (0x14400, 0x1467F, "Anatolian hieroglyphs"), (0x17000, 0x18AFF, "Tangut"), (0x18B00, 0x18CFF, "Khitan"), (0x18D00, 0x18D8F, "Tangut"),
        (0x1BC00, 0x1BC9F, "Duployan shorthand"), (0x20000, 0x323AF, "Han"), (0x3400, 0x9FFF, "Han"), (0xAC00, 0xD7AF, "Hangul"), (0x1100, 0x11FF, "Hangul"),
        (0x0590, 0x05FF, "Hebrew"), (0x0600, 0x08FF, "Arabic"), (0x0400, 0x052F, "Cyrillic"), (0x0E00, 0x0E7F, "Thai"), (0x1800, 0x18AF, "Mongolian"),
    ];

    /// <summary>The text without the letters that have no reading, their number, and the script of the first of them.</summary>
    public static (string Readable, int Unread, string Script) Split(string composed)
    {
        if (Ascii.IsValid(composed))
        {
            return (composed, 0, "");
        }

        var (rest, unread, script) = (new StringBuilder(composed.Length), 0, "");
        for (var at = 0; at < composed.Length; at++)
        {
            var isPair = at + 1 < composed.Length && char.IsSurrogatePair(composed[at], composed[at + 1]);
            var letter = composed.AsSpan(at, isPair ? 2 : 1);
            if (composed[at] >= '\u0080' && IsUnread(composed, at, letter))
            {
                script = unread == 0 ? NameOf(isPair ? char.ConvertToUtf32(composed[at], composed[at + 1]) : composed[at]) : script;
                unread++;
            }
            else
            {
                rest.Append(letter);
            }

            at += isPair ? 1 : 0;
        }

        return (rest.ToString(), unread, script);
    }

    // A modifier letter or a sign for a glottal stop has no reading and is not missed. Hebrew and Arabic letters without a reading
    // of their own are read by the romaniser. An unpaired surrogate and a code point that Unicode has not assigned are no letters.
    private static bool IsUnread(string text, int at, ReadOnlySpan<char> letter) =>
        CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter
            or UnicodeCategory.TitlecaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
        && text[at] is < '\u0590' or > '\u08FF'
        && !letter.ToString().Transliterate().Any(char.IsAsciiLetterOrDigit);

    private static string NameOf(int letter)
    {
        foreach (var (from, to, name) in Blocks)
        {
            if (letter >= from && letter <= to)
            {
                return name;
            }
        }

        return "a script without a table";
    }
}
