using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Index;

/// <summary>The arrays of a section, read in place.</summary>
internal sealed class IndexView
{
    private readonly ReadOnlyMemory<byte> section;
    private readonly (int Start, int Length)[] arrays = new (int, int)[IndexFormat.Arrays];

    /// <summary>Validates the section and locates its arrays.</summary>
    /// <param name="section">The bytes.</param>
    /// <param name="isChecked">Whether a hash over these bytes has already been verified.</param>
    /// <exception cref="InvalidDataException">The bytes are not a complete, unchanged section of this version.</exception>
    public IndexView(ReadOnlyMemory<byte> section, bool isChecked = false)
    {
        this.section = section;
        var bytes = section.Span;
        Require(BitConverter.IsLittleEndian, "needs a little-endian machine");
        Require(bytes.Length >= IndexFormat.HeaderBytes, "is too short");
        var header = bytes[IndexFormat.HashBytes..];
        Require(BinaryPrimitives.ReadInt32LittleEndian(header) == IndexFormat.Magic, "does not begin as one");
        Require(BinaryPrimitives.ReadInt32LittleEndian(header[4..]) == IndexFormat.Version, "is of another version");
        Require(isChecked || IsWhole(bytes), "was changed: its hash differs");

        long position = IndexFormat.HeaderBytes;
        for (var index = 0; index < arrays.Length; index++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(header[(8 + (4 * index))..]);
            Require(length >= 0 && position + length <= bytes.Length, "has an array beyond its end");
            arrays[index] = ((int)position, length);
            position += (length + 3) & ~3;
        }

        Require(position == bytes.Length, "has bytes left over");
        Require(PartyStarts.Length > 0 && WordStarts.Length > 0 && NameStarts.Length > 0, "lacks an array");
    }

