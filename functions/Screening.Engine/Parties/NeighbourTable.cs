using System.Numerics;

namespace Screening.Engine.Parties;

/// <summary>
/// Hash table from neighbour keys to words. Buckets hold word numbers alone; a reader compares the words themselves, so a
/// collision costs time and never a wrong answer.
/// </summary>
internal static class NeighbourTable
{
    /// <summary>Writes the table of all <paramref name="words"/>.</summary>
    public static void Write(string[] words, byte[][] arrays)
    {
        var buckets = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, words.Length * 4));
        var starts = new int[buckets + 1];
        ForEachKey(words, buckets, (bucket, _) => starts[bucket + 1]++);
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            starts[bucket + 1] += starts[bucket];
        }

        var next = starts[..^1];
        var entries = new int[starts[^1]];
        ForEachKey(words, buckets, (bucket, word) => entries[next[bucket]++] = word);
        arrays[(int)IndexArray.BucketStarts] = WatchlistIndexWriter.BytesOf(starts);
        arrays[(int)IndexArray.BucketWords] = WatchlistIndexWriter.BytesOf(entries);
    }

    private static void ForEachKey(string[] words, int buckets, Action<int, int> visit)
    {
        Span<uint> keys = stackalloc uint[NeighbourKeys.Most];
        for (var word = 0; word < words.Length; word++)
        {
            var count = NeighbourKeys.Of(words[word], keys);
            foreach (var key in keys[..count])
            {
                visit((int)(key & (uint)(buckets - 1)), word);
            }
        }
    }
}
