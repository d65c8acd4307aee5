using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;

namespace Screening.Benchmarks.Matching.Checks;

/// <summary>
/// An unrelated name at an address, with one entry alone on the list: the same premises must be found, the same building may be
/// found for review but not as a strong match, anything else must not be found.
/// </summary>
internal static class AddressesCommand
{
    /// <summary>Runs the rows of a file.</summary>
    public static int Run(string file, int? rows, int misses)
    {
        var checks = CheckRows.Read(file, rows);
        var entries = ImportedList.Entries([.. checks.Select(row => (row.Text("id")!, row.GetProperty("entry")))]);
        var report = new SuiteReport("addresses", misses);
        var (same, sameFound, falsePremises, strongBuilding) = (0, 0, 0, 0);
        foreach (var row in checks)
        {
            var index = WatchlistIndex.Open(WatchlistIndexWriter.Write(entries.TryGetValue(row.Text("id")!, out var entry) ? [entry] : []));
            var query = row.GetProperty("query");
            var found = index.Search(PartyQuery.FromName(query.Text("name")!) with
            {
                Kind = Corpus.KindOf(query.Text("kind") ?? ""),
                Country = CountryCode.TryParse(query.Text("country"), out var country) ? country : null,
                Address = query.Text("address"),
            }, Product.Settings, 1);
            var isFound = !found.IsEmpty;
            var isStrong = isFound && found[0].Strength == MatchStrength.Strong;
            var expected = row.Text("expected");
            var isRight = expected switch
            {
                "same_premises" => isFound,
                "same_building" => !isStrong,
                "no" => !isFound,
                _ => throw new InvalidDataException($"`{expected}` is not an expectation"),
            };
            same += expected == "same_premises" ? 1 : 0;
            sameFound += expected == "same_premises" && isFound ? 1 : 0;
            falsePremises += expected == "no" && isFound ? 1 : 0;
            strongBuilding += expected == "same_building" && isStrong ? 1 : 0;
            report.Add($"{expected}/{row.Text("kind")}", SuiteReport.IsDoubtful(row.Text("note")), isRight ? null
                : $"{(isFound ? $"{Code<MatchStrength>.Of(found[0].Strength)} {found[0].Score:0.000}" : "not found")}: {query.Text("address")} | {row.GetProperty("entry").Text("addresses")}");
        }

        return report.Finish(Console.Out, ("same_premises", same), ("recall_same_premises", same == 0 ? 0.0 : (double)sameFound / same),
            ("false_premises", falsePremises), ("strong_same_building", strongBuilding));
    }
}
