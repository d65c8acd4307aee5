using System.Globalization;
using System.Text.Json;
using FuzzySharp;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;

namespace Screening.Benchmarks.Matching;

/// <summary>
/// The usual C# approach in the same run: fuzzy word queries of Lucene.Net for candidates, token-sort similarity of FuzzySharp
/// for ranking. Figures are relative to the product's, since machines differ.
/// </summary>
internal static class PeersCommand
{
    private const int Candidates = 100;
    private const int Results = 10;
    private const int Edits = 2;
    private static readonly int[] Thresholds = [80, 85, 88, 90, 92, 95];

    /// <summary>Runs every <paramref name="step"/>-th query of the data folder.</summary>
    public static int Run(int step)
    {
        var parties = Corpus.List(DataFolder.List);
        NameQuestion[] questions = [.. NameQuestion.Read(DataFolder.Questions, parties).Where((_, number) => number % step == 0)];
        var index = WatchlistIndex.Open(WatchlistIndexWriter.Write(parties));
        var ours = new QuestionReport(QuestionRun.Of(index, questions), Product.Settings.T1);
        var oursLatency = Latency.Of(index, questions);
        using var directory = new RAMDirectory();
        Fill(directory, parties);
        using var reader = DirectoryReader.Open(directory);
        var searcher = new IndexSearcher(reader);
        var results = questions.Select(question => SearchPeer(searcher, parties, question)).ToArray();
        var latency = Latency.Of(questions.Length, number => Rank(searcher, parties, questions[number].Text).Count, warmUps: 0);
        foreach (var at in Thresholds)
        {
            var report = new QuestionReport(results, at / 100.0);
            Console.WriteLine($"Lucene.Net + FuzzySharp at {at}: recall {report.Recall:0.000}, alerts {report.AlertRate:0.0000}");
        }

        Console.WriteLine($"ours at {Product.Settings.T1:0.00}: recall {ours.Recall:0.000}, alerts {ours.AlertRate:0.0000}");
        var fair = Thresholds.Select(at => new QuestionReport(results, at / 100.0)).First(report => report.AlertRate <= 0.02 || report.AlertRate <= ours.AlertRate);
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["suite"] = "peers", ["questions"] = questions.Length, ["recall_ours"] = Math.Round(ours.Recall, 4), ["recall_peer"] = Math.Round(fair.Recall, 4),
            ["alerts_ours"] = Math.Round(ours.AlertRate, 4), ["alerts_peer"] = Math.Round(fair.AlertRate, 4),
            ["mean_ratio"] = Math.Round(latency.Mean / oursLatency.Mean, 1), ["p95_ratio"] = Math.Round(latency.P95 / oursLatency.P95, 1),
        }));
        return 0;
    }

    private static void Fill(RAMDirectory directory, ListedParty[] parties)
    {
        using var writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, new WhitespaceAnalyzer(LuceneVersion.LUCENE_48)));
        for (var party = 0; party < parties.Length; party++)
        {
            foreach (var name in parties[party].Names)
            {
                writer.AddDocument(
                [
                    new TextField("name", Corpus.Plain(name.Text), Field.Store.YES),
                    new StoredField("party", party),
                ]);
            }
        }

        writer.Commit();
    }

    private static QuestionResult SearchPeer(IndexSearcher searcher, ListedParty[] parties, NameQuestion question)
    {
        var ranked = Rank(searcher, parties, question.Text);
        if (ranked.Count == 0)
        {
            return new QuestionResult(question, 0, false, false, "");
        }

        var hit = question.IsNegative ? ranked[0]
            : ranked.Find(entry => NameQuestion.NamesOf([parties[entry.Party]]).Overlaps(question.TargetNames));
        return new QuestionResult(question, hit.Score / 100.0, false, false, hit.Name ?? "");
    }

    private static List<(int Party, int Score, string Name)> Rank(IndexSearcher searcher, ListedParty[] parties, string text)
    {
        var plain = Corpus.Plain(text);
        var query = new BooleanQuery();
        foreach (var word in plain.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            query.Add(new FuzzyQuery(new Term("name", word), word.Length < 5 ? 1 : Edits), Occur.SHOULD);
        }

        return [.. searcher.Search(query, Candidates).ScoreDocs.Select(hit => searcher.Doc(hit.Doc))
            .Select(document => (Party: document.GetField("party").GetInt32Value() ?? 0, Name: document.GetField("name").GetStringValue(CultureInfo.InvariantCulture)))
            .Select(entry => (entry.Party, Score: Fuzz.TokenSortRatio(plain, entry.Name), entry.Name))
            .GroupBy(entry => entry.Party).Select(group => group.MaxBy(entry => entry.Score))
            .OrderByDescending(entry => entry.Score).Take(Results)];
    }
}
