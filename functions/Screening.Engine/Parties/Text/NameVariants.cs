using System.Collections.Frozen;
using Screening.Engine.Parties.Words;

namespace Screening.Engine.Parties.Text;

/// <summary>
/// Words with the same meaning that are not related by spelling alone: common abbreviations, and given names in different
/// languages and romanisations. Each row is one name.
/// </summary>
internal static class NameVariants
{
    /// <summary>Similarity of two words of the same row.</summary>
    public const double Similarity = 0.96;

    /// <summary>Similarity of a word of company names and its translation.</summary>
    public const double TranslationSimilarity = 0.93;

    private static readonly FrozenDictionary<string, int> Rows =
        string.Join('\n', VariantRows.Business, VariantRows.Given, EasternVariantRows.Arabic, EasternVariantRows.East).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .SelectMany((row, number) => row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (word, number)))
        .DistinctBy(pair => pair.word, StringComparer.Ordinal)
        .ToFrozenDictionary(pair => pair.word, pair => pair.number, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Rows.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Row number of a word; -1 when the word is in no row.</summary>
    public static int RowOf(ReadOnlySpan<char> word) => BySpan.TryGetValue(word, out var row) ? row : -1;

    /// <summary>Whether both words are in the same row.</summary>
    public static bool AreSame(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        RowOf(left) is var row and >= 0 && row == RowOf(right);

    /// <summary>
    /// Similarity by meaning, at least that of the spelling: of words of one row, and of translations. Two countries with similar names are
    /// not similar.
    /// </summary>
    public static double Of(ReadOnlySpan<char> left, ReadOnlySpan<char> right, double spelling) =>
        spelling < Similarity && AreSame(left, right) ? Similarity
        : spelling < TranslationSimilarity && CompanyWords.AreTranslations(left, right) ? TranslationSimilarity
        : spelling is > 0 and < 1 && CountryNames.AreDifferent(left, right) ? 0
        : spelling;
}
