using Screening.Engine.Parties.Phonetics;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Index;

/// <summary>
/// Arrays of the section, in storage order. Numbers are little-endian 32-bit integers unless the array says otherwise.
/// </summary>
internal enum IndexArray
{
    /// <summary>Start of each word in the word text; one element more than words.</summary>
    WordStarts,

    /// <summary>Letters of all words, UTF-16, sorted ordinally.</summary>
    WordText,

    /// <summary>Letters and length of each word as a bit signature, see <see cref="WordProbe"/>.</summary>
    WordSignatures,

    /// <summary>Rarity level of each word, one byte each, see <see cref="WordRarity"/>.</summary>
    WordRarities,

    /// <summary>1 for a word that is a particle or an initial in any name, else 0; one byte each.</summary>
    WordIsSmall,

    /// <summary>
    /// Start of each bucket of the neighbour table; one element more than buckets. The number of buckets is a power of two.
    /// </summary>
    BucketStarts,

    /// <summary>
    /// Words in buckets. A word is stored under the hashes of itself, of itself with one letter removed, of its skeleton and of
    /// its row of variants. The top byte is that of the hash.
    /// </summary>
    BucketWords,

    /// <summary>
    /// Start of each bucket of the phonetic table; one element more than buckets. The number of buckets is a power of two.
    /// </summary>
    SoundStarts,

    /// <summary>
    /// Groups of words with the same consonants, stored under their <see cref="PhoneticKeys"/>. The top byte is that of the hash.
    /// </summary>
    SoundGroups,

    /// <summary>Start of the members of each group; one element more than groups.</summary>
    SoundGroupStarts,

    /// <summary>Words of the groups, in the order of their phonetic spelling within a group.</summary>
    SoundMembers,

    /// <summary>Start of the phonetic spelling of each member; one element more than members.</summary>
    PhoneticSpellingStarts,

    /// <summary>Phonetic spelling of the members, one byte per sign, see <see cref="PhoneticSpelling"/>.</summary>
    PhoneticSpelling,

    /// <summary>Start of the postings of each word; one element more than words.</summary>
    PostingStarts,

    /// <summary>Names that contain each word, ascending.</summary>
    Postings,

    /// <summary>Start of the anchored names of each word; one element more than words.</summary>
    AnchorStarts,

    /// <summary>Names whose rarest word it is, for each word. A name that is contained in a query is found by its rarest word.</summary>
    Anchors,

    /// <summary>Start of the tokens of each name; one element more than names.</summary>
    NameStarts,

    /// <summary>Tokens of all names: the word, and the role in the top byte.</summary>
    NameTokens,

    /// <summary>Party of each name.</summary>
    NameParties,

    /// <summary>Ordinal of the name within its party, kind of the party, legal class and weak flag, packed.</summary>
    NameTraits,

    /// <summary>Hashes of identifiers, ascending.</summary>
    IdentifierHashes,

    /// <summary>Party of each identifier hash.</summary>
    IdentifierParties,

    /// <summary>Hashes of addresses, ascending, see <see cref="Addresses.AddressKeys"/>.</summary>
    AddressHashes,

    /// <summary>Party of each address hash.</summary>
    AddressParties,

    /// <summary>Start of each party in the party bytes; one element more than parties.</summary>
    PartyStarts,

    /// <summary>Parties, encoded by <see cref="PartyCodec"/>.</summary>
    PartyBytes,
}

/// <summary>Constants and packing functions of the section.</summary>
internal static class IndexFormat
{
    /// <summary>"WLX1" read as a little-endian number.</summary>
    public const int Magic = 0x31584C57;

    /// <summary>
    /// Version of layout and parsing. It must increase with any change of either, because both define the meaning of the bytes.
    /// Weights are not stored in the bytes.
    /// </summary>
    public const int Version = 7;

    /// <summary>Length of the SHA-256 at the start of the section, in bytes. The hash covers the rest.</summary>
    public const int HashBytes = 32;

    /// <summary>Number of arrays in a section.</summary>
    public const int Arrays = (int)IndexArray.PartyBytes + 1;

    /// <summary>Bytes before the first array: hash, magic number, version, and the length of each array in bytes.</summary>
    public const int HeaderBytes = HashBytes + 8 + (4 * Arrays);

    /// <summary>
    /// Number of leading letters of a word that are used for the neighbour table. An edit after them does not change the keys.
    /// </summary>
    public const int KeyLetters = 8;

    private const int WordBits = 24;

    /// <summary>Upper limit of distinct words in a section, exclusive.</summary>
    public const int MostWords = 1 << WordBits;

    /// <summary>
    /// Packs an entry of a hash table: the stored number, and the top byte of the key, which excludes most other keys.
    /// </summary>
    public static int Entry(int number, uint key) => unchecked(number | (int)(key & 0xFF000000));

    /// <summary>Number stored in an entry.</summary>
    public static int NumberOf(int entry) => entry & (MostWords - 1);

    /// <summary>Whether an entry may belong to a key. Only the top byte is compared.</summary>
    public static bool IsUnder(int entry, uint key) => (unchecked((uint)entry) ^ key) >> WordBits == 0;

    public static int Token(int word, TokenRole role) => word | ((int)role << WordBits);

    public static int WordOf(int token) => token & (MostWords - 1);

    public static TokenRole RoleOf(int token) => (TokenRole)(token >> WordBits);

    public static int Traits(int ordinal, PartyKind kind, LegalClass legal, bool isWeak) =>
        (ordinal << 7) | ((int)kind << 4) | ((int)legal << 1) | (isWeak ? 1 : 0);

    public static (int Ordinal, LegalClass Legal, bool IsWeak) TraitsOf(int traits) =>
        (traits >> 7, (LegalClass)((traits >> 1) & 7), (traits & 1) == 1);

    public static PartyKind KindOf(int traits) => (PartyKind)((traits >> 4) & 7);
}
