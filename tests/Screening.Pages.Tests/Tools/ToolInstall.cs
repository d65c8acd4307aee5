using System.Diagnostics;
using System.Security.Cryptography;
using Screening.Functions.Development;

namespace Screening.Pages.Tests.Tools;

/// <summary>
/// Installs the tools with <c>npm ci</c> from their lock file, once per content of that file. Two concurrent runs install once;
/// an interrupted installation is restarted.
/// </summary>
internal static class ToolInstall
{
    private static readonly string Source = Path.Combine(AppContext.BaseDirectory, "tools");

    /// <summary>Installs them if needed and returns their folder.</summary>
    public static async Task<string> EnsureAsync(NodeTools node, CancellationToken cancellation)
    {
        var hash = SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Source, "package-lock.json"), cancellation));
        var folder = Path.Combine(DataFolder.Default(), "tools", Convert.ToHexStringLower(hash)[..12]);
        var marker = Path.Combine(folder, "installed");
        DataFolder.Create(folder);
        using var held = await FolderLock.TakeAsync(Path.Combine(folder, "lock"), cancellation);
        if (!File.Exists(marker))
        {
            foreach (var file in new[] { "package.json", "package-lock.json", ".npmrc" })
            {
                File.Copy(Path.Combine(Source, file), Path.Combine(folder, file), overwrite: true);
            }

            var start = new ProcessStartInfo(node.Npm, ["ci", "--omit=dev", "--no-progress", "--loglevel=error"]) { WorkingDirectory = folder };
            start.Environment["PATH"] = Path.GetDirectoryName(node.Node) + Path.PathSeparator + start.Environment["PATH"];
            var (code, text) = await RunAsync(start, cancellation);
            Assert.True(code == 0, $"npm ended with {code}: {text}");
            await Chromium.UnpackAsync(folder, cancellation);
            await File.WriteAllTextAsync(marker, "", cancellation);
        }

        return folder;
    }

    /// <summary>Runs a program until it exits.</summary>
    /// <returns>Its exit code, and what it wrote to standard output and, after that, to standard error.</returns>
    public static async Task<(int Code, string Text)> RunAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = await process.StandardError.ReadToEndAsync(cancellation);
            var text = await output + errors;
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, text);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
