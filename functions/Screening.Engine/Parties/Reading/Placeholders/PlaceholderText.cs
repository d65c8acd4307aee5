using System.Globalization;
using System.Text;
using AnyAscii;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Reading.Placeholders;

/// <summary>A word of a text, as the comparison with placeholders reads it.</summary>
/// <param name="Folded">Lower case, without accents and marks.</param>
/// <param name="Original">As written, composed.</param>
/// <param name="IsTied">Whether a dot or a stroke, with or without a space, separates it from the word in front.</param>
internal readonly record struct PlaceholderToken(string Folded, string Original, bool IsTied);

/// <summary>Splits a text into folded words that keep their script. A romanised word would equal names of other languages.</summary>
internal static class PlaceholderText
{
    /// <summary>The first words of a composed text: runs of letters and digits of one kind of script.</summary>
    public static List<PlaceholderToken> Split(string composed, int most = int.MaxValue)
    {
        var tokens = new List<PlaceholderToken>(8);
        var (start, isTied) = (-1, false);
        for (var at = 0; at <= composed.Length && tokens.Count < most; at++)
        {
            var isWord = at < composed.Length && IsWord(composed[at]);
            var isSwitch = isWord && start >= 0 && PlaceholderSigns.IsSign(composed[at]) != PlaceholderSigns.IsSign(composed[at - 1]);
            if (start >= 0 && (!isWord || isSwitch))
            {
                tokens.Add(new PlaceholderToken(Fold(composed[start..at]), composed[start..at], isTied));
                (start, isTied) = (-1, false);
            }

            if (isWord)
            {
                start = start < 0 ? at : start;
            }
            else if (at < composed.Length)
            {
                isTied |= composed[at] is '.' or '/' or '\\' or '-';
            }
        }

        return tokens;
    }

    /// <summary>A word in lower case, Latin letters without accents, other scripts without vowel points and accents.</summary>
    public static string Fold(string word)
    {
        if (Ascii.IsValid(word))
        {
            return word.ToLowerInvariant();
        }

        var folded = new StringBuilder(word.Length);
        foreach (var sign in Composition.Compose(word).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
            {
                continue;
            }

            folded.Append(sign switch
            {
                < '\u0080' => sign.ToString(),
                < '\u0250' or (>= '\u1E00' and < '\u1F00') => sign.ToString().Transliterate().ToLowerInvariant(),
                'ё' => "е",
                'ά' => "α",
                'έ' => "ε",
                'ή' => "η",
                'ί' or 'ϊ' or 'ΐ' => "ι",
                'ό' => "ο",
                'ύ' or 'ϋ' or 'ΰ' => "υ",
                'ώ' => "ω",
                'ς' => "σ",
                'أ' or 'إ' or 'آ' => "ا",
                'ي' or 'ى' => "ی",
                'ك' => "ک",
                'ة' or 'ۀ' => "ه",
                'ـ' => "",
                _ => sign.ToString(),
            });
        }

        return folded.ToString();
    }

    // Marks and surrogates belong to the word they stand in.
    private static bool IsWord(char sign) => char.IsLetterOrDigit(sign) || char.IsSurrogate(sign)
        || CharUnicodeInfo.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;
}
