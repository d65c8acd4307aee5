using System.Security.Cryptography;
using System.Text;
using Screening.Benchmarks.Matching.Checks;
using Screening.Benchmarks.Matching.Pairs;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;

namespace Screening.Benchmarks.Matching.Fit;

/// <summary>The rows that the weights are fitted to: every labelled file of the data folder, without rows whose label may be wrong.</summary>
internal static class FitRows
{
    /// <summary>Labelled pairs of the name benchmark.</summary>
    public const string Bench = "bench";

    /// <summary>Other labelled pairs.</summary>
    public const string Pairs = "pairs";

    /// <summary>Mutated listed names, and ordinary names.</summary>
    public const string Plain = "plain";

    /// <summary>Names as records hold them, listed and ordinary.</summary>
    public const string Asked = "asked";

    /// <summary>Whole entities.</summary>
    public const string Entities = "entities";

    // An ordinary name has at most so many entries near it.
    private const int Nearest = 20;
    private const double Near = 0.6;

    /// <summary>Reads all rows.</summary>
    public static FitRow[] Read()
    {
        var parties = Corpus.List(DataFolder.List);
        var whole = WatchlistIndex.Open(WatchlistIndexWriter.Write(parties));
        return
        [
            .. OfPairs(),
            .. OfQuestions(Plain, NameQuestion.Read(DataFolder.Questions, parties), parties, whole),
            .. OfQuestions(Asked, NameQuestion.Read(DataFolder.Asked, parties), parties, whole),
            .. EntitiesCommand.Labelled(DataFolder.Entities).Select(row => new FitRow(
                Entities, row.Kind, row.Query, row.Index, row.IsSame, FoldOf(row.Entry), false)),
        ];
    }

    private static IEnumerable<FitRow> OfPairs() => LabelledPair.Read(DataFolder.Pairs).Select(pair => new FitRow(
        pair.IsBench ? Bench : Pairs, pair.Source, Corpus.QueryOf(pair.Query, pair.Kind), pair.Index(), pair.IsSame, FoldOf(pair.Candidate), pair.IsStrong));

    private static IEnumerable<FitRow> OfQuestions(string set, NameQuestion[] questions, ListedParty[] parties, WatchlistIndex whole)
    {
        var byName = parties.SelectMany(party => party.Names.Select(name => (Name: Corpus.Plain(name.Text), party))).ToLookup(pair => pair.Name, pair => pair.party);
        var settings = Product.From(Near);
        foreach (var question in questions.Where(question => !question.IsDoubtful))
        {
            var query = Corpus.QueryOf(question.Text, question.Type);
            ListedParty[] entries = question.IsNegative
                ? [.. whole.Search(query, settings, Nearest).Select(found => whole.PartyAt(found.Index))]
                : [.. question.TargetNames.SelectMany(name => byName[name]).Distinct()];
            var index = entries.Length == 0 ? null : WatchlistIndex.Open(WatchlistIndexWriter.Write(entries));
            yield return new FitRow(set, question.Kind, query, index, !question.IsNegative, FoldOf(question.TargetNames.Order(StringComparer.Ordinal).FirstOrDefault() ?? question.Text), false);
        }
    }

    private static int FoldOf(string key) => BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(key))) & int.MaxValue;
}
