namespace Screening.Functions.Hosting;

/// <summary>
/// Holds a folder for one process, by a file nobody else may open. The operating system lets go when the process ends,
/// however it ends, so a crash leaves nothing to clean up.
/// </summary>
public sealed class FolderLock : IDisposable
{
    private readonly FileStream held;

    private FolderLock(FileStream held) => this.held = held;

    /// <summary>Takes the lock file at <paramref name="path"/>; null when another process holds it.</summary>
    public static FolderLock? TryTake(string path)
    {
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
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
}
