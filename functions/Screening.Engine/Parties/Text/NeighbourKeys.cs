using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Words;

namespace Screening.Engine.Parties.Text;

/// <summary>
/// Hashes that a word shares with every word one edit away and with every word of the same skeleton: of its leading letters, of
/// these without one letter, of its skeleton, of its row of variants, and of its concept. Two words one edit apart always share a key (symmetric
/// deletion on a prefix).
/// </summary>
internal static class NeighbourKeys
{
    /// <summary>Maximum number of keys of a word.</summary>
    public const int Most = IndexFormat.KeyLetters + 4;

    /// <summary>Hash basis that separates phonetic keys from spelling keys.</summary>
    public const uint SoundBasis = Basis ^ 0x69696969;

    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;
    private const uint SkeletonBasis = Basis ^ 0x5A5A5A5A;

    /// <summary>Writes the keys, ascending and distinct, and returns their number.</summary>
    public static int Of(ReadOnlySpan<char> word, Span<uint> keys)
    {
        var prefix = word[..Math.Min(word.Length, IndexFormat.KeyLetters)];
        var count = 0;
        keys[count++] = Hash(prefix, -1, Basis);
        for (var left = 0; left < prefix.Length; left++)
        {
            keys[count++] = Hash(prefix, left, Basis);
        }

        Span<char> skeleton = stackalloc char[128];
        var length = Skeleton.Of(word, skeleton);
        if (length > 0)
        {
            keys[count++] = Hash(skeleton[..length], -1, SkeletonBasis);
        }

        if (OfRow(word) is var row and not 0)
        {
            keys[count++] = row;
        }

        if (OfConcept(word) is var concept and not 0)
        {
            keys[count++] = concept;
        }

        return Distinct(keys[..count]);
    }

    /// <summary>Sorts the keys, moves the distinct ones to the front, and returns their number.</summary>
    public static int Distinct(Span<uint> keys)
    {
        keys.Sort();
        var distinct = Math.Min(1, keys.Length);
        for (var index = 1; index < keys.Length; index++)
        {
            if (keys[index] != keys[distinct - 1])
            {
                keys[distinct++] = keys[index];
            }
        }

        return distinct;
    }

    /// <summary>The key of the row of variants of a word; 0 when it is in none.</summary>
    public static uint OfRow(ReadOnlySpan<char> word) => unchecked((uint)((NameVariants.RowOf(word) + 1) * 0x2545F491));

    /// <summary>The key of the concept of a word; 0 when it has none.</summary>
    public static uint OfConcept(ReadOnlySpan<char> word) => unchecked((uint)((CompanyWords.ConceptOf(word) + 1) * 0x3C6EF35F));

    /// <summary>The key of the word itself, without a removed letter.</summary>
    public static uint OfItself(ReadOnlySpan<char> word) =>
        Hash(word[..Math.Min(word.Length, IndexFormat.KeyLetters)], -1, Basis);

    /// <summary>Hash of a text. It is stored in the section, so it must not change.</summary>
    public static int OfText(ReadOnlySpan<char> text) => unchecked((int)Hash(text, -1, Basis));

    /// <summary>Hash of a text without the letter at <paramref name="leftOut"/>; -1 for the whole text.</summary>
    public static uint Hash(ReadOnlySpan<char> word, int leftOut, uint basis)
    {
        unchecked
        {
            var hash = basis;
            for (var index = 0; index < word.Length; index++)
            {
                if (index != leftOut)
                {
                    hash = (hash ^ word[index]) * Prime;
                }
            }

            // The low bits select the bucket, so the high bits are mixed in.
            hash ^= hash >> 15;
            hash *= 0x2C1B3C6D;
            return hash ^ (hash >> 13);
        }
    }
}
