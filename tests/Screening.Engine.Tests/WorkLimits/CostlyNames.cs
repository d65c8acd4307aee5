using System.Text;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.WorkLimits;

/// <summary>Names of a given length, no two the same, of words that cost much to look up.</summary>
/// <param name="source">What the words are.</param>
/// <param name="other">Every this many words come from the next source; 0 for none.</param>
/// <param name="characters">Length of a name.</param>
internal sealed class CostlyNames(int source, int other, int characters)
{
    /// <summary>Number of sources.</summary>
    public const int Sources = 8;

    // U+FDFA stands for eighteen characters in four words, U+3300 and U+337F for four characters, U+FDFD is read as four words.
    private static readonly string[] Expanding = ["\uFDFA", "\u3300", "\u337F", "\uFDFD"];

    private int number;

    /// <summary>The next name.</summary>
    public string Next()
    {
        number++;
        var random = new Random(number);
        var name = new StringBuilder(characters + 20);
        for (var word = 0; name.Length < characters; word++)
        {
            name.Append(Word(other > 0 && word % (other + 1) == other ? (source + 1) % Sources : source, random));
        }

        // The number keeps the names apart.
        var mark = $" {CostlyList.Words[number % CostlyList.Words.Length]} {number}";
        return name.ToString()[..Math.Max(0, Math.Min(name.Length, Limits.NameCharacters) - mark.Length)].Trim() + mark;
    }

    /// <summary>A name of a street.</summary>
    public string Street(int house) => CostlyList.Words[(number + house) % CostlyList.Words.Length];

    private static string Word(int from, Random random) => from switch
    {
        0 => CostlyList.Words[random.Next(CostlyList.Words.Length)] + " ",
        1 => CostlyList.Words[random.Next(8)] + " ",
        2 => CostlyList.Words[random.Next(CostlyList.Words.Length)],
        3 => CostlyList.Words[random.Next(CostlyList.Words.Length)] + " / ",
        4 => Expanding[random.Next(Expanding.Length)],
        5 => $"{(char)random.Next('\u0621', '\u064A')}{(random.Next(5) == 0 ? " " : "")}",
        6 => $"{(char)random.Next('\uAC00', '\uD7A3')}{(random.Next(4) == 0 ? " " : "")}",
        _ => $"{(char)('a' + random.Next(26))} ",
    };
}
