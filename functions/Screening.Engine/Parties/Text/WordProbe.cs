using System.Numerics;
using Screening.Engine.Parties.Words;

namespace Screening.Engine.Parties.Text;

/// <summary>
/// A word that is compared with many listed words, with the similarity of <see cref="TokenSimilarity"/>. Values that depend on
/// the word alone are computed once, and most dissimilar words are excluded by their letters.
/// </summary>
internal readonly ref struct WordProbe
{
    private const int LetterBits = 26;
    private const int DigitBit = 1 << LetterBits;
    private const int LengthShift = LetterBits + 1;
    private const int LongestCounted = 31;

    private readonly ReadOnlySpan<char> word;
    private readonly int signature;
    private readonly uint rowKey;
    private readonly uint conceptKey;
    private readonly bool isCountry;
    private readonly bool isKnown;

    /// <summary>Prepares a word. <see cref="TokenSimilarity.OfFar"/> does not apply to a known word.</summary>
    public WordProbe(ReadOnlySpan<char> word, bool isKnown)
    {
        this.word = word;
        this.isKnown = isKnown;
        signature = SignatureOf(word);
        rowKey = NeighbourKeys.OfRow(word);
        conceptKey = NeighbourKeys.OfConcept(word);
        isCountry = CountryNames.Has(word);
    }

    /// <summary>The set of letters of a word, whether it has a digit, and its length, limited to 31.</summary>
    public static int SignatureOf(ReadOnlySpan<char> word)
    {
        var signature = Math.Min(word.Length, LongestCounted) << LengthShift;
        foreach (var letter in word)
        {
            signature |= char.IsAsciiLetterLower(letter) ? 1 << (letter - 'a') : DigitBit;
        }

        return signature;
    }

    /// <summary>
    /// Whether a listed word may be spelt alike. One edit changes the length by at most one and the set of letters by at most
    /// two. A word with a digit is never spelt alike.
    /// </summary>
    public bool MayBeSpeltLike(int listed) =>
        Math.Abs((signature >>> LengthShift) - (listed >>> LengthShift)) <= TokenSimilarity.MostEdits
        && BitOperations.PopCount((uint)((signature ^ listed) & (DigitBit - 1))) <= 2 * TokenSimilarity.MostEdits
        && ((signature | listed) & DigitBit) == 0;

    /// <summary>Whether a listed word may be spelt alike or be equal.</summary>
    public bool MayBeAlike(int listed) => signature == listed || MayBeSpeltLike(listed);

    /// <summary>Whether words share <paramref name="key"/> for their meaning. They need not be spelt alike.</summary>
    public bool IsOfMeaning(uint key) => key != 0 && (key == rowKey || key == conceptKey);

    /// <summary>Similarity to a listed word, 0 (not alike) to 1 (equal).</summary>
    public double To(ReadOnlySpan<char> listed)
    {
        if (word.SequenceEqual(listed))
        {
            return 1;
        }

        var spelling = MayBeSpeltLike(SignatureOf(listed)) ? OfSpelling(listed) : 0;
        return (rowKey | conceptKey) != 0 || (isCountry && spelling > 0) ? NameVariants.Of(word, listed, spelling) : spelling;
    }

    private double OfSpelling(ReadOnlySpan<char> listed)
    {
        var near = TokenSimilarity.OfLetters(word, listed);
        return near > 0 || isKnown ? near : TokenSimilarity.OfFar(word, listed);
    }
}
