using Screening.Functions.Tests.Repository;
using Screening.Supply;

namespace Screening.Functions.Tests.Supply;

/// <summary>NOTICE names every package that is deployed, with its licence, and every source of data that needs it.</summary>
public sealed class NoticeTests
{
    private static readonly string Text = RepositoryFolder.Text("NOTICE");

    private static readonly IReadOnlyList<LockedPackage> Shipped = NoticeCommand.Shipped(RepositoryFolder.Root);

    [Fact]
    public void EveryPackageOfTheLockFiles_HasItsLine()
    {
        Assert.True(Shipped.Count > 40, $"{Shipped.Count} packages");
        Assert.Empty(Notice.Problems(Text, Shipped));
    }

    [Fact]
    public void APackageWithoutALine_IsAProblem_AndSoIsALineWithoutItsPackage()
    {
        var one = Shipped[0];
        Assert.Equal(["New.Package is shipped and not in NOTICE"], Notice.Problems(Text, Shipped.Append(new("New.Package", "1.0.0"))));
        Assert.Equal([$"{one.Name} is in NOTICE and not shipped"], Notice.Problems(Text, Shipped.Skip(1)));
    }

    [Fact]
    public void EveryLicence_IsThatOfThePackage()
    {
        var lines = Notice.Read(Text).ToDictionary(line => line.Package, StringComparer.Ordinal);
        var known = Shipped.Select(package => Notice.Of(package, NoticeCommand.Cache())).OfType<NoticeLine>().ToArray();
        // A build restores all of them but the compiler of native code.
        Assert.True(known.Length > Shipped.Count / 2, $"{known.Length} of {Shipped.Count} packages are in the cache of NuGet");
        Assert.All(known, line => Assert.Equal(line, lines[line.Package]));
    }

    [Fact]
    public void EveryLicence_HasItsText_AndPermitsShipping()
    {
        var permitted = new HashSet<string> { "MIT", "Apache-2.0", "BSD-3-Clause", "ISC" };
        Assert.All(Notice.Read(Text), line => Assert.Contains(line.License.Split(" OR ")[^1], permitted));
        Assert.All(permitted, license => Assert.Contains($"\n{license}:", Text, StringComparison.Ordinal));
        Assert.Contains("Version 2.0, January 2004", RepositoryFolder.Text("LICENSE"), StringComparison.Ordinal);
        Assert.Contains("END OF TERMS AND CONDITIONS", RepositoryFolder.Text("LICENSE"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Consolidated Screening List", "sample-watchlist.csv")]
    [InlineData("GeoNames", "Creative Commons Attribution 4.0")]
    [InlineData("Unicode", "composition.txt")]
    [InlineData("MTCR Equipment, Software and Technology Annex", "Missile Technology Control Regime")]
    [InlineData("15 CFR", "public domain")]
    public void ASourceOfData_IsNamed(string source, string detail)
    {
        var data = Text[Text.IndexOf("\nDATA\n", StringComparison.Ordinal)..Text.IndexOf("\nPACKAGES\n", StringComparison.Ordinal)];
        Assert.Contains(source, data, StringComparison.Ordinal);
        Assert.Contains(detail, data, StringComparison.Ordinal);
    }

    [Fact]
    public void TheLinesCanBeWrittenAnew_AndTheRestStays()
    {
        var written = Notice.With(Text, [new("B", "MIT", "b"), new("A", "ISC", "a")]);
        Assert.Equal([new("A", "ISC", "a"), new("B", "MIT", "b")], Notice.Read(written));
        Assert.Equal(Text, Notice.With(written, Notice.Read(Text)));
    }
}
