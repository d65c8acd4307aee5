using System.Numerics;
using Screening.Engine.Parties.Phonetics;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Index;

/// <summary>Writes the keys of a word, ascending and distinct, and returns their number.</summary>
internal delegate int KeysOf(ReadOnlySpan<char> word, Span<uint> keys);

/// <summary>
/// Hash table from keys to numbers of words. An entry contains one byte of its key, which excludes nearly all other words of the
/// bucket. A reader compares the words themselves (<see cref="PhoneticKeys.AreNear"/> for phonetic keys), so a collision costs time
/// but never changes a result.
/// </summary>
internal static class NeighbourTable
{
    private const int FewestBuckets = 16;

    /// <summary>Writes the spelling table of all <paramref name="words"/>.</summary>
    public static void Write(string[] words, byte[][] arrays) =>
        (arrays[(int)IndexArray.BucketStarts], arrays[(int)IndexArray.BucketWords]) = Of(words, 4, NeighbourKeys.Most, NeighbourKeys.Of);

    /// <summary>
    /// Bucket starts and entries of a table of <paramref name="words"/>, each with at most <paramref name="mostKeys"/> keys.
    /// </summary>
    public static (byte[] Starts, byte[] Entries) Of(string[] words, int bucketsPerWord, int mostKeys, KeysOf keysOf)
    {
        var buckets = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(FewestBuckets, words.Length * bucketsPerWord));
        var keys = new uint[words.Length * mostKeys];
        var ends = new int[words.Length];
        var starts = new int[buckets + 1];
        var count = 0;
        for (var word = 0; word < words.Length; word++)
        {
            var added = keysOf(words[word], keys.AsSpan(count, mostKeys));
            foreach (var key in keys.AsSpan(count, added))
            {
                starts[(int)(key & (uint)(buckets - 1)) + 1]++;
            }

            count += added;
            ends[word] = count;
        }

        for (var bucket = 0; bucket < buckets; bucket++)
        {
            starts[bucket + 1] += starts[bucket];
        }

        var next = starts[..^1];
        var entries = new int[count];
        var at = 0;
        for (var word = 0; word < words.Length; word++)
        {
            for (; at < ends[word]; at++)
            {
                entries[next[(int)(keys[at] & (uint)(buckets - 1))]++] = IndexFormat.Entry(word, keys[at]);
            }
        }

        return (WatchlistIndexWriter.BytesOf(starts), WatchlistIndexWriter.BytesOf(entries));
    }
}
