using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;

namespace Screening.Benchmarks.Matching;

/// <summary>A labelled pair of names and its score: the candidate is listed alone and the other name asked about.</summary>
/// <param name="Query">Name asked about.</param>
/// <param name="Candidate">Name listed.</param>
/// <param name="Source">Where the pair comes from.</param>
/// <param name="IsSame">Whether the label says that both are the same.</param>
/// <param name="Score">Score, 0 below the floor.</param>
internal sealed record ScoredPair(string Query, string Candidate, string Source, bool IsSame, double Score)
{
    private const double Floor = 0.5;

    /// <summary>Whether the row belongs to the name benchmark.</summary>
    public bool IsBench => Source.StartsWith("nk_name_bench", StringComparison.Ordinal);

    /// <summary>Whether nobody may get the row wrong.</summary>
    public bool IsStrong => IsBench && Source.EndsWith("STRONG", StringComparison.Ordinal);

    /// <summary>Whether the row is a full name across scripts that must match.</summary>
    public bool IsCrossScript => IsSame && (Source.StartsWith("netranslit_full", StringComparison.Ordinal)
        || Source.StartsWith("moov_cross_script", StringComparison.Ordinal));

    /// <summary>Scores every row of a file.</summary>
    public static ScoredPair[] Read(string path) => [.. Corpus.Table(path).Select(row => Of(
        row["query"], row["candidate"], Corpus.KindOf(row["type"]), row["source"], row["label"] == "1"))];

    private static ScoredPair Of(string query, string candidate, PartyKind kind, string source, bool isSame)
    {
        var listed = new ListedParty
        {
            Feed = "pairs", Id = "1", List = "", Kind = kind, Name = candidate, Names = [new ListedName(candidate, false)],
        };
        var index = WatchlistIndex.Open(WatchlistIndexWriter.Write([listed]));
        var found = index.Search(Corpus.Ask(query, kind), Product.From(Floor), 1);
        return new ScoredPair(query, candidate, source, isSame, found.IsEmpty ? 0 : found[0].Score);
    }
}
