namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>Finds the name that was most likely intended.</summary>
public static class NearMiss
{
    // Up to two edits, a suggestion for names of this length is more often right than wrong.
    private const int MaxSlips = 2;

    /// <summary>
    /// The closest of <paramref name="known"/>; null if none is close enough. Letter case, hyphens and underscores are ignored.
    /// </summary>
    public static string? Of(string input, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(known);
        if (input.Length is 0 or > Echo.Characters)
        {
            return null;
        }

        var folded = Fold(input);
        return known
            .Select(name => (name, slips: Slips(folded, Fold(name))))
            .Where(pair => pair.slips <= Math.Min(MaxSlips, pair.name.Length / 3))
            .OrderBy(pair => pair.slips)
            .ThenBy(pair => pair.name, StringComparer.Ordinal)
            .Select(pair => pair.name)
            .FirstOrDefault();
    }

    // payload_kg, payload-kg and payloadKG differ only in naming style.
    private static string Fold(string text) => text
        .Replace("_", "", StringComparison.Ordinal)
        .Replace("-", "", StringComparison.Ordinal)
        .ToUpperInvariant();

    // Levenshtein distance with a single row. Both words are short.
    private static int Slips(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > MaxSlips)
        {
            return MaxSlips + 1;
        }

        var row = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            row[column] = column;
        }

        for (var line = 1; line <= left.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= right.Length; column++)
            {
                var changed = diagonal + (left[line - 1] == right[column - 1] ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(changed, Math.Min(row[column], row[column - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
