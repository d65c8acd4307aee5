using System.Collections.Immutable;

namespace Screening.Engine.Parties;

/// <summary>
/// Searches a section written by <see cref="WatchlistIndexWriter"/> as it stands; nothing is rebuilt when it is opened.
/// Safe for concurrent searches; the same question has the same answer.
/// </summary>
public sealed class WatchlistIndex
{
    private readonly IndexView view;
    private SearchScratch? spare;

    private WatchlistIndex(IndexView view) => this.view = view;

    /// <summary>Opens a section.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a whole, unchanged section of this version.</exception>
    public static WatchlistIndex Open(ReadOnlyMemory<byte> section) => new(new IndexView(section));

    /// <summary>Listed parties.</summary>
    public int Count => view.Parties;

    /// <summary>Names and aliases of all listed parties.</summary>
    public int NameCount => view.Names;

    /// <summary>A listed party; parties stand in the order of feed and id.</summary>
    public ListedParty PartyAt(int index) => view.Party(index);

    /// <summary>
    /// Listed parties that match, strong ones first, then by score; equal scores in the order of list and id. An entry in two feeds is reported
    /// once, from the feed that matches better.
    /// </summary>
    /// <param name="query">Who is asked about.</param>
    /// <param name="thresholds">Scores from which a match counts.</param>
    /// <param name="limit">Most matches returned.</param>
    public ImmutableArray<Candidate> Search(PartyQuery query, MatchThresholds thresholds, int limit)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(thresholds);
        var scratch = Interlocked.Exchange(ref spare, null) ?? new SearchScratch(view.Names);
        try
        {
            return new PartySearch(view, scratch, thresholds).Find(query, limit);
        }
        finally
        {
            spare = scratch;
        }
    }

    /// <summary>The arrays of the section, for the oracle of the tests.</summary>
    internal IndexView View => view;
}
