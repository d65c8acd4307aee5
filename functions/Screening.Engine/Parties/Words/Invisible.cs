using System.Buffers;
using System.Globalization;
using System.Text;

namespace Screening.Engine.Parties.Words;

/// <summary>
/// Characters that are not displayed: default-ignorable characters (Unicode 17.0, DerivedCoreProperties.txt), format characters
/// (general category Cf) and control characters that are no white space. They can stand inside a word without being seen.
/// </summary>
internal static class Invisible
{
    private static readonly SearchValues<char> AsciiControls = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u007F");

    // First and last code point of each range of Default_Ignorable_Code_Point that is not in category Cf as well.
    private static readonly (int First, int Last)[] Ignorable =
    [
        (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2065, 0x2065), (0x3164, 0x3164), (0xFE00, 0xFE0F),
        (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    ];

    /// <summary>Whether the character is not displayed.</summary>
    public static bool Is(Rune sign)
    {
        var code = sign.Value;
        return Rune.GetUnicodeCategory(sign) == UnicodeCategory.Format
            || (sign.IsBmp && char.IsControl((char)code) && !char.IsWhiteSpace((char)code))
            || (code >= Ignorable[0].First && Array.Exists(Ignorable, range => code >= range.First && code <= range.Last));
    }

    /// <summary>The text without these characters; the same instance when there are none.</summary>
    public static string Drop(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAny(AsciiControls))
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            // An unpaired surrogate is no character and is kept.
            var isSign = Rune.TryGetRuneAt(text, at, out var sign);
            var length = isSign ? sign.Utf16SequenceLength : 1;
            if (!isSign || !Is(sign))
            {
                kept.Append(text, at, length);
            }

            at += length;
        }

        return kept.Length == text.Length ? text : kept.ToString();
    }
}
