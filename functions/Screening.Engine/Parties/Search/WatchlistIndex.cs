using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;

namespace Screening.Engine.Parties.Search;

/// <summary>
/// Searches segments written by <see cref="WatchlistIndexWriter"/> in place; nothing is rebuilt when they are opened. A segment
/// holds the parties of one feed. Concurrent searches are safe. The same query always has the same result.
/// </summary>
public sealed class WatchlistIndex
{
    private readonly ImmutableArray<IndexSegment> segments;

    private WatchlistIndex(ImmutableArray<IndexSegment> segments) => this.segments = segments;

    /// <summary>Opens an index of one segment.</summary>
    /// <param name="section">The bytes.</param>
    /// <param name="isChecked">
    /// Whether a hash over these bytes has already been verified. If so, they are not hashed again.
    /// </param>
    /// <exception cref="InvalidDataException">The bytes are not a complete, unchanged section of this version.</exception>
    public static WatchlistIndex Open(ReadOnlyMemory<byte> section, bool isChecked = false) => Open([section], isChecked);

    /// <summary>Opens an index of several segments.</summary>
    /// <param name="segments">The bytes of each segment, in the order of the feeds. A feed is in one segment only.</param>
    /// <param name="isChecked">Whether a hash over these bytes has already been verified.</param>
    /// <exception cref="InvalidDataException">The bytes of a segment are not complete, unchanged and of this version.</exception>
    public static WatchlistIndex Open(ImmutableArray<ReadOnlyMemory<byte>> segments, bool isChecked = false)
    {
        var opened = ImmutableArray.CreateBuilder<IndexSegment>(segments.Length);
        var first = 0;
        foreach (var bytes in segments)
        {
            var view = new IndexView(bytes, isChecked);
            opened.Add(new IndexSegment(view, first));
            first += view.Parties;
        }

        return new WatchlistIndex(opened.MoveToImmutable());
    }

    /// <summary>Number of listed parties.</summary>
    public int Count => segments.Sum(segment => segment.View.Parties);

    /// <summary>Number of names and aliases of all listed parties.</summary>
    public int NameCount => segments.Sum(segment => segment.View.Names);

    /// <summary>The listed party at a position. Parties are ordered by feed and id.</summary>
    public ListedParty PartyAt(int index)
    {
        var segment = SegmentOf(index);
        return segment.View.Party(index - segment.First);
    }

    /// <summary>Feed and list code of a listed party, without decoding the rest.</summary>
    public (string Feed, string List) PlaceAt(int index)
    {
        var segment = SegmentOf(index);
        return segment.View.Place(index - segment.First);
    }

    /// <summary>
    /// The best matches, each explained: strong matches first, then by score. Equal scores are ordered by list and id. An entry in
    /// two feeds is returned once, from the feed with the better match.
    /// </summary>
    /// <param name="query">The party to look up.</param>
    /// <param name="thresholds">Scores from which a match counts.</param>
    /// <param name="limit">Maximum number of matches returned.</param>
    public ImmutableArray<Candidate> Search(PartyQuery query, MatchThresholds thresholds, int limit) =>
        [.. SearchAll(query, thresholds, limit).Where(candidate => !candidate.IsRepeated).Take(limit)];

    /// <summary>
    /// All matches in the order of <see cref="Search"/>. The best ones are explained; the others have an empty explanation. An
    /// entry in two feeds is returned for each, and marked as repeated from the second on.
    /// </summary>
    /// <param name="query">The party to look up.</param>
    /// <param name="thresholds">Scores from which a match counts.</param>
    /// <param name="explained">Maximum number of matches explained.</param>
    /// <param name="explainedPerList">Maximum number of matches explained of one list.</param>
    /// <param name="work">Counts the search and may end it; null counts nothing.</param>
    public ImmutableArray<Candidate> SearchAll(
        PartyQuery query, MatchThresholds thresholds, int explained, int explainedPerList = int.MaxValue, Work? work = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(thresholds);
        work ??= new Work();
        var scratches = new SearchScratch[segments.Length];
        var searches = new PartySearch[segments.Length];
        for (var segment = 0; segment < segments.Length; segment++)
        {
            scratches[segment] = segments[segment].TakeScratch();
            scratches[segment].Work = work;
            searches[segment] = new PartySearch(segments[segment].View, segments[segment].First, scratches[segment], thresholds);
        }

        try
        {
            return new SegmentedSearch(searches, thresholds, work).Find(query, explained, explainedPerList);
        }
        finally
        {
            for (var segment = 0; segment < segments.Length; segment++)
            {
                segments[segment].Keep(scratches[segment]);
            }
        }
    }

    /// <summary>The arrays of the only segment, for the test oracle.</summary>
    internal IndexView View => segments.Single().View;

    // A segment without parties is never the last that begins at or before a position of a party.
    private IndexSegment SegmentOf(int index)
    {
        var at = segments.Length - 1;
        while (at > 0 && segments[at].First > index)
        {
            at--;
        }

        return segments[at];
    }
}
