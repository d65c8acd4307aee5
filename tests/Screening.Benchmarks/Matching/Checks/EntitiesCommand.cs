using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;

namespace Screening.Benchmarks.Matching.Checks;

/// <summary>
/// Whole entities, with dates and identifiers, each entry alone on the list: a match is a candidate from T1. Beside it the
/// published scores of a peer, whose own threshold is 0.7.
/// </summary>
internal static class EntitiesCommand
{
    private const double PeerThreshold = 0.7;

    // Rows about order need the score of a pair also where it is far below the threshold.
    private const double LowestScore = 0.01;

    private static readonly string[] NameParts = ["firstName", "middleName", "fatherName", "lastName"];

    /// <summary>Runs the rows of a file.</summary>
    public static int Run(string file, int? rows, int misses)
    {
        var checks = CheckRows.Read(file, rows);
        var entries = ImportedList.Entries([.. checks.Select(row => (row.Text("id")!, row.GetProperty("entry")))]);
        var report = new SuiteReport("entities", misses);
        var (ours, oursSure, oursPublished, peers) = (new Confusion(), new Confusion(), new Confusion(), new Confusion());
        var (ordered, orderWrong) = (0, 0);
        foreach (var row in checks)
        {
            var index = WatchlistIndex.Open(WatchlistIndexWriter.Write(entries.TryGetValue(row.Text("id")!, out var entry) ? [entry] : []));
            var query = row.GetProperty("query");
            var asked = QueryOf(query, query);
            if (row.TryGetProperty("worse_query", out var worse))
            {
                var (score, worseScore) = (ScoreOf(index, asked, LowestScore), ScoreOf(index, QueryOf(worse, query), LowestScore));
                var isOrdered = score > worseScore;
                ordered++;
                orderWrong += isOrdered ? 0 : 1;
                report.Add($"order/{row.Text("kind")}", false, isOrdered ? null : $"{query} scores {score:0.000}, {worse} {worseScore:0.000}");
            }

            var label = row.GetProperty("match");
            if (label.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            {
                continue;
            }

            var isSame = label.GetBoolean();
            var isDoubtful = SuiteReport.IsDoubtful(row.Text("note"));
            var isFound = ScoreOf(index, asked, Product.Settings.T1) > 0;
            ours.Add(isSame, isFound);
            if (!isDoubtful)
            {
                oursSure.Add(isSame, isFound);
            }

            if (row.TryGetProperty("logic_v2", out var published) && published.ValueKind == JsonValueKind.Number)
            {
                oursPublished.Add(isSame, isFound);
                peers.Add(isSame, published.GetDouble() >= PeerThreshold);
            }

            report.Add(row.Text("kind")!, isDoubtful, isFound == isSame ? null
                : $"{(isSame ? "missed" : "false")} {ScoreOf(index, asked, LowestScore):0.000}: {query} | {row.GetProperty("entry").Text("name")}");
        }

        return report.Finish(Console.Out,
            ("labelled", ours.Rows), ("f1", ours.F1), ("precision", ours.Precision), ("recall", ours.Recall), ("f1_sure", oursSure.F1),
            ("published", peers.Rows), ("f1_published", oursPublished.F1), ("f1_logic_v2", peers.F1), ("precision_logic_v2", peers.Precision),
            ("recall_logic_v2", peers.Recall), ("order_rows", ordered), ("order_wrong", orderWrong));
    }

    /// <summary>The rows of a file with a sure label, each entry alone in an index.</summary>
    public static IEnumerable<(string Kind, string Entry, PartyQuery Query, WatchlistIndex Index, bool IsSame)> Labelled(string file)
    {
        var checks = CheckRows.Read(file, null);
        var entries = ImportedList.Entries([.. checks.Select(row => (row.Text("id")!, row.GetProperty("entry")))]);
        foreach (var row in checks)
        {
            var (id, query, label) = (row.Text("id")!, row.GetProperty("query"), row.GetProperty("match"));
            if (label.ValueKind is JsonValueKind.True or JsonValueKind.False && !SuiteReport.IsDoubtful(row.Text("note")) && entries.TryGetValue(id, out var entry))
            {
                yield return (row.Text("kind")!, entry.Name, QueryOf(query, query), WatchlistIndex.Open(WatchlistIndexWriter.Write([entry])), label.GetBoolean());
            }
        }
    }

    // What the worse query of a pair leaves out is as in the other, because both are about one party.
    private static PartyQuery QueryOf(JsonElement query, JsonElement other) => new(
        query.Text("name") ?? string.Join(' ', NameParts.Select(part => query.Text(part)).Where(part => part is { Length: > 0 })),
        [],
        Enum.TryParse<PartyKind>(query.Text("kind") ?? other.Text("kind"), ignoreCase: true, out var kind) ? kind : PartyKind.Unknown,
        CountryCode.TryParse((query.Text("country") ?? query.Text("jurisdiction"))?.ToUpperInvariant(), out var country) ? country : null,
        query.Text("address"),
        DateOnly.TryParseExact(query.Text("birthDate"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth) ? birth : null,
        query.TryGetProperty("identifiers", out var identifiers) && identifiers.ValueKind == JsonValueKind.Array
            ? [.. identifiers.EnumerateArray().Select(identifier => new PartyIdentifier(identifier.Text("type") ?? "", identifier.Text("value") ?? ""))]
            : ImmutableArray<PartyIdentifier>.Empty);

    private static double ScoreOf(WatchlistIndex index, PartyQuery query, double floor) =>
        index.Search(query, Product.From(floor), 1) is [var found, ..] ? found.Score : 0;

    private sealed class Confusion
    {
        private int right;
        private int falseAlerts;
        private int missed;

        public int Rows { get; private set; }

        public double F1 => right == 0 ? 0 : 2.0 * right / ((2.0 * right) + falseAlerts + missed);

        public double Precision => right == 0 ? 0 : (double)right / (right + falseAlerts);

        public double Recall => right == 0 ? 0 : (double)right / (right + missed);

        public void Add(bool isSame, bool isFound)
        {
            Rows++;
            right += isSame && isFound ? 1 : 0;
            falseAlerts += !isSame && isFound ? 1 : 0;
            missed += isSame && !isFound ? 1 : 0;
        }
    }
}
