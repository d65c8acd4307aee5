using System.Globalization;
using System.Text;
using Screening.Engine.Parties.Words;

namespace Screening.Engine.Parties.Text;

/// <summary>
/// Replaces letters of other scripts that look like Latin letters. A word that mixes Latin with another alphabet is read in the
/// alphabet that can show all its letters. A word wholly in another alphabet is left to the romaniser, unless its script is
/// hardly used in names (Cherokee, Lisu) or it consists of capitals of Latin shape in an otherwise Latin name.
/// </summary>
internal static class MixedScripts
{
    private enum Alphabet
    {
        Latin,
        Cyrillic,
        Greek,

        // Armenian and Georgian.
        Other,

        // Scripts hardly used in names: only the shapes of their letters count.
        Rare,

        // No letter of Latin shape.
        None,
    }

    /// <summary>The words of <paramref name="text"/>, as written, in which letters of another script stand for Latin ones.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<string>();
        Fold(Composition.Compose(Invisible.Drop(text)), words);
        return words;
    }

    /// <summary>The text with these letters replaced. <paramref name="composed"/> is in composed form.</summary>
    public static string Fold(string composed) => Fold(composed, null);

    /// <summary>The other possible reading where a word may be meant in either alphabet; otherwise the same as the first.</summary>
    public static string FoldOther(string composed) => Rewrite(composed, true, null);

    // A word that was replaced may show the alphabet of the whole name, which decides about other words.
    private static string Fold(string text, List<string>? changed)
    {
        var folded = Rewrite(text, false, changed);
        while (!ReferenceEquals(folded, text))
        {
            text = folded;
            folded = Rewrite(text, false, changed);
        }

        return folded;
    }

    private static string Rewrite(string text, bool isOther, List<string>? changed)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var words = Words(text);
        var isLatin = words.Exists(word => word.Count(Alphabet.Latin) > 1 && word.Count(Alphabet.Latin) == word.Letters)
            && !words.Exists(word => word.IsPlainly(Alphabet.Cyrillic) || word.IsPlainly(Alphabet.Greek));
        StringBuilder? folded = null;
        var kept = 0;
        foreach (var word in words)
        {
            var written = text[word.Start..word.End];
            if (Fold(word, written, isLatin, isOther) is { } read && read != written)
            {
                folded ??= new StringBuilder(text.Length);
                folded.Append(text, kept, word.Start - kept).Append(read);
                kept = word.End;
                changed?.Add(written);
            }
        }

        return folded is null ? text : folded.Append(text, kept, text.Length - kept).ToString();
    }

    // The word in one alphabet; null when it is left as it is.
    private static string? Fold(Word word, string written, bool isLatinName, bool isOther)
    {
        var latin = word.Count(Alphabet.Latin);
        if (latin == word.Letters)
        {
            return null;
        }

        var canBeLatin = word.Shaped == word.Letters;
        if (latin == 0)
        {
            // Wholly of one alphabet: left, but see the summary. Of several: a mixture.
            var isMixture = word.Alphabets > 1 || word.Count(Alphabet.Rare) > 0;
            var isDisguised = isLatinName && (word.IsCapital != isOther) && word.Count(Alphabet.Other) == 0;
            return canBeLatin && (isMixture || isDisguised) ? ToLatin(written) : null;
        }

        var home = word.Count(Alphabet.Cyrillic) == word.Letters - latin ? Alphabet.Cyrillic
            : word.Count(Alphabet.Greek) == word.Letters - latin ? Alphabet.Greek : Alphabet.None;
        var atHome = home == Alphabet.None ? null : ToHome(written, home);
        if (canBeLatin && atHome is not null)
        {
            // Either is possible. The rest of the name decides, then the majority of the letters.
            return (isLatinName || latin * 2 >= word.Letters) == isOther ? atHome : ToLatin(written);
        }

        return canBeLatin ? ToLatin(written) : atHome;
    }

    private static string ToLatin(string written)
    {
        var latin = new StringBuilder(written.Length);
        foreach (var sign in written.EnumerateRunes())
        {
            if (Lookalikes.LatinOf(sign) is { } letter)
            {
                latin.Append(Rune.IsUpper(sign) ? char.ToUpperInvariant(letter) : letter);
            }
            else
            {
                latin.Append(sign);
            }
        }

        return latin.ToString();
    }

    private static string? ToHome(string written, Alphabet home)
    {
        var text = new StringBuilder(written.Length);
        foreach (var sign in written)
        {
            var isLatin = AlphabetOf(new Rune(char.IsSurrogate(sign) ? ' ' : sign)) == Alphabet.Latin && char.IsLetter(sign);
            if (!isLatin)
            {
                text.Append(sign);
            }
            else if ((home == Alphabet.Cyrillic ? Lookalikes.CyrillicOf(sign) : Lookalikes.GreekOf(sign)) is { } letter)
            {
                text.Append(letter);
            }
            else
            {
                return null;
            }
        }

        return text.ToString();
    }

    private static List<Word> Words(string text)
    {
        var words = new List<Word>();
        Word? word = null;
        for (var at = 0; at < text.Length;)
        {
            var isSign = Rune.TryGetRuneAt(text, at, out var sign);
            var length = isSign ? sign.Utf16SequenceLength : 1;
            if (isSign && (Rune.IsLetterOrDigit(sign) || IsMark(sign) || Lookalikes.LatinOf(sign) is not null))
            {
                if (word is null)
                {
                    words.Add(word = new Word(at));
                }

                word.Add(sign, AlphabetOf(sign));
                word.End = at + length;
            }
            else if (!isSign || sign.Value is not ('\'' or '`' or '\u2019'))
            {
                word = null;
            }

            at += length;
        }

        return words;
    }

    private static bool IsMark(Rune sign) =>
        Rune.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static Alphabet AlphabetOf(Rune sign) => sign.Value switch
    {
        < 0x0250 or (>= 0x1D00 and < 0x1F00) or (>= 0x2C60 and < 0x2C80) or (>= 0xA720 and < 0xA800) or (>= 0xAB30 and < 0xAB70) => Alphabet.Latin,
        < 0x02B0 => Alphabet.Latin,
        (>= 0x0370 and < 0x0400) or (>= 0x1F00 and < 0x2000) => Alphabet.Greek,
        (>= 0x0400 and < 0x0530) or (>= 0x1C80 and < 0x1C90) or (>= 0x2DE0 and < 0x2E00) or (>= 0xA640 and < 0xA6A0) => Alphabet.Cyrillic,
        (>= 0x0530 and < 0x0590) or (>= 0x10A0 and < 0x1100) => Alphabet.Other,
        _ => Lookalikes.LatinOf(sign) is null ? Alphabet.None : Alphabet.Rare,
    };

    /// <summary>A run of letters, marks and digits, with what its letters are.</summary>
    private sealed class Word(int start)
    {
        private readonly int[] letters = new int[(int)Alphabet.None + 1];

        public int Start { get; } = start;

        public int End { get; set; } = start;

        /// <summary>Number of letters.</summary>
        public int Letters { get; private set; }

        /// <summary>Number of letters that are Latin or look like it.</summary>
        public int Shaped { get; private set; }

        /// <summary>Whether no letter is small.</summary>
        public bool IsCapital { get; private set; } = true;

        public int Alphabets => letters.Count(count => count > 0);

        public int Count(Alphabet alphabet) => letters[(int)alphabet];

        /// <summary>Whether all letters are of the alphabet and some have no Latin shape.</summary>
        public bool IsPlainly(Alphabet alphabet) => Count(alphabet) == Letters && Shaped < Letters;

        public void Add(Rune sign, Alphabet alphabet)
        {
            var looksLatin = Lookalikes.LatinOf(sign) is not null;
            if (!Rune.IsLetter(sign) && !looksLatin)
            {
                return;
            }

            Letters++;
            letters[(int)alphabet]++;
            Shaped += alphabet == Alphabet.Latin || looksLatin ? 1 : 0;
            IsCapital &= !Rune.IsLower(sign);
        }
    }
}
