using System.Globalization;
using System.Text;

namespace Screening.Engine.Parties.Text;

/// <summary>
/// Compatibility composition (Unicode normalisation form KC) from a table that ships with the engine. The runtime delegates
/// normalisation to a library of the host, whose version may differ, and does not normalise when the library is absent. The same
/// name would then be read differently on another host, and full-width letters or separate combining marks would not match.
/// </summary>
public static class Composition
{
    private const string TableName = "Screening.Engine.Parties.composition.txt";

    // No character below this one has a decomposition or a combining class.
    private const char FirstAffected = '\u00A0';

    // Hangul syllables follow a formula: 19 leading consonants, 21 vowels, 28 trailing consonants (the first means none).
    private const int Syllables = 0xAC00;
    private const int Leading = 0x1100;
    private const int Vowels = 0x1161;
    private const int Trailing = 0x11A7;
    private const int LeadingCount = 19;
    private const int VowelCount = 21;
    private const int TrailingCount = 28;

    private static readonly Lazy<Table> Letters = new(Read);

    /// <summary>The text in form KC. Unpaired surrogates are kept.</summary>
    public static string Compose(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', (char)(FirstAffected - 1)) < 0)
        {
            return text;
        }

        var table = Letters.Value;
        var letters = Decompose(text, table);
        Order(letters, table);
        Join(letters, table);
        var composed = new StringBuilder(letters.Count);
        foreach (var letter in letters)
        {
            Append(composed, letter);
        }

        return composed.ToString();
    }

    private static List<int> Decompose(string text, Table table)
    {
        var letters = new List<int>(text.Length + 4);
        for (var at = 0; at < text.Length; at++)
        {
            var isPair = at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
            var letter = isPair ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at];
            at += isPair ? 1 : 0;
            var syllable = letter - Syllables;
            if (syllable is >= 0 and < LeadingCount * VowelCount * TrailingCount)
            {
                letters.Add(Leading + (syllable / (VowelCount * TrailingCount)));
                letters.Add(Vowels + (syllable / TrailingCount % VowelCount));
                if (syllable % TrailingCount is > 0 and var trailing)
                {
                    letters.Add(Trailing + trailing);
                }
            }
            else if (table.Decompositions.TryGetValue(letter, out var parts))
            {
                letters.AddRange(parts);
            }
            else
            {
                letters.Add(letter);
            }
        }

        return letters;
    }

    /// <summary>Sorts the combining marks after a character by class. Marks of the same class keep their order.</summary>
    private static void Order(List<int> letters, Table table)
    {
        for (var at = 1; at < letters.Count; at++)
        {
            var (letter, order) = (letters[at], table.ClassOf(letters[at]));
            var to = at;
            while (order > 0 && to > 0 && table.ClassOf(letters[to - 1]) > order)
            {
                letters[to] = letters[to - 1];
                to--;
            }

            letters[to] = letter;
        }
    }

    private static void Join(List<int> letters, Table table)
    {
        var (starter, last, kept) = (-1, 0, 0);
        for (var at = 0; at < letters.Count; at++)
        {
            var (letter, order) = (letters[at], table.ClassOf(letters[at]));
            // A mark of the same class or a higher one, or another starter, between the two characters blocks the composition.
            var isBlocked = kept - 1 > starter && (last >= order || last == 0);
            if (starter >= 0 && !isBlocked && Whole(letters[starter], letter, table) is { } whole)
            {
                letters[starter] = whole;
                continue;
            }

            if (order == 0)
            {
                starter = kept;
            }

            (letters[kept], last) = (letter, order);
            kept++;
        }

        letters.RemoveRange(kept, letters.Count - kept);
    }

    private static int? Whole(int first, int second, Table table)
    {
        if (first - Leading is >= 0 and < LeadingCount && second - Vowels is >= 0 and < VowelCount)
        {
            return Syllables + ((((first - Leading) * VowelCount) + second - Vowels) * TrailingCount);
        }

        var syllable = first - Syllables;
        if (syllable is >= 0 and < LeadingCount * VowelCount * TrailingCount && syllable % TrailingCount == 0
            && second - Trailing is > 0 and < TrailingCount)
        {
            return first + second - Trailing;
        }

        return table.Pairs.TryGetValue((first, second), out var whole) ? whole : null;
    }

    private static void Append(StringBuilder text, int letter)
    {
        if (letter > char.MaxValue)
        {
            text.Append(char.ConvertFromUtf32(letter));
        }
        else
        {
            text.Append((char)letter);
        }
    }

    private static Table Read()
    {
        using var stream = typeof(Composition).Assembly.GetManifestResourceStream(TableName)
            ?? throw new InvalidOperationException($"{TableName} is not in the assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var table = new Table();
        while (reader.ReadLine() is { } line)
        {
            foreach (var entry in line.AsSpan(1).Split(' '))
            {
                if (line[1..][entry] is { Length: > 0 } text)
                {
                    Add(table, line[0], text);
                }
            }
        }

        return table;
    }

    private static void Add(Table table, char kind, string entry)
    {
        if (kind == '#')
        {
            return;
        }

        var (left, right) = Halves(entry, '=');
        if (kind == 'P')
        {
            var (first, second) = Halves(left, '+');
            table.Pairs[(Hex(first), Hex(second))] = Hex(right);
            return;
        }

        var (from, to) = left.Contains('-', StringComparison.Ordinal) ? Halves(left, '-') : (left, left);
        for (var letter = Hex(from); letter <= Hex(to); letter++)
        {
            if (kind == 'C')
            {
                table.Classes[letter] = byte.Parse(right, CultureInfo.InvariantCulture);
            }
            else
            {
                // A range of codes: each code maps to the single letter at the same offset on the right.
                table.Decompositions[letter] = from == to ? [.. right.Split('.').Select(Hex)] : [Hex(right) + letter - Hex(from)];
            }
        }
    }

    private static (string Left, string Right) Halves(string text, char at)
    {
        var middle = text.IndexOf(at, StringComparison.Ordinal);
        return (text[..middle], text[(middle + 1)..]);
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private sealed class Table
    {
        public Dictionary<int, int[]> Decompositions { get; } = new(6_000);

        public Dictionary<int, byte> Classes { get; } = new(1_000);

        public Dictionary<(int First, int Second), int> Pairs { get; } = new(1_000);

        public int ClassOf(int letter) => letter < FirstAffected ? 0 : Classes.GetValueOrDefault(letter);
    }
}
