using System.Runtime.InteropServices;

namespace Screening.Engine.Parties;

/// <summary>
/// Lays a question and a listed name beside each other, one to one: the most telling pair first, each word used once.
/// Holds scratch space, so one instance serves one thread.
/// </summary>
internal sealed class NameAlignment
{
    private readonly List<WordEdge> chosen = [];
    private bool[] queryUsed = new bool[32];
    private bool[] listedUsed = new bool[32];

    /// <summary>Pairs chosen, in the order of the question.</summary>
    public IReadOnlyList<WordEdge> Chosen => chosen;

    /// <summary>Whether the word of the question is part of a pair.</summary>
    public bool IsQueryUsed(int word) => queryUsed[word];

    /// <summary>Whether the word of the listed name is part of a pair.</summary>
    public bool IsListedUsed(int word) => listedUsed[word];

    /// <summary>Chooses among <paramref name="edges"/>, which it sorts.</summary>
    public void Align(QueryName query, int listedCount, List<WordEdge> edges)
    {
        chosen.Clear();
        Prepare(ref queryUsed, query.Tokens.Length);
        Prepare(ref listedUsed, listedCount);
        var span = CollectionsMarshal.AsSpan(edges);
        span.Sort((left, right) => Compare(query, left, right));
        foreach (var edge in span)
        {
            if (IsFree(queryUsed, edge.QueryStart, edge.QueryCount) && IsFree(listedUsed, edge.ListedStart, edge.ListedCount))
            {
                Array.Fill(queryUsed, true, edge.QueryStart, edge.QueryCount);
                Array.Fill(listedUsed, true, edge.ListedStart, edge.ListedCount);
                chosen.Add(edge);
            }
        }

        chosen.Sort((left, right) => left.QueryStart.CompareTo(right.QueryStart));
    }

    private static int Compare(QueryName query, in WordEdge left, in WordEdge right)
    {
        var byGain = Gain(query, right).CompareTo(Gain(query, left));
        if (byGain != 0)
        {
            return byGain;
        }

        // Of equal pairs the one nearest its place keeps the order of the name.
        var byPlace = Math.Abs(left.QueryStart - left.ListedStart).CompareTo(Math.Abs(right.QueryStart - right.ListedStart));
        return byPlace != 0 ? byPlace
            : left.QueryStart != right.QueryStart ? left.QueryStart.CompareTo(right.QueryStart)
            : left.ListedStart != right.ListedStart ? left.ListedStart.CompareTo(right.ListedStart)
            : left.QueryCount.CompareTo(right.QueryCount);
    }

    // Initials come last whatever they weigh: a word must not lose its equal to somebody's initial. Joined words are
    // preferred only when near to equal: "he casino" is not "casino" with two letters too many.
    private static double Gain(QueryName query, in WordEdge edge)
    {
        var cubed = edge.Similarity * edge.Similarity * edge.Similarity;
        return query.WeightOf(edge) * (edge.IsInitial ? 0.01 : edge.QueryCount != edge.ListedCount ? cubed * cubed * cubed : cubed);
    }

    private static void Prepare(ref bool[] used, int count)
    {
        if (used.Length < count)
        {
            used = new bool[count * 2];
        }

        Array.Clear(used, 0, count);
    }

    private static bool IsFree(bool[] used, int start, int count) => !used.AsSpan(start, count).Contains(true);
}
