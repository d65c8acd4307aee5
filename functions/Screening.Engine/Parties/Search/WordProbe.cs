using System.Numerics;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Search;

/// <summary>
/// A word compared with many listed ones: the similarity of <see cref="TokenSimilarity"/>, with what depends on the word alone
/// reckoned once and most unauthenticated callers turned away by the letters they have.
/// </summary>
internal readonly ref struct WordProbe
{
    private const int LetterBits = 26;
    private const int DigitBit = 1 << LetterBits;
    private const int LengthShift = LetterBits + 1;
    private const int LongestCounted = 31;

    private readonly ReadOnlySpan<char> word;
    private readonly int signature;
    private readonly int row;
    private readonly bool isListed;

    /// <summary>Prepares a word; a word that is listed is not taken for one two edits away.</summary>
    public WordProbe(ReadOnlySpan<char> word, bool isListed)
    {
        this.word = word;
        this.isListed = isListed;
        signature = SignatureOf(word);
        row = NameVariants.RowOf(word);
    }

    /// <summary>Which letters a word has, whether a digit, and how many of both.</summary>
    public static int SignatureOf(ReadOnlySpan<char> word)
    {
        var signature = Math.Min(word.Length, LongestCounted) << LengthShift;
        foreach (var letter in word)
        {
            signature |= char.IsAsciiLetterLower(letter) ? 1 << (letter - 'a') : DigitBit;
        }

        return signature;
    }

    /// <summary>Whether a listed word may be spelt alike: an edit changes its length by one and its letters by two at most.</summary>
    public bool MayBeSpeltLike(int listed) =>
        Math.Abs((signature >>> LengthShift) - (listed >>> LengthShift)) <= TokenSimilarity.MostEdits
        && BitOperations.PopCount((uint)((signature ^ listed) & (DigitBit - 1))) <= 2 * TokenSimilarity.MostEdits
        && ((signature | listed) & DigitBit) == 0;

    /// <summary>Whether a listed word is worth comparing.</summary>
    public bool MayBeAlike(int listed) => row >= 0 || signature == listed || MayBeSpeltLike(listed);

    /// <summary>Similarity to a listed word, 0 (not alike) to 1 (equal).</summary>
    public double To(ReadOnlySpan<char> listed)
    {
        if (word.SequenceEqual(listed))
        {
            return 1;
        }

        var spelling = MayBeSpeltLike(SignatureOf(listed)) ? OfSpelling(listed) : 0;
        return row >= 0 && spelling < NameVariants.Similarity && NameVariants.RowOf(listed) == row ? NameVariants.Similarity : spelling;
    }

    private double OfSpelling(ReadOnlySpan<char> listed)
    {
        var near = TokenSimilarity.OfLetters(word, listed);
        return near > 0 || isListed ? near : TokenSimilarity.OfFar(word, listed);
    }
}
