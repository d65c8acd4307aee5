using System.Globalization;
using Azure.Data.Tables;

namespace Screening.Functions.Storage;

/// <summary>Long text in a row: one column per 32 Ki characters, the limit of a string property.</summary>
internal static class TextColumns
{
    /// <summary>Writes a text into columns "name", "name01", "name02", ...</summary>
    internal static void Write(TableEntity row, string name, string text)
    {
        row[name] = Piece(text, 0, out var next);
        for (var column = 1; next < text.Length; column++)
        {
            row[Column(name, column)] = Piece(text, next, out next);
        }
    }

    /// <summary>Reads a text written by <see cref="Write"/>.</summary>
    /// <returns>The text; null when the row has none. A column of another type counts as missing.</returns>
    internal static string? Read(TableEntity row, string name)
    {
        var first = row.TryGetValue(name, out var start) ? start as string : null;
        if (first is null || !row.ContainsKey(Column(name, 1)))
        {
            return first;
        }

        var text = new System.Text.StringBuilder(first);
        for (var column = 1; row.TryGetValue(Column(name, column), out var piece); column++)
        {
            text.Append(piece as string);
        }

        return text.ToString();
    }

    /// <summary>Splits a text into pieces, never between the halves of a surrogate pair.</summary>
    /// <param name="text">The text.</param>
    /// <param name="characters">Maximum characters per piece.</param>
    /// <returns>At least one piece.</returns>
    internal static IReadOnlyList<string> Cut(string text, int characters)
    {
        var pieces = new List<string>();
        var next = 0;
        do
        {
            pieces.Add(Piece(text, next, out next, characters));
        }
        while (next < text.Length);
        return pieces;
    }

    private static string Column(string name, int column) => name + column.ToString("D2", CultureInfo.InvariantCulture);

    private static string Piece(string text, int from, out int next, int characters = StorageLimits.StringCharacters)
    {
        next = Math.Min(text.Length, from + characters);
        // A lone surrogate cannot be encoded in UTF-8, so the whole pair moves to the next piece.
        if (next < text.Length && char.IsHighSurrogate(text[next - 1]))
        {
            next--;
        }

        return text[from..next];
    }
}
