using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;

namespace Screening.Benchmarks.Matching;

/// <summary>
/// Searches the complete list for names and prints the matches with their explanation, for the analysis of errors.
/// </summary>
internal static class AskCommand
{
    private const int Results = 3;

    /// <summary>Searches for every line of <paramref name="file"/>: kind, tab, name.</summary>
    public static int Run(string file)
    {
        var parties = Corpus.List(DataFolder.List);
        var index = WatchlistIndex.Open(WatchlistIndexWriter.Write(parties));
        foreach (var row in Corpus.Lines(file).Where(line => line.Length > 0).Select(line => line.Split('\t')))
        {
            Console.WriteLine($"{row[1]} ({row[0]})");
            foreach (var found in index.Search(Corpus.QueryOf(row[1], Corpus.KindOf(row[0])), Product.Settings, Results))
            {
                Console.WriteLine($"  {found.Score:0.0000} {found.MatchedName}: {string.Join(' ', found.Explanation)}");
            }
        }

        return 0;
    }
}
