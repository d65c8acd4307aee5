using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Parties;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Snapshots;

/// <summary>
/// A change writes the segment of its own feed. The bytes of a snapshot are the same whether a segment was reused or written.
/// </summary>
public sealed class SnapshotSegmentsTests
{
    private static readonly string[] Feeds = ["csl", "own-a", "own-b"];
    private static readonly string[] Words = ["Vornamir", "Quixlan", "Trading", "Bank", "Zarechny", "Oil"];

    private static readonly Gen<WatchlistEntrySource> Entry =
        Gen.Select(Gen.Int[1, 9], Gen.OneOfConst(Words).List[1, 3], Gen.OneOfConst("SDN", "EL", "UVL"), Gen.OneOfConst<string?>(null, "", "Policy of denial"))
            .Select((id, words, list, policy) => new WatchlistEntrySource { Id = $"{id}", List = list, Name = string.Join(' ', words), LicensePolicy = policy });

    private static readonly Gen<WatchlistSource[]> Lists = Entry.List[0, 4].Array[Feeds.Length].Select(all => all.Select((entries, feed) =>
        List(Feeds[feed], [.. entries.DistinctBy(entry => entry.Id)])).ToArray());

    [Fact]
    public void ReusedSegments_GiveTheBytesOfAFullBuild_AndOnlyChangedFeedsAreWritten() =>
        Gen.Select(Lists, Lists, Gen.Bool.Array[Feeds.Length]).Sample((before, others, isChanged) =>
        {
            WatchlistSource[] after = [.. before.Select((list, feed) => isChanged[feed] ? others[feed] : list with { ImportId = "2" })];
            var previous = SnapshotSegments.Read(Compile(before, SnapshotSegments.None).Bytes!);
            var result = Compile(after, previous);
            Assert.Equal(Compile(after, SnapshotSegments.None).Revision, result.Revision);
            var changed = Feeds.Where((_, feed) => Text(before[feed]) != Text(after[feed]));
            Assert.Equal(changed, result.Rewritten);
        }, iter: Effort.Of(20));

    [Fact]
    public void WithoutAPreviousSnapshot_EveryFeedIsWritten()
    {
        WatchlistSource[] lists = [List("b", Named("1")), List("a", Named("1"))];
        Assert.Equal(["a", "b", NamedBodies.Feed], Compile(lists, SnapshotSegments.None).Rewritten);
        Assert.Equal(["a", "b", NamedBodies.Feed], SnapshotSegments.Read(Compile(lists, SnapshotSegments.None).Bytes!).Feeds);
    }

    /// <summary>Every member of an entry is stored in its segment; a change of any one writes the segment again.</summary>
    [Fact]
    public void AChangeOfAnyMember_WritesTheSegmentAgain()
    {
        var entry = Named("1");
        var previous = SnapshotSegments.Read(Compile([List("a", entry)], SnapshotSegments.None).Bytes!);
        WatchlistEntrySource[] others =
        [
            entry with { Id = "2" }, entry with { List = "UVL" }, entry with { Kind = PartyKind.Vessel }, entry with { Name = "Other" },
            entry with { Aliases = [new ListedAlias("Alias", true)] }, entry with { Countries = ["IR"] }, entry with { Citizenships = ["IR"] },
            entry with { BirthDates = ["1970"] }, entry with { Identifiers = [new PartyIdentifier("IMO", "9074729")] }, entry with { Addresses = ["Pier 4"] },
            entry with { Programs = ["SDGT"] }, entry with { LicenseRequirement = "" }, entry with { LicensePolicy = "" }, entry with { Notice = "" },
            entry with { StartDate = new DateOnly(2020, 1, 2) }, entry with { EndDate = new DateOnly(2020, 1, 2) },
        ];
        Assert.Equal(typeof(WatchlistEntrySource).GetProperties().Length, others.Length);
        Assert.Empty(Compile([List("a", entry)], previous).Rewritten);
        Assert.All(others, other => Assert.Equal(["a"], Compile([List("a", other)], previous).Rewritten));
    }

    [Fact]
    public void ADamagedPreviousSegment_IsWrittenAgain()
    {
        WatchlistSource[] lists = [List("a", Named("1"), Named("2")), List("b", Named("3"))];
        var whole = Compile(lists, SnapshotSegments.None);
        var offset = OffsetOf(whole.Bytes!, SnapshotSegments.Read(whole.Bytes!).Of("a"));
        Gen.Int[0, SnapshotSegments.Read(whole.Bytes!).Of("a").Length - 1].Sample(at =>
        {
            var damaged = (byte[])whole.Bytes!.Clone();
            damaged[offset + at] ^= 1;
            var result = Compile(lists, SnapshotSegments.Read(damaged));
            Assert.Equal(["a"], result.Rewritten);
            Assert.Equal(whole.Revision, result.Revision);
        }, iter: Effort.Of(25));
    }

    [Fact]
    public void ASegmentOfAnotherVersion_IsWrittenAgain()
    {
        WatchlistSource[] lists = [List("a", Named("1"))];
        var whole = Compile(lists, SnapshotSegments.None);
        var other = (byte[])whole.Bytes!.Clone();
        var segment = SnapshotSegments.Read(whole.Bytes!).Of("a");
        var bytes = other.AsSpan(OffsetOf(other, segment), segment.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[(IndexFormat.HashBytes + 4)..], IndexFormat.Version - 1);
        SHA256.HashData(bytes[IndexFormat.HashBytes..], bytes);
        var result = Compile(lists, SnapshotSegments.Read(other));
        Assert.Equal(["a"], result.Rewritten);
        Assert.Equal(whole.Revision, result.Revision);
    }

