using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Scoring;

/// <summary>A possible pair: words of the query and words of a listed name.</summary>
/// <param name="QueryStart">First word of the query.</param>
/// <param name="QueryCount">Words of the query: more than one when the list writes them as one.</param>
/// <param name="ListedStart">First word of the listed name.</param>
/// <param name="ListedCount">Words of the listed name: two when the query writes them as one.</param>
/// <param name="Similarity">0 to 1.</param>
/// <param name="IsInitial">Whether one side is only the first letter of the other.</param>
internal readonly record struct WordEdge(
    int QueryStart, int QueryCount, int ListedStart, int ListedCount, double Similarity, bool IsInitial);

/// <summary>Rules for words joined on one side; the index and the oracle of the tests both use them.</summary>
internal static class JoinedWords
{
    /// <summary>Most words of a query that the list may write as one.</summary>
    public const int MostJoined = 3;

    /// <summary>Letters a joined word needs: shorter ones match by chance.</summary>
    public const int ShortestJoined = 5;

    private const double LeastPhonetic = 0.86;
    private const double LeastPhoneticInSyllables = 0.8;
    private const double CostOfJoiningBySound = 0.95;

    /// <summary>Letters each part of a split word needs.</summary>
    public const int ShortestPart = 2;

    /// <summary>Letters the misspelt part needs: shorter ones have too many similar words.</summary>
    public const int ShortestMisspeltPart = 3;

    /// <summary>Letters both parts need together when one is misspelt.</summary>
    public const int ShortestMisspelt = 7;

    /// <summary>
    /// Similarity of one word to two consecutive ones, of which at least one must be equal to its part of the word; 0 when not similar.
    /// </summary>
    public static double Split(string word, string first, string second)
    {
        if (word.Length < ShortestJoined || first.Length < ShortestPart || second.Length < ShortestPart)
        {
            return 0;
        }

        var best = 0.0;
        if (word.StartsWith(first, StringComparison.Ordinal))
        {
            best = Part(first, word[first.Length..], second);
        }

        if (word.EndsWith(second, StringComparison.Ordinal))
        {
            best = Math.Max(best, Part(second, word[..^second.Length], first));
        }

        return best;
    }

    /// <summary>Similarity of the whole when one part is equal and the rest has a similarity of <paramref name="similarity"/>.</summary>
    public static double Weigh(int equal, int rest, double similarity) => (equal + (rest * similarity)) / (equal + rest);

    /// <summary>
    /// Similarity of words of another script that are together phonetically similar to one word; 0 when that may be chance. Syllabaries
    /// split a foreign name into more words than other scripts do.
    /// </summary>
    public static double JoinedBySound(double similarity, NameScript script) =>
        similarity < (script == NameScript.Syllabic ? LeastPhoneticInSyllables : LeastPhonetic) ? 0 : similarity * CostOfJoiningBySound;

    /// <summary>
    /// Whether joined words of a query may stand for a listed word that they are similar to but not equal to: not when one of them is that
    /// word, because the others are then left over.
    /// </summary>
    public static bool MayStandFor(ReadOnlySpan<NameToken> together, ReadOnlySpan<char> listed)
    {
        foreach (ref readonly var token in together)
        {
            if (listed.SequenceEqual(token.Text))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a part of <paramref name="rest"/> letters may be misspelt when the other <paramref name="equal"/> letters are equal.</summary>
    public static bool MayBeMisspelt(int equal, int rest) => rest >= ShortestMisspeltPart && equal + rest >= ShortestMisspelt;

    private static double Part(string equal, string rest, string listed)
    {
        var similarity = rest.Length < ShortestPart ? 0 : TokenSimilarity.Of(rest, listed);
        var isTooShort = similarity < 1 && !MayBeMisspelt(equal.Length, rest.Length);
        return similarity == 0 || isTooShort ? 0 : Weigh(equal.Length, rest.Length, similarity);
    }
}
