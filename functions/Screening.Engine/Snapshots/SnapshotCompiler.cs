using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;

namespace Screening.Engine.Snapshots;

/// <summary>Result of a compilation: bytes and their revision, or every error.</summary>
/// <param name="Bytes">Snapshot bytes; null when there are errors.</param>
/// <param name="Revision">Revision of the bytes; null when there are errors.</param>
/// <param name="Errors">Every error of every document and list.</param>
public sealed record CompileResult(byte[]? Bytes, string? Revision, ImmutableArray<CompileError> Errors)
{
    /// <summary>Feeds whose segment was written; those of all others were taken from the previous snapshot.</summary>
    public ImmutableArray<string> Rewritten { get; init; } = [];
}

/// <summary>
/// Compiles an authored source into snapshot bytes. Deterministic: the order of documents and entries does not affect the bytes.
/// </summary>
public static class SnapshotCompiler
{
    private const int MaximumListErrors = 100;

    /// <summary>
    /// Validates the source. Writes the bytes when there are no errors. The bytes do not depend on
    /// <paramref name="previous"/>, which only saves writing the segments of feeds whose parties have not changed.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <param name="previous">Segments of an earlier snapshot; null for none.</param>
    public static CompileResult Compile(SnapshotSource source, SnapshotSegments? previous = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var content = SnapshotContent.Compile(source.Documents);
        var errors = Check(source, content);
        if (!errors.IsEmpty)
        {
            return new CompileResult(null, null, errors);
        }

        var lists = source.Watchlists.OrderBy(list => list.Feed, StringComparer.Ordinal).ToArray();
        var (segments, rewritten) = Segments(lists, content, previous ?? SnapshotSegments.None);
        var (directory, index) = segments.Write();
        var bytes = SnapshotFormat.Write(source.SourceVersion,
        [
            (SnapshotFormat.DocumentsSection, SnapshotFormat.Pack(writer => WriteDocuments(writer, content.Documents))),
            (SnapshotFormat.ListsSection, SnapshotFormat.Pack(writer => WriteLists(writer, lists))),
            (SnapshotFormat.SegmentsSection, directory),
            (SnapshotFormat.IndexSection, index),
        ]);
        return new CompileResult(bytes, SnapshotFormat.RevisionOf(bytes), []) { Rewritten = rewritten };
    }

    /// <summary>Validates the source without writing an index.</summary>
    public static ImmutableArray<CompileError> Check(SnapshotSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Check(source, SnapshotContent.Compile(source.Documents));
    }

    /// <summary>Validates documents without building an index. Documents and lists are related only by the list codes.</summary>
    public static ImmutableArray<CompileError> Check(ImmutableArray<DocumentSource> documents) =>
        SnapshotContent.Compile(documents).Errors;

    private static ImmutableArray<CompileError> Check(SnapshotSource source, SnapshotContent content) =>
    [
        .. content.Errors, .. RepeatedFeeds(source.Watchlists), .. ReservedFeed(source.Watchlists),
        .. source.Watchlists.SelectMany(list => Check(list, content.PartyPolicy)).Take(MaximumListErrors),
    ];

    private static (SnapshotSegments Segments, ImmutableArray<string> Rewritten) Segments(
        WatchlistSource[] lists, SnapshotContent content, SnapshotSegments previous)
    {
        var rewritten = ImmutableArray.CreateBuilder<string>();
        var segments = ImmutableArray.CreateBuilder<(string, ReadOnlyMemory<byte>)>();
        var stopped = content.Stops.Entries;
        foreach (var (feed, entries) in lists.Select(list => (list.Feed, list.Entries))
            .Append((NamedBodies.Feed, content.PartyPolicy!.NamedBodies.Entries))
            .Concat(stopped.IsEmpty ? [] : [(EmergencyStops.Feed, stopped)]).OrderBy(list => list.Item1, StringComparer.Ordinal))
        {
            var (bytes, isReused) = WatchlistIndexWriter.WriteOrReuse(
                [.. entries.Select(entry => ToListedParty(feed, entry))], previous.Of(feed));
            segments.Add((feed, bytes));
            if (!isReused)
            {
                rewritten.Add(feed);
            }
        }

        return (new SnapshotSegments(segments.ToImmutable()), rewritten.ToImmutable());
    }

