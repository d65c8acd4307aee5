using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;
using Screening.Functions.Http.OpenApi;
using Screening.Functions.Tests.Repository;

namespace Screening.Functions.Tests.Readme;

/// <summary>A screening the README shows: what is sent, and what it says comes back.</summary>
/// <param name="Body">Body of the curl.</param>
/// <param name="Answer">The answer shown, with "..." where something differs every time or is left out.</param>
public sealed record ReadmeExample(string Body, string Answer);

/// <summary>README.md, cut into what can be checked.</summary>
internal static partial class Readme
{
    /// <summary>The whole text.</summary>
    public static string Text { get; } = RepositoryFolder.Text("README.md");

    /// <summary>Every screening with the answer that follows it.</summary>
    public static ImmutableArray<ReadmeExample> Examples { get; } =
    [
        .. Screening().Matches(Text).Select(match => new ReadmeExample(match.Groups["body"].Value, match.Groups["answer"].Value)),
    ];

    /// <summary>The request that has every member.</summary>
    public static string CompleteRequest { get; } = Complete().Match(Text).Groups["request"].Value;

    /// <summary>The example of our own list layout.</summary>
    public static string OwnCsv { get; } = Csv().Match(Text).Groups["csv"].Value;

    /// <summary>Everything in backticks outside code blocks.</summary>
    public static ImmutableArray<string> Quoted { get; } =
        [.. Backticks().Matches(Block().Replace(Text, "")).Select(match => match.Groups["quoted"].Value).Distinct()];

    /// <summary>Cells of the table whose header begins with these columns, without the backticks.</summary>
    public static ImmutableArray<ImmutableArray<string>> Table(params string[] columns)
    {
        var lines = Text.Split('\n');
        var header = Array.FindIndex(lines, line => line.StartsWith("| " + string.Join(" | ", columns) + " |", StringComparison.Ordinal));
        Assert.True(header >= 0, $"the README has no table {string.Join(", ", columns)}");
        return
        [
            .. lines.Skip(header + 2).TakeWhile(line => line.StartsWith('|'))
                .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim().Trim('`')).ToImmutableArray()),
        ];
    }

    [GeneratedRegex(@"```sh\ncurl [^\n]*/api/v1/screenings [^\n]* -d '\n(?<body>[^']*)'\n```\n\n```json\n(?<answer>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Screening();

    [GeneratedRegex(@"\*\*A complete request\.\*\*.*?```json\n(?<request>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Complete();

    [GeneratedRegex(@"```csv\n(?<csv>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Csv();

    [GeneratedRegex(@"```.*?```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"`(?<quoted>[^`\n]+)`")]
    private static partial Regex Backticks();
}
