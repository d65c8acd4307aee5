using System.IO.Compression;
using System.Text;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Parties;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Snapshots;

/// <summary>Every text of the real lists in the data folder is in the reviewed table.</summary>
public sealed class RealEntryTextTests
{
    private static readonly PartyPolicy Seed = PartyPolicy.Parse(SeedFiles.All.Single(document => document.Id == "party-matching").Json, []);

    [Theory]
    [InlineData("bis_entity_list_744s4_2026-07-23.csv.gz", null, "license_requirement", "license_review_policy", 3_411)]
    [InlineData("csl_2026-07-31.flat.csv.gz", "source_code", "license_requirement", "license_policy", 3_490)]
    [InlineData("csl_2023-11.subset.raw.csv.gz", "source", "license_requirement", "license_policy", 989)]
    [InlineData("csl_2022-04.raw.csv.gz", "source", "license_requirement", "license_policy", 2_071)]
    [InlineData("csl_2019-12.subset.csv.gz", "source", "license_requirement", "license_policy", 22)]
    [InlineData("csl_2016-02.subset.csv.gz", "source", "license_requirement", "license_policy", 44)]
    public void EveryText_IsInTheTable(string file, string? listColumn, string requirementColumn, string policyColumn, int entriesWithTexts)
    {
        var rows = Rows(Read(file)).ToList();
        var header = rows[0];
        var (list, requirement, policy) = (listColumn is null ? -1 : header.IndexOf(listColumn), header.IndexOf(requirementColumn), header.IndexOf(policyColumn));
        var entries = rows.Skip(1).Where(row => row.Count == header.Count && !row.SequenceEqual(header)).Select((row, number) => new WatchlistEntrySource
        {
            Id = $"{number}", Name = "Listed", List = list < 0 ? "EL" : ListOf(row[list]), LicenseRequirement = row[requirement], LicensePolicy = row[policy],
        }).Where(entry => entry.List is "EL" or "MEU" && !string.IsNullOrWhiteSpace(entry.LicenseRequirement + entry.LicensePolicy)).ToList();
        Assert.Equal(entriesWithTexts, entries.Count);
        Assert.Empty(Seed.UnreadTexts(entries));
    }

    // The numbers were counted from the same texts outside this code; an accidental change of the parsing changes them.
    [Fact]
    public void TheWholeList_IsReadAsReviewed()
    {
        var rows = Rows(Read("bis_entity_list_744s4_2026-07-23.csv.gz")).Skip(1).Where(row => row.Count == 5).ToList();
        var item = new ItemTraits("9A991", false, true, Humanitarian.None);
        var counted = rows.GroupBy(row => Seed.TermsOf(Entry(row[2], row[3])).For(item)).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal("CaseByCase 144, NotReviewed 82, PolicyOfDenial 953, PresumptionOfDenial 2236", string.Join(", ", counted.OrderBy(pair => $"{pair.Key}", StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}")));
    }

    private static ListedParty Entry(string requirement, string policy) => new()
    {
        Feed = "csl", Id = "1", List = "EL", Name = "Listed", Names = [new ListedName("Listed", false)], LicenseRequirement = requirement, LicensePolicy = policy,
    };

    private static string ListOf(string source) =>
        source.Contains("Military End User", StringComparison.Ordinal) || source == "MEU" ? "MEU"
        : source.Contains("Entity List", StringComparison.Ordinal) || source == "EL" ? "EL" : "other";

    private static string Read(string file)
    {
        using var stream = File.OpenRead(Path.Combine(RealList.Folder(), "watchlists", file));
        using var reader = new StreamReader(new GZipStream(stream, CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static IEnumerable<List<string>> Rows(string text)
    {
        var (row, field, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var character in text)
        {
            if (character == '"')
            {
                // A doubled quote closes and opens again: one quote is lost, which the comparison does not use.
                quoted = !quoted;
            }
            else if (!quoted && character is (',' or '\n'))
            {
                row.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (character == '\n')
                {
                    yield return row;
                    row = [];
                }
            }
            else
            {
                field.Append(character);
            }
        }
    }
}
