using System.Buffers.Binary;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;

namespace Screening.Engine.Tests.Snapshots;

/// <summary>The layout of snapshot bytes: what is written is read, and a table with wrong positions is torn.</summary>
public sealed class SnapshotLayoutTests
{
    private const int HeaderBytes = 24;

    [Fact]
    public void Sections_AreReadAsTheyWereWritten_EachOnEightBytes()
    {
        var bytes = SnapshotFormat.Write(long.MaxValue, [(1, [1, 2, 3]), (2, []), (100, [4, 5, 6, 7, 8, 9, 10, 11])]);
        Assert.Equal(0, bytes.Length % 8);
        var (version, sections) = SnapshotFormat.Read(bytes);
        Assert.Equal(long.MaxValue, version);
        Assert.Equal([1, 2, 3], sections[1].ToArray());
        Assert.Empty(sections[2].ToArray());
        Assert.Equal([4, 5, 6, 7, 8, 9, 10, 11], sections[100].ToArray());
        for (var section = 0; section < 3; section++)
        {
            Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(HeaderBytes + (24 * section) + 8)) % 8);
        }
    }

    [Fact]
    public void ASnapshotWithoutSections_IsItsHeaderAlone()
    {
        var bytes = SnapshotFormat.Write(5, []);
        Assert.Equal(HeaderBytes, bytes.Length);
        Assert.Equal(5, SnapshotFormat.Read(bytes).SourceVersion);
        Assert.Contains("not a snapshot", Assert.Throws<InvalidDataException>(() => SnapshotFormat.Read(bytes.AsMemory(0, HeaderBytes - 1))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0L, "a section")] // the id
    [InlineData(0, 101L, "a section")]
    [InlineData(0, -1L, "a section")]
    [InlineData(8, -8L, "a section")] // the offset
    [InlineData(8, 81L, "a section")]
    [InlineData(16, -1L, "a section")] // the length
    [InlineData(16, 9L, "a section")]
    [InlineData(16, long.MaxValue, "a section")]
    public void AnEntryThatPointsElsewhere_IsTorn(int field, long value, string message)
    {
        var bytes = SnapshotFormat.Write(5, [(1, [1, 2, 3, 4, 5, 6, 7, 8]), (2, [1, 2, 3, 4, 5, 6, 7, 8])]);
        Assert.Equal(88, bytes.Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(HeaderBytes + 24 + field), value);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => SnapshotFormat.Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptySection_MayBeginWhereTheBytesEnd()
    {
        var bytes = SnapshotFormat.Write(5, [(1, [])]);
        Assert.Equal(bytes.Length, BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(HeaderBytes + 8)));
        Assert.Empty(SnapshotFormat.Read(bytes).Sections[1].ToArray());
    }

    [Fact]
    public void ASectionThatIsThereTwice_IsTorn()
    {
        var bytes = SnapshotFormat.Write(5, [(1, [1]), (2, [2])]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(HeaderBytes + 24), 1);
        Assert.Throws<InvalidDataException>(() => SnapshotFormat.Read(bytes));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(101)]
    [InlineData(int.MaxValue)]
    public void ATableLongerThanTheBytes_IsTorn(int count)
    {
        var bytes = SnapshotFormat.Write(5, [(1, [])]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), count);
        Assert.Contains("section table", Assert.Throws<InvalidDataException>(() => SnapshotFormat.Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARevision_NamesTheHash() => Assert.Equal(
        "sha256-ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", SnapshotFormat.RevisionOf("abc"u8));

    [Fact]
    public void ARecordThatEndsEarly_IsTorn()
    {
        var packed = SnapshotFormat.Pack(writer =>
        {
            writer.Write(7);
            writer.Write("grüß");
        });
        Assert.Equal((7, "grüß"), SnapshotFormat.Unpack(packed, reader => (reader.ReadInt32(), reader.ReadString())));
        Assert.Contains(
            "torn",
            Assert.Throws<InvalidDataException>(() => SnapshotFormat.Unpack(packed.AsMemory(0, packed.Length - 1), reader => (reader.ReadInt32(), reader.ReadString()))).Message,
            StringComparison.Ordinal);
    }
}
