using Screening.Engine.Parties.Identifiers;
using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Screening.Engine.Snapshots;

/// <summary>Kind of an authored document. Each kind is stored, versioned and changed independently.</summary>
[Model.LowerCaseCodes]
public enum DocumentKind
{
    /// <summary>A policy pack, or the base that every pack is combined with.</summary>
    Policy,

    /// <summary>A set of countries with dated membership.</summary>
    CountrySet,

    /// <summary>The control list: Annex items and the codes mapped to them.</summary>
    ControlList,

    /// <summary>A registry: assessments, programmes, agreements or partner-status.</summary>
    Registry,

    /// <summary>Thresholds of party matching and the meaning of each list.</summary>
    PartyPolicy,

    /// <summary>Emergency stops. Set by one person, lifted by two.</summary>
    EmergencyStops,
}

/// <summary>An authored document: JSON as written, not validated.</summary>
/// <param name="Kind">Kind of document.</param>
/// <param name="Id">Id within the kind.</param>
/// <param name="Version">Version, counted from 1.</param>
/// <param name="Json">JSON text.</param>
public sealed record DocumentSource(DocumentKind Kind, string Id, int Version, string Json)
{
    /// <summary>
    /// For a law pack: the day on which it was closed because a successor was activated. It overrides the "to" of the pack. Null
    /// keeps "to".
    /// </summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>
    /// For a policy: the pinned versions of its direct and indirect parents. A parent that is missing here is looked up in the
    /// other documents of the source, by id and exact version.
    /// </summary>
    public ImmutableArray<DocumentSource> Parents { get; init; } = [];

    /// <summary>Whether the text is already flattened, because it comes from a snapshot.</summary>
    public bool IsFlat { get; init; }
}

/// <summary>An imported list: the rows of one import version of one feed.</summary>
public sealed record WatchlistSource
{
    /// <summary>Feed id: csl, ofac-sdn, un, own-...</summary>
    public required string Feed { get; init; }

    /// <summary>Display title.</summary>
    public required string Title { get; init; }

    /// <summary>Date of the list, not of the import.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Origin of the list.</summary>
    public required string Source { get; init; }

    /// <summary>Id of the import version.</summary>
    public required string ImportId { get; init; }

    /// <summary>Entries, in any order.</summary>
    public required ImmutableArray<WatchlistEntrySource> Entries { get; init; }
}

/// <summary>One entry of an imported list.</summary>
public sealed record WatchlistEntrySource
{
    /// <summary>
    /// Id within the feed: list code and entity number; otherwise list code and a hash of normalised name, countries and notice.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>List code: SDN, EL, DPL, ...</summary>
    public required string List { get; init; }

    /// <summary>Kind of party; unknown when the list does not state it.</summary>
    public Model.PartyKind Kind { get; init; }

    /// <summary>Primary name.</summary>
    public required string Name { get; init; }

    /// <summary>Other names.</summary>
    public ImmutableArray<ListedAlias> Aliases { get; init => field = OrEmpty(value); } = [];

    /// <summary>Countries associated in any way, ISO alpha-2.</summary>
    public ImmutableArray<string> Countries { get; init => field = OrEmpty(value); } = [];

    /// <summary>Countries of citizenship, nationality or birth, ISO alpha-2.</summary>
    public ImmutableArray<string> Citizenships { get; init => field = OrEmpty(value); } = [];

    /// <summary>Dates of birth in the form of BirthDateRange.</summary>
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

    /// <summary>First day on which the entry is in force; null when the list does not state it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? StartDate { get; init; }

    /// <summary>Last day on which the entry is in force; null when it is open.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? EndDate { get; init; }

    // Rows omit empty arrays. JSON readers generated at build time set omitted arrays to their default value.
    private static ImmutableArray<T> OrEmpty<T>(ImmutableArray<T> value) => value.IsDefault ? [] : value;
}

/// <summary>Another name of a listed entry.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsWeak">Whether the list marks the name as weak (low quality).</param>
public sealed record ListedAlias(string Name, bool IsWeak);

/// <summary>The input of a snapshot compilation. The order of documents, lists and entries has no effect.</summary>
public sealed record SnapshotSource
{
    /// <summary>Version of the whole source. Every accepted change increments it.</summary>
    public required long SourceVersion { get; init; }

    /// <summary>The active version of every document.</summary>
    public required ImmutableArray<DocumentSource> Documents { get; init; }

    /// <summary>Documents on file that are not active. They come from a seed and are not part of any snapshot.</summary>
    public ImmutableArray<DocumentSource> OnFile { get; init; } = [];

    /// <summary>The active import of every list.</summary>
    public required ImmutableArray<WatchlistSource> Watchlists { get; init; }
}

/// <summary>One reason why a source cannot be compiled.</summary>
/// <param name="Document">Document or list with the error, such as policy/us-uas-2025-09.</param>
/// <param name="Path">JSON path within the document, or a row number.</param>
/// <param name="Message">What is wrong and what is required; lower case, no full stop.</param>
public sealed record CompileError(string Document, string Path, string Message);
