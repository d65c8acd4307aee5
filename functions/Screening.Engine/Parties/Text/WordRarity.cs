using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Screening.Engine.Parties.Text;

/// <summary>
/// Rarity of a word in names of parties of all kinds, from a background table that is part of the engine. It does not depend on the lists
/// that are loaded, so adding an entry never lowers the score of another match. It is stored as a level, so that the weights of the policy
/// apply when a name is searched and not when the index is built.
/// </summary>
/// <remarks>
/// The table counts names of public corpora: companies of SEC filings and of the S&amp;P 500, people of 29 locales, and the
/// Consolidated Screening List. The command <c>rarity</c> of the benchmarks makes it.
/// </remarks>
internal static class WordRarity
{
    /// <summary>Levels in which a rarity is stored.</summary>
    public const int Levels = 256;

    /// <summary>Names from which a word counts as common. Words of ordinary language are counted with this number at least.</summary>
    public const int NamesOfCommonWord = 160;

    // Names of the corpora, rounded.
    private const double Names = 40_000;

    private static readonly FrozenDictionary<string, int> Counts = Read();

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Counts.GetAlternateLookup<ReadOnlySpan<char>>();

    // Names that a number of one or two digits, or of more, is taken to be in.
    private const int NamesOfLongNumber = 20;
    private const int DigitsOfShortNumber = 2;

    /// <summary>Level of a word: 0 for a word that all names have, the highest for a word that the table does not have.</summary>
    public static byte Of(ReadOnlySpan<char> word) => BySpan.TryGetValue(word, out var names) ? LevelOf(names)
        : !word.ContainsAnyExceptInRange('0', '9') ? LevelOf(word.Length > DigitsOfShortNumber ? NamesOfLongNumber : NamesOfCommonWord)
        : byte.MaxValue;

    /// <summary>Whether the table has the word.</summary>
    public static bool IsKnown(ReadOnlySpan<char> word) => BySpan.ContainsKey(word);

    /// <summary>Whether the word is common in names of all kinds.</summary>
    public static bool IsCommon(ReadOnlySpan<char> word) => BySpan.TryGetValue(word, out var names) && names >= NamesOfCommonWord;

    private static byte LevelOf(int names) => (byte)Math.Round(Math.Clamp(Math.Log(Names / names) / Math.Log(Names), 0, 1) * (Levels - 1));

    private static FrozenDictionary<string, int> Read()
    {
        using var stream = typeof(WordRarity).Assembly.GetManifestResourceStream("Screening.Engine.Parties.background.txt")!;
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var counts = new Dictionary<string, int>(16_384, StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            counts.Add(line[..space], int.Parse(line.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture));
        }

        return counts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
