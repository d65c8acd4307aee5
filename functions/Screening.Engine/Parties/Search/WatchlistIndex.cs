using System.Collections.Immutable;
using Screening.Engine.Parties.Index;

namespace Screening.Engine.Parties.Search;

/// <summary>
/// Searches a section written by <see cref="WatchlistIndexWriter"/> in place; nothing is rebuilt when it is opened. Concurrent
/// searches are safe. The same query always has the same result.
/// </summary>
public sealed class WatchlistIndex
{
    /// <summary>
    /// Number of scratch spaces kept for later searches. Further concurrent searches create their own and discard it.
    /// </summary>
    private const int Spares = 8;

    private readonly IndexView view;
    private readonly SearchScratch?[] spares = new SearchScratch?[Spares];

    private WatchlistIndex(IndexView view) => this.view = view;

    /// <summary>Opens a section.</summary>
    /// <param name="section">The bytes.</param>
    /// <param name="isChecked">
    /// Whether a hash over these bytes has already been verified. If so, they are not hashed again.
    /// </param>
    /// <exception cref="InvalidDataException">The bytes are not a complete, unchanged section of this version.</exception>
    public static WatchlistIndex Open(ReadOnlyMemory<byte> section, bool isChecked = false) => new(new IndexView(section, isChecked));

    /// <summary>Number of listed parties.</summary>
    public int Count => view.Parties;

    /// <summary>Number of names and aliases of all listed parties.</summary>
    public int NameCount => view.Names;

    /// <summary>The listed party at a position. Parties are ordered by feed and id.</summary>
    public ListedParty PartyAt(int index) => view.Party(index);

    /// <summary>Feed and list code of a listed party, without decoding the rest.</summary>
    public (string Feed, string List) PlaceAt(int index) => view.Place(index);

    /// <summary>
    /// Listed parties that match, strong matches first, then by score. Equal scores are ordered by list and id. An entry in two
    /// feeds is reported once, from the feed with the better match.
    /// </summary>
    /// <param name="query">The party to look up.</param>
    /// <param name="thresholds">Scores from which a match counts.</param>
    /// <param name="limit">Maximum number of matches returned.</param>
    public ImmutableArray<Candidate> Search(PartyQuery query, MatchThresholds thresholds, int limit)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(thresholds);
        var scratch = TakeScratch();
        try
        {
            return new PartySearch(view, scratch, thresholds).Find(query, limit);
        }
        finally
        {
            Keep(scratch);
        }
    }

    private SearchScratch TakeScratch()
    {
        for (var slot = 0; slot < spares.Length; slot++)
        {
            if (spares[slot] is not null && Interlocked.Exchange(ref spares[slot], null) is { } spare)
            {
                return spare;
            }
        }

        return new SearchScratch(view.Names, view.Words);
    }

    private void Keep(SearchScratch scratch)
    {
        if (!scratch.IsFresh)
        {
            return;
        }

        for (var slot = 0; slot < spares.Length; slot++)
        {
            if (Interlocked.CompareExchange(ref spares[slot], scratch, null) is null)
            {
                return;
            }
        }
    }

    /// <summary>The arrays of the section, for the test oracle.</summary>
    internal IndexView View => view;
}
