namespace Screening.Engine.Parties;

/// <summary>
/// The consonants of a word as romanisations agree on them: vowels, h, w and y are left out, doubled letters count once,
/// and letters that systems interchange (c k q, s z, v f, d t apart) share a sign.
/// </summary>
internal static class Skeleton
{
    private const int LongestWord = 128;

    /// <summary>Whether two words have the same skeleton.</summary>
    public static bool AreEqual(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        Span<char> first = stackalloc char[LongestWord];
        Span<char> second = stackalloc char[LongestWord];
        return first[..Of(left, first)].SequenceEqual(second[..Of(right, second)]);
    }

    /// <summary>Writes the skeleton of a word and returns its length; words beyond 128 letters are cut.</summary>
    public static int Of(ReadOnlySpan<char> word, Span<char> target)
    {
        var length = 0;
        foreach (var letter in word[..Math.Min(word.Length, target.Length)])
        {
            var sign = letter switch
            {
                'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'h' or 'w' => '\0',
                'c' or 'k' or 'q' or 'x' => 'k',
                's' or 'z' => 's',
                'v' or 'f' => 'f',
                'j' or 'g' => 'g',
                _ => letter,
            };
            if (sign != '\0' && (length == 0 || target[length - 1] != sign))
            {
                target[length++] = sign;
            }
        }

        return length;
    }
}
