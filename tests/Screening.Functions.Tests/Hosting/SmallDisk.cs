using System.Diagnostics;

namespace Screening.Functions.Tests.Hosting;

/// <summary>
/// A file system of 64 MB in memory, in a mount namespace of its own that ends with its process, so that nothing is left mounted.
/// Needs Linux and permission to make such a namespace.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly Process holder;

    public SmallDisk(string folder)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        holder = Start("unshare", "-rm", "sh", "-c", $"mount -t tmpfs -o size=64m none '{folder}' && echo mounted && exec cat");
        if (holder.StandardOutput.ReadLine() != "mounted")
        {
            throw new InvalidOperationException(holder.StandardError.ReadToEnd());
        }
    }

    /// <summary>Path of the disk for processes in the namespace.</summary>
    public string Folder { get; }

    /// <summary>Path of the disk for this process.</summary>
    public string Outside => Path.Combine("/proc", $"{holder.Id}", "root") + Folder;

    /// <summary>Arguments with which nsenter runs a program in the namespace.</summary>
    public string[] Enter => ["-t", $"{holder.Id}", "-U", "-m", "--preserve-credentials"];

    private string Filler => Path.Combine(Outside, "filler");

    /// <summary>Whether this machine allows it; the reason if not.</summary>
    public static bool IsPossible(out string reason)
    {
        reason = "A disk of its own needs Linux and the right to mount in a namespace.";
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            using var disk = new SmallDisk(Directory.CreateTempSubdirectory("screening-disk-").FullName);
            return Directory.Exists(disk.Outside);
        }
        catch (Exception refused) when (refused is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            reason += " " + refused.Message.Trim();
            return false;
        }
    }

    /// <summary>Writes until not one byte is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = 1 << 20; size > 0; size /= 16)
        {
            try
            {
                while (true)
                {
                    file.Write(new byte[size]);
                }
            }
            catch (IOException)
            {
                // The rest is smaller than this.
            }
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose()
    {
        holder.Kill();
        holder.WaitForExit();
        holder.Dispose();
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