    [Fact]
    public void TornSnapshots_HaveNoSegments()
    {
        var bytes = Compile([List("a", Named("1"))], SnapshotSegments.None).Bytes!;
        Assert.Throws<InvalidDataException>(() => SnapshotSegments.Read(bytes.AsMemory(0, bytes.Length / 2)));
        Assert.Throws<InvalidDataException>(() => SnapshotSegments.Read("not a snapshot at all, only text"u8.ToArray()));
        Assert.Throws<InvalidDataException>(() => SnapshotSegments.Read(Array.Empty<byte>()));
    }

    /// <summary>A directory that points elsewhere, or is not in order, is torn.</summary>
    [Theory]
    [InlineData("a", 0, "b", 9, "torn")]
    [InlineData("a", 9, "b", 0, "torn")]
    [InlineData("a", -1, "b", 0, "torn")]
    [InlineData("a", 0, "b", -1, "torn")]
    [InlineData("b", 0, "a", 8, "order")]
    [InlineData("a", 0, "a", 8, "order")]
    public void ADirectoryThatPointsElsewhere_IsRefused(string first, int position, string second, int length, string message)
    {
        var directory = SnapshotFormat.Pack(writer =>
        {
            writer.Write(2);
            writer.Write(first);
            writer.Write(position);
            writer.Write(0);
            writer.Write(second);
            writer.Write(0);
            writer.Write(length);
        });
        var bytes = SnapshotFormat.Write(1, [(SnapshotFormat.SegmentsSection, directory), (SnapshotFormat.IndexSection, new byte[8])]);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => SnapshotSegments.Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASegmentOfAFeedThatIsNoList_IsRefused()
    {
        var (version, sections) = SnapshotFormat.Read(Compile([List("a", Named("1"))], SnapshotSegments.None).Bytes!);
        var others = SnapshotFormat.Read(Compile([List("b", Named("1"))], SnapshotSegments.None).Bytes!).Sections;
        var mixed = sections.Select(section => (section.Key, (section.Key >= SnapshotFormat.SegmentsSection ? others[section.Key] : section.Value).ToArray()));
        Assert.Throws<InvalidDataException>(() => Snapshot.Open(SnapshotFormat.Write(version, [.. mixed])));
    }

    [Fact]
    public void HundredsOfFeeds_FitIntoASnapshot()
    {
        WatchlistSource[] lists = [.. Enumerable.Range(0, 300).Select(number => List($"own-{number:D3}", Named($"{number}")))];
        var snapshot = Snapshot.Open(Compile(lists, SnapshotSegments.None).Bytes!);
        Assert.Equal(300, snapshot.ImportedEntries);
        Assert.Equal(
            Enumerable.Range(0, 300).Select(number => ($"own-{number:D3}", $"{number}")),
            Enumerable.Range(0, snapshot.Parties.Count).Select(snapshot.Parties.PartyAt).Where(party => party.Feed != NamedBodies.Feed).Select(party => (party.Feed, party.Id)));
        Assert.All(Enumerable.Range(0, snapshot.Parties.Count), at => Assert.Equal(snapshot.Parties.PartyAt(at).Feed, snapshot.Parties.PlaceAt(at).Feed));
    }

    /// <summary>
    /// A segment is reused as long as version and parties are equal. A change of the reading of names changes these bytes: then
    /// <see cref="IndexFormat.Version"/> has to increase, or segments read the old way stay in use. Change both values together.
    /// </summary>
    [Fact]
    public void TheReadingOfNames_BelongsToTheVersionOfTheIndex()
    {
        string[] names =
        [
            "Huawei Technologies Co., Ltd.", "Al-Rashid Trading & Shipping LLC", "محمد مهدیان", "Рособоронэкспорт", "华为技术有限公司", "조선 무역", "ウラジーミル",
            "3rd Research Institute", "J. K. Smith", "GmbH Elektronik", "Ibn al Haytham", "A/S Nordvind", "МИГ-29", "Société Générale", "Mohammed",
        ];
        ListedParty[] parties = [.. names.Select((name, number) => Listed.Party(name, (PartyKind)(number % 3)) with { Id = $"{number:D2}" })];
        Assert.Equal((7, "b65702d2d44c5e71"), (IndexFormat.Version, Convert.ToHexStringLower(SHA256.HashData(WatchlistIndexWriter.Write(parties)))[..16]));
    }

    private static int OffsetOf(byte[] bytes, ReadOnlyMemory<byte> segment) => bytes.AsSpan().IndexOf(segment.Span);

    private static string Text(WatchlistSource list) => string.Join('\n', list.Entries.OrderBy(entry => entry.Id, StringComparer.Ordinal)
        .Select(entry => $"{entry.Id} {entry.List} {entry.Name} {entry.LicensePolicy ?? "none"}"));

    private static CompileResult Compile(WatchlistSource[] lists, SnapshotSegments previous)
    {
        var result = SnapshotCompiler.Compile(new SnapshotSource { SourceVersion = 7, Documents = SeedFiles.All, Watchlists = [.. lists] }, previous);
        Assert.True(result.Errors.IsEmpty, string.Join("\n", result.Errors));
        return result;
    }

    private static WatchlistEntrySource Named(string id) => new() { Id = id, List = "SDN", Name = $"Vornamir {id} Dynamics" };

    private static WatchlistSource List(string feed, params WatchlistEntrySource[] entries) => new()
    {
        Feed = feed, Title = "t", Date = new DateOnly(2026, 9, 2), Source = "test values, not claims", ImportId = "1", Entries = [.. entries],
    };
}
