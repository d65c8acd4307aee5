using System.Text;

namespace Screening.Functions.Development;

/// <summary>
/// What can be known of Azurite's files before it starts. It reads an emptied or replaced file as "no data" and would
/// silently begin anew: for a server that keeps records of decisions that is damage, and is refused as such.
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

    /// <summary>
    /// The first sign of damage in <paramref name="folder"/>, or null: new, or whole as far as can be seen.
    /// </summary>
    public static string? FindDamage(string folder) =>
        // A first start that was interrupted leaves some of the files, and nothing in them.
        !File.Exists(Marker(folder))
            ? null
            : Names.Select(name => DamageOf(folder, name)).FirstOrDefault(damage => damage is not null);

    /// <summary>
    /// Notes that Azurite has made all of its files in <paramref name="folder"/>, and that data may be in them.
    /// </summary>
    public static void MarkStarted(string folder) => File.WriteAllText(Marker(folder), "");

    private static string Marker(string folder) => Path.Combine(folder, "started");

    private static string? DamageOf(string folder, string name)
    {
        if (!File.Exists(Path.Combine(folder, name)))
        {
            return $"'{name}' is missing";
        }

        // Ends are enough: the files may be large, and Azurite itself refuses a broken middle.
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
