using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Screening.Engine.Model;

namespace Screening.Functions.Tests.Repository;

/// <summary>What holds for the files of the project, whoever cloned it and wherever.</summary>
public sealed partial class RepositoryTests
{
    private static readonly string[] Tracked = ListTracked();

    /// <summary>The folders of the map.</summary>
    private static readonly string[] FoldersShown = [.. Readme.Readme.Table("folder", "what is in it").Select(row => row[0])];

    [Fact]
    public void LockFiles_NameNoDownloadAddress()
    {
        var locks = Tracked.Where(path => Path.GetFileName(path) is "package-lock.json" or "packages.lock.json").ToArray();
        Assert.NotEmpty(locks);
        Assert.All(locks, path => Assert.DoesNotMatch(@"""resolved"": ""[a-z+]+:|\.tgz|\.nupkg", RepositoryFolder.Text(path)));
        var npm = RepositoryFolder.Text("functions/Screening.Functions/Development/azurite/package-lock.json");
        Assert.DoesNotContain("\"resolved\"", npm, StringComparison.Ordinal);
        Assert.Contains("\"integrity\"", npm, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryProject_HasItsLockFile_AndEveryVersionIsCentral()
    {
        var projects = Tracked.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).ToArray();
        Assert.All(projects, project =>
        {
            Assert.Contains(Path.GetDirectoryName(project)!.Replace('\\', '/') + "/packages.lock.json", Tracked);
            Assert.DoesNotContain(
                XDocument.Parse(RepositoryFolder.Text(project)).Descendants("PackageReference"), package => package.Attribute("Version") is not null);
        });
    }

    [Fact]
    public void NoFile_NamesAPathOfSomebodysMachine()
    {
        var texts = Tracked.Where(path => Path.GetExtension(path) is not (".png" or ".gz" or ".zip"))
            // This file names them in order to find them.
            .Where(path => !path.EndsWith("RepositoryTests.cs", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, path => MachinePath().IsMatch(RepositoryFolder.Text(path)));
    }

    [Theory]
    [InlineData("CHANGELOG.md")]
    [InlineData("LICENSE")]
    [InlineData("NOTICE")]
    [InlineData("SECURITY.md")]
    [InlineData("docs/supply-chain.md")]
    [InlineData("docs/api.md")]
    [InlineData("docs/operations.md")]
    [InlineData("docs/runbooks.md")]
    [InlineData("docs/settings.md")]
    [InlineData("docs/matching.md")]
    [InlineData("docs/policy.md")]
    [InlineData("docs/scale.md")]
    [InlineData("docs/threat-model.md")]
    [InlineData("docs/mutation.md")]
    [InlineData("docs/decisions/README.md")]
    [InlineData("local.settings.sample.json")]
    [InlineData("global.json")]
    [InlineData(".ci/run")]
    public void IsThere(string path) => Assert.Contains(path, Tracked);

    [Fact]
    public void TheChangelog_IsKept()
    {
        var text = RepositoryFolder.Text("CHANGELOG.md");
        Assert.Contains("## [1.0.0-dev]", text, StringComparison.Ordinal);
        Assert.Contains("\n- (*) ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSampleSettings_HoldNoSecret()
    {
        using var sample = JsonDocument.Parse(RepositoryFolder.Text("local.settings.sample.json"));
        foreach (var value in sample.RootElement.GetProperty("Values").EnumerateObject())
        {
            Assert.DoesNotContain("AccountKey=", value.Value.GetString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void TheFoldersInTheReadme_AreTheFolders()
    {
        var folders = Tracked.Select(path => Path.GetDirectoryName(path)!.Replace('\\', '/').Split('/'))
            .Select(parts => string.Join('/', parts.Take(parts[0] == "functions" ? 3 : parts[0] == "tests" ? 2 : 1)))
            .Where(folder => folder.Length > 0 && !folder.StartsWith('.'))
            .Distinct();
        Assert.Equal(folders.Order(StringComparer.Ordinal), FoldersShown.Order(StringComparer.Ordinal));
    }

    /// <summary>README.md is that of docs, and function.json needs none.</summary>
    [Fact]
    public void EveryFolder_HasAReadme() => Assert.All(
        FoldersShown.Where(folder => folder is not ("docs" or "functions/Screening.Functions/Functions")),
        folder => Assert.Contains(folder + "/README.md", Tracked));

    private static string[] ListTracked()
    {
        // A file that is new and not ignored counts: it is about to be tracked.
        var start = new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = RepositoryFolder.Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return [.. files.Where(path => File.Exists(Path.Combine(RepositoryFolder.Root, path)))];
    }

    [GeneratedRegex(@"(?<![\w.])/(root|work|home/\w+|Users/\w+|mnt/\w|tmp/\w)(/|\b)|[A-Z]:\\\\?(Users|work)", RegexOptions.CultureInvariant)]
    private static partial Regex MachinePath();
}
