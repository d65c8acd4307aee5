namespace Screening.Engine.Parties;

/// <summary>
/// How alike a word of another script sounds to a Latin one. The other script says less: an abjad leaves vowels out, a
/// syllabary adds them and has fewer consonants. What it cannot say costs little, what it says otherwise costs much.
/// </summary>
internal static class SoundSimilarity
{
    /// <summary>Similarity below which two words are not alike.</summary>
    public const double Least = 0.72;

    private const double Scale = 0.6;
    private const double FewestConsonants = 2.5;

    // A word of one or two consonants sounds like many others, whatever its vowels.
    private static readonly double[] Highest = [0.7, 0.82, 0.93, 0.97];

    /// <summary>Similarity of a word read in <paramref name="script"/> to a Latin word; 0 when not alike.</summary>
    public static double Of(ReadOnlySpan<char> foreign, ReadOnlySpan<char> latin, NameScript script)
    {
        if (foreign.SequenceEqual(latin))
        {
            return 1;
        }

        Span<char> first = stackalloc char[SoundSigns.Most];
        Span<char> second = stackalloc char[SoundSigns.Most];
        first = first[..SoundSigns.Of(foreign, first)];
        second = second[..SoundSigns.Of(latin, second)];
        var consonants = Math.Max(Consonants(first), Consonants(second));
        var cost = Scale * Distance(first, second, script) / Math.Max(FewestConsonants, consonants);
        var similarity = Highest[Math.Min(consonants, Highest.Length - 1)] - cost;
        return similarity >= Least ? similarity : 0;
    }

    private static double Distance(ReadOnlySpan<char> foreign, ReadOnlySpan<char> latin, NameScript script)
    {
        Span<double> above = stackalloc double[latin.Length + 1];
        Span<double> current = stackalloc double[latin.Length + 1];
        above[0] = 0;
        for (var column = 0; column < latin.Length; column++)
        {
            above[column + 1] = above[column] + SoundCosts.Missing(latin[column], script);
        }

        for (var row = 0; row < foreign.Length; row++)
        {
            var added = SoundCosts.Added(foreign[row], script);
            current[0] = above[0] + added;
            for (var column = 0; column < latin.Length; column++)
            {
                var best = Math.Min(above[column + 1] + added, current[column] + SoundCosts.Missing(latin[column], script));
                current[column + 1] = Math.Min(best, above[column] + SoundCosts.Replaced(foreign[row], latin[column], script));
            }

            current.CopyTo(above);
        }

        return above[latin.Length];
    }

    private static int Consonants(ReadOnlySpan<char> signs)
    {
        var count = 0;
        foreach (var sign in signs)
        {
            count += SoundSigns.PlaceOf(sign) == '\0' ? 0 : 1;
        }

        return count;
    }
}
