using System.Globalization;
using System.Text;

namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>
/// Quotes input inside a message: in backticks, truncated, and without characters that could forge log lines or change the text
/// direction. Only for codes, member names, dates and countries; never for names or free text.
/// </summary>
public static class Echo
{
    /// <summary>Maximum number of characters quoted. A longer input is truncated.</summary>
    public const int Characters = 40;

    /// <summary>The cleaned input in backticks.</summary>
    public static string Quote(string input) => $"`{Clean(input)}`";

    /// <summary>
    /// Quotes a value sent where a code is expected. A value with white space may be free text or a name, so it is not quoted.
    /// </summary>
    public static string QuoteCode(string input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Any(char.IsWhiteSpace) ? "this text" : Quote(input);
    }

    /// <summary>The cleaned input without backticks, as used in a path.</summary>
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