    private static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[IndexFormat.HashBytes];
        SHA256.HashData(bytes[IndexFormat.HashBytes..], hash);
        return hash.SequenceEqual(bytes[..IndexFormat.HashBytes]);
    }

    public ReadOnlySpan<int> WordStarts => Numbers(IndexArray.WordStarts);

    public ReadOnlySpan<int> WordSignatures => Numbers(IndexArray.WordSignatures);

    public ReadOnlySpan<byte> WordRarities => Bytes(IndexArray.WordRarities);

    /// <summary>Whether a word is a particle or an initial in any name.</summary>
    public ReadOnlySpan<byte> WordIsSmall => Bytes(IndexArray.WordIsSmall);

    public ReadOnlySpan<int> BucketStarts => Numbers(IndexArray.BucketStarts);

    public ReadOnlySpan<int> BucketWords => Numbers(IndexArray.BucketWords);

    public ReadOnlySpan<int> PostingStarts => Numbers(IndexArray.PostingStarts);

    public ReadOnlySpan<int> Postings => Numbers(IndexArray.Postings);

    /// <summary>Names whose rarest word is <paramref name="word"/>.</summary>
    public ReadOnlySpan<int> AnchoredAt(int word)
    {
        var starts = Numbers(IndexArray.AnchorStarts);
        return Numbers(IndexArray.Anchors)[starts[word]..starts[word + 1]];
    }

    public ReadOnlySpan<int> NameStarts => Numbers(IndexArray.NameStarts);

    public ReadOnlySpan<int> NameTokens => Numbers(IndexArray.NameTokens);

    public ReadOnlySpan<int> NameParties => Numbers(IndexArray.NameParties);

    public ReadOnlySpan<int> NameTraits => Numbers(IndexArray.NameTraits);

    public ReadOnlySpan<int> IdentifierHashes => Numbers(IndexArray.IdentifierHashes);

    public ReadOnlySpan<int> IdentifierParties => Numbers(IndexArray.IdentifierParties);

    public ReadOnlySpan<int> AddressHashes => Numbers(IndexArray.AddressHashes);

    public ReadOnlySpan<int> AddressParties => Numbers(IndexArray.AddressParties);

    public ReadOnlySpan<int> PartyStarts => Numbers(IndexArray.PartyStarts);

    /// <summary>Number of parties.</summary>
    public int Parties => PartyStarts.Length - 1;

    /// <summary>Number of names.</summary>
    public int Names => NameParties.Length;

    /// <summary>Number of words.</summary>
    public int Words => WordRarities.Length;

    public ReadOnlySpan<char> Word(int word)
    {
        var starts = WordStarts;
        return MemoryMarshal.Cast<byte, char>(Bytes(IndexArray.WordText))[starts[word]..starts[word + 1]];
    }

    public ReadOnlySpan<int> TokensOf(int name)
    {
        var starts = NameStarts;
        return NameTokens[starts[name]..starts[name + 1]];
    }

    /// <summary>Feed and list code of a party, without decoding the rest.</summary>
    public (string Feed, string List) Place(int party)
    {
        var starts = PartyStarts;
        return PartyCodec.ReadPlace(Bytes(IndexArray.PartyBytes)[starts[party]..starts[party + 1]]);
    }

    public ListedParty Party(int party)
    {
        var starts = PartyStarts;
        return PartyCodec.Read(Bytes(IndexArray.PartyBytes)[starts[party]..starts[party + 1]]);
    }

    /// <summary>Whether the encoded parties of the section are exactly these.</summary>
    public bool Holds(ReadOnlySpan<byte> starts, ReadOnlySpan<byte> parties) =>
        Bytes(IndexArray.PartyStarts).SequenceEqual(starts) && Bytes(IndexArray.PartyBytes).SequenceEqual(parties);

    /// <summary>Number of letters of a word.</summary>
    public int LettersOf(int word)
    {
        var starts = WordStarts;
        return starts[word + 1] - starts[word];
    }

    public ReadOnlySpan<int> SoundGroupStarts => Numbers(IndexArray.SoundGroupStarts);

    public ReadOnlySpan<int> SoundMembers => Numbers(IndexArray.SoundMembers);

    /// <summary>Groups that may be stored under a key.</summary>
    public ReadOnlySpan<int> SoundBucket(uint key) => Bucket(key, Numbers(IndexArray.SoundStarts), Numbers(IndexArray.SoundGroups));

    /// <summary>Phonetic spelling of a member.</summary>
    public ReadOnlySpan<byte> SoundsOf(int member)
    {
        var starts = Numbers(IndexArray.PhoneticSpellingStarts);
        return Bytes(IndexArray.PhoneticSpelling)[starts[member]..starts[member + 1]];
    }

    /// <summary>Number of the word; -1 when it occurs in no listed name.</summary>
    public int Find(ReadOnlySpan<char> word)
    {
        var key = NeighbourKeys.OfItself(word);
        foreach (var entry in Bucket(key, BucketStarts, BucketWords))
        {
            if (IndexFormat.IsUnder(entry, key) && Word(IndexFormat.NumberOf(entry)).SequenceEqual(word))
            {
                return IndexFormat.NumberOf(entry);
            }
        }

        return -1;
    }

    /// <summary>Finds every word alike to <paramref name="word"/>, including an equal one, with its similarity.</summary>
    public void Neighbours(ReadOnlySpan<char> word, WordMarks compared, List<(int Word, double Similarity)> found)
    {
        found.Clear();
        var isKnown = WordRarity.IsKnown(word);
        var probe = new WordProbe(word, isKnown);
        Span<uint> keys = stackalloc uint[NeighbourKeys.Most];
        var starts = BucketStarts;
        var words = BucketWords;
        var signatures = WordSignatures;
        compared.Begin();
        foreach (var key in keys[..NeighbourKeys.Of(word, keys)])
        {
            foreach (var entry in Bucket(key, starts, words))
            {
                // Words with the same leading letters share several keys, so each word is compared only once.
                var listed = IndexFormat.NumberOf(entry);
                if (IndexFormat.IsUnder(entry, key) && (probe.IsOfMeaning(key) || probe.MayBeAlike(signatures[listed])) && compared.IsNew(listed))
                {
                    AddAlike(probe, listed, found);
                }
            }
        }

        if (!isKnown && word.Length >= TokenSimilarity.ShortestFar)
        {
            FindByBeginnings(word, probe, compared, found);
        }
    }

    // Words are sorted, so words with the same leading letters are adjacent.
    private void FindByBeginnings(
        ReadOnlySpan<char> word, in WordProbe probe, WordMarks compared, List<(int Word, double Similarity)> found)
    {
        var beginning = word[..TokenSimilarity.SharedByFar];
        var signatures = WordSignatures;
        var end = FirstBeyond(beginning, 1);
        for (var listed = FirstBeyond(beginning, 0); listed < end; listed++)
        {
            if (probe.MayBeSpeltLike(signatures[listed]) && compared.IsNew(listed))
            {
                AddAlike(probe, listed, found);
            }
        }
    }

    private void AddAlike(in WordProbe probe, int listed, List<(int Word, double Similarity)> found)
    {
        var similarity = probe.To(Word(listed));
        if (similarity > 0)
        {
            found.Add((listed, similarity));
        }
    }

    // The first word whose beginning is not less than a text or, with 1, greater than it.
    private int FirstBeyond(ReadOnlySpan<char> text, int least)
    {
        var starts = WordStarts;
        var letters = MemoryMarshal.Cast<byte, char>(Bytes(IndexArray.WordText));
        var (low, high) = (0, Words);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var word = letters[starts[middle]..Math.Min(starts[middle + 1], starts[middle] + text.Length)];
            if (word.SequenceCompareTo(text) < least)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static ReadOnlySpan<int> Bucket(uint key, ReadOnlySpan<int> starts, ReadOnlySpan<int> entries)
    {
        var bucket = (int)(key & (uint)(starts.Length - 2));
        return entries[starts[bucket]..starts[bucket + 1]];
    }

    private ReadOnlySpan<byte> Bytes(IndexArray array) =>
        section.Span.Slice(arrays[(int)array].Start, arrays[(int)array].Length);

    private ReadOnlySpan<int> Numbers(IndexArray array) => MemoryMarshal.Cast<byte, int>(Bytes(array));

    private static void Require(bool holds, string fault)
    {
        if (!holds)
        {
            throw new InvalidDataException($"watchlist section {fault}");
        }
    }
}
