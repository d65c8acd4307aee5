using System.Diagnostics;
using System.Globalization;
using Screening.Functions.Hosting;

namespace Screening.Functions.Development;

/// <summary>Node and npm as found on a search path. <paramref name="Node"/> and <paramref name="Npm"/> are full paths.</summary>
public sealed record NodeTools(string Node, string Npm)
{
    /// <summary>Oldest major version of Node that runs the pinned Azurite.</summary>
    public const int OldestMajor = 20;

    private const string InstallHint =
        "install Node 20 or newer (nodejs.org), or set AzureWebJobsStorage to use a storage account";

    /// <summary>Searches <paramref name="searchPath"/> (in the form of PATH) for both and checks the version of Node.</summary>
    /// <exception cref="StartupException">Node or npm is missing, or Node is too old.</exception>
    public static async Task<NodeTools> FindAsync(string? searchPath, CancellationToken cancellation)
    {
        var node = Find("node", searchPath)
            ?? throw new StartupException(ExitCode.NodeMissing, $"Node was not found on the PATH: {InstallHint}.");
        var version = await VersionOfAsync(node, cancellation);
        if (MajorOf(version) < OldestMajor)
        {
            var found = version.Length == 0 ? "of an unknown version" : version;
            throw new StartupException(
                ExitCode.NodeTooOld, $"Node {found} is too old for the embedded storage: {InstallHint}.");
        }

        var npm = Find("npm", searchPath)
            ?? throw new StartupException(
                ExitCode.NpmMissing,
                "npm was not found on the PATH: install the npm that comes with Node, "
                + "or set AzureWebJobsStorage to use a storage account.");
        return new NodeTools(node, npm);
    }

    /// <summary>The major version of a text such as <c>v20.1.0</c>; 0 if it cannot be parsed.</summary>
    public static int MajorOf(string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var digits = version.Trim().TrimStart('v').Split('.')[0];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
    }

    private static string? Find(string tool, string? searchPath)
    {
        string[] names = OperatingSystem.IsWindows() ? [tool + ".exe", tool + ".cmd"] : [tool];
        var folders = (searchPath ?? "").Split(
            Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return folders.SelectMany(_ => names, Path.Combine).FirstOrDefault(File.Exists);
    }

    private static async Task<string> VersionOfAsync(string node, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(node, ["--version"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var text = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return text.Trim();
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new StartupException(ExitCode.NodeMissing, $"Node at '{node}' cannot be run: {InstallHint}.", error);
        }
    }
}
