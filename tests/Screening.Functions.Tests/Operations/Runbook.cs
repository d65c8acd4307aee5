using System.Text.RegularExpressions;
using Screening.Functions.Tests.Repository;

namespace Screening.Functions.Tests.Operations;

/// <summary>A section of docs/runbooks.md, whose commands and settings tests execute.</summary>
internal sealed partial class Runbook
{
    public const string Page = "docs/runbooks.md";

    private readonly string text;

    public Runbook(string title)
    {
        var page = RepositoryFolder.Text(Page);
        var start = page.IndexOf($"\n## {title}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{Page} has no section {title}");
        var end = page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        text = end < 0 ? page[start..] : page[start..end];
    }

    /// <summary>Arguments of the commands of the product, in order, with these places put in for the words of the page.</summary>
    public string[][] Commands(string folder, string file) =>
    [
        .. Command().Matches(text).Select(match => match.Groups["args"].Value.Split(' ')
            .Select(word => word switch { "FOLDER" => folder, "FILE" => file, _ => word }).ToArray()),
    ];

    /// <summary>Values of a setting, in the order of the steps.</summary>
    public string[] Values(string setting) =>
        [.. Setting().Matches(text).Where(match => match.Groups["name"].Value == setting).Select(match => match.Groups["value"].Value)];

    [GeneratedRegex(@"^\./Screening\.Functions (?<args>.+)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"^(?<name>\w+)=(?<value>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
