using System.Runtime.InteropServices;

namespace Screening.Engine.Parties.Scoring;

/// <summary>
/// Pairs words of a query with words of a listed name, one to one: the pair of the highest gain first, each word in at most one pair.
/// Not thread-safe, because it holds scratch space.
/// </summary>
internal sealed class NameAlignment
{
    private const int MostInserted = 64;

    private readonly List<WordEdge> chosen = [];
    private bool[] queryUsed = new bool[32];
    private bool[] listedUsed = new bool[32];
    private double[] gains = new double[MostInserted];

    /// <summary>The chosen pairs, in the order of the query.</summary>
    public ReadOnlySpan<WordEdge> Chosen => CollectionsMarshal.AsSpan(chosen);

    /// <summary>Whether the word of the query is part of a pair.</summary>
    public bool IsQueryUsed(int word) => queryUsed[word];

    /// <summary>Whether the word of the listed name is part of a pair.</summary>
    public bool IsListedUsed(int word) => listedUsed[word];

    /// <summary>Chooses among <paramref name="edges"/> and sorts them.</summary>
    public void Align(QueryName query, in ListedTerms listed, List<WordEdge> edges)
    {
        chosen.Clear();
        Prepare(ref queryUsed, query.Tokens.Length);
        Prepare(ref listedUsed, listed.Roles.Length);
        var span = CollectionsMarshal.AsSpan(edges);
        if (gains.Length < span.Length)
        {
            gains = new double[span.Length * 2];
        }

        for (var edge = 0; edge < span.Length; edge++)
        {
            gains[edge] = Gain(query, listed, span[edge]);
        }

        Sort(span);
        foreach (ref readonly var edge in span)
        {
            if (IsFree(queryUsed, edge.QueryStart, edge.QueryCount) && IsFree(listedUsed, edge.ListedStart, edge.ListedCount))
            {
                queryUsed.AsSpan(edge.QueryStart, edge.QueryCount).Fill(true);
                listedUsed.AsSpan(edge.ListedStart, edge.ListedCount).Fill(true);
                Choose(edge);
            }
        }
    }

    private void Choose(in WordEdge edge)
    {
        var at = chosen.Count;
        while (at > 0 && chosen[at - 1].QueryStart > edge.QueryStart)
        {
            at--;
        }

        chosen.Insert(at, edge);
    }

    // Insertion sort: two names rarely have more than ten possible pairs. A query of a hundred initials has thousands.
    private void Sort(Span<WordEdge> edges)
    {
        if (edges.Length > MostInserted)
        {
            var rows = new (double Gain, WordEdge Edge)[edges.Length];
            for (var index = 0; index < rows.Length; index++)
            {
                rows[index] = (gains[index], edges[index]);
            }

            Array.Sort(rows, static (left, right) =>
                left.Edge == right.Edge ? 0 : IsBetter(left.Gain, left.Edge, right.Gain, right.Edge) ? -1 : 1);
            for (var index = 0; index < rows.Length; index++)
            {
                edges[index] = rows[index].Edge;
            }

            return;
        }

        for (var index = 0; index < edges.Length; index++)
        {
            var edge = edges[index];
            var gain = gains[index];
            var at = index;
            while (at > 0 && IsBetter(gain, edge, gains[at - 1], edges[at - 1]))
            {
                edges[at] = edges[at - 1];
                gains[at] = gains[at - 1];
                at--;
            }

            edges[at] = edge;
            gains[at] = gain;
        }
    }

    private static bool IsBetter(double gain, in WordEdge edge, double otherGain, in WordEdge other)
    {
        if (!gain.Equals(otherGain))
        {
            return gain > otherGain;
        }

        // Of pairs with the same gain the one with the smallest shift in position comes first, which keeps the order of the name.
        var byPlace = Math.Abs(edge.QueryStart - edge.ListedStart) - Math.Abs(other.QueryStart - other.ListedStart);
        return byPlace != 0 ? byPlace < 0
            : edge.QueryStart != other.QueryStart ? edge.QueryStart < other.QueryStart
            : edge.ListedStart != other.ListedStart ? edge.ListedStart < other.ListedStart
            : edge.QueryCount != other.QueryCount ? edge.QueryCount < other.QueryCount
            : edge.ListedCount < other.ListedCount;
    }

    // Initials come last whatever they weigh: a word must not lose its equal counterpart to an initial. Joined words are preferred only
    // when nearly equal: "he casino" is not "casino" with two extra letters.
    private static double Gain(QueryName query, in ListedTerms listed, in WordEdge edge)
    {
        var cubed = edge.Similarity * edge.Similarity * edge.Similarity;
        return query.WeightOf(edge, listed) * (edge.IsInitial ? 0.01 : edge.QueryCount != edge.ListedCount ? cubed * cubed * cubed : cubed);
    }

    private static void Prepare(ref bool[] used, int count)
    {
        if (used.Length < count)
        {
            used = new bool[count * 2];
        }

        Array.Clear(used, 0, count);
    }

    private static bool IsFree(bool[] used, int start, int count)
    {
        for (var word = start; word < start + count; word++)
        {
            if (used[word])
            {
                return false;
            }
        }

        return true;
    }
}
