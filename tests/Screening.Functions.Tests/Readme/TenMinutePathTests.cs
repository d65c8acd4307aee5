using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Screening.Functions.Tests.Repository;

namespace Screening.Functions.Tests.Readme;

/// <summary>The ten-minute path of the README: its files and methods exist, and are as long as it says.</summary>
public sealed class TenMinutePathTests
{
    private const int MostLines = 600;

    /// <summary>Share by which a number of lines may differ from the one shown.</summary>
    private const double Tolerance = 0.05;

    private const string WholeFile = "all";

    /// <summary>What is read, in the order of reading.</summary>
    private static (string File, string Read, int Lines)[] Parts =>
    [
        .. Readme.Table("file", "read", "lines").Select(row => (row[0], row[1], int.Parse(row[2], CultureInfo.InvariantCulture))),
    ];

    [Fact]
    public void BeginsWithTheDecision() => Assert.Equal(("functions/Screening.Engine/ScreeningEngine.cs", WholeFile), (Parts[0].File, Parts[0].Read));

    [Fact]
    public void IsAtMost600Lines() => Assert.InRange(Parts.Sum(part => LinesOf(part.File, part.Read)), 1, MostLines);

    [Fact]
    public void TheLinesShown_AreTheLinesOfTheFiles() => Assert.All(Parts, part =>
    {
        var lines = LinesOf(part.File, part.Read);
        Assert.True(
            Math.Abs(lines - part.Lines) <= Math.Max(1, Tolerance * lines),
            $"{part.File}, {part.Read}: {lines} lines, and the README says {part.Lines}");
    });

    /// <summary>Lines of the whole file, or of the methods with their comments, all overloads.</summary>
    private static int LinesOf(string file, string read)
    {
        var text = RepositoryFolder.Text(file);
        if (read == WholeFile)
        {
            return Lines(text);
        }

        var methods = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .ToLookup(method => method.Identifier.ValueText, StringComparer.Ordinal);
        return Regex.Matches(read, @"\w+").Sum(name =>
        {
            Assert.True(methods.Contains(name.Value), $"{file} has no method {name.Value}");
            return methods[name.Value].Sum(method => Lines(method.ToFullString()));
        });
    }

    private static int Lines(string text) => text.Count(letter => letter == '\n');
}
