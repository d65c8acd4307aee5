using System.Collections.Immutable;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Snapshots;

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

    /// <summary>Whether a person has confirmed that more entries than usual disappear.</summary>
    public bool ConfirmDrop { get; init; }
}
