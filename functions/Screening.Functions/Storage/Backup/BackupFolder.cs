using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Azure.Data.Tables;

namespace Screening.Functions.Storage.Backup;

/// <summary>A blob of a backup. Its pieces must be read before the next blob.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsAppended">Whether it is an append blob.</param>
/// <param name="Pieces">Its content.</param>
internal sealed record BackedUpBlob(string Name, bool IsAppended, IAsyncEnumerable<byte[]> Pieces);

/// <summary>A backup in a folder, read after its files were compared with the manifest.</summary>
internal sealed class BackupFolder
{
    private readonly string folder;

    private BackupFolder(string folder, BackupManifest manifest, string sha256) => (this.folder, Manifest, Sha256) = (folder, manifest, sha256);

    internal BackupManifest Manifest { get; }

    /// <summary>SHA-256 of the manifest, which names this backup.</summary>
    internal string Sha256 { get; }

    internal static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Opens a folder, and compares every file with the manifest.</summary>
    /// <exception cref="InvalidDataException">It is no backup, or a file differs from the manifest.</exception>
    internal static async Task<BackupFolder> OpenAsync(string folder, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, BackupManifest.FileName);
        if (!File.Exists(path))
        {
            throw new InvalidDataException("the folder has no manifest: it is no backup, or one that did not end");
        }

        var json = await File.ReadAllBytesAsync(path, cancellation);
        var manifest = BackupManifest.Read(json);
        foreach (var file in manifest.Files)
        {
            await CheckAsync(folder, file, cancellation);
        }

        return new(folder, manifest, HashOf(json));
    }

    /// <summary>Ids of the records that were erased when the backup was taken.</summary>
    internal async Task<HashSet<string>> ErasuresAsync(CancellationToken cancellation) => Has(BackupContent.Erasures)
        ? [.. await File.ReadAllLinesAsync(PathOf(folder, BackupContent.Erasures), cancellation)]
        : [];

    /// <summary>Rows of a table, in the order in which they were copied.</summary>
    internal async IAsyncEnumerable<TableEntity> RowsAsync(string table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var line in LinesAsync(BackupContent.TableFile(table), cancellation))
        {
            yield return BackupLine.Row(line);
        }
    }

    /// <summary>Blobs of a container, in the order in which they were copied. A later one of the same name continues an earlier one.</summary>
    internal async IAsyncEnumerable<BackedUpBlob> BlobsAsync(string container, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var lines = LinesAsync(BackupContent.ContainerFile(container), cancellation).GetAsyncEnumerator(cancellation);
        while (await lines.MoveNextAsync())
        {
            var isEnded = false;
            if (!lines.Current.TryGetProperty("blob", out var name) || !lines.Current.TryGetProperty("type", out var type))
            {
                throw new InvalidDataException("a line of the backup begins no blob");
            }

            async IAsyncEnumerable<byte[]> Pieces()
            {
                while (!isEnded && await lines.MoveNextAsync())
                {
                    if (lines.Current.TryGetProperty("data", out var data))
                    {
                        yield return data.GetBytesFromBase64();
                    }
                    else
                    {
                        isEnded = true;
                    }
                }
            }

            yield return new(name.GetString()!, type.GetString() == "append", Pieces());
            await foreach (var _ in Pieces())
            {
                // What the caller did not read.
            }
        }
    }

    private async IAsyncEnumerable<JsonElement> LinesAsync(string file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!Has(file))
        {
            yield break;
        }

        using var reader = new StreamReader(PathOf(folder, file));
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            yield return JsonElement.Parse(line);
        }
    }

    private bool Has(string file) => Manifest.Files.Any(one => one.Name == file);

    private static async Task CheckAsync(string folder, BackupFile file, CancellationToken cancellation)
    {
        // The manifest may come from elsewhere: no path of it may leave the folder.
        if (file.Name.Split('/').Any(part => part is "" or "." or "..") || Path.IsPathRooted(file.Name))
        {
            throw new InvalidDataException($"the manifest names {file.Name}, which is no file of a backup");
        }

        var path = PathOf(folder, file.Name);
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"{file.Name} is not there");
        }

        await using var stream = File.OpenRead(path);
        if (stream.Length != file.Bytes)
        {
            throw new InvalidDataException($"{file.Name} has {stream.Length} bytes, and the manifest names {file.Bytes}");
        }

        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation)) != file.Sha256)
        {
            throw new InvalidDataException($"{file.Name} does not have the hash that the manifest names");
        }
    }

    private static string PathOf(string folder, string file) => Path.Combine([folder, .. file.Split('/')]);
}
