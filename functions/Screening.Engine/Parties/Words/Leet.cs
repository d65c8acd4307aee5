namespace Screening.Engine.Parties.Words;

/// <summary>Digits and signs written for the letters they look like, as in "Huaw3i".</summary>
internal static class Leet
{
    /// <summary>Similarity of such a word to the word with letters.</summary>
    public const double Similarity = 0.98;

    // The digits of misreadings by optical character recognition and of deliberate substitution.
    private const string Signs = "01345678$@€!|";
    private const string Letters = "oieasgtbsaeil";

    /// <summary>
    /// The word with such signs replaced by letters; the word itself when less than half of it are letters, when it has no such
    /// sign, or when all its signs stand at the end or the beginning as a number of two or more digits.
    /// </summary>
    public static string Fold(string word)
    {
        var letters = word.Count(char.IsAsciiLetter);
        if (letters == word.Length || letters * 2 < word.Length || letters < 2 || IsNumbered(word))
        {
            return word;
        }

        return string.Create(word.Length, word, (target, source) =>
        {
            for (var at = 0; at < source.Length; at++)
            {
                var sign = Signs.IndexOf(source[at], StringComparison.Ordinal);
                target[at] = sign < 0 ? source[at] : Letters[sign];
            }
        });
    }

    /// <summary>
    /// The same with 1 read as l; null when the word has no 1 or is not folded. Both readings of "Kai1a" are possible.
    /// </summary>
    public static string? FoldOther(string word) =>
        word.Contains('1', StringComparison.Ordinal) && Fold(word) is var folded && folded != word ? Fold(word.Replace('1', 'l')) : null;

    // "cetc30", "s400", "76th" and "1st" are numbers with a name, not letters in disguise.
    private static bool IsNumbered(string word)
    {
        var first = word.AsSpan().IndexOfAnyInRange('0', '9');
        var last = word.AsSpan().LastIndexOfAnyInRange('0', '9');
        if (first < 0)
        {
            return false;
        }

        var isOneRun = !word.AsSpan(first, last - first + 1).ContainsAnyExceptInRange('0', '9');
        var isOrdinal = first == 0 && isOneRun && word.Length - last == 3 && (word[^2..] is "st" or "nd" or "rd" or "th");
        return isOrdinal || (isOneRun && last > first && (first == 0 || last == word.Length - 1));
    }
}
