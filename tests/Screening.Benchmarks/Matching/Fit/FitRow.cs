using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Search;

namespace Screening.Benchmarks.Matching.Fit;

/// <summary>
/// A labelled query with the entries it may match, alone in an index of their own. The score of a pair does not depend on other
/// entries, so the score is that of a search of the whole list.
/// </summary>
/// <param name="Set">The set of rows it belongs to.</param>
/// <param name="Kind">Kind within the set.</param>
/// <param name="Query">The query.</param>
/// <param name="Index">The entries; null where none comes near.</param>
/// <param name="IsSame">Whether one of the entries must match; otherwise none may.</param>
/// <param name="Fold">Number that decides in which fold the row is held out. Rows of one entry have the same.</param>
/// <param name="IsStrong">Whether the row must not be wrong.</param>
internal sealed record FitRow(string Set, string Kind, PartyQuery Query, WatchlistIndex? Index, bool IsSame, int Fold, bool IsStrong)
{
    private const double Floor = 0.6;

    /// <summary>The highest score of an entry with given weights; <see cref="Floor"/> where none reaches that.</summary>
    public double Score(MatchWeights weights) => Index is null ? Floor
        : Index.Search(Query, Product.Settings with { T1 = Floor, Weights = weights }, 1) is [var found, ..] ? found.Score : Floor;
}
