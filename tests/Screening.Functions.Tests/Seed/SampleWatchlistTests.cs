using System.Text.RegularExpressions;
using Screening.Engine.Model;

namespace Screening.Functions.Tests.Seed;

/// <summary>Invariants of every row of the shipped sample list.</summary>
public sealed partial class SampleWatchlistTests
{
    private static readonly string[] Columns =
    [
        "id", "list", "kind", "name", "aliases", "weak_aliases", "countries", "citizenships", "birth_dates", "identifiers", "addresses",
        "programs", "license_requirement", "license_policy", "notice", "source", "source_date",
    ];

    [Fact]
    public void EveryRow_IsWellFormed()
    {
        var rows = Read();

        Assert.InRange(rows.Count, 25, 40);
        Assert.Equal(rows.Count, rows.Select(row => row["id"]).Distinct().Count());
        foreach (var row in rows)
        {
            Assert.StartsWith(row["list"] + "-", row["id"], StringComparison.Ordinal);
            Assert.True(Code<PartyKind>.TryParse(row["kind"], out _), row["id"]);
            Assert.False(string.IsNullOrWhiteSpace(row["name"]));
            Assert.False(string.IsNullOrWhiteSpace(row["source"]));
            Assert.NotEqual(default, SeedResources.Day(row["source_date"]));
            Assert.All(Values(row, "countries").Concat(Values(row, "citizenships")), country => Assert.True(Countries.Exists(CountryCode.Of(country))));
            Assert.All(Values(row, "identifiers"), identifier => Assert.Equal(2, identifier.Split('=').Length));
            Assert.All(Values(row, "birth_dates"), date => Assert.Matches("^[0-9]{4}(-[0-9]{2}){0,2}$", date));
        }
    }

    [Fact]
    public void EveryList_IsDeclaredInThePartyPolicy()
    {
        var known = SeedResources.Json("seed/party-policy/party-matching.json").GetProperty("lists").EnumerateArray()
            .Select(list => list.TextOf("code")!).ToHashSet();

        Assert.Subset(known, Read().Select(row => row["list"]).ToHashSet());
    }

    private static List<Dictionary<string, string>> Read()
    {
        var lines = SeedResources.Text("seed/sample-watchlist.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Columns, Fields(lines[0]));
        return [.. lines.Skip(1).Select(line => Columns.Zip(Fields(line)).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    /// <summary>
    /// The fields of a line; the sample quotes fields with a comma, and contains no quotation marks or line breaks within fields.
    /// </summary>
    private static List<string> Fields(string line)
    {
        var fields = FieldPattern().Matches(line + ",").Select(match => match.Groups["quoted"].Value + match.Groups["plain"].Value).ToList();
        Assert.Equal(Columns.Length, fields.Count);
        return fields;
    }

    [GeneratedRegex("\\G(?:\"(?<quoted>[^\"]*)\"|(?<plain>[^\",]*)),")]
    private static partial Regex FieldPattern();

    private static string[] Values(Dictionary<string, string> row, string column) =>
        row[column].Split("; ", StringSplitOptions.RemoveEmptyEntries);
}
