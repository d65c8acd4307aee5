using System.Text;

namespace Screening.Functions.Development;

/// <summary>
/// Checks the files of Azurite before it starts. Azurite treats an emptied or replaced file as having no data and silently starts
/// from scratch. For a server that keeps records of decisions this is damage, so the start is refused.
/// </summary>
public static class AzuriteFiles
{
    private static readonly string[] Names =
    [
        "__azurite_db_blob__.json",
        "__azurite_db_blob_extent__.json",
        "__azurite_db_queue__.json",
        "__azurite_db_queue_extent__.json",
        "__azurite_db_table__.json",
    ];

    /// <summary>The first sign of damage in <paramref name="folder"/>; null if the folder is new or no damage is found.</summary>
    public static string? FindDamage(string folder) =>
        // An interrupted first start leaves some of the files, without data.
        !File.Exists(Marker(folder))
            ? null
            : Names.Select(name => DamageOf(folder, name)).FirstOrDefault(damage => damage is not null);

    /// <summary>
    /// Records that Azurite has created all of its files in <paramref name="folder"/>, and that they may contain data.
    /// </summary>
    public static void MarkStarted(string folder) => File.WriteAllText(Marker(folder), "");

    private static string Marker(string folder) => Path.Combine(folder, "started");

    private static string? DamageOf(string folder, string name)
    {
        if (!File.Exists(Path.Combine(folder, name)))
        {
            return $"'{name}' is missing";
        }

        // Only the start and the end are checked: the files may be large, and Azurite itself refuses damage in between.
        const string head = "{\"filename\":";
        try
        {
            using var file = File.OpenRead(Path.Combine(folder, name));
            Span<byte> start = stackalloc byte[head.Length];
            var isWhole = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
                && Encoding.ASCII.GetString(start) == head
                && LastByteOf(file) == '}';
            return isWhole ? null : $"'{name}' is not what Azurite wrote";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"'{name}' cannot be read";
        }
    }

    private static int LastByteOf(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte();
    }
}
