using System.Text;
using AnyAscii;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Destinations;

/// <summary>
/// Writes the words of an address so that the usual romanisations of Ukrainian and Russian fall together: Latin letters
/// without marks, y as i, h as g, no letter twice in a row. Луганськ, Luhansk and Lugansk become one word.
/// </summary>
internal static class PlaceWords
{
    /// <summary>The words, in order. A hyphen parts words, an apostrophe and the sign of a soft consonant do not.</summary>
    public static string[] Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Transliterate())
        {
            if (letter is '\'' or '`' or '"')
            {
                continue;
            }

            var plain = char.IsAsciiLetterOrDigit(letter) ? Plain(char.ToLowerInvariant(letter)) : ' ';
            if (folded.Length == 0 || folded[^1] != plain || char.IsAsciiDigit(plain))
            {
                folded.Append(plain);
            }
        }

        return folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static char Plain(char letter) => letter switch { 'y' => 'i', 'h' => 'g', _ => letter };
}
