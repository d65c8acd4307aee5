using System.Runtime.InteropServices;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Index;

/// <summary>All parsed names of all parties, their distinct words, and the names that contain each word.</summary>
internal sealed class IndexedNames
{
    private readonly List<(ParsedName Name, int Party, int Ordinal, bool IsWeak)> names = [];

    private IndexedNames(string[] words) => Words = words;

    /// <summary>Distinct words, sorted ordinally. The position of a word is its number.</summary>
    public string[] Words { get; private set; }

    /// <summary>Parses the names of <paramref name="parties"/>.</summary>
    public static IndexedNames Of(ListedParty[] parties)
    {
        var indexed = new IndexedNames([]);
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (var party = 0; party < parties.Length; party++)
        {
            for (var ordinal = 0; ordinal < parties[party].Names.Length; ordinal++)
            {
                var listed = parties[party].Names[ordinal];
                var name = NameParser.ParseListed(listed.Text, parties[party].Kind);
                indexed.names.Add((name, party, ordinal, listed.IsWeak));
                words.UnionWith(name.Tokens.Select(token => token.Text));
            }
        }

        indexed.Words = [.. words.Order(StringComparer.Ordinal)];
        return indexed.Words.Length < IndexFormat.MostWords
            ? indexed
            : throw new ArgumentException($"more than {IndexFormat.MostWords} distinct words in the lists");
    }

    /// <summary>Writes words, names and postings.</summary>
    public void WriteTo(ListedParty[] parties, byte[][] arrays)
    {
        WriteWords(arrays);
        var numbers = new Dictionary<string, int>(Words.Length, StringComparer.Ordinal);
        for (var word = 0; word < Words.Length; word++)
        {
            numbers[Words[word]] = word;
        }

        var tokens = new List<int>();
        var starts = new int[names.Count + 1];
        for (var name = 0; name < names.Count; name++)
        {
            tokens.AddRange(names[name].Name.Tokens.Select(token => IndexFormat.Token(numbers[token.Text], token.Role)));
            starts[name + 1] = tokens.Count;
        }

        arrays[(int)IndexArray.NameStarts] = WatchlistIndexWriter.BytesOf(starts);
        arrays[(int)IndexArray.NameTokens] = WatchlistIndexWriter.BytesOf(CollectionsMarshal.AsSpan(tokens));
        arrays[(int)IndexArray.NameParties] = WatchlistIndexWriter.BytesOf([.. names.Select(name => name.Party)]);
        arrays[(int)IndexArray.NameTraits] = WatchlistIndexWriter.BytesOf(
            [.. names.Select(name => IndexFormat.Traits(name.Ordinal, KindOf(parties[name.Party]), name.Name.Legal, name.IsWeak))]);
        WritePostings(starts, tokens, arrays);
        WriteAnchors(starts, tokens, arrays);
    }

    private void WriteAnchors(int[] nameStarts, List<int> tokens, byte[][] arrays)
    {
        var byWord = new List<int>[Words.Length];
        for (var name = 0; name < names.Count; name++)
        {
            var anchor = -1;
            for (var token = nameStarts[name]; token < nameStarts[name + 1]; token++)
            {
                var word = IndexFormat.WordOf(tokens[token]);
                var isTelling = IndexFormat.RoleOf(tokens[token]) is TokenRole.Word or TokenRole.Number;
                anchor = isTelling && (anchor < 0 || WordRarity.Of(Words[word]) > WordRarity.Of(Words[anchor])) ? word : anchor;
            }

            if (anchor >= 0)
            {
                (byWord[anchor] ??= []).Add(name);
            }
        }

        var starts = new int[Words.Length + 1];
        for (var word = 0; word < Words.Length; word++)
        {
            starts[word + 1] = starts[word] + (byWord[word]?.Count ?? 0);
        }

        arrays[(int)IndexArray.AnchorStarts] = WatchlistIndexWriter.BytesOf(starts);
        arrays[(int)IndexArray.Anchors] = WatchlistIndexWriter.BytesOf([.. byWord.SelectMany(list => list ?? [])]);
    }

    private static PartyKind KindOf(ListedParty party) => party.Kind == PartyKind.Unknown ? party.KindRead : party.Kind;

    private void WriteWords(byte[][] arrays)
    {
        var starts = new int[Words.Length + 1];
        for (var word = 0; word < Words.Length; word++)
        {
            starts[word + 1] = starts[word] + Words[word].Length;
        }

        arrays[(int)IndexArray.WordStarts] = WatchlistIndexWriter.BytesOf(starts);
        arrays[(int)IndexArray.WordSignatures] = WatchlistIndexWriter.BytesOf([.. Words.Select(word => WordProbe.SignatureOf(word))]);
        arrays[(int)IndexArray.WordText] = MemoryMarshal.AsBytes(string.Concat(Words).AsSpan()).ToArray();
    }

    private void WritePostings(int[] nameStarts, List<int> tokens, byte[][] arrays)
    {
        var byWord = new List<int>[Words.Length];
        for (var name = 0; name < names.Count; name++)
        {
            for (var token = nameStarts[name]; token < nameStarts[name + 1]; token++)
            {
                var list = byWord[IndexFormat.WordOf(tokens[token])] ??= [];
                if (list.Count == 0 || list[^1] != name)
                {
                    list.Add(name);
                }
            }
        }

        var starts = new int[Words.Length + 1];
        var rarities = new byte[Words.Length];
        var isSmall = new byte[Words.Length];
        foreach (var token in tokens)
        {
            isSmall[IndexFormat.WordOf(token)] |= (byte)(IndexFormat.RoleOf(token) is TokenRole.Particle or TokenRole.Initial ? 1 : 0);
        }

        for (var word = 0; word < Words.Length; word++)
        {
            starts[word + 1] = starts[word] + byWord[word].Count;
            rarities[word] = WordRarity.Of(Words[word]);
        }

        arrays[(int)IndexArray.PostingStarts] = WatchlistIndexWriter.BytesOf(starts);
        arrays[(int)IndexArray.Postings] = WatchlistIndexWriter.BytesOf([.. byWord.SelectMany(list => list)]);
        arrays[(int)IndexArray.WordRarities] = rarities;
        arrays[(int)IndexArray.WordIsSmall] = isSmall;
    }
}
