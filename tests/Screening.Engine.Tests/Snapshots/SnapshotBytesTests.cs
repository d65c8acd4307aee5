using System.Buffers.Binary;
using System.Collections.Immutable;
using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Snapshots;

/// <summary>Bytes that differ from what was compiled are refused, or have another revision, which the host refuses.</summary>
public sealed class SnapshotBytesTests
{
    private const int HeaderBytes = 24;
    private const int SectionBytes = 24;
    private static readonly Lazy<byte[]> Compiled = new(() => SeedFiles.All.Compile(ListedParties.Watchlist()));

    [Fact]
    public void OpenedSnapshot_KeepsTheIdentityOfWhatWasCompiled()
    {
        var result = SnapshotCompiler.Compile(new SnapshotSource
        {
            SourceVersion = 42, Documents = SeedFiles.All, Watchlists = [ListedParties.Watchlist()],
        });
        var snapshot = Snapshot.Open(result.Bytes);
        Assert.Equal(result.Revision, snapshot.Revision);
        Assert.Equal(42, snapshot.SourceVersion);
        Assert.Equal(Texts(SeedFiles.All), Texts(snapshot.Documents));
        Assert.All(snapshot.Documents, document => Assert.DoesNotContain("\"extends\"", document.Json, StringComparison.Ordinal));
        Assert.Equal((new DateOnly(2026, 9, 1), ListedParties.Watchlist().Entries.Length), (snapshot.Lists[0].Date, snapshot.Lists[0].Entries));
        var again = SnapshotCompiler.Compile(new SnapshotSource
        {
            SourceVersion = 42, Documents = snapshot.Documents, Watchlists = [ListedParties.Watchlist()],
        });
        Assert.Equal(result.Revision, again.Revision);
    }

    /// <summary>Documents as authored; a policy is written flat, so only its identity is compared.</summary>
    private static IEnumerable<string> Texts(ImmutableArray<DocumentSource> documents) => documents
        .Select(document => document.Kind == DocumentKind.Policy ? $"{document.Id} {document.Version}" : document.Json).Order(StringComparer.Ordinal);

    [Fact]
    public void RowOrder_DoesNotChangeTheSnapshot()
    {
        var lists = new[] { ListedParties.Watchlist("csl"), ListedParties.Watchlist("own-a"), ListedParties.Watchlist("un") };
        var expected = SnapshotFormat.RevisionOf(SeedFiles.All.Compile(lists));
        Gen.Select(Gen.Shuffle(SeedFiles.All.ToArray()), Gen.Shuffle(lists), Gen.Shuffle(lists[0].Entries.ToArray())).Sample(
            (documents, shuffled, entries) =>
            {
                var bytes = ImmutableArray.Create(documents)
                    .Compile([.. shuffled.Select(list => list with { Entries = [.. entries] })]);
                Assert.Equal(expected, SnapshotFormat.RevisionOf(bytes));
            },
            iter: 5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(99)]
    public void AnotherFormatVersion_IsRefused(int version)
    {
        var bytes = (byte[])Compiled.Value.Clone();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), version);
        Assert.Contains("format", Assert.Throws<InvalidDataException>(() => Snapshot.Open(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TornBytes_AreRefused_AtEverySectionBoundary()
    {
        var bytes = Compiled.Value;
        foreach (var end in Boundaries(bytes).SelectMany(boundary => new[] { boundary - 1, boundary, boundary + 1 }).Append(0).Append(1))
        {
            // The last section may be followed by padding without content.
            if (end < LastContentByte(bytes))
            {
                Assert.ThrowsAny<InvalidDataException>(() => Snapshot.Open(bytes.AsMemory(0, end)));
            }
        }
    }

    [Fact]
    public void AFlippedBit_IsRefused_OrChangesTheRevision()
    {
        var revision = SnapshotFormat.RevisionOf(Compiled.Value);
        var header = Gen.Int[0, HeaderBytes + (4 * SectionBytes) - 1];
        Gen.Select(Gen.OneOf(header, Gen.Int[0, Compiled.Value.Length - 1]), Gen.Int[0, 7]).Sample(
            (position, bit) =>
            {
                var bytes = (byte[])Compiled.Value.Clone();
                bytes[position] ^= (byte)(1 << bit);
                try
                {
                    Assert.NotEqual(revision, Snapshot.Open(bytes).Revision);
                }
                catch (InvalidDataException)
                {
                    // Refused, which is the other permitted result; any other exception fails the test.
                }
            },
            iter: Effort.Of(200));
    }

    private static IEnumerable<int> Boundaries(byte[] bytes)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        for (var section = 0; section < count; section++)
        {
            var entry = HeaderBytes + (SectionBytes * section);
            var offset = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(entry + 8));
            yield return entry;
            yield return offset;
            yield return offset + (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(entry + 16));
        }
    }

    private static int LastContentByte(byte[] bytes) => Boundaries(bytes).Max();
}
