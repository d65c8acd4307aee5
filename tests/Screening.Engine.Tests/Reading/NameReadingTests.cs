using System.Globalization;
using Screening.Engine.Parties.Reading;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Tests.Reading;

/// <summary>Names in scripts with and without a reading.</summary>
public sealed class NameReadingTests
{
    // A block of letters without a reading, and the name of the script that the answer states.
    [Theory]
    [InlineData("\U00012000\U00012001", "Cuneiform")]
    [InlineData("\U0002A700\U0002A701", "Han")]
    [InlineData("\U00030000\U00030001", "Han")]
    public void AScriptWithoutAReading_IsNamed(string name, string script)
    {
        var reading = NameReading.Of(name);
        Assert.Equal((UnreadReason.UnreadScript, 2, script), (reading.Unread, reading.UnreadLetters, reading.Script));
        Assert.Contains($"the name in {script} could not be compared with Latin entries", reading.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ξένιος Ζευς")]
    [InlineData("Петров")]
    [InlineData("محمد")]
    [InlineData("דוד")]
    [InlineData("김철수")]
    [InlineData("华为技术")]
    [InlineData("山田太郎")]
    [InlineData("นครหลวง")]
    [InlineData("გიორგი")]
    [InlineData("Հայկ")]
    [InlineData("አበበ")]
    [InlineData("राजेश")]
    [InlineData("ᠮᠣᠩᠭᠣᠯ")]
    public void AScriptWithAReading_IsCompared(string name)
    {
        var reading = NameReading.Of(name);
        Assert.Equal((null, 0, ""), (reading.Unread, reading.UnreadLetters, reading.Script));
        Assert.InRange(reading.Words, 1, name.Length);
    }

    [Fact]
    public void AnUnreadLetterAmongReadOnes_IsSaid_AndTheRestIsCompared()
    {
        var reading = NameReading.Of("\U00020BB7野家商事\U0002A700");
        Assert.Null(reading.Unread);
        Assert.Equal("its letters in Han without a reading (1) were left out", reading.LeftOut);
    }

    [Fact]
    public void AnUnreadName_IsNoName_WithALegalFormEither() =>
        Assert.Equal(UnreadReason.UnreadScript, NameReading.Of("\U00012000\U00012001 GmbH").Unread);

    /// <summary>The blocks of 256 letters for which the transliteration has no row, so that a new version shows what it reads.</summary>
    [Fact]
    public void TheBlocksWithoutAReading_AreTheseOnly()
    {
        var blocks = new List<int>();
        for (var first = 0x100; first < 0x40000; first += 0x100)
        {
            var letters = Enumerable.Range(first, 0x100).Where(letter => letter is < 0xD800 or > 0xDFFF && CharUnicodeInfo.GetUnicodeCategory(letter)
                is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter).ToList();
            if (letters.Count > 20 && letters.Count(letter => NameTokenizer.Split(char.ConvertFromUtf32(letter)).Count == 0) > letters.Count / 2)
            {
                blocks.Add(first);
            }
        }

        // Cuneiform, and the Han extensions C and later; of extension B most letters have a reading.
        Assert.All(blocks, block => Assert.True(block is (>= 0x12000 and <= 0x12500) or (>= 0x2A700 and <= 0x32300), $"{block:X}"));
        Assert.Superset(new HashSet<int> { 0x12000, 0x2A700, 0x2B800, 0x30000, 0x31400 }, blocks.ToHashSet());
    }
}
