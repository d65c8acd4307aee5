using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using Screening.Functions.Hosting;

namespace Screening.Functions.Development;

/// <summary>
/// Installs Azurite with <c>npm ci</c> from the lock file in the folder of the executable, once per content of that lock file.
/// Two servers that start at the same time install once. An interrupted installation is repeated.
/// </summary>
public static class AzuriteInstall
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly string[] SourceFiles = ["package.json", "package-lock.json", ".npmrc"];

    /// <summary>The folder with the lock file and the start script, next to the executable.</summary>
    public static string SourceFolder => Path.Combine(AppContext.BaseDirectory, "azurite");

    /// <summary>Installs the packages if they are missing and returns their folder.</summary>
    /// <exception cref="StartupException">npm failed or took longer than ten minutes.</exception>
    public static async Task<string> EnsureAsync(
        NodeTools tools, AzuriteOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var lockFile = await File.ReadAllBytesAsync(Path.Combine(SourceFolder, "package-lock.json"), cancellation);
        var hash = SHA256.HashData(lockFile);
        var folder = Path.Combine(options.InstallFolder, Convert.ToHexStringLower(hash)[..12]);
        if (!File.Exists(Marker(folder)))
        {
            DataFolder.Create(folder);
            using var held = await FolderLock.TakeAsync(Path.Combine(folder, "lock"), cancellation);
            await InstallAsync(tools, folder, options, cancellation);
        }

        return folder;
    }

    private static string Marker(string folder) => Path.Combine(folder, "installed");

    private static async Task InstallAsync(
        NodeTools tools, string folder, AzuriteOptions options, CancellationToken cancellation)
    {
        if (File.Exists(Marker(folder)))
        {
            // Another server installed the packages while this one waited.
            return;
        }

        options.Progress("Installing the embedded storage (Azurite) from its lock file; this happens once.");
        try
        {
            await RunNpmAsync(tools, folder, cancellation);
            await File.WriteAllTextAsync(Marker(folder), "", cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or Win32Exception)
        {
            throw Failure(error.Message);
        }
    }

    private static async Task RunNpmAsync(NodeTools tools, string folder, CancellationToken cancellation)
    {
        foreach (var file in SourceFiles)
        {
            File.Copy(Path.Combine(SourceFolder, file), Path.Combine(folder, file), overwrite: true);
        }

        var start = new ProcessStartInfo(tools.Npm, ["ci", "--omit=dev", "--no-progress", "--loglevel=error"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // npm is a script that searches the PATH for node.
        start.Environment["PATH"] = Path.GetDirectoryName(tools.Node) + Path.PathSeparator + start.Environment["PATH"];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        using var npm = Process.Start(start)!;
        try
        {
            npm.StandardInput.Close();
            var output = npm.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = await npm.StandardError.ReadToEndAsync(limit.Token);
            await output;
            await npm.WaitForExitAsync(limit.Token);
            if (npm.ExitCode != 0)
            {
                throw Failure($"npm ended with {npm.ExitCode}{FirstLine(errors)}");
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Failure($"npm was not done after {Limit.TotalMinutes} minutes");
        }
        finally
        {
            if (!npm.HasExited)
            {
                npm.Kill(entireProcessTree: true);
            }
        }
    }

    private static string FirstLine(string errors)
    {
        var line = errors.Split('\n').Select(text => text.Trim()).FirstOrDefault(text => text.Length > 0);
        return line is null ? "" : $": {line}";
    }

    private static StartupException Failure(string what) => new(
        ExitCode.InstallFailed,
        $"The embedded storage could not be installed ({what}); check that npm reaches its registry and run again, "
        + "or set AzureWebJobsStorage to use a storage account.");
}
