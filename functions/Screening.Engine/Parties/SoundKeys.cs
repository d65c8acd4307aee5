namespace Screening.Engine.Parties;

/// <summary>
/// Hashes under which a word of another script meets Latin words that sound like it: of its consonants, and of those with
/// one left out, each with the place where it was. A word with one consonant fewer stands under every place.
/// </summary>
internal static class SoundKeys
{
    /// <summary>Most keys a word has.</summary>
    public const int Most = (2 * Letters) + 2;

    /// <summary>Consonants that enter the keys.</summary>
    public const int Letters = 8;

    private const int FewestLeft = 2;

    /// <summary>Writes the keys, ascending and distinct, and returns their number.</summary>
    public static int Of(ReadOnlySpan<char> word, Span<uint> keys)
    {
        Span<char> consonants = stackalloc char[Letters];
        return OfConsonants(consonants[..ConsonantsOf(word, consonants)], keys);
    }

    /// <summary>Writes the consonants that enter the keys and returns their number: none for a word with a digit.</summary>
    public static int ConsonantsOf(ReadOnlySpan<char> word, Span<char> consonants) =>
        word.IndexOfAnyInRange('0', '9') >= 0 ? 0 : SoundSigns.ConsonantsOf(word, consonants);

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

    private static uint BasisOf(int place) => unchecked(NeighbourKeys.SoundBasis + ((uint)(place + 1) * 0x9E3779B1));
}
