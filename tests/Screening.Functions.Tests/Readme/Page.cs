using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Screening.Functions.Tests.Repository;

namespace Screening.Functions.Tests.Readme;

/// <summary>A page of the documentation, with the parts that tests check.</summary>
/// <param name="address">Path from the root of the project.</param>
internal sealed partial class Page(string address)
{
    /// <summary>Path of the first page.</summary>
    public const string First = "README.md";

    /// <summary>Folder of the other pages.</summary>
    public const string Folder = "docs";

    /// <summary>Folder of the decisions.</summary>
    public const string Decisions = "docs/decisions";

    /// <summary>Path of the index of the decisions.</summary>
    public const string DecisionIndex = Decisions + "/README.md";

    /// <summary>Paths of every page under docs, the decisions included.</summary>
    public static ImmutableArray<string> Docs { get; } =
    [
        .. Directory.GetFiles(Path.Combine(RepositoryFolder.Root, Folder), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFolder.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The whole text.</summary>
    public string Text { get; } = RepositoryFolder.Text(address);

    /// <summary>Path from the root of the project.</summary>
    private string Address { get; } = address;

    /// <summary>Titles of the sections.</summary>
    public ImmutableArray<string> Sections =>
        [.. Section().Matches(WithoutBlocks).Select(match => match.Groups["title"].Value)];

    /// <summary>Anchors of the headings of every level.</summary>
    public ImmutableArray<string> Anchors =>
        [.. Heading().Matches(WithoutBlocks).Select(match => AnchorOf(match.Groups["title"].Value))];

    /// <summary>Targets of the links and images.</summary>
    public ImmutableArray<string> Links =>
        [.. Link().Matches(WithoutBlocks).Select(match => match.Groups["to"].Value)];

    /// <summary>Everything in backticks outside code blocks.</summary>
    public ImmutableArray<string> Quoted =>
        [.. Backticks().Matches(WithoutBlocks).Select(match => match.Groups["quoted"].Value).Distinct()];

    private string WithoutBlocks => Block().Replace(Text, "");

    /// <summary>The anchor that GitHub gives a heading.</summary>
    public static string AnchorOf(string heading) => NotInAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    /// <summary>Cells of the table whose header begins with these columns, without the backticks.</summary>
    public ImmutableArray<ImmutableArray<string>> Table(params string[] columns)
    {
        var lines = Text.Split('\n');
        var header = Array.FindIndex(lines, line => line.StartsWith("| " + string.Join(" | ", columns) + " |", StringComparison.Ordinal));
        Assert.True(header >= 0, $"{Address} has no table {string.Join(", ", columns)}");
        return
        [
            .. lines.Skip(header + 2).TakeWhile(line => line.StartsWith('|'))
                .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim().Trim('`')).ToImmutableArray()),
        ];
    }

    [GeneratedRegex(@"```.*?```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"`(?<quoted>[^`\n]+)`")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"^## (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^#{1,4} (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
