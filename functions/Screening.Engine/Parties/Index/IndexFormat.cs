using Screening.Engine.Parties.Phonetics;
using Screening.Engine.Parties.Search;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Index;

/// <summary>Arrays of the section, in the order they stand in it. All numbers are little-endian 32-bit integers.</summary>
internal enum IndexArray
{
    /// <summary>Start of each word in the word text, one more than words.</summary>
    WordStarts,

    /// <summary>Letters of all words, UTF-16, sorted ordinally.</summary>
    WordText,

    /// <summary>Which letters each word has and how many, see <see cref="WordProbe"/>.</summary>
    WordSignatures,

    /// <summary>Rarity of each word, a byte each, see <see cref="WordRarity"/>.</summary>
    WordRarities,

    /// <summary>Start of each bucket of the neighbour table, one more than buckets; buckets are a power of two.</summary>
    BucketStarts,

    /// <summary>Words in buckets: each under the hashes of itself, of it with one letter left out, of its skeleton; in the top byte, that of the hash.</summary>
    BucketWords,

    /// <summary>Start of each bucket of the table by sound, one more than buckets; buckets are a power of two.</summary>
    SoundStarts,

    /// <summary>Groups of words of the same consonants, under their <see cref="PhoneticKeys"/>; in the top byte, that of the hash.</summary>
    SoundGroups,

    /// <summary>Start of each group's members, one more than groups.</summary>
    SoundGroupStarts,

    /// <summary>Words of the groups, in the order of their sounds within a group.</summary>
    SoundMembers,

    /// <summary>Start of each member's sounds, one more than members.</summary>
    PhoneticSpellingStarts,

    /// <summary>Sounds of the members, a byte each, see <see cref="PhoneticSpelling"/>.</summary>
    PhoneticSpelling,

    /// <summary>Start of each word's names in the postings, one more than words.</summary>
    PostingStarts,

    /// <summary>Names each word occurs in, ascending.</summary>
    Postings,

    /// <summary>Start of each name's tokens, one more than names.</summary>
    NameStarts,

    /// <summary>Tokens of all names: word and, in the top byte, role.</summary>
    NameTokens,

    /// <summary>Party of each name.</summary>
    NameParties,

    /// <summary>Ordinal of the name within its party, legal class and weakness, packed.</summary>
    NameTraits,

    /// <summary>Hashes of identifiers, ascending.</summary>
    IdentifierHashes,

    /// <summary>Party of each identifier hash.</summary>
    IdentifierParties,

    /// <summary>Start of each party in the party bytes, one more than parties.</summary>
    PartyStarts,

    /// <summary>Parties as written by <see cref="PartyCodec"/>.</summary>
    PartyBytes,
}

/// <summary>Constants and packing of the section.</summary>
internal static class IndexFormat
{
    /// <summary>"WLX1" read as a little-endian number.</summary>
    public const int Magic = 0x31584C57;

    /// <summary>Version of layout and parsing: any change of them changes what bytes mean. Weights are not in the bytes.</summary>
    public const int Version = 5;

    /// <summary>Bytes of the SHA-256 the section begins with; it covers the rest.</summary>
    public const int HashBytes = 32;

    /// <summary>Arrays in a section.</summary>
    public const int Arrays = (int)IndexArray.PartyBytes + 1;

    /// <summary>Bytes before the first array: hash, magic, version, and the length in bytes of each array.</summary>
    public const int HeaderBytes = HashBytes + 8 + (4 * Arrays);

    /// <summary>Letters of a word that enter the neighbour table; an edit behind them leaves them equal.</summary>
    public const int KeyLetters = 8;

    private const int WordBits = 24;

    /// <summary>Most distinct words a section can hold.</summary>
    public const int MostWords = 1 << WordBits;

    /// <summary>Packs an entry of a hash table: what stands under a key, and enough of the key to tell most others apart.</summary>
    public static int Entry(int number, uint key) => unchecked(number | (int)(key & 0xFF000000));

    /// <summary>What stands in an entry.</summary>
    public static int NumberOf(int entry) => entry & (MostWords - 1);

    /// <summary>Whether an entry may stand under a key.</summary>
    public static bool IsUnder(int entry, uint key) => (unchecked((uint)entry) ^ key) >> WordBits == 0;

    /// <summary>Packs a token.</summary>
    public static int Token(int word, TokenRole role) => word | ((int)role << WordBits);

    /// <summary>Word of a token.</summary>
    public static int WordOf(int token) => token & (MostWords - 1);

    /// <summary>Role of a token.</summary>
    public static TokenRole RoleOf(int token) => (TokenRole)(token >> WordBits);

    /// <summary>Packs traits of a name.</summary>
    public static int Traits(int ordinal, LegalClass legal, bool isWeak) => (ordinal << 4) | ((int)legal << 1) | (isWeak ? 1 : 0);

    /// <summary>Unpacks traits of a name.</summary>
    public static (int Ordinal, LegalClass Legal, bool IsWeak) TraitsOf(int traits) =>
        (traits >> 4, (LegalClass)((traits >> 1) & 7), (traits & 1) == 1);
}
