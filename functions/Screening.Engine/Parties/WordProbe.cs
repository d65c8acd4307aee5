using System.Numerics;

namespace Screening.Engine.Parties;

/// <summary>
/// A word compared with many listed ones: the similarity of <see cref="TokenSimilarity"/>, with what depends on the word alone
/// reckoned once and most strangers turned away by the letters they have.
/// </summary>
internal readonly ref struct WordProbe
{
    private readonly ReadOnlySpan<char> word;
    private readonly uint letters;
    private readonly int row;
    private readonly bool hasDigit;
    private readonly bool isListed;

    /// <summary>Prepares a word; a word that is listed is not taken for one two edits away.</summary>
    public WordProbe(ReadOnlySpan<char> word, bool isListed)
    {
        this.word = word;
        this.isListed = isListed;
        letters = LettersOf(word);
        row = NameVariants.RowOf(word);
        hasDigit = word.IndexOfAnyInRange('0', '9') >= 0;
    }

    /// <summary>Similarity to a listed word, 0 (not alike) to 1 (equal).</summary>
    public double To(ReadOnlySpan<char> listed)
    {
        if (word.SequenceEqual(listed))
        {
            return 1;
        }

        var spelling = OfSpelling(listed);
        return row >= 0 && spelling < NameVariants.Similarity && NameVariants.RowOf(listed) == row ? NameVariants.Similarity : spelling;
    }

    // An edit changes which letters a word has by two at most.
    private double OfSpelling(ReadOnlySpan<char> listed)
    {
        var difference = Math.Abs(word.Length - listed.Length);
        if (hasDigit || difference > TokenSimilarity.MostEdits
            || BitOperations.PopCount(letters ^ LettersOf(listed)) > 2 * TokenSimilarity.MostEdits
            || listed.IndexOfAnyInRange('0', '9') >= 0)
        {
            return 0;
        }

        var near = TokenSimilarity.OfLetters(word, listed);
        return near > 0 || isListed ? near : TokenSimilarity.OfFar(word, listed);
    }

    private static uint LettersOf(ReadOnlySpan<char> word)
    {
        var letters = 0u;
        foreach (var letter in word)
        {
            letters |= 1u << (letter & 31);
        }

        return letters;
    }
}
