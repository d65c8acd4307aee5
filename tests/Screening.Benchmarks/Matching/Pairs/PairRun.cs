using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;

namespace Screening.Benchmarks.Matching.Pairs;

/// <summary>
/// A labelled pair of names and its score: the candidate is the only listed name and the other name is the query.
/// </summary>
/// <param name="Query">Name that is searched for.</param>
/// <param name="Candidate">Listed name.</param>
/// <param name="Source">Source of the pair.</param>
/// <param name="IsSame">Whether the label says that both are the same.</param>
/// <param name="Score">Score, 0 below the floor.</param>
internal sealed record ScoredPair(string Query, string Candidate, string Source, bool IsSame, double Score)
{
    private const double Floor = 0.5;

    public bool IsBench => Source.StartsWith("nk_name_bench", StringComparison.Ordinal);

    /// <summary>Whether the row must be right.</summary>
    public bool IsStrong => IsBench && Source.EndsWith("STRONG", StringComparison.Ordinal);

    /// <summary>Whether the row is a full name across scripts that must match.</summary>
    public bool IsCrossScript => IsSame && (Source.StartsWith("netranslit_full", StringComparison.Ordinal)
        || Source.StartsWith("moov_cross_script", StringComparison.Ordinal));

    public static ScoredPair[] Read(string path) => [.. Corpus.Table(path).Select(row => Of(
        row["query"], row["candidate"], Corpus.KindOf(row["type"]), row["source"], row["label"] == "1"))];

    private static ScoredPair Of(string query, string candidate, PartyKind kind, string source, bool isSame)
    {
        var listed = new ListedParty
        {
            Feed = "pairs", Id = "1", List = "", Kind = kind, Name = candidate, Names = [new ListedName(candidate, false)],
        };
        var index = WatchlistIndex.Open(WatchlistIndexWriter.Write([listed]));
        var found = index.Search(Corpus.QueryOf(query, kind), Product.From(Floor), 1);
        return new ScoredPair(query, candidate, source, isSame, found.IsEmpty ? 0 : found[0].Score);
    }
}
