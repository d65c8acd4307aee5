using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Screening.Functions.Tests.Readme;

/// <summary>A screening that the README shows, with its response.</summary>
/// <param name="Body">Body of the curl.</param>
/// <param name="Answer">The response shown, with "..." where something differs every time or is left out.</param>
public sealed record ReadmeExample(string Body, string Answer);

/// <summary>README.md, with the parts that tests check.</summary>
internal static partial class Readme
{
    private static readonly Page Whole = new(Page.First);

    /// <summary>The whole text.</summary>
    public static string Text => Whole.Text;

    /// <summary>Every screening with the response that follows it.</summary>
    public static ImmutableArray<ReadmeExample> Examples { get; } =
    [
        .. Screening().Matches(Text).Select(match => new ReadmeExample(match.Groups["body"].Value, match.Groups["answer"].Value)),
    ];

    /// <summary>Cells of the table whose header begins with these columns, without the backticks.</summary>
    public static ImmutableArray<ImmutableArray<string>> Table(params string[] columns) => Whole.Table(columns);

    [GeneratedRegex(@"```sh\ncurl [^\n]*/api/v1/screenings [^\n]* -d '\n(?<body>[^']*)'\n```\n\n```json\n(?<answer>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Screening();
}
