using Screening.Engine.Parties.Index;

namespace Screening.Engine.Parties.Search;

/// <summary>One segment of an index, with working memory of its size that later searches reuse.</summary>
internal sealed class IndexSegment(IndexView view, int first)
{
    /// <summary>
    /// Number of scratch spaces kept for later searches. Further concurrent searches create their own and discard it.
    /// </summary>
    private const int Spares = 8;

    private readonly SearchScratch?[] spares = new SearchScratch?[Spares];

    /// <summary>The arrays of the segment.</summary>
    public IndexView View => view;

    /// <summary>Number of the first party of the segment in the whole index.</summary>
    public int First => first;

    /// <summary>Takes working memory, which <see cref="Keep"/> gives back.</summary>
    public SearchScratch TakeScratch()
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

    /// <summary>Keeps working memory for a later search.</summary>
    public void Keep(SearchScratch scratch)
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
}
