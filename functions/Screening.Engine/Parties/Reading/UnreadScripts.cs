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
        (0x3400, 0x9FFF, "Han"), (0x12000, 0x1254F, "Cuneiform"), (0x13000, 0x143FF, "Egyptian hieroglyphs"), (0x14400, 0x1467F, "Anatolian hieroglyphs"),
        (0x17000, 0x18AFF, "Tangut"), (0x18B00, 0x18CFF, "Khitan"), (0x18D00, 0x18DFF, "Tangut"), (0x1BC00, 0x1BC9F, "Duployan"), (0x20000, 0x3FFFF, "Han"),
    ];

    private const char FirstHan = '\u3400';
    private const char LastHan = '\u9FFF';

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

    // Below U+3400 every script has a reading. Single letters there without one, such as a soft sign or a glottal stop, are not
    // missed. A code point that is not assigned in this version of Unicode may be a letter of a later one.
    private static bool IsUnread(string text, int at, ReadOnlySpan<char> letter) =>
        text[at] is (>= FirstHan and <= LastHan) or (>= '\uD800' and < '\uDC00')
        && CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.OtherLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter
            or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNotAssigned
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
