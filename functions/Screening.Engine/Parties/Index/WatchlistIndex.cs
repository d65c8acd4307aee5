using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Search;

namespace Screening.Engine.Parties.Index;

/// <summary>
/// Searches a section written by <see cref="WatchlistIndexWriter"/> as it stands; nothing is rebuilt when it is opened.
/// Safe for concurrent searches; the same question has the same answer.
/// </summary>
public sealed class WatchlistIndex
{
    /// <summary>Working memories kept for the next search; searches past them make their own and drop it.</summary>
    private const int Spares = 8;

    private readonly IndexView view;
    private readonly SearchScratch?[] spares = new SearchScratch?[Spares];

    private WatchlistIndex(IndexView view) => this.view = view;

    /// <summary>Opens a section.</summary>
    /// <param name="section">The bytes.</param>
    /// <param name="isChecked">Whether a hash over these bytes has been compared already; they are not hashed again then.</param>
    /// <exception cref="InvalidDataException">The bytes are not a whole, unchanged section of this version.</exception>
    public static WatchlistIndex Open(ReadOnlyMemory<byte> section, bool isChecked = false) => new(new IndexView(section, isChecked));

    /// <summary>Listed parties.</summary>
    public int Count => view.Parties;

    /// <summary>Names and aliases of all listed parties.</summary>
    public int NameCount => view.Names;

    /// <summary>A listed party; parties stand in the order of feed and id.</summary>
    public ListedParty PartyAt(int index) => view.Party(index);

    /// <summary>Feed and list code of a listed party, without reading the rest of it.</summary>
    public (string Feed, string List) PlaceAt(int index) => view.Place(index);

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

    /// <summary>The arrays of the section, for the oracle of the tests.</summary>
    internal IndexView View => view;
}
