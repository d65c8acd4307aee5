using System.Text;
using System.Text.RegularExpressions;
using Screening.Functions.Hosting;
using Screening.Functions.Lists.Formats;

namespace Screening.Functions.Tests.Readme;

/// <summary>docs/operations.md: its exit codes are those of the process, and its list can be imported.</summary>
public sealed partial class OperationsPageTests
{
    private static readonly Page Operations = new("docs/operations.md");

    [Fact]
    public void TheExitCodesShown_AreTheExitCodes() => Assert.Equal(
        Enum.GetValues<ExitCode>().Select(code => $"{(int)code} {code}"),
        Operations.Table("exit code", "name", "meaning").Select(row => $"{row[0]} {row[1]}"));

    [Fact]
    public void TheOwnListShown_CanBeImported()
    {
        using var csv = new MemoryStream(Encoding.UTF8.GetBytes(Csv().Match(Operations.Text).Groups["csv"].Value));
        var read = WatchlistCsv.Read(csv, ListFormats.Own, TestContext.Current.CancellationToken);
        Assert.Empty(read.Errors);
        Assert.Single(read.Entries);
    }

    [GeneratedRegex(@"```csv\n(?<csv>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Csv();
}
