using Screening.Functions.Hosting;

namespace Screening.Functions.Development;

/// <summary>
/// Locks a folder for one process with a file that is opened exclusively. The operating system releases the lock when the process
/// ends for any reason, so a crash leaves no stale lock.
/// </summary>
public sealed class FolderLock : IDisposable
{
    private readonly FileStream held;

    private FolderLock(FileStream held) => this.held = held;

    /// <summary>Takes the lock file at <paramref name="path"/>; null if another process holds it.</summary>
    /// <exception cref="StartupException">
    /// The file cannot be created: no permission, or the disk is full or read-only.
    /// </exception>
    public static FolderLock? TryTake(string path)
    {
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (IsHeldByAnother(error))
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw DataFolder.Unusable(Path.GetDirectoryName(path)!, error);
        }
    }

    /// <summary>Takes the lock file at <paramref name="path"/> and waits while another process holds it.</summary>
    public static async Task<FolderLock> TakeAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            if (TryTake(path) is { } taken)
            {
                return taken;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => held.Dispose();

    /// <summary>Sharing violation on Windows (32); EWOULDBLOCK elsewhere (11 on Linux, 35 on macOS).</summary>
    private static bool IsHeldByAnother(IOException error) =>
        OperatingSystem.IsWindows() ? (error.HResult & 0xFFFF) == 32 : error.HResult is 11 or 35;
}
