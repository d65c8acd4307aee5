namespace Screening.Engine.Parties.Text;

/// <summary>
/// The consonants of a word on which romanisations agree: vowels, h, w and y are removed, doubled letters count once, letters
/// that romanisation systems interchange (c k q, s z, v f, j g) share a sign, and x becomes k and s.
/// </summary>
internal static class Skeleton
{
    private const int LongestWord = 128;

    public static bool AreEqual(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        Span<char> first = stackalloc char[LongestWord];
        Span<char> second = stackalloc char[LongestWord];
        // Words without consonants, such as "huawei" and "yuwei", have none in common.
        var length = Of(left, first);
        return length > 0 && first[..length].SequenceEqual(second[..Of(right, second)]);
    }

    /// <summary>Writes the skeleton of a word, truncated to the length of the target, and returns its length.</summary>
    public static int Of(ReadOnlySpan<char> word, Span<char> target)
    {
        var length = 0;
        foreach (var letter in word)
        {
            if (letter == 'x')
            {
                Append('k', target, ref length);
                Append('s', target, ref length);
                continue;
            }

            Append(letter switch
            {
                'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'h' or 'w' => '\0',
                'c' or 'k' or 'q' => 'k',
                's' or 'z' => 's',
                'v' or 'f' => 'f',
                'j' or 'g' => 'g',
                _ => letter,
            }, target, ref length);
        }

        return length;
    }

    private static void Append(char sign, Span<char> target, ref int length)
    {
        if (sign != '\0' && length < target.Length && (length == 0 || target[length - 1] != sign))
        {
            target[length++] = sign;
        }
    }
}
