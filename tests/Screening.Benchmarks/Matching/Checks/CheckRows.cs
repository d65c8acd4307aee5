using System.Text.Json;

namespace Screening.Benchmarks.Matching.Checks;

/// <summary>Reads files of checks: one JSON object a line.</summary>
internal static class CheckRows
{
    /// <summary>The rows of a file; with <paramref name="most"/> only so many, at equal distances, so that every kind is there.</summary>
    public static JsonElement[] Read(string path, int? most) =>
        Slice([.. Corpus.Lines(path).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement)], most);

    /// <summary>At most <paramref name="most"/> of the rows, at equal distances; all of them for null.</summary>
    public static T[] Slice<T>(T[] rows, int? most) =>
        most is { } count && count < rows.Length ? [.. Enumerable.Range(0, count).Select(row => rows[(int)(((2L * row) + 1) * rows.Length / (2 * count))])] : rows;

    /// <summary>A text member; null when it is absent or null.</summary>
    public static string? Text(this JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
