using System.Collections.Frozen;
using System.Text;

namespace Screening.Engine.Parties.Words;

/// <summary>
/// Common words of company names with the same meaning in several languages. Source: dictionaries of the languages and the
/// translations that the lists of the United States, the United Nations and the European Union give for the same entries,
/// written by hand.
/// </summary>
internal static partial class CompanyWords
{
    // Shorter words ("su", "ju") are also syllables of names.
    private const int ShortestWord = 3;

    // By word, the number of its row and whether it is English.
    private static readonly FrozenDictionary<string, (int Concept, bool IsEnglish)> Concepts = Latin
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(row => row.Split('|', StringSplitOptions.TrimEntries))
        .SelectMany((row, concept) => row.SelectMany((words, language) => words.Split(' ').Where(word => word.Length >= ShortestWord).Select(word => (word, (concept, language == 0)))))
        .DistinctBy(pair => pair.word, StringComparer.Ordinal)
        .ToFrozenDictionary(pair => pair.word, pair => pair.Item2, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (int Concept, bool IsEnglish)>.AlternateLookup<ReadOnlySpan<char>> ConceptsBySpan =
        Concepts.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, string> Originals = (Han + "\n" + Arabic + "\n" + Cyrillic + "\n" + Korean + "\n" + Kana)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(row => (English: row[..row.IndexOf('=', StringComparison.Ordinal)], Words: row[(row.IndexOf('=', StringComparison.Ordinal) + 1)..]))
        .SelectMany(row => row.Words.Split('|').Select(word => (word: Key(word, 0, word.Length), row.English)))
        .DistinctBy(pair => pair.word, StringComparer.Ordinal)
        .ToFrozenDictionary(pair => pair.word, pair => pair.English, StringComparer.Ordinal);

    private static readonly FrozenDictionary<char, int> LongestByFirst = Originals.Keys
        .GroupBy(word => word[0])
        .ToFrozenDictionary(group => group.Key, group => group.Max(word => word.Length));

    /// <summary>Number of the concept of a word; -1 when it has none. Words of one concept are translations of each other.</summary>
    public static int ConceptOf(ReadOnlySpan<char> word) => ConceptsBySpan.TryGetValue(word, out var row) ? row.Concept : -1;

    /// <summary>Whether both words have one concept and at most one is English. English synonyms are different words of names.</summary>
    public static bool AreTranslations(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        ConceptsBySpan.TryGetValue(left, out var first) && ConceptsBySpan.TryGetValue(right, out var second)
        && first.Concept == second.Concept && !(first.IsEnglish && second.IsEnglish);

    /// <summary>
    /// The text with the known company words of other scripts replaced by English words, the longest first. Words of scripts that
    /// separate words are replaced only whole. The same instance when there are none.
    /// </summary>
    public static string Translate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text))
        {
            return text;
        }

        StringBuilder? translated = null;
        var kept = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var length = LengthAt(text, at);
            if (length > 0)
            {
                translated ??= new StringBuilder(text.Length * 2);
                translated.Append(text, kept, at - kept).Append(' ').Append(Originals[Key(text, at, length)]).Append(' ');
                kept = at + length;
                at = kept - 1;
            }
        }

        return translated is null ? text : translated.Append(text, kept, text.Length - kept).ToString().Trim();
    }

    /// <summary>Whether the text holds a company word of another script.</summary>
    public static bool IsCompany(string text) => !ReferenceEquals(Translate(text), text);

    private static int LengthAt(string text, int at)
    {
        if (!LongestByFirst.TryGetValue(Plain(text[at]), out var longest))
        {
            return 0;
        }

        var isSpaced = IsSpaced(text[at]);
        if (isSpaced && at > 0 && char.IsLetter(text[at - 1]))
        {
            return 0;
        }

        for (var length = Math.Min(longest, text.Length - at); length > 0; length--)
        {
            var isWhole = !isSpaced || at + length == text.Length || !char.IsLetter(text[at + length]);
            if (isWhole && Originals.ContainsKey(Key(text, at, length)))
            {
                return length;
            }
        }

        return 0;
    }

    private static string Key(string text, int at, int length) => string.Create(length, (text, at), (key, source) =>
    {
        for (var sign = 0; sign < key.Length; sign++)
        {
            key[sign] = Plain(source.text[source.at + sign]);
        }
    });

    // In small letters, with the forms of one Arabic letter that Arabic and Persian write differently made equal.
    internal static char Plain(char sign) => sign switch
    {
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ي' or 'ى' or 'ئ' => 'ی',
        'ك' => 'ک',
        'ة' => 'ه',
        _ => char.ToLowerInvariant(sign),
    };

    // Han, Hangul and Kana are written without spaces between the words of a company name.
    private static bool IsSpaced(char sign) => sign < '\u2E80';
}
