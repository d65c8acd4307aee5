using System.Collections.Immutable;
using Screening.Engine.Classification;
using Screening.Engine.Model;

namespace Screening.Engine.Snapshots;

/// <summary>Kind of an authored document. Each kind is stored, versioned and changed by itself.</summary>
[Model.LowerCaseCodes]
public enum DocumentKind
{
    /// <summary>A policy pack, or the base every pack is combined with.</summary>
    Policy,

    /// <summary>A set of countries with dated membership.</summary>
    CountrySet,

    /// <summary>The control list: Annex items and the codes mapped to them.</summary>
    ControlList,

    /// <summary>A registry: assessments, programmes, agreements or partner-status.</summary>
    Registry,

    /// <summary>Thresholds of party matching and what each list means.</summary>
    PartyPolicy,
}

/// <summary>An authored document: JSON as somebody wrote it, not yet validated.</summary>
/// <param name="Kind">Kind of document.</param>
/// <param name="Id">Id within the kind.</param>
/// <param name="Version">Version, counted from 1.</param>
/// <param name="Json">The text.</param>
public sealed record DocumentSource(DocumentKind Kind, string Id, int Version, string Json)
{
    /// <summary>
    /// For a law pack: the day it was closed because a successor was activated; overrides its own "to". Null leaves it.
    /// </summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>
    /// For a policy: the pinned versions it inherits from, near and far. What is missing here is looked for among the
    /// documents beside it, by id and exact version.
    /// </summary>
    public ImmutableArray<DocumentSource> Parents { get; init; } = [];

    /// <summary>Whether the text is flat already, because it comes out of a snapshot.</summary>
    public bool IsFlat { get; init; }
}

/// <summary>An imported list: the rows of one import version of one feed.</summary>
public sealed record WatchlistSource
{
    /// <summary>Feed id: csl, ofac-sdn, un, own-...</summary>
    public required string Feed { get; init; }

    /// <summary>Title shown to people.</summary>
    public required string Title { get; init; }

    /// <summary>Date of the list, not of the import.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Where it came from.</summary>
    public required string Source { get; init; }

    /// <summary>Import version.</summary>
    public required string ImportId { get; init; }

    /// <summary>Entries, in any order.</summary>
    public required ImmutableArray<WatchlistEntrySource> Entries { get; init; }
}

/// <summary>One entry of an imported list.</summary>
public sealed record WatchlistEntrySource
{
    /// <summary>
    /// Identity within the feed: list code + entity number, else list code + hash of normalised name, countries, notice.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>List code: SDN, EL, DPL, ...</summary>
    public required string List { get; init; }

    /// <summary>Kind: person, organization, vessel, aircraft, or unknown when the list does not say.</summary>
    public Model.PartyKind Kind { get; init; }

    /// <summary>Primary name.</summary>
    public required string Name { get; init; }

    /// <summary>Other names.</summary>
    public ImmutableArray<ListedAlias> Aliases { get; init => field = OrEmpty(value); } = [];

    /// <summary>Countries associated in any way, ISO alpha-2.</summary>
    public ImmutableArray<string> Countries { get; init => field = OrEmpty(value); } = [];

    /// <summary>Countries of citizenship, nationality or birth, ISO alpha-2.</summary>
    public ImmutableArray<string> Citizenships { get; init => field = OrEmpty(value); } = [];

    /// <summary>Dates of birth as given: yyyy-MM-dd, yyyy-MM or yyyy.</summary>
    public ImmutableArray<string> BirthDates { get; init => field = OrEmpty(value); } = [];

    /// <summary>Identifiers.</summary>
    public ImmutableArray<Model.PartyIdentifier> Identifiers { get; init => field = OrEmpty(value); } = [];

    /// <summary>Addresses, free text.</summary>
    public ImmutableArray<string> Addresses { get; init => field = OrEmpty(value); } = [];

    /// <summary>Sanctions programmes.</summary>
    public ImmutableArray<string> Programs { get; init => field = OrEmpty(value); } = [];

    /// <summary>The entry's own licence requirement, as printed.</summary>
    public string? LicenseRequirement { get; init; }

    /// <summary>The entry's own licence policy, as printed.</summary>
    public string? LicensePolicy { get; init; }

    /// <summary>Federal Register notice or similar citation.</summary>
    public string? Notice { get; init; }

    // Rows leave empty arrays out, and readers written at build time set what is left out to nothing at all.
    private static ImmutableArray<T> OrEmpty<T>(ImmutableArray<T> value) => value.IsDefault ? [] : value;
}

/// <summary>Another name of a listed entry.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsWeak">Whether the list calls it weak (low quality).</param>
public sealed record ListedAlias(string Name, bool IsWeak);

/// <summary>Everything a snapshot is compiled from. Order of documents, lists and entries means nothing.</summary>
public sealed record SnapshotSource
{
    /// <summary>Version of the authored whole; counts every accepted change.</summary>
    public required long SourceVersion { get; init; }

    /// <summary>The active version of every document.</summary>
    public required ImmutableArray<DocumentSource> Documents { get; init; }

    /// <summary>Documents on file that are not active; a seed brings them, and no snapshot holds them.</summary>
    public ImmutableArray<DocumentSource> OnFile { get; init; } = [];

    /// <summary>The active import of every list.</summary>
    public required ImmutableArray<WatchlistSource> Watchlists { get; init; }
}

/// <summary>One reason a source cannot be compiled.</summary>
/// <param name="Document">Document or list it is in, such as policy/us-uas-2025-09.</param>
/// <param name="Path">JSON path within the document, or a row number.</param>
/// <param name="Message">What is wrong and what would be right; lower case, no full stop.</param>
public sealed record CompileError(string Document, string Path, string Message);
