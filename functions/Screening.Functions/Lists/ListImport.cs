using System.Collections.Immutable;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Lists;

/// <summary>A list to be imported, parsed and whole.</summary>
public sealed record ListImport
{
    /// <summary>Feed id: csl, ofac-sdn, un, own-...</summary>
    public required string Feed { get; init; }

    /// <summary>Title shown to people.</summary>
    public required string Title { get; init; }

    /// <summary>Date of the list, not of the import.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Where it came from.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of the file, lower-case hex; null when it was not a file.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Entries, in any order.</summary>
    public required ImmutableArray<WatchlistEntrySource> Entries { get; init; }

    /// <summary>Fewest characters of a reason.</summary>
    public const int LeastReason = 3;

    /// <summary>Most characters of a reason.</summary>
    public const int MostReason = 500;

    /// <summary>Whether a person has confirmed that more entries than usual disappear; counts only with a reason.</summary>
    public bool ConfirmDrop { get; init; }

    /// <summary>List codes that the importer says are there and empty; the endpoint asks for a reason.</summary>
    public ImmutableArray<string> ConfirmEmpty { get; init; } = [];

    /// <summary>Why; kept with the import.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the drop is confirmed with a reason.</summary>
    internal bool IsDropConfirmed => ConfirmDrop && Reason is { Length: >= LeastReason };

    /// <summary>Entries per list code; 0 for a list that is confirmed to be empty.</summary>
    internal ImmutableSortedDictionary<string, int> Codes() =>
        CodesOf(Entries).AddRange(ConfirmEmpty.Where(code => !Entries.Any(entry => string.Equals(entry.List, code, StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal).Select(code => KeyValuePair.Create(code, 0)));

    /// <summary>Entries per list code.</summary>
    internal static ImmutableSortedDictionary<string, int> CodesOf(ImmutableArray<WatchlistEntrySource> entries) =>
        entries.GroupBy(entry => entry.List, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(code => code.Key, code => code.Count(), StringComparer.Ordinal);
}
