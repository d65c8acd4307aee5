using System.Text;
using AnyAscii;

namespace Screening.Engine.Parties;

/// <summary>
/// Turns a name of any script into lower-case ASCII words. Compatibility composition comes first: it unfolds full-width
/// forms and ligatures and, unlike decomposition, leaves Hangul syllables whole for the transliteration.
/// </summary>
internal static class NameTokenizer
{
    /// <summary>The words of <paramref name="text"/> in order; empty when it holds no letter or digit.</summary>
    public static List<string> Split(string text)
    {
        var ascii = text.Normalize(NormalizationForm.FormKC).Transliterate();
        var words = new List<string>(8);
        var word = new StringBuilder(ascii.Length);
        foreach (var character in ascii)
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                word.Append(char.ToLowerInvariant(character));
            }
            else if (character == '&')
            {
                Flush(words, word);
                words.Add("and");
            }
            else if (character is not ('\'' or '`' or '"'))
            {
                // Apostrophes and quotation marks stand inside words (Sha'ir, Ma'aden); anything else parts them.
                Flush(words, word);
            }
        }

        Flush(words, word);
        return words;
    }

    /// <summary>
    /// Joins runs of single letters into one word: "S.A." and "s a" are the form "sa", "T.G.A." is "tga". As single
    /// letters they would be taken for initials and match anything.
    /// </summary>
    public static List<string> JoinSingleLetters(List<string> words)
    {
        var joined = new List<string>(words.Count);
        var index = 0;
        while (index < words.Count)
        {
            var end = index;
            while (end < words.Count && words[end].Length == 1 && char.IsAsciiLetterLower(words[end][0]))
            {
                end++;
            }

            if (end - index > 1)
            {
                joined.Add(string.Concat(words.GetRange(index, end - index)));
                index = end;
            }
            else
            {
                joined.Add(words[index]);
                index++;
            }
        }

        return joined;
    }

    private static void Flush(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