    private static IEnumerable<CompileError> RepeatedFeeds(ImmutableArray<WatchlistSource> lists) =>
        lists.GroupBy(list => list.Feed, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => new CompileError($"watchlist/{group.Key}", "$", "is active twice"));

    private static IEnumerable<CompileError> ReservedFeed(ImmutableArray<WatchlistSource> lists) =>
        lists.Where(list => list.Feed is NamedBodies.Feed or EmergencyStops.Feed)
            .Select(list => new CompileError($"watchlist/{list.Feed}", "$", list.Feed == NamedBodies.Feed
                ? "is the feed of the bodies that party-matching names; import under another id"
                : "is the feed of the emergency stops; import under another id"));

    private static IEnumerable<CompileError> Check(WatchlistSource list, PartyPolicy? policy)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < list.Entries.Length; index++)
        {
            var entry = list.Entries[index];
            var problem = entry switch
            {
                _ when string.IsNullOrWhiteSpace(entry.Name) => "has no name",
                _ when string.IsNullOrWhiteSpace(entry.Id) => "has no identity",
                _ when !ids.Add(entry.Id) => $"repeats the identity `{entry.Id}`",
                _ when policy is not null && policy.MeaningOf(entry.List) is null =>
                    $"is on the list `{entry.List}`, which party-matching does not declare, so a match would mean nothing",
                _ => null,
            };
            if (problem is not null)
            {
                yield return new CompileError($"watchlist/{list.Feed}", $"entries[{index.ToString(CultureInfo.InvariantCulture)}]", problem);
            }
        }
    }

    // The printed names are read here and not at import, so that a change of the engine reads stored entries anew.
    private static ListedParty ToListedParty(string feed, WatchlistEntrySource entry) => new ListedParty
    {
        Feed = feed,
        Id = entry.Id,
        List = entry.List,
        Kind = entry.Kind,
        Name = entry.Name,
        Names = [new ListedName(entry.Name, false), .. entry.Aliases.Select(alias => new ListedName(alias.Name, alias.IsWeak))],
        Countries = entry.Countries,
        Citizenships = entry.Citizenships,
        BirthDates = entry.BirthDates,
        Identifiers = entry.Identifiers,
        Addresses = entry.Addresses,
        Programs = entry.Programs,
        LicenseRequirement = entry.LicenseRequirement,
        LicensePolicy = entry.LicensePolicy,
        Notice = entry.Notice,
        StartDate = entry.StartDate,
        EndDate = entry.EndDate,
    }.Read();

    private static void WriteDocuments(BinaryWriter writer, ImmutableArray<DocumentSource> documents)
    {
        writer.Write(documents.Length);
        foreach (var document in SnapshotContent.Ordered(documents))
        {
            writer.Write((int)document.Kind);
            writer.Write(document.Id);
            writer.Write(document.Version);
            writer.Write(document.ClosedOn?.DayNumber ?? -1);
            writer.Write(document.Json);
        }
    }

    private static void WriteLists(BinaryWriter writer, WatchlistSource[] lists)
    {
        writer.Write(lists.Length);
        foreach (var list in lists)
        {
            writer.Write(list.Feed);
            writer.Write(list.Date.DayNumber);
            writer.Write(list.Entries.Length);
        }
    }

    internal static ImmutableArray<DocumentSource> ReadDocuments(BinaryReader reader)
    {
        var documents = ImmutableArray.CreateBuilder<DocumentSource>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var kind = (DocumentKind)reader.ReadInt32();
            var id = reader.ReadString();
            var version = reader.ReadInt32();
            var closed = reader.ReadInt32();
            documents.Add(new DocumentSource(kind, id, version, reader.ReadString())
            {
                ClosedOn = closed < 0 ? null : DateOnly.FromDayNumber(closed),
                IsFlat = true,
            });
        }

        return documents.ToImmutable();
    }

    internal static ImmutableArray<ListVintage> ReadLists(BinaryReader reader)
    {
        var lists = ImmutableArray.CreateBuilder<ListVintage>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            lists.Add(new ListVintage(reader.ReadString(), DateOnly.FromDayNumber(reader.ReadInt32()), reader.ReadInt32()));
        }

        return lists.ToImmutable();
    }
}
