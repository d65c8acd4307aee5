using System.Collections.Immutable;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Lists.Formats;

/// <summary>A layout: its columns, which are found by their names, and how its rows are read.</summary>
/// <param name="Format">Name of the layout.</param>
/// <param name="Header">Columns.</param>
/// <param name="Read">Reads a row; null after an error that leaves no entry.</param>
internal sealed record Layout(string Format, ImmutableArray<string> Header, Func<ListRow, WatchlistEntrySource?> Read)
{
    /// <summary>Columns that a file may have besides.</summary>
    public ImmutableArray<string> Optional { get; init; } = [];

    /// <summary>Whether a value that cannot be used is left out and reported, instead of refusing the file.</summary>
    public bool LeavesOutValues { get; init; }

    /// <summary>
    /// Whether the author is an agency that may add columns, so that a column that is not known is reported and not read. The author of an
    /// own list can correct it.
    /// </summary>
    public bool MayHaveMore { get; init; }

    /// <summary>Columns of <see cref="Header"/> that were added later, the newest first. A file that lacks one is older than it, and lacks those before it here.</summary>
    public ImmutableArray<string> Later { get; init; } = [];

    private static readonly ImmutableArray<Layout> Known = [OfficialCslLayout.Layout, FlatCslLayout.Layout, OwnLayout.Layout];

    /// <summary>The layout whose columns a header has, in any order, and, if a name is requested, with that name.</summary>
    public static Layout? Find(string[] header, string? format) => Known.FirstOrDefault(layout =>
        (format is null || format == layout.Format) && layout.Has(header));

    /// <summary>The places of the columns of a header in the order of this layout, so that the order of the file has no effect.</summary>
    public int[] Order(string[] header) =>
        [.. new[] { Header, Optional, [.. Unknown(header)] }.SelectMany(names => names).Select(name => Array.IndexOf(header, name)).Where(place => place >= 0)];

    /// <summary>Columns of a header that this layout does not know.</summary>
    public IEnumerable<string> Unknown(string[] header) => header.Except([.. Header, .. Optional], StringComparer.Ordinal);

    private bool Has(string[] header)
    {
        var missing = Header.Except(header, StringComparer.Ordinal).ToArray();
        return header.Distinct(StringComparer.Ordinal).Count() == header.Length
            && missing.Length <= Later.Length && missing.All(Later.AsSpan(0, missing.Length).ToArray().Contains)
            && (MayHaveMore || !Unknown(header).Any());
    }

    /// <summary>Explains why <see cref="Find"/> found no layout.</summary>
    public static ImportError Explain(string[] header, string? format)
    {
        var wanted = Known.FirstOrDefault(layout => layout.Format == format);
        if (format is not null && wanted is null)
        {
            return new ImportError(1, "", $"`{format}` is not a layout; there are {string.Join(", ", ListFormats.All)}");
        }

        var nearest = wanted ?? Known.MaxBy(layout => layout.Header.Intersect(header, StringComparer.Ordinal).Count())!;
        var missing = nearest.Header.Except(header, StringComparer.Ordinal).ToArray();
        if (wanted is null && missing.Length > nearest.Header.Length / 2)
        {
            return new ImportError(1, "", "begins with the header of no list that is known");
        }

        var unknown = header.Except([.. nearest.Header, .. nearest.Optional], StringComparer.Ordinal).Take(5).ToArray();
        return new ImportError(1, "", $"is not the header of layout {nearest.Format}"
            + (missing.Length > 0 ? $"; missing: {string.Join(", ", missing)}" : "")
            + (unknown.Length > 0 ? $"; unknown: {string.Join(", ", unknown)}" : "")
            + (missing.Length + unknown.Length == 0 ? "; a column stands in it twice" : ""));
    }
}
