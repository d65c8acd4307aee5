namespace Screening.Engine.Parties.Phonetics;

/// <summary>
/// The phonetic spelling of a romanised word: consonants in upper case (X is sh, J also zh and dj, C is ch and ts), weak sounds
/// (H, W, Y), and vowels in lower case.
/// </summary>
internal static class PhoneticSpelling
{
    /// <summary>Maximum number of signs of a word that are compared.</summary>
    public const int Most = 32;

    /// <summary>Writes the signs, consecutive equal ones once, and returns their number.</summary>
    public static int Of(ReadOnlySpan<char> word, Span<char> signs)
    {
        var count = 0;
        for (var at = 0; at < word.Length && count < signs.Length - 1;)
        {
            var next = at + 1 < word.Length ? word[at + 1] : '\0';
            var (sign, read) = Read(word[at], next, at + 2 < word.Length ? word[at + 2] : '\0');
            at += read;
            if (sign == 'x')
            {
                Add('K', signs, ref count);
                sign = 'S';
            }

            Add(sign, signs, ref count);
        }

        return count;
    }

    /// <summary>
    /// Writes the places of articulation of the consonants and returns their number. Words are looked up by them: two words of
    /// the same sound nearly always differ in at most one.
    /// </summary>
    public static int ConsonantsOf(ReadOnlySpan<char> word, Span<char> consonants)
    {
        Span<char> signs = stackalloc char[Most];
        var count = 0;
        foreach (var sign in signs[..Of(word, signs)])
        {
            var place = PlaceOf(sign);
            if (place != '\0' && count < consonants.Length)
            {
                consonants[count++] = place;
            }
        }

        return count;
    }

    /// <summary>Number of signs that are consonants with a place of articulation.</summary>
    public static int CountConsonants(ReadOnlySpan<char> signs)
    {
        var count = 0;
        foreach (var sign in signs)
        {
            count += PlaceOf(sign) == '\0' ? 0 : 1;
        }

        return count;
    }

    /// <summary>Place of articulation of a sound; the null character for vowels and weak sounds.</summary>
    public static char PlaceOf(char sign) => sign switch
    {
        'P' or 'B' or 'F' or 'V' => 'P',
        'T' or 'D' => 'T',
        'K' or 'G' => 'K',
        'S' or 'Z' or 'X' or 'J' or 'C' => 'S',
        'L' or 'R' => 'L',
        'M' or 'N' => sign,
        _ => '\0',
    };

    private static void Add(char sign, Span<char> signs, ref int count)
    {
        if (count == 0 || signs[count - 1] != sign)
        {
            signs[count++] = sign;
        }
    }

    private static (char Sign, int Letters) Read(char letter, char next, char afterNext) => (letter, next, afterNext) switch
    {
        ('s', 'c', 'h') => ('X', 3),
        ('t', 'c', 'h') => ('C', 3),
        ('d', 'z', 'h') => ('J', 3),
        ('s', 'h', _) or ('s', 'z', _) => ('X', 2),
        ('z', 'h', _) or ('d', 'j', _) or ('d', 'z', _) => ('J', 2),
        ('c', 'h', _) or ('t', 's', _) or ('t', 'z', _) or ('c', 'z', _) => ('C', 2),
        ('k', 'h', _) or ('c', 'k', _) => ('K', 2),
        ('g', 'h', _) => ('G', 2),
        ('p', 'h', _) => ('F', 2),
        ('t', 'h', _) => ('T', 2),
        ('n', 'g', _) => ('N', 2),
        ('e', 'u', _) => ('u', 2),
        ('e', 'o', _) => ('o', 2),
        ('a', 'e', _) => ('e', 2),
        ('c', 'e' or 'i' or 'y', _) => ('S', 1),
        _ => (Single(letter), 1),
    };

    private static char Single(char letter) => letter switch
    {
        'c' or 'q' => 'K',
        'x' or 'a' or 'e' or 'i' or 'o' or 'u' => letter,
        _ => char.ToUpperInvariant(letter),
    };
}
