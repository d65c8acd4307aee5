using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Screening.Engine.Snapshots;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Snapshots;

/// <summary>
/// The last good snapshots on the local disk, which save a download when an instance restarts. Storage alone names the current
/// snapshot, and only bytes with the hash in the pointer are used. On any failure the snapshot is downloaded.
/// </summary>
public sealed partial class SnapshotCache(string folder, ILogger<SnapshotCache> logger)
{
    /// <summary>Files kept. Other instances on this machine may be reading the previous snapshot or writing the next.</summary>
    private const int Most = 4;

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    /// <summary>The bytes the pointer names, checked by hash; null when they are missing or do not match.</summary>
    public ReadOnlyMemory<byte>? Find(SnapshotPointer pointer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        try
        {
            var path = PathOf(pointer);
            if (path is null || !File.Exists(path))
            {
                return null;
            }

            var bytes = File.ReadAllBytes(path);
            if (string.Equals(SnapshotFormat.RevisionOf(bytes), pointer.Revision, StringComparison.Ordinal))
            {
                return bytes;
            }

            LogDamaged(pointer.Revision);
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogUnusable(failure.GetType().Name);
        }

        return null;
    }

    /// <summary>Stores checked bytes atomically and deletes the oldest files.</summary>
    public void Keep(SnapshotPointer pointer, ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        if (PathOf(pointer) is not { } path)
        {
            return;
        }

        try
        {
            CreateFolder();
            var half = Path.Combine(folder, "half-" + RandomNumberGenerator.GetHexString(16, lowercase: true));
            using (var file = File.Create(half))
            {
                file.Write(bytes.Span);
            }

            File.Move(half, path, overwrite: true);
            foreach (var older in Directory.GetFiles(folder).OrderByDescending(File.GetLastWriteTimeUtc).Skip(Most))
            {
                File.Delete(older);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogUnusable(failure.GetType().Name);
        }
    }

    /// <summary>Path of a revision; null when the revision is not a hash, because it becomes part of the path.</summary>
    private string? PathOf(SnapshotPointer pointer)
    {
        const string prefix = "sha256-";
        var isHash = pointer.Revision.Length == prefix.Length + (2 * SHA256.HashSizeInBytes)
            && pointer.Revision.StartsWith(prefix, StringComparison.Ordinal)
            && pointer.Revision.AsSpan(prefix.Length).IndexOfAnyExcept(Hexadecimal) < 0;
        return isHash ? Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{pointer.Format}-{pointer.Revision}")) : null;
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [LoggerMessage(LogEvents.SnapshotCacheDamaged, LogLevel.Warning, "A snapshot on the local disk is not what its name says, and was deleted: {Revision}")]
    private partial void LogDamaged(string revision);

    [LoggerMessage(LogEvents.SnapshotCacheUnusable, LogLevel.Warning, "The local disk cannot keep a snapshot: {Reason}")]
    private partial void LogUnusable(string reason);
}
