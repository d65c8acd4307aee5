using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Parties;

public sealed class IndexSectionTests
{
    private static ListedParty[] Some() =>
    [
        .. Enumerable.Range(0, 40).Select(number => Listed.Party($"Party {number} of Many", PartyKind.Unknown, $"Alias {number}") with
        {
            Countries = ["RU", "CY"],
            Citizenships = ["RU"],
            BirthDates = ["1970"],
            Identifiers = [new PartyIdentifier("Passport", $"AB12345{number}")],
            Addresses = ["Улица 1"],
            Programs = ["SDGT"],
            LicenseRequirement = "All items",
            LicensePolicy = "Presumption of denial",
            Notice = "83 FR 18112",
        }),
    ];

    [Fact]
    public void RowOrder_DoesNotChangeTheBytes()
    {
        var expected = WatchlistIndexWriter.Write(Some());
        Gen.Shuffle(Some()).Sample(parties => WatchlistIndexWriter.Write(parties).AsSpan().SequenceEqual(expected), iter: 20);
    }

    [Fact]
    public void AnyChangedByte_IsRefused()
    {
        var section = WatchlistIndexWriter.Write(Some());
        Gen.Select(Gen.Int[0, section.Length - 1], Gen.Int[1, 255]).Sample((at, change) =>
        {
            var copy = section.ToArray();
            copy[at] ^= (byte)change;
            Assert.Throws<InvalidDataException>(() => WatchlistIndex.Open(copy));
        }, iter: Effort.Of(300));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(-1)]
    [InlineData(-4)]
    public void ACutSection_IsRefused(int length)
    {
        var section = WatchlistIndexWriter.Write(Some());
        Assert.Throws<InvalidDataException>(() => WatchlistIndex.Open(section.AsMemory(0, length < 0 ? section.Length + length : length)));
    }

    [Fact]
    public void BytesAdded_AreRefused() =>
        Assert.Throws<InvalidDataException>(() => WatchlistIndex.Open((byte[])[.. WatchlistIndexWriter.Write(Some()), 0, 0, 0, 0]));

    [Theory]
    [InlineData(0, "does not begin as one")]
    [InlineData(4, "is of another version")]
    [InlineData(8, "was changed")]
    public void ARefusedSection_StatesTheReason(int at, string expected)
    {
        var section = WatchlistIndexWriter.Write(Some());
        section[IndexFormat.HashBytes + at] ^= 1;
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => WatchlistIndex.Open(section)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APartyComesBackWhole()
    {
        var index = WatchlistIndex.Open(WatchlistIndexWriter.Write(Some()));
        Assert.Equal(40, index.Count);
        Assert.Equal(80, index.NameCount);
        var party = index.PartyAt(index.Search(Listed.Query("Party 7 of Many"), Listed.Thresholds, 1)[0].Index);
        Assert.Equivalent(Some()[7], party, strict: true);
    }

    [Fact]
    public void AnEmptyList_IsSearchable() =>
        Assert.Empty(WatchlistIndex.Open(WatchlistIndexWriter.Write([])).Search(Listed.Query("Anyone"), Listed.Thresholds, 10));

    [Fact]
    public void TwoEntriesOfOneIdentity_AreRefused() =>
        Assert.Throws<ArgumentException>(() => WatchlistIndexWriter.Write([Listed.Party("A"), Listed.Party("A")]));

    [Fact]
    public void ConcurrentSearches_AgreeWithSingleOnes()
    {
        var index = WatchlistIndex.Open(WatchlistIndexWriter.Write(Some()));
        var expected = Enumerable.Range(0, 40).Select(number => index.Find($"Party {number} of Many")[0].Score).ToArray();
        Parallel.For(0, 400, number => Assert.Equal(expected[number % 40], index.Find($"Party {number % 40} of Many")[0].Score));
    }

    [Fact]
    public void APartyWithoutAName_IsTorn_AndWhatMayBeAbsentIsAbsent()
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes))
        {
            PartyCodec.Write(writer, Listed.Party("Vornamir"));
            writer.Flush();
            var party = PartyCodec.Read(bytes.ToArray());
            Assert.Equal(("Vornamir", null, null, null), (party.Name, party.LicenseRequirement, party.LicensePolicy, party.Notice));
            bytes.SetLength(0);
            PartyCodec.Write(writer, Listed.Party("Vornamir") with { Name = null! });
        }

        Assert.Contains("a text is absent", Assert.Throws<InvalidDataException>(() => PartyCodec.Read(bytes.ToArray())).Message, StringComparison.Ordinal);
    }
}
