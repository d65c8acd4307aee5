using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace Screening.Functions.Lists.Formats.Reading;

/// <summary>
/// The only place that decompresses: gzip and zip, with a limit on the size, on the ratio and on the number of files. Nothing is
/// written to a disk, and a name inside an archive is never used as a path.
/// </summary>
internal static class Unpacking
{
    /// <summary>Bytes of an empty gzip file: its header, an empty block, the checksum and the size.</summary>
    private const int LeastGzip = 20;

    /// <summary>The files of an upload: itself when it is not compressed.</summary>
    /// <param name="file">The upload; it can seek.</param>
    /// <exception cref="UnusableListException">The archive is damaged, too large, or has files that a list has not.</exception>
    public static IReadOnlyList<ListPart> PartsOf(Stream file)
    {
        var plain = new ListPart("", () => Again(file));
        var parts = KindOf(plain.Start(4)) switch
        {
            "gzip" => Gzip(file),
            "zip" => Files(file),
            _ => [],
        };
        foreach (var part in parts)
        {
            if (KindOf(part.Start(4)) is { } inner)
            {
                throw new UnusableListException(1, $"holds a compressed file ({inner}) inside a compressed file; send it unpacked once");
            }
        }

        return parts.Length > 0 ? parts : [plain];
    }

    private static string? KindOf(byte[] start) => start switch
    {
        [0x1F, 0x8B, ..] => "gzip",
        [(byte)'P', (byte)'K', 3, 4] or [(byte)'P', (byte)'K', 5, 6] => "zip",
        _ => null,
    };

    // The end of a gzip file states the size of its content, modulo 2^32. The stream of the framework takes a cut file for a whole one.
    private static ListPart[] Gzip(Stream file)
    {
        if (file.Length < LeastGzip)
        {
            throw new UnusableListException(1, "the compressed file is damaged or cut off");
        }

        var end = new byte[sizeof(uint)];
        file.Position = file.Length - end.Length;
        file.ReadExactly(end);
        var promised = BinaryPrimitives.ReadUInt32LittleEndian(end);
        return [new ListPart("", () => new BoundedStream(new GZipStream(Again(file), CompressionMode.Decompress, leaveOpen: true), file.Length, promised))];
    }

    private static ListPart[] Files(Stream file)
    {
        try
        {
            using var archive = new ZipArchive(Again(file), ZipArchiveMode.Read, leaveOpen: true);
            if (archive.GetEntry("[Content_Types].xml") is not null)
            {
                throw new UnusableListException(1, "is a workbook (XLSX); save its sheet as CSV");
            }

            if (archive.Entries.Count is 0 or > ImportLimits.Files)
            {
                throw new UnusableListException(1, Text($"the archive holds {archive.Entries.Count} files; 1 to {ImportLimits.Files} are read"));
            }

            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            var parts = new List<ListPart>();
            foreach (var entry in archive.Entries)
            {
                if (entry.Name.Length == 0 || entry.FullName.AsSpan().IndexOfAny('/', '\\', ':') >= 0 || entry.FullName.Contains("..", StringComparison.Ordinal) || !names.Add(entry.FullName))
                {
                    throw new UnusableListException(1, "the archive holds a file with a path, or twice the same name; files with plain names are read");
                }

                if (entry.IsEncrypted)
                {
                    throw new UnusableListException(1, "the archive is encrypted");
                }

                var place = parts.Count;
                parts.Add(new ListPart(entry.FullName, () => OpenEntry(file, place)));
            }

            return [.. parts];
        }
        catch (InvalidDataException)
        {
            throw new UnusableListException(1, "the archive is damaged or cut off");
        }
    }

    private static BoundedStream OpenEntry(Stream file, int place)
    {
        var archive = new ZipArchive(Again(file), ZipArchiveMode.Read, leaveOpen: true);
        var entry = archive.Entries[place];
        return new BoundedStream(entry.Open(), entry.CompressedLength, entry.Length, archive);
    }

    private static KeptOpen Again(Stream file)
    {
        file.Position = 0;
        return new KeptOpen(file);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a stream that the caller owns and does not close it.</summary>
    private sealed class KeptOpen(Stream inner) : ReadOnlyStream
    {
        public override bool CanSeek => true;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => inner.Position = value; }

        public override int Read(Span<byte> buffer) => inner.Read(buffer);

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);
    }

    /// <summary>Decompressed bytes, up to the limits.</summary>
    private sealed class BoundedStream(Stream inner, long compressed, long? promised = null, IDisposable? owner = null) : ReadOnlyStream
    {
        private long total;

        public override int Read(Span<byte> buffer)
        {
            int read;
            try
            {
                read = inner.Read(buffer);
            }
            catch (InvalidDataException)
            {
                throw new UnusableListException(1, "the compressed file is damaged or cut off");
            }

            total += read;
            if (total > ImportLimits.UnpackedBytes)
            {
                throw new UnusableListException(1, Text($"has more than {ImportLimits.UnpackedBytes} bytes when it is unpacked"));
            }

            if (total > ImportLimits.RatioFrom && total > compressed * ImportLimits.Ratio)
            {
                throw new UnusableListException(1, Text($"unpacks to more than {ImportLimits.Ratio} times its size, as no list does"));
            }

            if (read == 0 && buffer.Length > 0 && promised is { } length && unchecked((uint)total) != unchecked((uint)length))
            {
                throw new UnusableListException(1, "the compressed file is damaged or cut off");
            }

            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
                owner?.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
