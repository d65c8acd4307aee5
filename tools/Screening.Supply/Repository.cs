using System.Diagnostics;
using System.Xml.Linq;

namespace Screening.Supply;

/// <summary>The repository a package is built from.</summary>
public static class Repository
{
    /// <summary>The folder of the solution, from a folder inside it.</summary>
    public static string Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Screening.sln")))
            {
                return at.FullName;
            }
        }

        throw new SupplyException($"{folder} is not inside the repository");
    }

    /// <summary>Version of the product.</summary>
    public static string Version(string root) =>
        XDocument.Load(Path.Combine(root, "Directory.Build.props")).Descendants("Version").Single().Value;

    /// <summary>Paths of the tracked files, and of new ones that are not ignored.</summary>
    public static IReadOnlyList<string> Files(string folder) =>
        Run("git", folder, "ls-files", "--cached", "--others", "--exclude-standard", "-z").Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The commit that is checked out.</summary>
    public static Commit Commit(string root)
    {
        var said = Run("git", root, "show", "-s", "--format=%H %cI", "HEAD").Trim().Split(' ');
        var changed = Run("git", root, "status", "--porcelain", "--untracked-files=no").Length > 0;
        return new(said[0], DateTimeOffset.Parse(said[1], System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime(), changed);
    }

    /// <summary>Version of the .NET SDK that global.json selects.</summary>
    public static string Sdk(string root) => Run("dotnet", root, "--version").Trim();

    /// <summary>What a program prints.</summary>
    /// <exception cref="SupplyException">It fails; the message has what it says.</exception>
    public static string Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? said
            : throw new SupplyException($"{program} {string.Join(' ', arguments)} failed: {errors.Result.Trim()} {said.Trim()}");
    }
}

/// <summary>A commit.</summary>
/// <param name="Id">Its hash.</param>
/// <param name="At">When it was made, UTC.</param>
/// <param name="IsChanged">Whether tracked files differ from it.</param>
public sealed record Commit(string Id, DateTimeOffset At, bool IsChanged);
