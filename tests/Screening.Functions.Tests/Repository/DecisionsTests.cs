using System.Text.RegularExpressions;
using Screening.Functions.Tests.Readme;

namespace Screening.Functions.Tests.Repository;

/// <summary>The decisions: each has a date, a reason and what was set aside, and is in the index.</summary>
public sealed class DecisionsTests
{
    private static readonly string[] Files =
        [.. Page.Docs.Where(page => page.StartsWith(Page.Decisions + "/", StringComparison.Ordinal) && page != Page.DecisionIndex)];

    public static TheoryData<string> Areas => [.. Files];

    [Theory]
    [MemberData(nameof(Areas))]
    public void EveryDecision_SaysWhatWhyAndWhatWasSetAside(string file)
    {
        var entries = Regex.Split(RepositoryFolder.Text(file), "^## ", RegexOptions.Multiline).Skip(1).ToArray();
        Assert.NotEmpty(entries);
        Assert.All(entries, entry =>
        {
            Assert.Matches(@"^[^\n]+ \(\d{4}-\d{2}-\d{2}[^\n]*\)\n", entry);
            Assert.Contains("**Why.**", entry, StringComparison.Ordinal);
            Assert.Contains("**Set aside.**", entry, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void TheIndex_ListsEveryDecisionWithItsDatesAndFile()
    {
        var rows = new Page(Page.DecisionIndex).Table("decision", "date", "file").Select(row => string.Join(" | ", row));
        var decisions = Files.SelectMany(file => new Page(file).Sections.Select(title => RowOf(Path.GetFileName(file), title)));
        Assert.Equal(decisions.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    private static string RowOf(string file, string title)
    {
        var what = title[..title.LastIndexOf(" (", StringComparison.Ordinal)];
        var dates = Regex.Matches(title, @"\d{4}-\d{2}-\d{2}").Select(date => date.Value);
        return $"[{what}]({file}#{Page.AnchorOf(title)}) | {string.Join(", ", dates)} | [{file}]({file})";
    }
}
