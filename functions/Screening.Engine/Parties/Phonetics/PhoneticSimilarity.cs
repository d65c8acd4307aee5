using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Phonetics;

/// <summary>
/// How alike a word of another script sounds to a Latin one. The other script says less: an abjad leaves vowels out, a
/// syllabary adds them and has fewer consonants. What it cannot say costs little, what it says otherwise costs much.
/// </summary>
internal static class PhoneticSimilarity
{
    /// <summary>Similarity below which two words are not alike.</summary>
    public const double Least = 0.74;

    private const double Scale = 0.57;
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

        if (!IsOfFittingLength(foreign.Length, latin.Length, script))
        {
            return 0;
        }

        Span<char> first = stackalloc char[PhoneticSpelling.Most];
        Span<char> second = stackalloc char[PhoneticSpelling.Most];
        first = first[..PhoneticSpelling.Of(foreign, first)];
        second = second[..PhoneticSpelling.Of(latin, second)];
        var scale = ScaleOf(Math.Max(PhoneticSpelling.CountConsonants(first), PhoneticSpelling.CountConsonants(second)));
        var distance = scale.Most < 0 ? double.MaxValue : Distance(first, second, script, scale.Most);
        return scale.SimilarityAt(distance);
    }

    /// <summary>What a distance means between words of which the longer has so many consonants.</summary>
    public static SoundScale ScaleOf(int consonants)
    {
        var highest = Highest[Math.Min(consonants, Highest.Length - 1)];
        var perCost = Scale / Math.Max(FewestConsonants, consonants);
        return new SoundScale(highest, perCost, (highest - Least) / perCost);
    }

    /// <summary>Cheap, and true of every pair worth comparing: an abjad is the shorter one, a syllabary mostly the longer.</summary>
    public static bool IsOfFittingLength(int foreign, int latin, NameScript script) => script switch
    {
        NameScript.Abjad => latin >= foreign - 2 && latin <= (2 * foreign) + 3,
        NameScript.Syllabic => latin <= foreign + 3 && 5 * latin >= 2 * foreign,
        _ => Math.Abs(latin - foreign) <= 3,
    };

    private static double Distance(ReadOnlySpan<char> foreign, ReadOnlySpan<char> latin, NameScript script, double most)
    {
        var costs = PhoneticCosts.Of(script);
        Span<float> above = stackalloc float[latin.Length + 1];
        Span<float> current = stackalloc float[latin.Length + 1];
        above[0] = 0;
        for (var column = 0; column < latin.Length; column++)
        {
            above[column + 1] = above[column] + costs.Missing(latin[column], column);
        }

        for (var row = 0; row < foreign.Length; row++)
        {
            var added = costs.Added(foreign[row]);
            current[0] = above[0] + added;
            var least = current[0];
            for (var column = 0; column < latin.Length; column++)
            {
                var best = Math.Min(above[column + 1] + added, current[column] + costs.Missing(latin[column], column));
                current[column + 1] = Math.Min(best, above[column] + costs.Replaced(foreign[row], latin[column]));
                least = Math.Min(least, current[column + 1]);
            }

            if (least > most)
            {
                // It only grows from here.
                return least;
            }

            current.CopyTo(above);
        }

        return above[latin.Length];
    }
}

/// <summary>What a distance of sounds means.</summary>
/// <param name="Highest">Similarity of words that differ in nothing heard.</param>
/// <param name="PerCost">What a cost of one takes away.</param>
/// <param name="Most">Largest distance of words that are alike; negative when none are.</param>
internal readonly record struct SoundScale(double Highest, double PerCost, double Most)
{
    /// <summary>Similarity at a distance, 0 when not alike.</summary>
    public double SimilarityAt(double distance) => distance <= Most ? Highest - (PerCost * distance) : 0;
}
