using System.Globalization;
using System.Text;

namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>
/// Repeats input inside a message: in backticks, short, and without characters that would let a sender forge log lines
/// or turn the reading direction. Only for codes, member names, dates and countries; never for names or free text.
/// </summary>
public static class Echo
{
    /// <summary>Characters repeated before the rest is cut off.</summary>
    public const int Characters = 40;

    /// <summary>The input in backticks.</summary>
    public static string Quote(string input) => $"`{Clean(input)}`";

    /// <summary>
    /// A value sent where a code belongs. Words with spaces are no code, may be free text or a name, and stay unsaid.
    /// </summary>
    public static string QuoteCode(string input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Any(char.IsWhiteSpace) ? "this text" : Quote(input);
    }

    /// <summary>The input without quotes, as used in a path.</summary>
    public static string Clean(string input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var text = new StringBuilder(Math.Min(input.Length, Characters) + 3);
        foreach (var rune in input.EnumerateRunes())
        {
            if (!IsShown(rune))
            {
                continue;
            }

            if (text.Length + rune.Utf16SequenceLength > Characters)
            {
                return text.Append("...").ToString();
            }

            text.Append(rune.Value == '`' ? "'" : rune.ToString());
        }

        return text.ToString();
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
