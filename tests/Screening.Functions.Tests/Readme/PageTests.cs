using System.Text.RegularExpressions;
using Screening.Functions.Tests.Repository;

namespace Screening.Functions.Tests.Readme;

/// <summary>What holds for every page: a table of contents, links that lead somewhere, files that exist.</summary>
public sealed class PageTests
{
    /// <summary>Every page under docs but the index of the decisions, whose table is its contents.</summary>
    public static TheoryData<string> PagesWithContents => [.. Page.Docs.Where(page => page != Page.DecisionIndex)];

    /// <summary>README.md and every page under docs.</summary>
    public static TheoryData<string> Pages => [Page.First, .. Page.Docs];

    [Theory]
    [MemberData(nameof(PagesWithContents))]
    public void EveryPage_HasATableOfContents(string address)
    {
        var page = new Page(address);
        Assert.NotEmpty(page.Sections);
        var contents = page.Text[..page.Text.IndexOf("\n## ", StringComparison.Ordinal)].Split('\n')
            .Where(line => line.StartsWith("- [", StringComparison.Ordinal));
        Assert.Equal(
            page.Sections.Select(title => $"- [{title.Replace("`", "", StringComparison.Ordinal)}](#{Page.AnchorOf(title)})"),
            contents);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryLink_LeadsToAFileAndAHeadingThatExist(string address)
    {
        var folder = Path.GetDirectoryName(address)!;
        Assert.All(new Page(address).Links.Where(link => !link.StartsWith("http", StringComparison.Ordinal)), link =>
        {
            var parts = link.Split('#');
            var target = parts[0].Length == 0
                ? address
                : Path.GetRelativePath(RepositoryFolder.Root, Path.GetFullPath(Path.Combine(RepositoryFolder.Root, folder, parts[0])));
            Assert.True(RepositoryFolder.Has(target), $"{address}: {link} does not exist");
            Assert.True(parts.Length == 1 || new Page(target).Anchors.Contains(parts[1]), $"{address}: {link} is no heading");
        });
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryFileNamed_Exists(string address)
    {
        var paths = new Page(address).Quoted
            .Where(quoted => Regex.IsMatch(quoted, @"^(functions|tests|docs|infra|\.ci)(/[\w./-]+)?$|^[\w.]+\.(md|json)$"))
            .Where(quoted => quoted is not "function.json");
        Assert.All(paths, path => Assert.True(RepositoryFolder.Has(path), $"{path} does not exist"));
    }
}
