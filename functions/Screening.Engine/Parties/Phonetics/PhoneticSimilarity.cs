using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Phonetics;

/// <summary>
/// Phonetic similarity of a word of another script to a Latin word. The other script carries less information: an abjad omits
/// vowels; a syllabary adds vowels and has fewer consonants. A difference that the script cannot write has a low cost, any other
/// difference a high cost.
/// </summary>
internal static class PhoneticSimilarity
{
    /// <summary>Similarity below which two words are not alike.</summary>
    public const double Least = 0.74;

    private const double Scale = 0.57;
    private const double FewestConsonants = 2.5;

    // Highest similarity for 0, 1, 2 and more consonants. A word with one or two consonants sounds like many others, whatever its
    // vowels.
    private static readonly double[] Highest = [0.7, 0.82, 0.93, 0.97];

    /// <summary>
    /// Similarity of a word that was written in <paramref name="script"/> to a Latin word; 0 when they are not alike.
    /// </summary>
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

    /// <summary>The scale for two words, of which the longer has this number of consonants.</summary>
    public static SoundScale ScaleOf(int consonants)
    {
        var highest = Highest[Math.Min(consonants, Highest.Length - 1)];
        var perCost = Scale / Math.Max(FewestConsonants, consonants);
        return new SoundScale(highest, perCost, (highest - Least) / perCost);
    }

    /// <summary>
    /// A cheap condition that every pair worth comparing satisfies: a word in an abjad is the shorter one, a word in a syllabary
    /// usually the longer one.
    /// </summary>
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
                // The distance can only increase from here.
                return least;
            }

            current.CopyTo(above);
        }

        return above[latin.Length];
    }
}

/// <summary>Conversion of a phonetic distance into a similarity.</summary>
/// <param name="Highest">Similarity of words without a phonetic difference.</param>
/// <param name="PerCost">Decrease of the similarity per unit of cost.</param>
/// <param name="Most">Largest distance at which words are alike; negative when no words are.</param>
internal readonly record struct SoundScale(double Highest, double PerCost, double Most)
{
    /// <summary>Similarity at a distance; 0 when the words are not alike.</summary>
    public double SimilarityAt(double distance) => distance <= Most ? Highest - (PerCost * distance) : 0;
}
