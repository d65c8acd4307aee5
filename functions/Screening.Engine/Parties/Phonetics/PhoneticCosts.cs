using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Phonetics;

/// <summary>
/// Costs of phonetic differences between a word of another script and a Latin word, 0 to 1. A cost is low where the script cannot
/// write the difference: Arabic has no p, Hebrew has one letter for p and f, Korean and Japanese have one letter for l and r.
/// </summary>
internal static class PhoneticCosts
{
    /// <summary>Cost of a sound of the Latin word that the other script does not write.</summary>
    public static double Missing(char sign, NameScript script) => sign switch
    {
        'H' => 0.15,
        'Y' or 'W' => 0.25,
        'R' => script == NameScript.Syllabic ? 0.3 : 0.9,
        'N' or 'T' => 0.9,
        _ when IsVowel(sign) => script switch { NameScript.Abjad => 0.12, NameScript.Syllabic => 0.3, _ => 0.4 },
        _ => 1,
    };

    /// <summary>
    /// Cost of a missing first sound of the Latin word. For a vowel it is higher in Arabic and Hebrew, because these scripts
    /// write the carrier of a vowel at the start of a word.
    /// </summary>
    public static double MissingFirst(char sign, NameScript script) =>
        script == NameScript.Abjad && IsVowel(sign) ? 0.45 : Missing(sign, script);

    /// <summary>Cost of a sound that the other script writes and the Latin word does not have.</summary>
    public static double Added(char sign, NameScript script) => sign switch
    {
        'H' => 0.2,
        'Y' or 'W' => script == NameScript.Abjad ? 0.35 : 0.2,
        'u' when script == NameScript.Syllabic => 0.1,
        'o' or 'i' when script == NameScript.Syllabic => 0.2,
        _ when IsVowel(sign) => 0.35,
        _ => 1,
    };

    /// <summary>Cost of a replaced sound.</summary>
    public static double Replaced(char foreign, char latin, NameScript script)
    {
        if (foreign == latin)
        {
            return 0;
        }

        if (IsVowel(foreign) && IsVowel(latin))
        {
            return script switch { NameScript.Abjad => 0.12, NameScript.Syllabic => 0.22, _ => 0.3 };
        }

        return (foreign, latin) switch
        {
            ('L', 'R') or ('R', 'L') => script == NameScript.Syllabic ? 0.05 : 0.9,
            ('P', 'F') or ('F', 'P') or ('B', 'V') or ('V', 'B') or ('V', 'F') or ('F', 'V') => 0.1,
            ('B', 'P') or ('P', 'B') => script == NameScript.Cyrillic ? 0.5 : 0.2,
            ('W', 'V') or ('V', 'W') => 0.05,
            ('W', 'B') or ('H', 'F') => 0.5,
            ('T', 'D') or ('D', 'T') => script == NameScript.Syllabic ? 0.25 : 0.5,
            ('K', 'G') or ('G', 'K') => script == NameScript.Syllabic ? 0.2 : 0.3,
            ('G', 'J') or ('J', 'G') => 0.15,
            ('J', 'Y') or ('Y', 'J') => 0.3,
            ('K', 'H') or ('H', 'K') or ('H', 'J') or ('G', 'H') or ('H', 'G') => 0.3,
            ('K', 'C') or ('K', 'X') or ('C', 'K') or ('K', 'S') => 0.4,
            ('S', 'T') or ('T', 'S') or ('D', 'Z') or ('T', 'C') => script == NameScript.Syllabic ? 0.35 : 0.6,
            ('M', 'N') or ('N', 'M') => 0.5,
            ('W', 'u' or 'o') or ('Y', 'i' or 'e' or 'a') => 0.05,
            ('u' or 'o', 'W' or 'V') or ('i' or 'e', 'Y') => 0.15,
            ('H', 'a' or 'e') => 0.1,
            _ when PhoneticSpelling.PlaceOf(foreign) == 'S' && PhoneticSpelling.PlaceOf(latin) == 'S' => Hissing(foreign, latin, script),
            _ => 1,
        };
    }

    /// <summary>Precomputed costs of one script by sign, because a search compares many sounds.</summary>
    internal sealed class Table
    {
        private readonly float[] replaced = new float[Signs * Signs];
        private readonly float[] missing = new float[Signs];
        private readonly float[] missingFirst = new float[Signs];
        private readonly float[] added = new float[Signs];

        internal Table(NameScript script)
        {
            const string all = "PBFVTDKGSZXJCLRMNHWYaeiou";
            foreach (var foreign in all)
            {
                (missing[At(foreign)], added[At(foreign)]) = ((float)PhoneticCosts.Missing(foreign, script), (float)PhoneticCosts.Added(foreign, script));
                missingFirst[At(foreign)] = (float)PhoneticCosts.MissingFirst(foreign, script);
                foreach (var latin in all)
                {
                    replaced[(At(foreign) * Signs) + At(latin)] = (float)PhoneticCosts.Replaced(foreign, latin, script);
                }
            }
        }

        /// <summary>Cost of a replaced sound.</summary>
        public float Replaced(char foreign, char latin) => replaced[(At(foreign) * Signs) + At(latin)];

        /// <summary>Cost of a sound that the other script does not write, at a position of the Latin word.</summary>
        public float Missing(char sign, int place) => place == 0 ? missingFirst[At(sign)] : missing[At(sign)];

        /// <summary>Cost of a sound that the other script adds.</summary>
        public float Added(char sign) => added[At(sign)];

        // Upper-case and lower-case letters differ in the sixth bit, which is part of the index.
        private static int At(char sign) => sign & (Signs - 1);
    }

    private const int Signs = 64;

    private static readonly Table Abjad = new(NameScript.Abjad);
    private static readonly Table Syllabic = new(NameScript.Syllabic);
    private static readonly Table Letters = new(NameScript.Cyrillic);

    /// <summary>The precomputed costs of a script.</summary>
    public static Table Of(NameScript script) => script switch
    {
        NameScript.Abjad => Abjad,
        NameScript.Syllabic => Syllabic,
        _ => Letters,
    };

    private static double Hissing(char foreign, char latin, NameScript script) => (foreign, latin) switch
    {
        ('S', 'X') or ('X', 'S') or ('J', 'Z') or ('C', 'J') or ('J', 'C') => script == NameScript.Syllabic ? 0.1 : 0.4,
        ('S', 'Z') or ('Z', 'S') or ('C', 'X') or ('X', 'C') or ('C', 'S') or ('C', 'Z') => 0.25,
        _ => script == NameScript.Syllabic ? 0.3 : 0.5,
    };

    private static bool IsVowel(char sign) => char.IsAsciiLetterLower(sign);
}
