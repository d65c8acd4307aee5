using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Phonetics;

/// <summary>
/// Hashes that a word of another script shares with Latin words of a similar sound. There is one for all consonants, and one for
/// the consonants without one of them, combined with the position of the removed one. A word with one consonant fewer has a key
/// for every position.
/// </summary>
internal static class PhoneticKeys
{
    /// <summary>Maximum number of keys of a word.</summary>
    public const int Most = (2 * Letters) + 2;

    /// <summary>Maximum number of consonants that are used for the keys.</summary>
    public const int Letters = 8;

    private const int FewestLeft = 2;

    /// <summary>Writes the consonants that are used for the keys and returns their number; 0 for a word with a digit.</summary>
    public static int ConsonantsOf(ReadOnlySpan<char> word, Span<char> consonants) =>
        word.IndexOfAnyInRange('0', '9') >= 0 ? 0 : PhoneticSpelling.ConsonantsOf(word, consonants);

    /// <summary>Writes the keys of consonants, ascending and distinct, and returns their number.</summary>
    public static int OfConsonants(ReadOnlySpan<char> consonants, Span<uint> keys)
    {
        if (consonants.IsEmpty)
        {
            return 0;
        }

        var count = 0;
        keys[count++] = NeighbourKeys.Hash(consonants, -1, NeighbourKeys.SoundBasis);
        for (var place = 0; place <= consonants.Length && consonants.Length >= FewestLeft; place++)
        {
            keys[count++] = NeighbourKeys.Hash(consonants, -1, BasisOf(place));
            if (place < consonants.Length && consonants.Length > FewestLeft)
            {
                keys[count++] = NeighbourKeys.Hash(consonants, place, BasisOf(place));
            }
        }

        return NeighbourKeys.Distinct(keys[..count]);
    }

    /// <summary>
    /// Whether two words share a key by definition and not by a hash collision: their consonants are equal, or differ by one
    /// removed or, with three or more consonants, by one replaced.
    /// </summary>
    public static bool AreNear(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        var shorter = first.Length <= second.Length ? first : second;
        var longer = first.Length <= second.Length ? second : first;
        var shared = shorter.CommonPrefixLength(longer);
        return (longer.Length - shorter.Length) switch
        {
            0 => shared == longer.Length || (longer.Length > FewestLeft && shorter[(shared + 1)..].SequenceEqual(longer[(shared + 1)..])),
            1 => shorter.Length >= FewestLeft && shorter[shared..].SequenceEqual(longer[(shared + 1)..]),
            _ => false,
        };
    }

    private static uint BasisOf(int place) => unchecked(NeighbourKeys.SoundBasis + ((uint)(place + 1) * 0x9E3779B1));
}
