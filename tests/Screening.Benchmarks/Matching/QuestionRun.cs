using Screening.Engine.Parties;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;

namespace Screening.Benchmarks.Matching;

/// <summary>The result of one query.</summary>
/// <param name="Question">The query.</param>
/// <param name="Score">Score of the target among the first ten, or of the first result for a query without a target; 0 without a
/// result.</param>
/// <param name="IsEqual">For a query without a target: whether it equals the found name word for word.</param>
/// <param name="IsTied">Whether entries of different names share the highest score.</param>
/// <param name="Found">The found name: of the target, or else the first result.</param>
internal sealed record QuestionResult(NameQuestion Question, double Score, bool IsEqual, bool IsTied, string Found);

/// <summary>Runs every query against an index, far below the threshold, so that one run gives a curve.</summary>
internal static class QuestionRun
{
    /// <summary>Lowest score of a result that is included.</summary>
    public const double Floor = 0.7;

    private const int Results = 10;

    /// <summary>Runs the queries.</summary>
    /// <param name="index">The index.</param>
    /// <param name="questions">The queries.</param>
    /// <param name="asPrinted">The names of a listed party as its list prints them; null when the index stores them so.</param>
    public static QuestionResult[] Of(
        WatchlistIndex index, IReadOnlyList<NameQuestion> questions, Func<ListedParty, ListedParty>? asPrinted = null)
    {
        var settings = Product.From(Floor);
        return [.. questions.Select(question =>
        {
            var found = index.Search(Corpus.QueryOf(question.Text, question.Type), settings, Results);
            if (found.IsEmpty)
            {
                return new QuestionResult(question, 0, false, false, "");
            }

            var best = found.MaxBy(match => match.Score)!;
            var target = question.IsNegative ? best : found.FirstOrDefault(match =>
                index.PartyAt(match.Index) is var party && Shares(asPrinted?.Invoke(party) ?? party, question.TargetNames));
            return new QuestionResult(
                question, target?.Score ?? 0, SortedWords(question.Text) == SortedWords(best.MatchedName), IsTied(index, found, best.Score),
                (target ?? best).MatchedName);
        })];
    }

    private static bool Shares(ListedParty party, IReadOnlySet<string> names) =>
        party.Names.Any(name => names.Contains(Corpus.Plain(name.Text)));

    private static bool IsTied(WatchlistIndex index, IReadOnlyList<Candidate> found, double top)
    {
        var first = found.Where(match => match.Score.Equals(top)).Select(match => index.PartyAt(match.Index)).ToArray();
        return first.Length > 1 && first.Skip(1).Any(other => !NameQuestion.NamesOf([other]).Overlaps(NameQuestion.NamesOf([first[0]])));
    }

    private static string SortedWords(string name) => string.Join(' ', Corpus.Plain(name).Split(' ').Order(StringComparer.Ordinal));
}
