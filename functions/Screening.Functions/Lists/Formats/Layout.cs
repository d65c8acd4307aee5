using System.Collections.Immutable;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Lists.Formats;

/// <summary>A layout: its header and how its rows are read.</summary>
/// <param name="Format">Name of the layout.</param>
/// <param name="Header">Columns, in order.</param>
/// <param name="Read">Reads a row; null after an error that leaves no entry.</param>
internal sealed record Layout(string Format, ImmutableArray<string> Header, Func<ListRow, WatchlistEntrySource?> Read)
{
    /// <summary>Columns that may follow the header, in this order.</summary>
    public ImmutableArray<string> Optional { get; init; } = [];

    /// <summary>Whether a value that cannot be used is left out and reported, instead of refusing the file.</summary>
    public bool LeavesOutValues { get; init; }

    private static readonly ImmutableArray<Layout> Known = [OfficialCslLayout.Layout, FlatCslLayout.Layout, OwnLayout.Layout];

    /// <summary>The layout with exactly this header and, if a name is requested, with that name.</summary>
    public static Layout? Find(string[] header, string? format) => Known.FirstOrDefault(layout =>
        (format is null || format == layout.Format) && layout.Has(header));

    private bool Has(string[] header) => header.Length >= Header.Length
        && Header.AsSpan().SequenceEqual(header.AsSpan(0, Header.Length))
        && Optional.Where(header.Skip(Header.Length).Contains).SequenceEqual(header.Skip(Header.Length), StringComparer.Ordinal);

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
        var unknown = header.Except([.. nearest.Header, .. nearest.Optional], StringComparer.Ordinal).Take(5).ToArray();
        return new ImportError(1, "", $"is not the header of layout {nearest.Format}"
            + (missing.Length > 0 ? $"; missing: {string.Join(", ", missing)}" : "")
            + (unknown.Length > 0 ? $"; unknown: {string.Join(", ", unknown)}" : "")
            + (missing.Length + unknown.Length == 0 ? "; its columns stand in another order or twice" : ""));
    }
}
