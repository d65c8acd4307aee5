using Screening.Functions.Hosting;

namespace Screening.Functions.Development;

/// <summary>
/// Holds a folder for one process, by a file nobody else may open. The operating system lets go when the process ends,
/// however it ends, so a crash leaves nothing to clean up.
/// </summary>
public sealed class FolderLock : IDisposable
{
    private readonly FileStream held;

    private FolderLock(FileStream held) => this.held = held;

    /// <summary>Takes the lock file at <paramref name="path"/>; null when another process holds it.</summary>
    /// <exception cref="StartupException">The file cannot be made: no permission, a full or read-only disk.</exception>
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

    /// <summary>Takes the lock file at <paramref name="path"/>, waiting for whoever holds it.</summary>
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

    /// <summary>Lets go.</summary>
    public void Dispose() => held.Dispose();

    /// <summary>Sharing violation on Windows; EWOULDBLOCK elsewhere (11 on Linux, 35 on macOS).</summary>
    private static bool IsHeldByAnother(IOException error) =>
        OperatingSystem.IsWindows() ? (error.HResult & 0xFFFF) == 32 : error.HResult is 11 or 35;
}
