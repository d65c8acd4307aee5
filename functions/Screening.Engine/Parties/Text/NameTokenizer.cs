using System.Text;
using Screening.Engine.Parties.Words;

namespace Screening.Engine.Parties.Text;

/// <summary>A word of a name after romanisation.</summary>
/// <param name="Text">Lower-case ASCII letters and digits.</param>
/// <param name="Script">Script of the original text.</param>
/// <param name="IsDotted">Whether the original text had dots between letters.</param>
internal readonly record struct ReadWord(string Text, NameScript Script, bool IsDotted = false);

/// <summary>
/// Splits a name of any script into lower-case ASCII words. Compatibility composition is applied first. It expands full-width
/// forms and ligatures and, unlike decomposition, keeps Hangul syllables whole for the transliteration.
/// </summary>
internal static class NameTokenizer
{
    // "RADAR2633" is split into a word and a number. "S7" and "3NOD" are not split.
    private const int LettersBeforeNumber = 3;
    private const int DigitsOfNumber = 2;
    private const int LongestDottedPart = 2;

    // What is read of a text. Names of requests and of lists are shorter; see Limits.CharactersOfName and Limits.WordsOfName, beyond
    // which a name is held. Characters that stand for many, and letters that are read as several words, must not take long.
    private const int MostCharacters = 1000;
    private const int MostWords = 500;

    /// <summary>
    /// The first words of <paramref name="text"/> in order, which are all words of a name; empty when it contains no letter or digit.
    /// </summary>
    public static List<ReadWord> Split(string text)
    {
        var words = new List<ReadWord>(8);
        text = Invisible.Drop(text);
        var isAscii = Ascii.IsValid(text);
        var whole = isAscii ? text : MixedScripts.Fold(Beginning(Composition.Compose(text)));
        var roman = new StringBuilder(whole.Length);
        var chunks = Chunks(whole);
        var isKorean = !isAscii && Romaniser.IsKorean(chunks);
        foreach (var chunk in chunks)
        {
            var script = isAscii ? NameScript.Alphabet : isKorean ? NameScript.Korean : NameScripts.Of(chunk);

            // In Chinese characters, the middle dot separates the words of a foreign name that is transcribed phonetically.
            script = script == NameScript.Han && whole.Contains('·', StringComparison.Ordinal) ? NameScript.Syllabic : script;
            roman.Clear();
            Romaniser.Append(roman, chunk, script);
            SplitChunk(roman, script, words);
            if (words.Count >= MostWords)
            {
                break;
            }
        }

        return words;
    }

    private static string Beginning(string composed) => composed.Length > MostCharacters ? composed[..MostCharacters] : composed;

    /// <summary>
    /// Joins runs of single letters into one word: "S.A." and "s a" become the form "sa", "T.G.A." becomes "tga". Single letters
    /// would be treated as initials and match any name.
    /// </summary>
    public static List<ReadWord> JoinSingleLetters(List<ReadWord> words)
    {
        var joined = new List<ReadWord>(words.Count);
        var index = 0;
        while (index < words.Count)
        {
            var end = index;
            while (end < words.Count && (IsLetter(words[end]) || IsBetweenLetters(words, index, end)))
            {
                end++;
            }

            if (end - index > 1)
            {
                var run = words.GetRange(index, end - index);
                joined.Add(new ReadWord(string.Concat(run.Where(IsLetter).Select(word => word.Text)), NameScript.Alphabet, run.Exists(word => word.IsDotted)));
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

    private static bool IsLetter(ReadWord word) => word.Text.Length == 1 && char.IsAsciiLetterLower(word.Text[0]);

    // "P & M" becomes "pm", the same as "P M".
    private static bool IsBetweenLetters(List<ReadWord> words, int first, int at) =>
        at > first && words[at].Text == "and" && at + 1 < words.Count && IsLetter(words[at + 1]);

    private static List<string> Chunks(string text)
    {
        var chunks = new List<string>(8);
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || char.IsWhiteSpace(text[at]) || text[at] is '-' or ',' or '/' or '(' or ')' or '·' or '・' or '•')
            {
                if (at > start)
                {
                    chunks.Add(text[start..at]);
                }

                start = at + 1;
            }
        }

        return chunks;
    }

    private static void SplitChunk(StringBuilder roman, NameScript script, List<ReadWord> words)
    {
        var first = words.Count;
        var word = new StringBuilder(roman.Length);
        var hasDot = false;
        for (var at = 0; at < roman.Length; at++)
        {
            var character = roman[at];
            if (char.IsAsciiLetterOrDigit(character))
            {
                word.Append(char.ToLowerInvariant(character));
            }
            else if (character == '&')
            {
                Flush(words, word, script);
                words.Add(new ReadWord("and", NameScript.Alphabet));
            }
            else if (character is not ('\'' or '`' or '"'))
            {
                // Apostrophes and quotation marks occur inside words (Sha'ir, Ma'aden). Any other character separates words.
                hasDot |= character == '.' && at + 1 < roman.Length;
                Flush(words, word, script);
            }
        }

        Flush(words, word, script);
        if (hasDot)
        {
            JoinDotted(words, first);
        }
    }

    // "B.Vd", "S.Ao": a mistyped legal form, not a name with initials. No part is longer than two letters, and at least one has
    // two. Parts of one letter each are only marked as dotted.
    private static void JoinDotted(List<ReadWord> words, int first)
    {
        var parts = words.Count - first;
        if (parts < 2)
        {
            return;
        }

        if (UnglueDotted(words, first))
        {
            return;
        }

        var isForm = false;
        for (var at = first; at < words.Count; at++)
        {
            if (words[at].Text is "de" || words[at].Text.Length > LongestDottedPart || char.IsAsciiDigit(words[at].Text[0]))
            {
                return;
            }

            isForm |= words[at].Text.Length == LongestDottedPart;
        }

        if (!isForm)
        {
            for (var at = first; at < words.Count; at++)
            {
                words[at] = words[at] with { IsDotted = true };
            }
        }
        else
        {
            var joined = string.Concat(words.Skip(first).Select(word => word.Text));
            words.RemoveRange(first, parts);
            words.Add(new ReadWord(joined, NameScript.Alphabet, true));
        }
    }

    // "LOGARCHEOS.A.", "DEC.V.": the last letter before the first dot begins a legal form.
    private static bool UnglueDotted(List<ReadWord> words, int first)
    {
        var word = words[first];
        var rest = string.Concat(words.Skip(first + 1).Select(part => part.Text));
        if (word.Text.Length <= LongestDottedPart || words.Skip(first + 1).Any(part => part.Text.Length > 1)
            || !LegalForms.IsAtAnEnd(word.Text[^1] + rest))
        {
            return false;
        }

        words.RemoveRange(first, words.Count - first);
        words.Add(word with { Text = word.Text[..^1] });
        words.Add(new ReadWord(word.Text[^1] + rest, NameScript.Alphabet, true));
        return true;
    }

    private static void Flush(List<ReadWord> words, StringBuilder word, NameScript script)
    {
        if (word.Length == 0)
        {
            return;
        }

        var text = word.ToString();
        var letters = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (letters >= LettersBeforeNumber && text.Length - letters >= DigitsOfNumber && !text.AsSpan(letters).ContainsAnyExceptInRange('0', '9'))
        {
            words.Add(new ReadWord(text[..letters], script));
            words.Add(new ReadWord(text[letters..], script));
        }
        else
        {
            words.Add(new ReadWord(text, script));
        }

        word.Clear();
    }
}
