namespace Screening.Engine.Parties;

/// <summary>
/// Hashes under which a word of another script meets Latin words that sound like it: of its consonants, and of those with
/// one left out where enough remain to mean anything.
/// </summary>
internal static class SoundKeys
{
    /// <summary>Most keys a word has.</summary>
    public const int Most = Letters + 1;

    private const int Letters = 8;
    private const int FewestLeft = 2;

    /// <summary>Writes the keys, ascending and distinct, and returns their number.</summary>
    public static int Of(ReadOnlySpan<char> word, Span<uint> keys)
    {
        Span<char> consonants = stackalloc char[Letters];
        consonants = consonants[..SoundSigns.ConsonantsOf(word, consonants)];
        if (consonants.IsEmpty || word.IndexOfAnyInRange('0', '9') >= 0)
        {
            return 0;
        }

        var count = 0;
        keys[count++] = NeighbourKeys.Hash(consonants, -1, NeighbourKeys.SoundBasis);
        for (var left = 0; left < consonants.Length && consonants.Length > FewestLeft; left++)
        {
            keys[count++] = NeighbourKeys.Hash(consonants, left, NeighbourKeys.SoundBasis);
        }

        return NeighbourKeys.Distinct(keys[..count]);
    }
}
