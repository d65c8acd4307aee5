using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Screening.Engine.Snapshots;

/// <summary>
/// Layout of snapshot bytes: a fixed header, a table of sections, then the sections. Each section is aligned to eight bytes, so
/// that an index of integers can be read in place. All numbers are little-endian. A change of layout or meaning requires a new
/// version.
/// </summary>
public static class SnapshotFormat
{
    /// <summary>
    /// Format version. It is part of the blob name, so a program never reads the bytes of another format version.
    /// </summary>
    public const int Version = 3;

    internal const int DocumentsSection = 1;
    internal const int ListsSection = 2;

    /// <summary>Directory of the index: feed, position and length of each segment.</summary>
    internal const int SegmentsSection = 3;

    /// <summary>The segments of the index, one per feed, each aligned to eight bytes.</summary>
    internal const int IndexSection = 4;

    private const int HeaderBytes = 24;
    private const int SectionBytes = 24;
    private static readonly byte[] Magic = "SCRNSNAP"u8.ToArray();

    /// <summary>Revision of snapshot bytes: "sha256-" and 64 lower-case hexadecimal digits.</summary>
    public static string RevisionOf(ReadOnlySpan<byte> bytes) => "sha256-" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    internal static byte[] Write(long sourceVersion, IReadOnlyList<(int Id, byte[] Content)> sections)
    {
        var offsets = new long[sections.Count];
        long end = Align(HeaderBytes + (SectionBytes * sections.Count));
        for (var index = 0; index < sections.Count; index++)
        {
            offsets[index] = end;
            end = Align(end + sections[index].Content.Length);
        }

        var bytes = new byte[end];
        Magic.CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), sections.Count);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), sourceVersion);
        for (var index = 0; index < sections.Count; index++)
        {
            var entry = bytes.AsSpan(HeaderBytes + (SectionBytes * index));
            BinaryPrimitives.WriteInt64LittleEndian(entry, sections[index].Id);
            BinaryPrimitives.WriteInt64LittleEndian(entry[8..], offsets[index]);
            BinaryPrimitives.WriteInt64LittleEndian(entry[16..], sections[index].Content.Length);
            sections[index].Content.CopyTo(bytes.AsSpan((int)offsets[index]));
        }

        return bytes;
    }

    internal static (long SourceVersion, Dictionary<int, ReadOnlyMemory<byte>> Sections) Read(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.Length < HeaderBytes || !span[..8].SequenceEqual(Magic))
        {
            throw new InvalidDataException("these bytes are not a snapshot");
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(span[8..]);
        if (version != Version)
        {
            throw new InvalidDataException($"snapshot format {version} is not the format {Version} this program reads");
        }

        var count = BinaryPrimitives.ReadInt32LittleEndian(span[12..]);
        if (count is < 0 or > 100 || span.Length < HeaderBytes + (SectionBytes * count))
        {
            throw new InvalidDataException("the section table of the snapshot is torn");
        }

        var sections = new Dictionary<int, ReadOnlyMemory<byte>>();
        for (var index = 0; index < count; index++)
        {
            var entry = span[(HeaderBytes + (SectionBytes * index))..];
            var offset = BinaryPrimitives.ReadInt64LittleEndian(entry[8..]);
            var length = BinaryPrimitives.ReadInt64LittleEndian(entry[16..]);
            var id = BinaryPrimitives.ReadInt64LittleEndian(entry);
            if (id is < 1 or > 100 || offset < 0 || length < 0 || offset > span.Length || length > span.Length - offset
                || !sections.TryAdd((int)id, bytes.Slice((int)offset, (int)length)))
            {
                throw new InvalidDataException("a section of the snapshot is torn");
            }
        }

        return (BinaryPrimitives.ReadInt64LittleEndian(span[16..]), sections);
    }

    /// <summary>The section with this id.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    internal static ReadOnlyMemory<byte> Section(Dictionary<int, ReadOnlyMemory<byte>> sections, int id) =>
        sections.TryGetValue(id, out var section) ? section : throw new InvalidDataException("a section of the snapshot is missing");

    /// <summary>Writes records with a binary writer; strings are UTF-8.</summary>
    internal static byte[] Pack(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            write(writer);
        }

        return stream.ToArray();
    }

    /// <summary>Reads the output of <see cref="Pack"/>.</summary>
    /// <exception cref="InvalidDataException">The section is too short or malformed.</exception>
    internal static T Unpack<T>(ReadOnlyMemory<byte> section, Func<BinaryReader, T> read)
    {
        using var stream = new MemoryStream(section.ToArray(), writable: false);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        try
        {
            return read(reader);
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException or ArgumentException or IOException or OverflowException)
        {
            throw new InvalidDataException("a section of the snapshot is torn", exception);
        }
    }

    internal static long Align(long offset) => (offset + 7) & ~7L;
}
