using System.Numerics;

namespace Screening.Engine.Parties;

/// <summary>Writes the keys of a word, ascending and distinct, and returns their number.</summary>
internal delegate int KeysOf(ReadOnlySpan<char> word, Span<uint> keys);

/// <summary>
/// Hash table from keys to words. Buckets hold word numbers alone; a reader compares the words themselves, so a
/// collision costs time and never a wrong answer.
/// </summary>
internal static class NeighbourTable
{
    private const int FewestBuckets = 16;

    /// <summary>Writes the tables of all <paramref name="words"/>: by spelling and by sound.</summary>
    public static void Write(string[] words, byte[][] arrays)
    {
        (arrays[(int)IndexArray.BucketStarts], arrays[(int)IndexArray.BucketWords]) = Table(words, 4, NeighbourKeys.OfListed);
        (arrays[(int)IndexArray.SoundStarts], arrays[(int)IndexArray.SoundWords]) = Table(words, 1, SoundKeys.Of);
    }

    private static (byte[] Starts, byte[] Words) Table(string[] words, int bucketsPerWord, KeysOf keysOf)
    {
        var buckets = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(FewestBuckets, words.Length * bucketsPerWord));
        var starts = new int[buckets + 1];
        ForEachKey(words, buckets, keysOf, (bucket, _) => starts[bucket + 1]++);
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            starts[bucket + 1] += starts[bucket];
        }

        var next = starts[..^1];
        var entries = new int[starts[^1]];
        ForEachKey(words, buckets, keysOf, (bucket, word) => entries[next[bucket]++] = word);
        return (WatchlistIndexWriter.BytesOf(starts), WatchlistIndexWriter.BytesOf(entries));
    }

    private static void ForEachKey(string[] words, int buckets, KeysOf keysOf, Action<int, int> visit)
    {
        Span<uint> keys = stackalloc uint[Math.Max(NeighbourKeys.Most, SoundKeys.Most)];
        for (var word = 0; word < words.Length; word++)
        {
            var count = keysOf(words[word], keys);
            foreach (var key in keys[..count])
            {
                visit((int)(key & (uint)(buckets - 1)), word);
            }
        }
    }
}
