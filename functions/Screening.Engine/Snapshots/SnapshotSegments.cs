using System.Collections.Immutable;

namespace Screening.Engine.Snapshots;

/// <summary>
/// The segments of the index of a snapshot, one per feed, in the order of the feeds. A compilation takes the segments of the
/// previous snapshot and writes only those whose parties have changed.
/// </summary>
public sealed class SnapshotSegments
{
    private readonly ImmutableArray<(string Feed, ReadOnlyMemory<byte> Bytes)> segments;

    internal SnapshotSegments(ImmutableArray<(string Feed, ReadOnlyMemory<byte> Bytes)> segments) => this.segments = segments;

    /// <summary>No segments: every feed is written.</summary>
    public static SnapshotSegments None { get; } = new([]);

    /// <summary>The feeds, ascending.</summary>
    public ImmutableArray<string> Feeds => [.. segments.Select(segment => segment.Feed)];

    /// <summary>The segments in the order of the feeds.</summary>
    internal ImmutableArray<ReadOnlyMemory<byte>> All => [.. segments.Select(segment => segment.Bytes)];

    /// <summary>Finds the segments in snapshot bytes without copying them.</summary>
    /// <exception cref="InvalidDataException">The bytes are torn or have another format.</exception>
    public static SnapshotSegments Read(ReadOnlyMemory<byte> bytes) => Read(SnapshotFormat.Read(bytes).Sections);

    internal static SnapshotSegments Read(Dictionary<int, ReadOnlyMemory<byte>> sections)
    {
        var index = SnapshotFormat.Section(sections, SnapshotFormat.IndexSection);
        var segments = SnapshotFormat.Unpack(
            SnapshotFormat.Section(sections, SnapshotFormat.SegmentsSection), reader => ReadDirectory(reader, index));
        for (var segment = 1; segment < segments.Length; segment++)
        {
            if (string.CompareOrdinal(segments[segment - 1].Feed, segments[segment].Feed) >= 0)
            {
                throw new InvalidDataException("the segments of the snapshot are not in the order of their feeds");
            }
        }

        return new SnapshotSegments(segments);
    }

    /// <summary>The directory and the segments as sections of a snapshot.</summary>
    internal (byte[] Directory, byte[] Index) Write()
    {
        var positions = new int[segments.Length];
        long end = 0;
        for (var segment = 0; segment < segments.Length; segment++)
        {
            positions[segment] = checked((int)end);
            end = SnapshotFormat.Align(end + segments[segment].Bytes.Length);
        }

        var index = new byte[end];
        for (var segment = 0; segment < segments.Length; segment++)
        {
            segments[segment].Bytes.CopyTo(index.AsMemory(positions[segment]));
        }

        return (SnapshotFormat.Pack(writer => WriteDirectory(writer, positions)), index);
    }

    /// <summary>The segment of a feed; empty when there is none.</summary>
    internal ReadOnlyMemory<byte> Of(string feed) => segments.FirstOrDefault(segment => segment.Feed == feed).Bytes;

    private void WriteDirectory(BinaryWriter writer, int[] positions)
    {
        writer.Write(segments.Length);
        for (var segment = 0; segment < segments.Length; segment++)
        {
            writer.Write(segments[segment].Feed);
            writer.Write(positions[segment]);
            writer.Write(segments[segment].Bytes.Length);
        }
    }

    private static ImmutableArray<(string Feed, ReadOnlyMemory<byte> Bytes)> ReadDirectory(BinaryReader reader, ReadOnlyMemory<byte> index)
    {
        var segments = ImmutableArray.CreateBuilder<(string, ReadOnlyMemory<byte>)>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            // A position or length outside the section is an argument error, which the caller reports as torn.
            segments.Add((reader.ReadString(), index.Slice(reader.ReadInt32(), reader.ReadInt32())));
        }

        return segments.ToImmutable();
    }
}
