using System.Collections.Immutable;
using Screening.Engine.Classification;
using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Parties.Search;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Snapshots;

/// <summary>
/// Everything a decision needs, compiled and immutable. A request takes one reference and uses the same data from start to end.
/// </summary>
public sealed class Snapshot
{
    private readonly SnapshotContent content;
    private readonly Lazy<ImmutableArray<(string Code, DateOnly? Date, int Entries)>> listCodes;

    private Snapshot(string revision, long sourceVersion, SnapshotContent content, ImmutableArray<DocumentSource> documents,
        ImmutableArray<ListVintage> lists, WatchlistIndex parties)
    {
        this.content = content;
        Revision = revision;
        SourceVersion = sourceVersion;
        Documents = documents;
        Lists = lists;
        Parties = parties;
        Memory = new(parties, PartyPolicy.Matching);
        listCodes = new(CountCodes);
    }

    /// <summary>SHA-256 of the bytes: "sha256-" and 64 lower-case hexadecimal digits.</summary>
    public string Revision { get; }

    /// <summary>Version of the source it was compiled from.</summary>
    public long SourceVersion { get; }

    /// <summary>The authored documents of the snapshot.</summary>
    public ImmutableArray<DocumentSource> Documents { get; }

    /// <summary>Vintage of every imported list.</summary>
    public ImmutableArray<ListVintage> Lists { get; }

    /// <summary>
    /// Every list code of the index, with the date of the newest feed that contains it and its number of entries. The date is
    /// null for the bodies that the matching policy names. Computed on first access.
    /// </summary>
    public ImmutableArray<(string Code, DateOnly? Date, int Entries)> ListCodes => listCodes.Value;

    /// <summary>Number of entries of all imported lists. The bodies that the matching policy names are not counted.</summary>
    public int ImportedEntries => Parties.Count - PartyPolicy.NamedBodies.Count - Stops.Entries.Length;

    /// <summary>The imported watchlists and the bodies that the matching policy names.</summary>
    public WatchlistIndex Parties { get; }

    /// <summary>The segments of the index, for the compilation of the next snapshot.</summary>
    public required SnapshotSegments Segments { get; init; }

    /// <summary>A cache of recent searches of the watchlists.</summary>
    public PartyCache Memory { get; }

    /// <summary>The country sets.</summary>
    public CountrySets Sets => content.Sets;

    /// <summary>The registries.</summary>
    public Registries Registries => content.Registries;

    /// <summary>The control list.</summary>
    public ControlList ControlList => content.ControlList!;

    /// <summary>Thresholds of party matching and the meaning of each list.</summary>
    public PartyPolicy PartyPolicy => content.PartyPolicy!;

    /// <summary>The emergency stops in force.</summary>
    public EmergencyStops Stops => content.Stops;

    /// <summary>Every policy that can be evaluated.</summary>
    public ImmutableArray<CompiledPolicy> Policies => content.Policies;

    /// <summary>Opens snapshot bytes.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged, were changed, or have another format.</exception>
    public static Snapshot Open(ReadOnlyMemory<byte> bytes) =>
        Open(bytes, SnapshotFormat.RevisionOf(bytes.Span), isChecked: false);

    /// <summary>
    /// Opens snapshot bytes whose hash the caller has just compared with the requested revision. They are not hashed again,
    /// because hashing is the only step of opening whose duration grows with the size of the lists.
    /// </summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="revision">Their revision, verified by the caller.</param>
    /// <exception cref="InvalidDataException">The bytes have another format or are not a snapshot.</exception>
    public static Snapshot Open(ReadOnlyMemory<byte> bytes, string revision) => Open(bytes, revision, isChecked: true);

    private static Snapshot Open(ReadOnlyMemory<byte> bytes, string revision, bool isChecked)
    {
        ArgumentNullException.ThrowIfNull(revision);
        var (sourceVersion, sections) = SnapshotFormat.Read(bytes);
        var documents = SnapshotFormat.Unpack(SnapshotFormat.Section(sections, SnapshotFormat.DocumentsSection), SnapshotCompiler.ReadDocuments);
        var lists = SnapshotFormat.Unpack(SnapshotFormat.Section(sections, SnapshotFormat.ListsSection), SnapshotCompiler.ReadLists);
        var content = SnapshotContent.Compile(documents);
        if (!content.Errors.IsEmpty)
        {
            throw new InvalidDataException($"the snapshot does not compile: {content.Errors[0].Document} {content.Errors[0].Message}");
        }

        var segments = SnapshotSegments.Read(sections);
        var parties = WatchlistIndex.Open(segments.All, isChecked);
        var stopped = content.Stops.Entries;
        string[] ownFeeds = stopped.IsEmpty ? [NamedBodies.Feed] : [NamedBodies.Feed, EmergencyStops.Feed];
        if (!segments.Feeds.SequenceEqual(lists.Select(list => list.Feed).Concat(ownFeeds).Order(StringComparer.Ordinal))
            || parties.Count != lists.Sum(list => list.Entries) + content.PartyPolicy!.NamedBodies.Count + stopped.Length)
        {
            throw new InvalidDataException("the snapshot holds fewer or more listed parties than its lists say");
        }

        return new Snapshot(revision, sourceVersion, content, documents, lists, parties) { Segments = segments };
    }

    /// <summary>The policy with this id; null when it is not active.</summary>
    public CompiledPolicy? Policy(string id) => Policies.FirstOrDefault(policy => policy.Identity.Id == id);

    /// <summary>The law in force at <paramref name="date"/>; null before the first one.</summary>
    public CompiledPolicy? LawAt(DateOnly date) => Policies.FirstOrDefault(policy => policy.IsLawAt(date));

    private ImmutableArray<(string Code, DateOnly? Date, int Entries)> CountCodes()
    {
        var counts = new Dictionary<string, (DateOnly? Date, int Entries)>(StringComparer.Ordinal);
        for (var index = 0; index < Parties.Count; index++)
        {
            var (feed, code) = Parties.PlaceAt(index);
            var date = Lists.FirstOrDefault(list => list.Feed == feed)?.Date;
            var (newest, entries) = counts.GetValueOrDefault(code);
            counts[code] = (newest is null || date > newest ? date : newest, entries + 1);
        }

        return [.. counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => (count.Key, count.Value.Date, count.Value.Entries))];
    }
}
