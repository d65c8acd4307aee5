using System.Collections.Immutable;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Lists;

/// <summary>A complete, parsed list to be imported.</summary>
public sealed record ListImport
{
    /// <summary>Feed id: csl, ofac-sdn, un, own-...</summary>
    public required string Feed { get; init; }

    /// <summary>Title shown to users.</summary>
    public required string Title { get; init; }

    /// <summary>Date of the list, not of the import.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Origin of the list.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of the file, lower-case hex; null when it was not a file.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Entries, in any order.</summary>
    public required ImmutableArray<WatchlistEntrySource> Entries { get; init; }

    /// <summary>Values of the file that its entries were read without.</summary>
    public ImmutableArray<Formats.ImportError> LeftOut { get; init; } = [];

    /// <summary>Minimum length of a reason, in characters.</summary>
    public const int LeastReason = 3;

    /// <summary>Maximum length of a reason, in characters.</summary>
    public const int MostReason = 500;

    /// <summary>Whether a user confirmed that more entries than usual are removed. Effective only with a reason.</summary>
    public bool ConfirmDrop { get; init; }

    /// <summary>List codes that the importer declares to be present and empty. The endpoint requires a reason.</summary>
    public ImmutableArray<string> ConfirmEmpty { get; init; } = [];

    /// <summary>Reason; stored with the import.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the drop is confirmed with a reason.</summary>
    internal bool IsDropConfirmed => ConfirmDrop && Reason is { Length: >= LeastReason };

    /// <summary>Entries per list code; 0 for a code that is confirmed to be empty.</summary>
    internal ImmutableSortedDictionary<string, int> Codes() =>
        CodesOf(Entries).AddRange(ConfirmEmpty.Where(code => !Entries.Any(entry => string.Equals(entry.List, code, StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal).Select(code => KeyValuePair.Create(code, 0)));

    /// <summary>Entries per list code.</summary>
    internal static ImmutableSortedDictionary<string, int> CodesOf(ImmutableArray<WatchlistEntrySource> entries) =>
        entries.GroupBy(entry => entry.List, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(code => code.Key, code => code.Count(), StringComparer.Ordinal);
}
