using System.Text;
using AnyAscii;

namespace Screening.Engine.Destinations;

/// <summary>
/// Normalises the words of an address so that the usual romanisations of Ukrainian and Russian coincide: Latin letters without
/// diacritics, y as i, h as g, no letter twice in a row. Луганськ, Luhansk and Lugansk give the same word.
/// </summary>
internal static class PlaceWords
{
    /// <summary>The words, in order. A hyphen separates words; an apostrophe and the soft sign do not.</summary>
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
