using Screening.Benchmarks.Imports;

namespace Screening.Functions.Tests.Lists.Formats;

/// <summary>The command that reads list files prints what is in them, and which it would refuse.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("import-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void EveryFile_IsSummedUp_AndARefusedOneIsCounted()
    {
        var (code, lines) = Run(output => ImportCommand.Run([File("un.xml", Fixtures.Un), File("cut.xml", Fixtures.Un[..900])], output));
        Assert.Equal(1, code);
        Assert.Equal("""{"suite":"import","files":2,"refused":1}""", lines[^1]);
        Assert.Equal("un.xml", lines[0]);
        Assert.Equal("  format un-xml, of 2026-02-27, parties 2", lines[1]);
        Assert.Equal("  entries 2: organization 1, person 1; by list: UN 2", lines[2]);
        Assert.StartsWith("  names 7 (weak 1), addresses 2, dates of birth 2, identifiers 1", lines[3], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("  noted: line 4: date of birth: `30-35 years old`", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  refused: line ", StringComparison.Ordinal) && line.Contains("not well-formed", StringComparison.Ordinal));
    }

    [Fact]
    public void FilesOfOneList_AreReadTogether()
    {
        var (code, lines) = Run(output => ImportCommand.RunTogether([File("sdn.csv", Fixtures.LegacyParties), File("alt.csv", Fixtures.LegacyAliases), File("add.csv", Fixtures.LegacyAddresses)], output));
        Assert.Equal((0, """{"suite":"import","files":1,"refused":0}"""), (code, lines[^1]));
        Assert.DoesNotContain(lines, line => line.Contains("a part", StringComparison.Ordinal));
    }

    [Fact]
    public void TwoVersions_DifferByIdentity()
    {
        var next = Fixtures.Un.Replace("KPe.902", "KPe.903", StringComparison.Ordinal).Replace("381000014", "381000015", StringComparison.Ordinal);
        var (code, lines) = Run(output => ImportCommand.RunDiff(File("old.xml", Fixtures.Un), File("new.xml", next), output));
        Assert.Equal((0, """{"suite":"import","files":2,"refused":0,"added":1,"removed":1,"changed":1}"""), (code, lines[^1]));
        Assert.Contains("  UN-KPi.901 ZEBULON QUARRINGTON: Identifiers", lines);
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private static (int Code, string[] Lines) Run(Func<TextWriter, int> command)
    {
        using var output = new StringWriter();
        var code = command(output);
        return (code, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
