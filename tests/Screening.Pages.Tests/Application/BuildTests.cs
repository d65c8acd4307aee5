using System.Diagnostics;
using Screening.Pages.Tests.Tools;

namespace Screening.Pages.Tests.Application;

/// <summary>The build of the application, where it fails and where it has nothing to do.</summary>
[Collection(PagesGroup.Name)]
public sealed class BuildTests(PagesFixture fixture)
{
    private static readonly string Source = Path.Combine(Picture.Root(), "functions", "Screening.Functions", "Pages", "App");

    [Theory]
    [InlineData(null)]
    // The lock of a build that was killed: no process has this number.
    [InlineData("2147483646")]
    public async Task WithoutNpm_TheBuildSaysWhatIsMissing(string? holder)
    {
        var copy = fixture.Scratch;
        foreach (var file in Directory.EnumerateFiles(Source, "*", SearchOption.AllDirectories).Where(file => !file[Source.Length..].Contains("node_modules", StringComparison.Ordinal)))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(Source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        if (holder is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(copy, ".building"), holder, TestContext.Current.CancellationToken);
        }

        var (code, text) = await BuildAsync(copy, Path.Combine(copy, "out"));
        Assert.Equal(1, code);
        Assert.Contains("error PAGES001: npm was not found on the PATH.", text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(copy, "out")));
        Assert.False(File.Exists(Path.Combine(copy, ".building")), "the lock outlives its build");
    }

    [Fact]
    public async Task WhatIsUnchanged_IsNotBuiltAgain_AndNeedsNoTools()
    {
        var built = Path.Combine(Picture.Root(), "functions", "Screening.Functions", "obj", "pages");
        var before = Files(built);
        Assert.NotEmpty(before);
        var (code, text) = await BuildAsync(Source, built);
        Assert.True(code == 0, text);
        Assert.Equal(before, Files(built));

        static (string, DateTime)[] Files(string folder) =>
            [.. Directory.GetFiles(Path.Combine(folder, "assets")).Order(StringComparer.Ordinal).Select(file => (file, File.GetLastWriteTimeUtc(file)))];
    }

    /// <summary>Runs the build with Node, and with nothing else on the path.</summary>
    private Task<(int Code, string Text)> BuildAsync(string folder, string output)
    {
        var start = new ProcessStartInfo(fixture.Node.Node, [Path.Combine(folder, "build.mjs"), output]) { WorkingDirectory = folder };
        start.Environment["PATH"] = fixture.Scratch;
        return ToolInstall.RunAsync(start, TestContext.Current.CancellationToken);
    }
}
