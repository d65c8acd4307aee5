using System.Text;
using Screening.Functions.Lists.Formats;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Tests.Lists.Formats;

/// <summary>Bytes of official files changed, removed and doubled at random: the result is a list or a refusal, never an exception.</summary>
public sealed class DamagedFileTests
{
    private const int Cases = 150;

    public static TheoryData<string> Files { get; } =
    [
        Fixtures.Un, Fixtures.Sdn, Fixtures.Enhanced, Fixtures.Advanced, Fixtures.LegacyParties, Fixtures.LegacyAliases, Fixtures.LegacyAddresses, MoreFixtures.EuFsf, MoreFixtures.EuGlobal,
        MoreFixtures.EuCsv, MoreFixtures.UkXml, MoreFixtures.UkConList, MoreFixtures.Canada, MoreFixtures.Swiss, MoreFixtures.Dpl, MoreFixtures.Isn, MoreFixtures.Dtc, MoreFixtures.Entities,
        MoreFixtures.Supplement4,
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void DamageAnywhere_IsARefusalOrAList(string text)
    {
        var whole = Encoding.UTF8.GetBytes(text);
        var random = new Random(20261130);
        for (var number = 0; number < Cases; number++)
        {
            var file = Damaged(whole, random);
            var read = ListFile.Read(new MemoryStream(file), cancellation: TestContext.Current.CancellationToken);
            Assert.True(read.Errors.Length <= ImportLimits.Errors);
            Assert.True(read.Errors.Length > 0 || read.Part is not null || read.Entries.Length > 0, "a file without entries was taken");
            Assert.All(read.Entries, entry => Assert.True(entry.Name.Any(char.IsLetterOrDigit) && entry.List.Length > 0 && entry.Id.StartsWith(entry.List, StringComparison.Ordinal)));
            Assert.Equal(read.Entries.Length, read.Entries.Select(entry => entry.Id).Distinct(StringComparer.Ordinal).Count());
        }
    }

    /// <summary>A file that ends early never gives a list of fewer parties without a word.</summary>
    [Theory]
    [InlineData(Fixtures.Un)]
    [InlineData(Fixtures.Sdn)]
    [InlineData(Fixtures.Enhanced)]
    [InlineData(Fixtures.Advanced)]
    [InlineData(MoreFixtures.EuFsf)]
    [InlineData(MoreFixtures.UkXml)]
    [InlineData(MoreFixtures.Canada)]
    [InlineData(MoreFixtures.Swiss)]
    public void AnXmlFile_CutAnywhere_IsRefused(string text)
    {
        var whole = Encoding.UTF8.GetBytes(text.TrimEnd());
        for (var length = 0; length < whole.Length; length += 7)
        {
            Assert.NotEmpty(ListFile.Read(new MemoryStream(whole[..length]), cancellation: TestContext.Current.CancellationToken).Errors);
        }
    }

    private static byte[] Damaged(byte[] whole, Random random)
    {
        var at = random.Next(whole.Length);
        var length = random.Next(1, Math.Min(60, whole.Length - at + 1));
        return random.Next(4) switch
        {
            0 => [.. whole[..at], (byte)random.Next(256), .. whole[(at + 1)..]],
            1 => [.. whole[..at], .. whole[(at + length)..]],
            2 => [.. whole[..(at + length)], .. whole[at..]],
            _ => [.. whole[..at], .. Encoding.ASCII.GetBytes(random.Next(3) switch { 0 => "<", 1 => "\"", _ => "\0" }), .. whole[at..]],
        };
    }
}
