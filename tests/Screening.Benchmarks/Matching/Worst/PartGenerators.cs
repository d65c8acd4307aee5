using AnyAscii;
using Screening.Engine.Parties.Index;

namespace Screening.Benchmarks.Matching.Worst;

/// <summary>A source of parts of a name.</summary>
/// <param name="Name">What it makes.</param>
/// <param name="Next">The next part.</param>
internal sealed record PartGenerator(string Name, Func<Random, string> Next);

/// <summary>Sources of the parts from which slow names are composed.</summary>
internal static class PartGenerators
{
    private const int Frequent = 300;
    private const int Expanding = 80;
    private const int ShortWord = 3;

    private static readonly string[] Separators =
        [" / ", "; ", " | ", ", ", " - ", ".", "&", " (", ") ", "-", " c/o ", " attn ", " dba ", " fka ", " aka ", " on behalf of ", "'", ":"];

    private static readonly string[] Letters = [.. Enumerable.Range('a', 26).Select(letter => $"{(char)letter} ")];

    /// <summary>All sources over the names of a list.</summary>
    public static PartGenerator[] Of(IEnumerable<ListedParty> parties)
    {
        string[] byCount = [.. parties.SelectMany(party => party.Names).SelectMany(name => Corpus.Plain(name.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .CountBy(word => word).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key)];
        string[] frequent = [.. byCount.Take(Frequent)];
        string[] shortest = [.. byCount.Where(word => word.Length <= ShortWord).Take(Frequent)];
        var expanding = ExpandingLetters();
        return
        [
            new("frequent listed words", random => Pick(frequent, random) + " "),
            new("any listed words", random => Pick(byCount, random) + " "),
            new("frequent words with a typo", random => Misspelt(Pick(frequent, random), random) + " "),
            new("listed words glued", random => Pick(frequent, random)),
            new("short words glued", random => Pick(shortest, random)),
            new("short words", random => Pick(shortest, random) + " "),
            new("single letters", random => Pick(Letters, random)),
            new("letters without a space", random => ((char)('a' + random.Next(26))).ToString()),
            new("vowels and consonants", random => $"{"bdklmnrst"[random.Next(9)]}{"aeiou"[random.Next(5)]}{(random.Next(3) == 0 ? " " : "")}"),
            new("digits", random => $"{random.Next(1000)} "),
            new("separators", random => Pick(shortest, random) + Pick(Separators, random)),
            new("Han", random => Of('\u4E00', '\u9FA5', random)),
            new("Arabic", random => Of('\u0621', '\u064A', random)),
            new("Kana", random => Of('\u30A1', '\u30F6', random)),
            new("Hangul", random => Of('\uAC00', '\uD7A3', random)),
            new("Cyrillic", random => Of('\u0430', '\u044F', random)),
            new("the letter that expands most", _ => expanding[0]),
            new("letters that expand most", random => PickFirst(expanding, random)),
            new("letters that expand most, as words", random => PickFirst(expanding, random) + " "),
        ];
    }

    // Letters that become several words come first, then those that become a long one.
    private static string[] ExpandingLetters() =>
        [.. Enumerable.Range(0x80, 0xFFFF - 0x80).Select(code => (char)code).Where(char.IsLetter).Select(letter => letter.ToString())
            .OrderByDescending(letter => letter.Transliterate().Count(char.IsWhiteSpace)).ThenByDescending(letter => letter.Transliterate().Length).ThenBy(letter => letter, StringComparer.Ordinal).Take(Expanding)];

    private static string Pick(string[] all, Random random) => all[random.Next(all.Length)];

    // The first ones more often.
    private static string PickFirst(string[] all, Random random) => all[(int)(all.Length * Math.Pow(random.NextDouble(), 3))];

    // One character in five ends a word.
    private static string Of(char first, char last, Random random) =>
        $"{(char)random.Next(first, last + 1)}{(random.Next(5) == 0 ? " " : "")}";

    private static string Misspelt(string word, Random random) =>
        word.Remove(random.Next(word.Length), 1).Insert(random.Next(word.Length), ((char)('a' + random.Next(26))).ToString());
}
