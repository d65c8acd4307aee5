using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Screening.Engine.Classification;
using Screening.Engine.Model;
using Screening.Engine.Tests.Parties;

namespace Screening.Engine.Tests.Classification;

/// <summary>The shipped list against the tables of the regulation in the data folder.</summary>
public sealed partial class EccnCoverageTests(ITestOutputHelper output)
{
    // Subject to the ITAR by the heading: "these items are" or "this entry is".
    private static readonly string[] ItarHeadings =
    [
        "0A002", "0D001", "1A102", "1C102", "4A102", "6A103", "7A106", "7A115", "7A117", "7B103", "7D103", "7E104", "9A005", "9A006", "9A007", "9A008",
        "9A009", "9A011", "9A103", "9A104", "9A105", "9A107", "9A108", "9A109", "9A111", "9A116", "9A117", "9A118", "9A119", "9D103", "9D105",
    ];

    // They mention the ITAR to exclude its items, so they are entries of the EAR.
    private static readonly string[] MentionTheItar = ["1B234", "1C355", "9D001", "9D002", "9D003", "9D104", "9E101", "9E102"];

    // Amended after the edition of the table: 91 FR 52501.
    private const string Amended = "9A610";

    [Fact]
    public void EveryEntryOfTheRegulation_IsListed_AndEar99()
    {
        var entries = Rows().Select(row => row[0]).Distinct().Append("EAR99").ToArray();
        Assert.Equal(638, entries.Length);
        Assert.Equal(entries.Order(StringComparer.Ordinal), SeedControlList.List.Eccns.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheHeadingsThatNameTheItar_AreSubjectToIt_AndTheEightThatLeaveItOutAreNot()
    {
        Assert.Equal(31, ItarHeadings.Length);
        Assert.All(ItarHeadings, code => Assert.True(SeedControlList.Terms(code).IsItar, code));
        Assert.All(MentionTheItar, code => Assert.False(SeedControlList.Terms(code).IsItar, code));

        // The licence requirement of 0E001 states the same for the technology, although its heading does not.
        Assert.Equal(
            ItarHeadings.Append("0E001").Order(StringComparer.Ordinal),
            SeedControlList.List.Eccns.Where(code => SeedControlList.Terms(code).IsItar).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheHeadingsOfTheTable_SayTheSame()
    {
        var mention = Rows().Where(row => row[1].Contains("ITAR", StringComparison.Ordinal)).Select(row => row[0]).Distinct();
        Assert.Equal(ItarHeadings.Concat(MentionTheItar).Order(StringComparer.Ordinal), mention.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AnEntryOfTheItar_IsOpenAsItsAnnexItemSays()
    {
        var without = ItarHeadings.Where(code => SeedControlList.Terms(code).Mt == MtReach.None);
        Assert.Equal(["0A002", "0D001"], without);
        Assert.All(ItarHeadings.Except(without), code => Assert.NotEmpty(SeedControlList.List.AnnexItemsOf(code)!.Value));
    }

    [Fact]
    public void EveryEntryWithAMissileTechnologyReason_ReachesSomething_AndIsMappedToTheAnnex()
    {
        var rows = Rows().Where(row => row[2].Split(' ').Contains("MT")).Select(row => row[0]).Distinct().ToArray();
        Assert.Equal(153, rows.Length);
        Assert.All(rows, code => Assert.NotEqual(MtReach.None, SeedControlList.Terms(code).Mt));
        using var document = JsonDocument.Parse(SeedControlList.Json);
        var mapped = document.RootElement.GetProperty("eccns").EnumerateArray().Select(row => row.GetProperty("code").GetString()!.Split('.')[0]).ToHashSet();
        Assert.Empty(rows.Except(mapped));
    }

    [Fact]
    public void AnEntry_ReachesAllOfIt_ExactlyWhereTheTableSaysEntireEntry()
    {
        var rows = Rows().Where(row => MissileReason().IsMatch(row[4])).ToLookup(row => row[0], row => row[4]);
        var entire = rows.Where(entry => entry.Any(scope => EntireEntry().IsMatch(scope))).Select(entry => entry.Key).ToArray();
        output.WriteLine($"{rows.Count} entries with an MT row: {entire.Length} entire, {rows.Count - entire.Length} by paragraph or condition");
        Assert.All(rows, entry => Assert.Equal(entire.Contains(entry.Key), SeedControlList.Terms(entry.Key).Mt == MtReach.Entire));

        // A scope that names no paragraph of its own entry is a condition.
        var conditions = rows.Where(entry => !entire.Contains(entry.Key) && !entry.Any(scope => NamesAParagraph(entry.Key, scope))).ToArray();
        Assert.All(conditions, entry => Assert.Equal(MtReach.Condition, SeedControlList.Terms(entry.Key).Mt));
    }

    [Fact]
    public void EveryReasonOfTheTable_IsAmongThoseOfTheEntry()
    {
        var reasons = Rows().Where(row => row[4].Length > 0 && row[0] != Amended)
            .Select(row => (Code: row[0], Reason: row[4].Split(' ')[0]))
            .Where(row => row.Reason is "NS" or "NP" or "CB" or "RS" or "CC" or "FC" or "UN" or "EI" or "SS" or "CW" or "SI" or "SL")
            .Distinct().ToLookup(row => row.Code, row => row.Reason);
        Assert.All(reasons, entry => Assert.Equal(
            entry.Order(StringComparer.Ordinal), SeedControlList.Terms(entry.Key).OpenReasons.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void ARowForOneParagraph_ReachesIt_AndARowThatExceptsOneDoesNot()
    {
        var rows = Rows().Select(row => (Code: row[0], Scope: row[4])).ToArray();
        var named = rows.Select(row => (row.Code, Match: OneParagraph().Match(row.Scope))).Where(row => row.Match.Success)
            .Select(row => (Reason: row.Match.Groups[1].Value, Paragraph: row.Match.Groups[2].Value)).ToArray();
        Assert.True(named.Length >= 40);
        Assert.All(named, row => Assert.True(Applies(row.Paragraph, row.Reason), $"{row.Reason} {row.Paragraph}"));

        var excepted = rows.Select(row => (row.Code, Match: ExceptOneParagraph().Match(row.Scope))).Where(row => row.Match.Success)
            .Select(row => (Reason: row.Match.Groups[1].Value, Paragraph: row.Match.Groups[2].Value))
            .Where(row => !rows.Any(other => IsRowOf(other.Scope, row.Reason, row.Paragraph))).ToArray();
        Assert.True(excepted.Length >= 40);
        Assert.All(excepted, row => Assert.False(Applies(row.Paragraph, row.Reason), $"{row.Reason} {row.Paragraph}"));
    }

    [Fact]
    public void TheItemsOfSupplement2_AreThoseOfTheTable()
    {
        var rows = Csv(File.ReadAllText(Path.Combine(RealList.Folder(), "controls", "ear_744_supp2_meu_items.csv"))).ToDictionary(row => row[0], row => row[3]);
        Assert.Equal(47, rows.Count);
        var named = SeedControlList.List.Eccns.Where(code => SeedControlList.Terms(code).IsMilitaryEndUseItem != false);
        Assert.Equal(rows.Keys.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Equal(row.Value == "limited" ? null : true, SeedControlList.Terms(row.Key).IsMilitaryEndUseItem));
    }

    [Fact]
    public void EveryParagraphOfTheTable_HasTerms()
    {
        var paragraphs = Table("ear_ccl_paragraphs_2026-02.csv.gz").Where(row => row[1].Length > 0).Select(row => $"{row[0]}.{row[1]}").ToArray();
        Assert.True(paragraphs.Length > 4000);

        // The table is of 2026-02: an entry that was removed since then may be unknown.
        var unknown = paragraphs.Where(code => SeedControlList.List.TermsOf(code) is null).Select(code => code.Split('.')[0]).Distinct().ToArray();
        output.WriteLine($"{paragraphs.Length} paragraphs; entries not listed any more: {string.Join(' ', unknown)}");
        Assert.True(unknown.Length <= 3, string.Join(' ', unknown));
    }

    [Fact]
    public void RowsFromMemory_AreCounted()
    {
        using var document = JsonDocument.Parse(SeedControlList.Json);
        var root = document.RootElement;
        string[] parts = ["items", "eccns", "usml"];
        var rows = parts.Select(part => (Part: part, Rows: root.GetProperty(part))).Append((Part: "ccl", Rows: root.GetProperty("ccl").GetProperty("entries")))
            .SelectMany(part => part.Rows.EnumerateArray().Where(row => row.TryGetProperty("basis", out _)), (part, row) => $"{part.Part} {row.GetProperty("code")}")
            .ToArray();
        output.WriteLine($"{rows.Length} rows rest on memory: {string.Join(", ", rows)}");
        Assert.All(parts.SelectMany(part => root.GetProperty(part).EnumerateArray()), row => Assert.NotEqual("", row.GetProperty("source").GetString()));
        Assert.Contains("usml XIX(e)", rows);
        Assert.DoesNotContain("usml IV(a)(1)", rows);
    }

    private static bool Applies(string code, string reason)
    {
        var terms = SeedControlList.Terms(code);
        return reason == "MT" ? terms.Mt != MtReach.None : terms.OpenReasons.Contains(reason);
    }

    private static bool IsRowOf(string scope, string reason, string paragraph) =>
        scope.StartsWith($"{reason} appl", StringComparison.Ordinal) && scope.Contains(paragraph, StringComparison.Ordinal)
            && !scope.Contains("except", StringComparison.Ordinal);

    private static bool NamesAParagraph(string entry, string scope) =>
        scope.Contains($"{entry}.", StringComparison.Ordinal) || scope.Contains("paragraph .", StringComparison.Ordinal);

    private static List<string[]> Rows() => Table("ear_ccl_license_rows_2026-08-07.csv.gz");

    private static List<string[]> Table(string name)
    {
        using var file = File.OpenRead(Path.Combine(RealList.Folder(), "controls", name));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        return Csv(reader.ReadToEnd());
    }

    /// <summary>Rows after the comments and the header. Quoted fields may contain commas, quotes and line ends.</summary>
    private static List<string[]> Csv(string text) =>
        [.. CsvRow().Matches(text).Select(row => row.Value).Where(row => row.Trim().Length > 0 && row[0] != '#').Skip(1)
            .Select(row => CsvField().Matches(row.TrimEnd('\r', '\n')).Select(Field).ToArray())];

    private static string Field(Match field) =>
        field.Groups[1].Success ? field.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : field.Groups[2].Value;

    [GeneratedRegex("(?:#[^\\n]*|(?:\"(?:[^\"]|\"\")*\"|[^\"\\n])*)(?:\\n|\\z)")]
    private static partial Regex CsvRow();

    [GeneratedRegex("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))")]
    private static partial Regex CsvField();

    [GeneratedRegex(@"^(NS|MT|RS|UN|FC|CC|NP) applies to ([0-9][A-E][0-9]{3}\.[a-z0-9.]*[a-z0-9])\.?$")]
    private static partial Regex OneParagraph();

    [GeneratedRegex(@"^(NS|MT|RS|UN|FC|CC|NP) applies to entire entry,? except ([0-9][A-E][0-9]{3}\.[a-z0-9.]*[a-z0-9])\.?$")]
    private static partial Regex ExceptOneParagraph();

    [GeneratedRegex(@"^MT appl")]
    private static partial Regex MissileReason();

    [GeneratedRegex(@"^MT applies to entire entry\.?$")]
    private static partial Regex EntireEntry();
}
