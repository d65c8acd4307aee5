namespace Screening.Engine.Parties.Text;

/// <summary>
/// Similarity of two words in spelling. Similar words are equal, one edit apart (insertion, deletion, replacement, or transposition of
/// neighbours), or of the same consonant skeleton and two edits apart, as romanisations differ. The definition is narrow so that an index
/// can find all similar words.
/// </summary>
internal static class TokenSimilarity
{
    private const int ShortestMisspelt = 3;
    private const int ShortestWithFirstLetterChanged = 5;
    private const int ShortestSkeletonWord = 5;
    private const double EditCost = 0.8;
    private const double ExchangeCost = 0.65;
    private const double SkeletonCost = 1.2;
    private const double FirstLetterCost = 0.03;
    private const double ShortFirstLetterCost = 0.1;

    /// <summary>Letters that words two edits apart need to be similar.</summary>
    public const int ShortestFar = 6;

    /// <summary>First letters that such words have in common.</summary>
    public const int SharedByFar = 4;

    /// <summary>Most edits between similar words.</summary>
    public const int MostEdits = 2;

    private const double FarCost = 1.7;

    /// <summary>
    /// Similarity of a word that no listed name has to a listed one: also two edits apart, when both are long and begin the same.
    /// </summary>
    public static double OfUnlisted(ReadOnlySpan<char> word, ReadOnlySpan<char> listed)
    {
        var near = Of(word, listed);
        return near > 0 || HasDigit(word) || HasDigit(listed) ? near : NameVariants.Of(word, listed, OfFar(word, listed));
    }

    /// <summary>Similarity of long words without digits that are two edits apart.</summary>
    internal static double OfFar(ReadOnlySpan<char> word, ReadOnlySpan<char> listed)
    {
        var isFar = Math.Min(word.Length, listed.Length) >= ShortestFar && Math.Abs(word.Length - listed.Length) <= MostEdits
            && word[..SharedByFar].SequenceEqual(listed[..SharedByFar]) && IsTwoEdits(word, listed);
        return isFar ? 1 - (FarCost / Math.Max(word.Length, listed.Length)) : 0;
    }

    /// <summary>Similarity, 0 (not similar) to 1 (equal).</summary>
    public static double Of(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.SequenceEqual(right))
        {
            return 1;
        }

        return NameVariants.Of(left, right, OfSpelling(left, right));
    }

    private static double OfSpelling(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        HasDigit(left) || HasDigit(right) ? 0 : OfLetters(left, right);

    /// <summary>Similarity in spelling of words without digits.</summary>
    internal static double OfLetters(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var shortest = Math.Min(left.Length, right.Length);
        var longest = Math.Max(left.Length, right.Length);
        if (shortest < ShortestMisspelt || longest - shortest > MostEdits)
        {
            return 0;
        }

        if (IsOneEdit(left, right))
        {
            var firstChanged = left[0] != right[0];
            var isExchange = left.Length == right.Length && IsExchange(left, right);
            return 1 - ((isExchange ? ExchangeCost : EditCost) / longest) - (!firstChanged ? 0 : longest < ShortestWithFirstLetterChanged ? ShortFirstLetterCost : FirstLetterCost);
        }

        return shortest >= ShortestSkeletonWord && IsTwoEdits(left, right) && Skeleton.AreEqual(left, right)
            ? 1 - (SkeletonCost / longest) - (left[0] == right[0] ? 0 : FirstLetterCost)
            : 0;
    }

    /// <summary>Whether exactly one edit, or none, turns one word into the other.</summary>
    public static bool IsOneEdit(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var prefix = left.CommonPrefixLength(right);
        left = left[prefix..];
        right = right[prefix..];
        while (left.Length > 0 && right.Length > 0 && left[^1] == right[^1])
        {
            left = left[..^1];
            right = right[..^1];
        }

        return (left.Length, right.Length) switch
        {
            ( <= 1, <= 1) => true,
            (2, 2) => left[0] == right[1] && left[1] == right[0],
            _ => false,
        };
    }

    private static bool IsExchange(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var at = left.CommonPrefixLength(right);
        return at + 1 < left.Length && left[at] == right[at + 1] && left[at + 1] == right[at];
    }

    private static bool IsTwoEdits(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        // The common prefix and suffix cost nothing; no optimal transposition crosses into them.
        var prefix = left.CommonPrefixLength(right);
        left = left[prefix..];
        right = right[prefix..];
        while (left.Length > 0 && right.Length > 0 && left[^1] == right[^1])
        {
            left = left[..^1];
            right = right[..^1];
        }

        if (Math.Max(left.Length, right.Length) <= MostEdits)
        {
            return true;
        }

        if (Math.Min(left.Length, right.Length) == 0)
        {
            return false;
        }

        // Optimal string alignment over three rows.
        Span<int> rows = stackalloc int[3 * (right.Length + 1)];
        var width = right.Length + 1;
        for (var column = 0; column < width; column++)
        {
            rows[column] = column;
        }

        for (var row = 1; row <= left.Length; row++)
        {
            var current = rows.Slice(row % 3 * width, width);
            var above = rows.Slice((row + 2) % 3 * width, width);
            var twoAbove = rows.Slice((row + 1) % 3 * width, width);
            current[0] = row;
            for (var column = 1; column < width; column++)
            {
                var cost = left[row - 1] == right[column - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(current[column - 1], above[column]) + 1, above[column - 1] + cost);
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                {
                    best = Math.Min(best, twoAbove[column - 2] + 1);
                }

                current[column] = best;
            }
        }

        return rows[(left.Length % 3 * width) + right.Length] <= 2;
    }

    private static bool HasDigit(ReadOnlySpan<char> word) => word.IndexOfAnyInRange('0', '9') >= 0;
}
