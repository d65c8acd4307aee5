using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;

namespace Screening.Benchmarks.Matching.Pairs;

/// <summary>A labelled pair of names.</summary>
/// <param name="Query">Name that is searched for.</param>
/// <param name="Candidate">Listed name.</param>
/// <param name="Kind">Kind of party.</param>
/// <param name="Source">Source of the pair.</param>
/// <param name="IsSame">Whether the label says that both are the same.</param>
internal sealed record LabelledPair(string Query, string Candidate, PartyKind Kind, string Source, bool IsSame)
{
    public bool IsBench => Source.StartsWith("nk_name_bench", StringComparison.Ordinal);

    /// <summary>Whether the row must be right.</summary>
    public bool IsStrong => IsBench && Source.EndsWith("STRONG", StringComparison.Ordinal);

    /// <summary>Whether the row is a full name across scripts that must match.</summary>
    public bool IsCrossScript => IsSame && (Source.StartsWith("netranslit_full", StringComparison.Ordinal)
        || Source.StartsWith("moov_cross_script", StringComparison.Ordinal));

    public static IEnumerable<LabelledPair> Read(string path) => Corpus.Table(path).Select(row => new LabelledPair(
        row["query"], row["candidate"], Corpus.KindOf(row["type"]), row["source"], row["label"] == "1"));

    /// <summary>An index with the candidate as its only entry.</summary>
    public WatchlistIndex Index()
    {
        var listed = new ListedParty
        {
            Feed = "pairs", Id = "1", List = "", Kind = Kind, Name = Candidate, Names = [new ListedName(Candidate, false)],
        };
        return WatchlistIndex.Open(WatchlistIndexWriter.Write([listed]));
    }
}

/// <summary>A pair and its score.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Score">Score, 0 below the floor.</param>
internal sealed record ScoredPair(LabelledPair Pair, double Score)
{
    private const double Floor = 0.5;

    public bool IsSame => Pair.IsSame;

    public static ScoredPair[] Read(string path) => [.. LabelledPair.Read(path).Select(Of)];

    private static ScoredPair Of(LabelledPair pair)
    {
        var found = pair.Index().Search(Corpus.QueryOf(pair.Query, pair.Kind), Product.From(Floor), 1);
        return new ScoredPair(pair, found.IsEmpty ? 0 : found[0].Score);
    }
}
