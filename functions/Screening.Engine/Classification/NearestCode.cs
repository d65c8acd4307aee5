using System.Collections.Immutable;

namespace Screening.Engine.Classification;

/// <summary>Finds the listed code that was probably meant by a code that is not listed.</summary>
internal static class NearestCode
{
    // Costs of an error. A transposition costs less: it is more common than a wrong character, and it keeps every character of
    // the code.
    private const int Exchange = 2;
    private const int Other = 3;
    private const int Limit = 2 * Other;

    // Size of the cost table. An entry has five characters, so a longer code differs by more than two errors.
    private const int Longest = 8;

    /// <summary>The nearest of <paramref name="codes"/>; null when the distance is more than two errors.</summary>
    public static string? Of(string code, ImmutableArray<string> codes)
    {
        if (code.Length is 0 or > Longest)
        {
            return null;
        }

        string? nearest = null;
        var least = (Slips: Limit + 1, IsOther: false);
        foreach (var known in codes)
        {
            var slips = Slips(code, known);
            if (slips > least.Slips)
            {
                continue;
            }

            // At equal distance a code of the same category and product group comes first, then the first in ordinal order.
            var rank = (slips, !known.AsSpan(0, 2).SequenceEqual(code.AsSpan(0, Math.Min(2, code.Length))));
            var order = rank.CompareTo(least);
            if (order < 0 || (order == 0 && string.CompareOrdinal(known, nearest) < 0))
            {
                (nearest, least) = (known, rank);
            }
        }

        return nearest;
    }

    /// <summary>Weighted edit distance (optimal string alignment): a transposition of adjacent characters is one error.</summary>
    private static int Slips(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (right.Length > Longest)
        {
            return Limit + 1;
        }

        const int Width = Longest + 1;
        Span<int> costs = stackalloc int[Width * Width];
        for (var row = 0; row <= left.Length; row++)
        {
            for (var column = 0; column <= right.Length; column++)
            {
                var at = (row * Width) + column;
                if (row == 0 || column == 0)
                {
                    costs[at] = (row + column) * Other;
                    continue;
                }

                var changed = costs[at - Width - 1] + (left[row - 1] == right[column - 1] ? 0 : Other);
                var cost = Math.Min(changed, Math.Min(costs[at - Width], costs[at - 1]) + Other);
                var isExchange = row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
                costs[at] = isExchange ? Math.Min(cost, costs[at - (2 * Width) - 2] + Exchange) : cost;
            }
        }

        return costs[(left.Length * Width) + right.Length];
    }
}
